"""A photo is cut as the document shows it, however the crop is written."""

from __future__ import annotations

import pytest

from column.authoring.word.document import read_document
from column.authoring.word.graphics import PlacedPicture
from support.word_xml import graphic, paragraph, photo_file, picture, shape


def placed(run: str) -> PlacedPicture:
    return read_document(photo_file(paragraph(run))).pictures[0]


def filled(inner: str, geometry: str = '<a:prstGeom prst="rect"/>') -> str:
    return graphic(
        "wordprocessingShape", shape(f'{geometry}<a:blipFill><a:blip r:embed="rId5"/>{inner}</a:blipFill>')
    )


def vml(attributes: str, style: str = "") -> str:
    return f'<w:r><w:pict><v:shape style="{style}"><v:imagedata r:id="rId5" {attributes}/></v:shape></w:pict></w:r>'


@pytest.mark.parametrize(
    ("run", "crop"),
    [
        (picture(crop='<a:srcRect l="60000" b="25000"/>'), (0.6, 0, 0, 0.25)),
        (picture(crop='<a:srcRect l="60%" b="25%"/>'), (0.6, 0, 0, 0.25)),
        (filled('<a:srcRect l="60000"/>'), (0.6, 0, 0, 0)),
        (filled('<a:stretch><a:fillRect l="-100000"/></a:stretch>'), (0.5, 0, 0, 0)),
        (filled('<a:srcRect r="50000"/><a:stretch><a:fillRect r="-100000"/></a:stretch>'), (0, 0, 0.75, 0)),
        (vml('cropleft="32768f" cropbottom="0.25"'), (0.5, 0, 0, 0.25)),
        (vml('cropright="20%" croptop="x"'), (0, 0, 0.2, 0)),
    ],
    ids=["picture", "strict form", "filled shape", "stretched", "cut and stretched", "VML", "VML in percent"],
)
def test_crops(run: str, crop: tuple[float, ...]) -> None:
    assert placed(run).crop == pytest.approx(crop)


@pytest.mark.parametrize(
    ("run", "told"),
    [
        (filled("", '<a:prstGeom prst="ellipse"/>'), "别的形状"),
        (filled("<a:tile/>"), "只露出一部分"),
        (filled("", '<a:xfrm flipH="1"/>'), "翻转"),
        (filled("", "<a:effectLst><a:softEdge/></a:effectLst>"), "柔化"),
        (vml('gain="0"'), "颜色或亮度"),
        ('<w:r><w:pict><v:rect><v:fill r:id="rId5" type="frame"/></v:rect></w:pict></w:r>', "只露出一部分"),
    ],
    ids=["ellipse", "tile", "flip", "soft edge", "brightness", "VML fill"],
)
def test_what_is_not_repeated_is_told(run: str, told: str) -> None:
    assert told in "".join(placed(run).changed)


def test_turned_pictures_are_turned() -> None:
    assert placed(filled("", '<a:xfrm rot="5400000"/>')).quarter_turns == 1
    assert placed(vml("", "position:static;rotation:180")).quarter_turns == 2
