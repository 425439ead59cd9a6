"""Of a photo only its pixels are left, whatever its mode and its profile."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms

from column.media import strip_photo_metadata

SECRET = b"13800000000"


def reopened(picture: Image.Image, form: str, **options: object) -> Image.Image:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return Image.open(io.BytesIO(out.getvalue()))


def test_tags_comments_profiles_and_places_stay_behind() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Maker " + SECRET.decode()
    exif.get_ifd(0x8825)[2] = (31.0, 18.0, 12.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    photo = reopened(
        Image.new("RGB", (64, 48), "red"), "JPEG", exif=exif, comment=SECRET, icc_profile=profile
    )
    bare = strip_photo_metadata.bare(photo)
    assert (bare.info, dict(bare.getexif())) == ({}, {})
    data = strip_photo_metadata.encode(bare)
    assert SECRET not in data
    assert not {"exif", "comment", "icc_profile", "xmp"} & Image.open(io.BytesIO(data)).info.keys()


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA", "P"])
def test_what_is_transparent_becomes_white(mode: str) -> None:
    picture = Image.new("RGBA", (8, 8), (0, 0, 0, 0)).convert(mode)
    if mode == "P":
        picture.info["transparency"] = picture.getpixel((0, 0))
    bare = strip_photo_metadata.bare(picture)
    assert (bare.mode, bare.getpixel((4, 4))) == ("RGB", (255, 255, 255))


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "CMYK"])
def test_every_mode_becomes_rgb_of_the_same_colour(mode: str) -> None:
    bare = strip_photo_metadata.bare(Image.new("RGB", (8, 8), "white").convert(mode))
    assert (bare.mode, bare.getpixel((4, 4))) == ("RGB", (255, 255, 255))


def test_a_broken_profile_is_passed_over() -> None:
    photo = reopened(Image.new("RGB", (64, 48), (200, 30, 30)), "PNG", icc_profile=b"broken" * 40)
    assert strip_photo_metadata.bare(photo).getpixel((4, 4)) == (200, 30, 30)


def test_the_colours_of_another_profile_become_those_of_srgb() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"tmpX").replace(b"bXYZ", b"rXYZ").replace(b"tmpX", b"bXYZ")
    photo = reopened(Image.new("RGB", (64, 48), (255, 0, 0)), "PNG", icc_profile=swapped)
    red, _, blue = strip_photo_metadata.bare(photo).getpixel((4, 4))  # type: ignore[misc]
    assert (red, blue) != (255, 0)
