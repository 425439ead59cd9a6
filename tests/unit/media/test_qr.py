"""QR codes: the same symbol that segno makes, and an SVG that fits a strict policy."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from column.media import qr

SVG = "{http://www.w3.org/2000/svg}"


def dark(svg: str) -> set[tuple[int, int]]:
    """The dark modules of a drawn code, as (row, column), the quiet zone taken off."""
    strokes = ElementTree.fromstring(svg).findall(f"{SVG}path")[-1].get("d", "")
    found: set[tuple[int, int]] = set()
    x = y = 0
    for place, row, light, run in re.findall(r"M(\d+) (\d+)\.5|m(\d+) 0|h(\d+)", strokes):
        if row:
            x, y = int(place), int(row)
        found |= {(y - 4, column - 4) for column in range(x, x + int(run or 0))}
        x += int(light or 0) + int(run or 0)
    return found


ADDRESSES = st.from_regex(r"https://[a-z0-9.]{4,20}/[a-z0-9/-]{0,60}/", fullmatch=True)


@settings(max_examples=100)
@given(st.one_of(ADDRESSES, st.text(min_size=1, max_size=40), st.text("反诈a", min_size=30, max_size=60)))
def test_the_quick_way_gives_what_segno_gives(text: str) -> None:
    assert qr.quick(text) == qr.svg(text) == qr.reference(text)


@pytest.mark.parametrize(
    ("text", "version"),
    [("https://fanzha.example.gov.cn/", 5), ("反诈宣传专栏", 5), ("a" * 106, 5), ("a" * 300, None)],
)
def test_what_is_drawn_are_the_modules_of_the_symbol(text: str, version: int | None) -> None:
    code = segno.make_qr(text.encode(), "l", version, mode="byte", mask=3, boost_error=False)
    modules = {(y, x) for y, row in enumerate(code.matrix) for x, module in enumerate(row) if module}
    assert dark(qr.svg(text)) == modules


def test_the_picture_has_a_title_and_no_style() -> None:
    svg = ElementTree.fromstring(qr.svg("https://fanzha.example.gov.cn/", "<问卷> & 意见"))
    assert svg.findtext(f"{SVG}title") == "<问卷> & 意见"
    assert ElementTree.fromstring(qr.svg("https://fanzha.example.gov.cn/")).findtext(f"{SVG}title")
    assert all("style" not in element.attrib for element in svg.iter())
