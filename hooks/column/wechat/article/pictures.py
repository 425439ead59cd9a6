"""Pictures in the form that the platform accepts: content picture, cover, QR code. Bytes in, bytes out.

A picture that is written anew is written from its pixels alone, without Exif and comments.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

import segno
from PIL import Image, ImageFilter, ImageOps

from column.media.open_picture import Fault, OpenError, opened
from column.model.problems import UserError
from column.wechat.platform import limits
from column.wechat.platform.picture_file import PictureFile

WIDTH = 1440
"""Pixels; no phone's screen is wider."""


class PictureError(UserError):
    """Bytes that are no picture the platform accepts."""


CROP_WIDE = "0_0_1_1"
"""`pic_crop_235_1`: the cover as a whole. X1_Y1_X2_Y2 as parts of width and height (api_draft_add, 2025-12-19)."""

_WIDE, _HIGH = limits.COVER_SIZE
_LEFT = (_WIDE - _HIGH) / 2 / _WIDE
CROP_SQUARE = f"{_LEFT:.6f}_0_{1 - _LEFT:.6f}_1"
"""`pic_crop_1_1`: the middle square; six decimals at most."""


def content_picture(data: bytes) -> PictureFile:
    """A content picture for `uploadimg`: JPEG or PNG, under 1 MB, at most 1440 pixels wide. Raises `PictureError`.

    A picture that already fits and carries nothing but its pixels is returned byte for byte.
    """
    with _opened(data) as source:
        if _fits(source, len(data)):
            return PictureFile(data, "png" if source.format == "PNG" else "jpg")
        picture = _upright(source)
    if picture.width > WIDTH:
        picture = picture.resize(
            (WIDTH, round(picture.height * WIDTH / picture.width)), Image.Resampling.LANCZOS
        )
    for quality in (88, 80, 70, 60):
        if len(written := _jpeg(picture, quality)) < limits.PICTURE_BYTES:
            return PictureFile(written, "jpg")
    while len(written) >= limits.PICTURE_BYTES and min(picture.size) > 64:
        picture = picture.resize((picture.width * 3 // 4, picture.height * 3 // 4), Image.Resampling.LANCZOS)
        written = _jpeg(picture, 70)
    return PictureFile(written, "jpg")


def _fits(picture: Image.Image, size: int) -> bool:
    """Whether a picture of that many bytes can be sent as it is."""
    if picture.format not in ("JPEG", "PNG") or size >= limits.PICTURE_BYTES or picture.width > WIDTH:
        return False
    plain = picture.mode in ("RGB", "L", "P", "RGBA", "1", "LA")
    return plain and not picture.getexif() and not {"comment", "xmp"} & set(picture.info)


def cover(data: bytes) -> PictureFile:
    """The cover: 900 × 383 pixels, JPEG. Raises `PictureError`.

    A picture of that aspect ratio or a wider one is cropped left and right. A narrower one stands whole in the middle;
    its edges, mirrored, stretched and blurred, fill both sides. The top and bottom are never cropped, so faces and
    the text of a card remain.
    """
    with _opened(data) as source:
        picture = _upright(source)
    if picture.width / picture.height >= _WIDE / _HIGH:
        return PictureFile(_jpeg(ImageOps.fit(picture, (_WIDE, _HIGH), Image.Resampling.LANCZOS), 90), "jpg")
    picture = picture.resize(
        (max(1, round(picture.width * _HIGH / picture.height)), _HIGH), Image.Resampling.LANCZOS
    )
    ground = _ground(picture)
    ground.paste(picture, ((_WIDE - picture.width) // 2, 0))
    return PictureFile(_jpeg(ground, 90), "jpg")


def qr_code(url: str) -> PictureFile:
    """The QR code of a URL, error correction M, with its quiet zone of four modules (ISO/IEC 18004)."""
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="png", scale=8, border=4)
    return PictureFile(out.getvalue(), "png")


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """The picture, decoded. Raises `PictureError`."""
    try:
        with opened(data) as picture:
            yield picture
    except OpenError as error:
        if error.fault is Fault.TOO_LARGE:
            size = f"有 {error.size[0]}×{error.size[1]} 像素，" if error.size else ""
            raise PictureError(f"图片{size}太大。") from None
        raise PictureError("不是能读的图片（公众号只收 JPEG 和 PNG）。") from None


def _upright(picture: Image.Image) -> Image.Image:
    """The picture turned as its Exif orientation says, in RGB, on white where it is transparent."""
    turned = ImageOps.exif_transpose(picture)
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        turned = turned.convert("RGBA")
        white = Image.new("RGBA", turned.size, "white")
        turned = Image.alpha_composite(white, turned)
    return turned.convert("RGB")


def _ground(picture: Image.Image) -> Image.Image:
    """A blurred background of the cover's size for a picture of its height, made of the colours of the picture's edges.

    Only a strip of each edge is stretched, so no text of the picture appears twice.
    """
    left = (_WIDE - picture.width) // 2
    right = _WIDE - picture.width - left
    strip = max(1, picture.width // 20)
    ground = Image.new("RGB", (_WIDE, _HIGH))
    ground.paste(picture, (left, 0))
    for edge, width, x in ((0, left, 0), (picture.width - strip, right, left + picture.width)):
        side = ImageOps.mirror(picture.crop((edge, 0, edge + strip, _HIGH)))
        ground.paste(side.resize((max(1, width), _HIGH), Image.Resampling.BICUBIC), (x, 0))
    small = ground.reduce(4).filter(ImageFilter.GaussianBlur(6))
    return small.resize((_WIDE, _HIGH), Image.Resampling.BICUBIC)


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    bare.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()
