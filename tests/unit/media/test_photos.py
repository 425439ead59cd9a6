"""Photos are published upright, small, and with nothing but their pixels; what is no photo is named."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from column.media import open_picture, photos, strip_photo_metadata, variants

SECRET = b"13800000000"


def phone_photo(form: str = "JPEG") -> bytes:
    """A photo turned by its orientation, with GPS, a comment, a profile and a thumbnail's worth of tags."""
    picture = Image.new("RGB", (2400, 1600), "white")
    picture.paste("red", (0, 0, 1200, 1600))
    exif = Image.Exif()
    if form == "HEIF":  # its writer drops the orientation, as HEIF turns by a box of its own
        picture = picture.transpose(Image.Transpose.ROTATE_270)
    else:
        exif[0x0112] = 6  # Exif 2.32 Orientation: rotate 90 clockwise to display
    exif[0x010F] = "Maker " + SECRET.decode()
    exif.get_ifd(0x8825)[2] = (31.0, 18.0, 12.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    out = io.BytesIO()
    options = {"comment": SECRET} if form == "JPEG" else {}
    picture.save(out, form, exif=exif, icc_profile=profile, **options)
    return out.getvalue()


def published(tmp_path: Path, data: bytes, name: str = "a.jpg") -> list[bytes]:
    source = tmp_path / name
    source.write_bytes(data)
    photo = photos.inspect(source)
    return [
        strip_photo_metadata.encode(picture) for picture in photos.scaled(source, variants.published(photo))
    ]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_upright_scaled_and_bare(tmp_path: Path, form: str) -> None:
    files = published(tmp_path, phone_photo(form))
    assert [Image.open(io.BytesIO(file)).size for file in files] == [(720, 1080), (1600, 2400)]
    for file in files:
        picture = Image.open(io.BytesIO(file))
        assert picture.format == "JPEG"
        assert not picture.getexif()
        assert set(picture.info) <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "progressive",
            "progression",
        }
        assert SECRET not in file
        top, bottom = picture.getpixel((240, 40)), picture.getpixel((240, picture.height - 40))
        assert isinstance(top, tuple)
        assert isinstance(bottom, tuple)
        assert top[1] < 60 < 200 < bottom[1], "red must have turned to the top"


def test_small_photos_are_not_blown_up(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (300, 200), (0, 0, 0, 0)).save(out, "PNG")
    (file,) = published(tmp_path, out.getvalue(), "a.png")
    picture = Image.open(io.BytesIO(file))
    assert picture.size == (300, 200)
    assert picture.getpixel((5, 5)) == (255, 255, 255)


def bomb() -> bytes:
    """A PNG of a few kilobytes that claims 50000 by 50000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 50000, 50000, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 10_000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空文件"),
        (b"<svg onload='alert(1)'/>", "不是照片"),
        (b"%PDF-1.7", "不是照片"),
        (phone_photo()[:20_000], "不完整"),
        (phone_photo()[:300], ""),
        (bomb(), "太大"),
    ],
    ids=["empty", "svg", "pdf", "cut", "head", "bomb"],
)
def test_what_is_no_photo_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(data)
    with pytest.raises(photos.PhotoError) as caught:
        photos.inspect(file)
    assert words in caught.value.what
    assert caught.value.mend


def test_a_broken_profile_costs_no_photo(tmp_path: Path) -> None:
    Image.new("RGB", (64, 48), "red").save(tmp_path / "a.jpg", icc_profile=b"broken" * 40)
    photo = photos.inspect(tmp_path / "a.jpg")
    assert (photo.width, photo.height) == (64, 48)


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_sixteen_bits_of_grey_stay_grey(form: str) -> None:
    """A scanner's ramp from black to white was published nearly all white."""
    ramp = Image.new("I;16", (256, 8))
    ramp.putdata([column * 257 for _ in range(8) for column in range(256)])
    out = io.BytesIO()
    ramp.save(out, form)
    with open_picture.opened(out.getvalue()) as picture:
        shown = strip_photo_metadata.bare(picture)
    assert [shown.getpixel((column, 4)) for column in (0, 64, 128, 255)] == [
        (column, column, column) for column in (0, 64, 128, 255)
    ]


@pytest.mark.parametrize("kind", [b"zTXt", b"iCCP"])
def test_a_bomb_beside_the_picture_is_told_as_such(tmp_path: Path, kind: bytes) -> None:
    out = io.BytesIO()
    Image.new("RGB", (64, 48)).save(out, "PNG")
    body = b"k\0\0" + zlib.compress(b"a" * 5_000_000)
    chunk = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    head = 33  # the signature and IHDR
    file = tmp_path / "a.png"
    file.write_bytes(out.getvalue()[:head] + chunk + out.getvalue()[head:])
    with pytest.raises(photos.PhotoError, match="压缩炸弹"):
        photos.inspect(file)
