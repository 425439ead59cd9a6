"""Photos beside an article: inspected, put upright, reduced to their pixels, scaled.

A photo from a phone carries where and when it was taken (Exif 2.32, GPS IFD). What is published is written anew
from the pixels alone, in sRGB, so no tag, comment, profile or thumbnail of the original survives.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from column.media.open_picture import LARGEST, Fault, OpenError, opened
from column.model.errors import UserError
from column.model.records import Photo

BYTES = 30 * 1024 * 1024
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "HEIF", "AVIF")
SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".heic", ".heif", ".avif"}
QUALITY = 76
"""Of 100, with the tables of the standard (ITU-T T.81, annex K); tables made for each picture would save a tenth of its
bytes, or allow for 80, and take as long as all the rest of writing it."""

_FAULTS = {
    Fault.TOO_LARGE: (
        f"照片超过 {LARGEST // 1_000_000} 百万像素，太大了（可能是压缩炸弹）。",
        "换一张，或缩小到 6000×4000 以内再传。",
    ),
    Fault.UNKNOWN_FORMAT: ("这个文件不是照片，或者是认不得的格式。", "另存为 JPG 或 PNG 再传。"),
    Fault.DAMAGED: ("照片不完整，后半截读不出来。", "多半没有传完，从原图重新上传。"),
}


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
    upright = _upright(data)
    return Photo(file.name, hashlib.sha256(data).hexdigest(), *upright.size)


def _upright(data: bytes) -> Image.Image:
    """The picture in RGB, upright. Raises `PhotoError`."""
    try:
        with opened(data, FORMATS) as picture:
            return bare(ImageOps.exif_transpose(picture))
    except OpenError as error:
        raise PhotoError(*_FAULTS[error.fault]) from None


def bare(picture: Image.Image) -> Image.Image:
    """The picture's pixels in sRGB on white, in a new image that carries nothing else."""
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            picture = (
                ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
                or picture
            )
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile costs a shade of colour, not the photo
    canvas = Image.new("RGB", picture.size, "white")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        canvas.paste(layer, mask=layer)
    else:
        canvas.paste(picture.convert("RGB"))
    return canvas


def scaled(file: Path, widths: Sequence[int]) -> Iterator[Image.Image]:
    """A photo at each of `widths` (pixels, ascending), upright, in sRGB; each made from the next larger one.

    By Hamming's filter: Pillow's documentation rates it as good as the bicubic for making smaller, and it takes a
    third of the time of Lanczos' (Concepts, "Filters comparison table").
    """
    upright = larger = _upright(file.read_bytes())
    made = []
    for width in reversed(widths):
        height = max(1, round(upright.height * width / upright.width))
        if width != larger.width:
            larger = larger.resize((width, height), Image.Resampling.HAMMING)
        made.append(larger)
    return reversed(made)


def encode(picture: Image.Image) -> bytes:
    """A picture in RGB as a JPEG; baseline, as a progressive one takes half as long again to write."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
