"""What may lie on a photo is told; what is shown to lie beside it is not."""

from __future__ import annotations

import pytest

from column.authoring.word.document import read_document
from support.word_xml import at, graphic, paragraph, photo_file, picture, picture_element, shape, text_box

THICK = '<a:prstGeom prst="line"/><a:ln w="254000"/>'
THIN = '<a:prstGeom prst="line"/><a:ln w="12700"/>'
HOLLOW = '<a:prstGeom prst="rect"/><a:noFill/><a:ln w="12700"/>'
RECT = shape()
ON = at(1_200_000, 300_000)
VML = "position:absolute;margin-left:20pt;margin-top:20pt;width:40pt;height:40pt"


def cover(inner: str, placed: str = ON) -> str:
    return graphic("wordprocessingShape", inner, placed)


def group(*members: str) -> str:
    return graphic("wordprocessingGroup", f"<wpg:wgp>{''.join(members)}</wpg:wgp>", ON)


def member(x: int) -> str:
    return shape(
        f'<a:xfrm><a:off x="{x}" y="0"/><a:ext cx="100" cy="100"/></a:xfrm><a:prstGeom prst="rect"/>'
    )


def vml(inner: str) -> str:
    return f"<w:r><w:pict>{inner}</w:pict></w:r>"


def is_told(*runs: str, apart: str = "") -> bool:
    data = photo_file(paragraph("正文。", *runs) + apart)
    return any("可能盖在照片上" in notice for notice in read_document(data).notices)


@pytest.mark.parametrize(
    "runs",
    [
        (picture(), cover(RECT)),
        (picture(), cover(shape(inner=text_box("")))),
        (picture(), cover(shape(inner=text_box("打码")))),
        (picture(), cover(shape(THICK))),
        (picture(), picture("rId6", ON)),
        (picture(), graphic("wordprocessingInk", "<w14:contentPart/>", ON)),
        (picture(), graphic("chart", "", ON)),
        (picture(), group(member(0), member(500))),
        (group(picture_element("rId5", extent=(300, 300)), member(200)),),
        (picture(placed=at(0, 0, height=1)), cover(RECT, at(100, 100, height=2, wrap="Square"))),
        (picture(placed=at(0, 0, behind=1)), graphic("wordprocessingShape", RECT)),
        (picture(), vml(f'<v:rect style="{VML}"/>')),
        (picture(), vml('<v:line style="position:absolute" strokeweight="20pt"/>')),
        (picture(), vml(f'<v:shape style="{VML}"><v:imagedata r:id="rId6"/></v:shape>')),
        (picture(), vml(f'<v:shape style="{VML}"><v:textbox><w:txbxContent><w:p/></w:txbxContent></v:textbox></v:shape>')),
    ],
    ids=[
        "shape", "empty box", "box", "thick line", "sticker", "ink", "chart", "group", "in a group", "floating photo",
        "on a photo behind the text", "VML shape", "VML line", "VML picture", "VML box",
    ],
)  # fmt: skip
def test_a_cover_is_told(runs: tuple[str, ...]) -> None:
    assert is_told(*runs)


@pytest.mark.parametrize(
    "runs",
    [
        (cover(RECT),),
        (picture(), cover(shape(THIN))),
        (picture(), cover(shape(HOLLOW))),
        (picture(), cover(RECT, at(0, 0, wrap="Square"))),
        (picture(), cover(RECT, at(0, 0, wrap="TopAndBottom"))),
        (picture(), cover(RECT, at(0, 0, behind=1))),
        (picture(), picture("rId6")),
        (picture(), graphic("wordprocessingShape", RECT)),
        (picture(placed=at(0, 0, height=1)), cover(RECT, at(3_000_000, 0, height=2))),
        (picture(placed=at(0, 0, height=1)), cover(RECT, at(0, 2_200_000, height=2))),
        (picture(placed=at(0, 0, height=3)), cover(RECT, at(0, 0, height=2))),
        (group(picture_element("rId5", extent=(300, 300)), member(300)),),
        (picture(), vml('<v:rect o:hr="t" style="width:0;height:1.5pt"/>')),
        (picture(), vml('<v:line style="position:absolute" strokeweight="1pt"/>')),
    ],
    ids=[
        "no photo", "thin line", "frame", "beside text", "above text", "behind text", "photo in line", "shape in line",
        "right of it", "below it", "under it", "beside it in a group", "rule", "VML rule",
    ],
)  # fmt: skip
def test_what_lies_beside_a_photo_is_not_told(runs: tuple[str, ...]) -> None:
    assert not is_told(*runs)


def test_places_on_the_page_are_compared_across_paragraphs() -> None:
    page = ("page", "page")
    photo = picture(placed=at(0, 0, height=1, frame=page))
    assert not is_told(photo, apart=paragraph(cover(RECT, at(3_000_000, 0, height=2, frame=page))))
    assert is_told(photo, apart=paragraph(cover(RECT, at(100, 0, height=2, frame=page))))
    assert is_told(
        picture(placed=at(0, 0, height=1)), apart=paragraph(cover(RECT, at(3_000_000, 0, height=2)))
    )


def test_the_thickness_of_a_line_counts() -> None:
    photo = picture(placed=at(0, 0, height=1))
    line = graphic("wordprocessingShape", shape(THICK), at(0, 2_210_000, height=2), (600_000, 0))
    assert is_told(photo, line)
