"""QR codes: the same symbol that segno makes, and an SVG that fits a strict policy."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from column.media import qr as codes

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


def expected(text: str, version: int | None) -> set[tuple[int, int]]:
    code = segno.make_qr(text.encode(), "l", version, mode="byte", mask=3, boost_error=False)
    return {(y, x) for y, row in enumerate(code.matrix) for x, module in enumerate(row) if module}


@settings(max_examples=30)
@given(st.from_regex(r"https://[a-z0-9.]{4,20}/[a-z0-9/-]{0,60}/", fullmatch=True))
def test_addresses_become_the_symbols_that_segno_makes(text: str) -> None:
    assert dark(codes.svg(text)) == expected(text, 5)


@pytest.mark.parametrize("text", ["反诈宣传专栏", "a" * 106])
def test_other_texts_too(text: str) -> None:
    assert dark(codes.svg(text)) == expected(text, 5)


def test_long_texts_take_a_larger_symbol() -> None:
    assert dark(codes.svg("a" * 300)) == expected("a" * 300, None)


def test_the_picture_has_a_title_and_no_style() -> None:
    svg = ElementTree.fromstring(codes.svg("https://fanzha.example.gov.cn/"))
    assert svg.findtext(f"{SVG}title")
    assert all("style" not in element.attrib for element in svg.iter())
