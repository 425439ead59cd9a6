"""Pictures as the platform takes them: content pictures, the cover, the QR code. Bytes in, bytes out.

A picture that has to be written is written from its pixels alone, so that neither EXIF nor comments go along.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

import segno
from PIL import Image, ImageFilter, ImageOps

from column.wechat.article import limits

WIDTH = 1440
"""Pixels; a phone's widest screen shows no more."""

_LARGEST = 60_000_000  # pixels; larger ones are refused before they are unpacked


class PictureError(ValueError):
    """The bytes are no picture that can be sent; the message says so in Chinese."""


@dataclass(frozen=True, slots=True)
class Picture:
    """`data` is a whole JPEG or PNG file, `kind` says which: `jpg` or `png`."""

    data: bytes
    kind: str

    @property
    def mime(self) -> str:
        return "image/png" if self.kind == "png" else "image/jpeg"


CROP_WIDE = "0_0_1_1"
"""`pic_crop_235_1`: the cover as a whole. X1_Y1_X2_Y2 as parts of width and height (api_draft_add, 2025-12-19)."""

_WIDE, _HIGH = limits.COVER_SIZE
_LEFT = (_WIDE - _HIGH) / 2 / _WIDE
CROP_SQUARE = f"{_LEFT:.6f}_0_{1 - _LEFT:.6f}_1"
"""`pic_crop_1_1`: the middle square; six decimals at most."""


def fit(data: bytes) -> Picture:
    """A content picture for `uploadimg`: a JPEG or PNG under 1 MB and no wider than 1440 pixels.

    One that is so already, and carries nothing but its pixels, stays as it is, byte for byte. Raises `PictureError`.
    """
    picture = _opened(data)
    if picture.format in ("JPEG", "PNG") and len(data) < limits.PICTURE_BYTES and picture.width <= WIDTH:
        plain = picture.mode in ("RGB", "L", "P", "RGBA", "1", "LA")
        if plain and not picture.getexif() and not {"comment", "xmp"} & set(picture.info):
            return Picture(data, "png" if picture.format == "PNG" else "jpg")
    picture = _upright(picture)
    if picture.width > WIDTH:
        picture = picture.resize(
            (WIDTH, round(picture.height * WIDTH / picture.width)), Image.Resampling.LANCZOS
        )
    for quality in (88, 80, 70, 60):
        if len(written := _jpeg(picture, quality)) < limits.PICTURE_BYTES:
            return Picture(written, "jpg")
    while len(written) >= limits.PICTURE_BYTES and min(picture.size) > 64:
        picture = picture.resize((picture.width * 3 // 4, picture.height * 3 // 4), Image.Resampling.LANCZOS)
        written = _jpeg(picture, 70)
    return Picture(written, "jpg")


def cover(data: bytes) -> Picture:
    """The cover: 900 × 383 pixels, JPEG.

    A picture as wide as that or wider is cut left and right; a narrower one stands whole in the middle, and its
    edges go on to both sides, mirrored, stretched and blurred. Nothing is cut above or below: faces and the words of a card stay. Raises
    `PictureError`.
    """
    picture = _upright(_opened(data))
    if picture.width / picture.height >= _WIDE / _HIGH:
        return Picture(_jpeg(ImageOps.fit(picture, (_WIDE, _HIGH), Image.Resampling.LANCZOS), 90), "jpg")
    picture = picture.resize(
        (max(1, round(picture.width * _HIGH / picture.height)), _HIGH), Image.Resampling.LANCZOS
    )
    ground = _ground(picture)
    ground.paste(picture, ((_WIDE - picture.width) // 2, 0))
    return Picture(_jpeg(ground, 90), "jpg")


def code(address: str) -> Picture:
    """The QR code of an address, error correction M, with its quiet zone of four modules (ISO/IEC 18004)."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="png", scale=8, border=4)
    return Picture(out.getvalue(), "png")


def _opened(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
            if picture.width * picture.height > _LARGEST:
                raise PictureError(f"图片有 {picture.width}×{picture.height} 像素，太大。")
            picture.load()
            return picture
    except (
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as fault:
        if isinstance(fault, PictureError):
            raise
        raise PictureError("不是能读的图片（公众号只收 JPEG 和 PNG）。") from fault


def _upright(picture: Image.Image) -> Image.Image:
    """As it is meant to be seen, RGB, on white where it was transparent."""
    turned = ImageOps.exif_transpose(picture)
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        turned = turned.convert("RGBA")
        white = Image.new("RGBA", turned.size, "white")
        turned = Image.alpha_composite(white, turned)
    return turned.convert("RGB")


def _ground(picture: Image.Image) -> Image.Image:
    """What shows left and right of a picture of the cover's height: an edge's colours, and no words of it again."""
    left = (_WIDE - picture.width) // 2
    right = _WIDE - picture.width - left
    strip = max(1, picture.width // 20)
    ground = Image.new("RGB", (_WIDE, _HIGH))
    ground.paste(picture, (left, 0))
    for edge, width, place in ((0, left, 0), (picture.width - strip, right, left + picture.width)):
        side = ImageOps.mirror(picture.crop((edge, 0, edge + strip, _HIGH)))
        ground.paste(side.resize((max(1, width), _HIGH), Image.Resampling.BICUBIC), (place, 0))
    small = ground.reduce(4).filter(ImageFilter.GaussianBlur(6))
    return small.resize((_WIDE, _HIGH), Image.Resampling.BICUBIC)


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    bare.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()
