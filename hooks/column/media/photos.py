"""Photos beside an article: inspected, put upright, scaled; `strip_photo_metadata` reduces them to their pixels."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageOps

from column.media.open_picture import LARGEST, Fault, OpenError, opened
from column.media.strip_photo_metadata import bare
from column.model.attachments import Photo
from column.model.problems import UserError

BYTES = 30 * 1024 * 1024
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "HEIF", "AVIF")
SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".heic", ".heif", ".avif"}

_FAULTS = {
    Fault.TOO_LARGE: (
        f"照片超过 {LARGEST // 1_000_000} 百万像素，太大了（可能是压缩炸弹）。",
        "换一张，或缩小到 6000×4000 以内再传。",
    ),
    Fault.UNKNOWN_FORMAT: ("这个文件不是照片，或者是认不得的格式。", "另存为 JPG 或 PNG 再传。"),
    Fault.NOTES: (
        "照片文件里附带的数据（不是画面）解开以后太大，可能是压缩炸弹。",
        "用电脑自带的画图软件打开，另存为 JPG 再传。",
    ),
    Fault.DAMAGED: ("照片不完整，后半截读不出来。", "多半没有传完，从原图重新上传。"),
}

_MOVING = ("GIF", "PNG", "WEBP", "AVIF")
"""Formats whose further frames are movement; those of a phone's JPEG or HEIC are depth and light."""


class PhotoError(UserError):
    """A file that cannot be published as a photo."""


def inspect(file: Path) -> Photo:
    """Read a photo whole, down to its last pixel. Raises `PhotoError` for whatever is no publishable picture."""
    size = file.stat().st_size
    if size > BYTES:
        raise PhotoError(
            f"照片有 {size // 1024 // 1024} MB，最多 {BYTES // 1024 // 1024} MB。",
            "用手机或电脑自带的工具缩小后再传。",
        )
    data = file.read_bytes()
    if not data:
        raise PhotoError("照片是空文件。", "多半没有传完，重新上传。")
    upright, moves = _upright(data)
    return Photo(file.name, hashlib.sha256(data).hexdigest(), *upright.size, moves=moves)


def _upright(data: bytes) -> tuple[Image.Image, bool]:
    """The picture in RGB, upright, and whether the file holds more than this one frame. Raises `PhotoError`."""
    try:
        with opened(data, FORMATS) as picture:
            moves = picture.format in _MOVING and getattr(picture, "is_animated", False)
            return bare(ImageOps.exif_transpose(picture)), moves
    except OpenError as error:
        raise PhotoError(*_FAULTS[error.fault]) from None


def scaled(file: Path, widths: Sequence[int]) -> Iterator[Image.Image]:
    """A photo at each of `widths` (pixels, ascending), upright, in sRGB; each made from the next larger one.

    By Hamming's filter: Pillow's documentation rates it as good as the bicubic for making smaller, and it takes a
    third of the time of Lanczos' (Concepts, "Filters comparison table").
    """
    upright, _ = _upright(file.read_bytes())
    larger = upright
    made = []
    for width in reversed(widths):
        height = max(1, round(upright.height * width / upright.width))
        if width != larger.width:
            larger = larger.resize((width, height), Image.Resampling.HAMMING)
        made.append(larger)
    return reversed(made)
