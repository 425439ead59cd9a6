"""Photos: looked at, turned upright, freed of everything but their pixels, scaled, kept by content.

A photo from a phone carries where and when it was taken (Exif 2.32, GPS IFD). What is published is written anew
from the pixels alone, in sRGB, so no tag, comment, profile or thumbnail of the original survives.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

import pillow_heif
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from column.model.records import Photo

PIXELS = 60_000_000
"""Pixels at most; phones make up to 50 million on purpose, a decompression bomb makes more."""
BYTES = 30 * 1024 * 1024
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "HEIF", "AVIF")
SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".heic", ".heif", ".avif"}
QUALITY = 76
"""Of 100, with the tables of the standard (ITU-T T.81, annex K); tables made for each picture would save a tenth of its
bytes, or allow for 80, and take as long as all the rest of writing it."""

pillow_heif.register_heif_opener()


class PhotoError(ValueError):
    """A file that cannot be published as a photo. `what` and `mend` are for the officer who sent it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


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
    upright = _opened(data)
    return Photo(file.name, hashlib.sha256(data).hexdigest(), *upright.size)


def _opened(data: bytes) -> Image.Image:
    """The picture in RGB, upright, every pixel decoded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
        if picture.width * picture.height > PIXELS:
            raise Image.DecompressionBombError
        picture.load()
        return bare(ImageOps.exif_transpose(picture))
    except Image.DecompressionBombError:
        what = f"照片超过 {PIXELS // 1_000_000} 百万像素，太大了（可能是压缩炸弹）。"
        raise PhotoError(what, "换一张，或缩小到 6000×4000 以内再传。") from None
    except UnidentifiedImageError:
        raise PhotoError("这个文件不是照片，或者是认不得的格式。", "另存为 JPG 或 PNG 再传。") from None
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError):
        raise PhotoError("照片不完整，后半截读不出来。", "多半没有传完，从原图重新上传。") from None


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
        except ImageCms.PyCMSError:
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
    upright = larger = _opened(file.read_bytes())
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
