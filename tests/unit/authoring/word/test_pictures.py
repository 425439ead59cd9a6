"""A photo is published upright, cropped as in the document, and without metadata."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from column.authoring.word.document import read_document
from column.authoring.word.graphics import PlacedPicture
from column.authoring.word.pictures import EmbeddedPictureError, publishable
from support.docx import WordFile, media, photo


def test_a_photo_of_twelve_megapixels_is_scaled_and_freed_of_its_exif() -> None:
    suffix, data = publishable(photo(4032, 3024), PlacedPicture("x"))
    with Image.open(io.BytesIO(data)) as picture:
        assert (suffix, picture.size) == (".jpg", (2560, 1920))
        assert not picture.getexif()
        assert "comment" not in picture.info
    assert b"PhoneMaker" not in data
    assert b"13800000000" not in data


def corner(data: bytes) -> tuple[int, int]:
    """Where the red field is, from its middle: (0 left or 1 right, 0 above or 1 below)."""
    with Image.open(io.BytesIO(data)) as picture:
        for x in (0, 1):
            for y in (0, 1):
                point = ((2 * x + 1) * picture.width // 4, (2 * y + 1) * picture.height // 4)
                red, green, _ = picture.convert("RGB").getpixel(point)  # type: ignore[misc]
                if red > 200 and green < 60:
                    return x, y
    raise AssertionError("no red field")


def test_a_photo_is_put_upright_once() -> None:
    _, lying = publishable(photo(640, 480, orientation=6), PlacedPicture("x"))
    _, turned = publishable(photo(640, 480, orientation=6), PlacedPicture("x", quarter_turns=1))
    assert corner(lying) == corner(turned) == (1, 0)
    assert corner(publishable(photo(), PlacedPicture("x", quarter_turns=2))[1]) == (1, 1)
    assert corner(publishable(photo(orientation=6), PlacedPicture("x", quarter_turns=2))[1]) == (1, 1)
    assert corner(publishable(photo(), PlacedPicture("x", quarter_turns=3))[1]) == (0, 1)


def test_a_tiff_is_put_upright_once() -> None:
    image = Image.new("RGB", (640, 480), "steelblue")
    image.paste("red", (0, 0, 320, 240))
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    image.save(file, "TIFF", exif=exif)
    assert corner(publishable(file.getvalue(), PlacedPicture("x"))[1]) == (1, 0)


def test_a_photo_is_cut_as_the_writer_cut_it() -> None:
    word = WordFile()
    shape = word.picture(photo(800, 600))
    fill = shape._inline.graphic.graphicData.pic.blipFill
    cut = fill.makeelement(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}srcRect", {"l": "50000", "b": "25000"}
    )
    fill.insert(1, cut)
    document = read_document(word.bytes)
    placed = document.pictures[0]
    _, data = publishable(document.package.media(placed.target), placed)
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.size == (400, 450)
        assert picture.convert("RGB").getpixel((10, 10)) != (255, 0, 0)


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [("PNG", ".png"), ("GIF", ".png"), ("TIFF", ".jpg"), ("HEIF", ".jpg"), ("WEBP", ".jpg")],
)
def test_formats_become_what_a_page_can_show(kind: str, suffix: str) -> None:
    made, data = publishable(photo(kind=kind), PlacedPicture("x"))
    assert made == suffix
    assert corner(data) == (0, 0)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\x01\x00\x00\x00" + b"\0" * 36 + b" EMF" + b"\0" * 100, "EMF"),
        (b"\xd7\xcd\xc6\x9a" + b"\0" * 100, "WMF"),
        (photo()[:2000], "不完整"),
        (b"", "认不得"),
    ],
)
def test_a_picture_that_no_page_can_show_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(EmbeddedPictureError, match=told):
        publishable(data, PlacedPicture("x"))


def test_rules_and_bullets_are_small() -> None:
    with pytest.raises(EmbeddedPictureError) as fault:
        publishable(photo(600, 4), PlacedPicture("x"))
    assert fault.value.decorative


def test_the_heic_of_a_phone_in_a_document_is_found() -> None:
    word = WordFile()
    word.picture(photo())
    document = read_document(media(word.bytes, photo(kind="HEIF"), ".heic"))
    suffix, _ = publishable(document.package.media(document.pictures[0].target), document.pictures[0])
    assert suffix == ".jpg"
