"""Pictures that the platform takes, and a cover that loses nothing above or below."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image

from column.wechat.article import pictures
from column.wechat.article.pictures import PictureError
from column.wechat.platform import limits
from support.wechat import samples


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def written(picture: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_that_fits_stays_as_it_is(form: str) -> None:
    data = samples.photo(600, 400, 0, form)
    assert pictures.content_picture(data).data == data
    assert pictures.content_picture(data).mime == f"image/{form.lower()}"


@pytest.mark.parametrize("form", ["WEBP", "AVIF", "GIF", "BMP", "TIFF"])
def test_other_kinds_become_jpeg(form: str) -> None:
    made = pictures.content_picture(
        samples.photo(600, 400, 0, form)
        if form != "AVIF"
        else written(opened(samples.photo(600, 400, 0)), "AVIF")
    )
    assert opened(made.data).format == "JPEG"
    assert made.suffix == "jpg"


def test_a_large_picture_is_made_smaller_until_it_fits() -> None:
    noise = Image.frombytes("RGB", (2400, 700), random.Random(1).randbytes(2400 * 700 * 3))
    made = pictures.content_picture(written(noise, "PNG"))
    assert len(made.data) < limits.PICTURE_BYTES
    assert opened(made.data).width <= pictures.WIDTH


def test_nothing_but_pixels_goes_along() -> None:
    exif = Image.Exif()
    exif[0x010E] = "13800000000"
    exif[0x0112] = 6
    turned = pictures.content_picture(
        written(opened(samples.photo(600, 400, 0)), "JPEG", exif=exif, comment=b"13800000000")
    )
    assert opened(turned.data).size == (400, 600), "turned upright"
    assert b"13800000000" not in turned.data
    assert (
        b"13800000000"
        not in pictures.content_picture(
            written(opened(samples.photo(60, 40, 0)), "JPEG", comment=b"13800000000")
        ).data
    )


def test_transparency_becomes_white() -> None:
    made = pictures.cover(written(Image.new("RGBA", (900, 383), (0, 0, 0, 0)), "PNG"))
    assert opened(made.data).getpixel((450, 190)) == (255, 255, 255)


@pytest.mark.parametrize(
    "size", [(1200, 630), (1600, 1200), (900, 1600), (400, 400), (2350, 1000), (3000, 500), (20, 10)]
)
def test_a_cover_is_900_by_383_with_the_picture_in_its_middle(size: tuple[int, int]) -> None:
    picture = Image.new("RGB", size, (200, 30, 30))
    picture.paste((30, 30, 200), (0, 0, size[0], size[1] // 2))
    made = opened(pictures.cover(written(picture, "PNG")).data)
    assert (made.size, made.format) == ((900, 383), "JPEG")
    for x in (300, 450, 600) if size[0] * 383 / size[1] > 300 else (450,):
        top, bottom = made.getpixel((x, 2)), made.getpixel((x, 380))
        assert isinstance(top, tuple)
        assert isinstance(bottom, tuple)
        assert top[2] > 150 > top[0], "the top of the picture is the top of the cover"
        assert bottom[0] > 150 > bottom[2]


def test_the_square_is_in_the_middle_and_has_six_decimals() -> None:
    left, top, right, bottom = map(float, pictures.CROP_SQUARE.split("_"))
    assert (top, bottom) == (0, 1)
    assert abs((right - left) * 900 - 383) < 0.01
    assert abs(left + right - 1) < 1e-9
    assert all(len(part.partition(".")[2]) <= 6 for part in pictures.CROP_SQUARE.split("_"))


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"\xff\xd8\xff\xe0broken", b"GIF89a"])
def test_what_is_no_picture_is_said(data: bytes) -> None:
    for make in (pictures.content_picture, pictures.cover):
        with pytest.raises(PictureError, match="不是能读的图片"):
            make(data)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(PictureError, match="太大"):
        pictures.content_picture(written(Image.new("1", (9000, 9000)), "PNG"))


def test_the_qr_code_is_a_small_png() -> None:
    made = pictures.qr_code(samples.item().link)
    assert made.suffix == "png"
    assert len(made.data) < 5_000
    assert opened(made.data).width >= 200
