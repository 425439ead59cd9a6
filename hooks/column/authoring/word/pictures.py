"""A picture from a Word file as a photo that may be published: upright, cut as the writer cut it, without EXIF.

What Word shows and what lies in the file differ: a photo that was cropped is there whole, one that was turned
lies on its side. Only what was shown is written, anew from its pixels, so that nothing else comes along.
"""

from __future__ import annotations

import io
import warnings

import pillow_heif
from PIL import Image, UnidentifiedImageError

from column.authoring.word.normalise import Placed
from column.media import photos

LONGEST = 2560
"""Pixels of the longer side at most."""
SMALLEST = 48
"""Pixels of the shorter side at least; what is smaller is a rule or a bullet."""
PIXELS = 60_000_000
QUALITY = 88

_FORMATS = ("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP", "HEIF", "AVIF")
_LOSSLESS = {"PNG", "GIF", "BMP"}
_UNREADABLE = {
    b"\x01\x00\x00\x00": "EMF",
    b"\xd7\xcd\xc6\x9a": "WMF",
    b"\x01\x00\x09\x00": "WMF",
    b"\x1f\x8b": "EMZ/WMZ",
    b"II\xbc": "WDP",
    b"<svg": "SVG",
    b"<?xm": "SVG",
}
_ORIENTATION = 0x0112
_UPRIGHT = {
    # Exif 2.32, tag 274: the turn that puts each orientation upright.
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_TURNS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}

pillow_heif.register_heif_opener()


class PictureError(ValueError):
    """A picture that cannot be published. The message says why, in Chinese; `small` where nobody will miss it."""

    def __init__(self, what: str, *, small: bool = False) -> None:
        super().__init__(what)
        self.small = small


def publishable(data: bytes, placed: Placed) -> tuple[str, bytes]:
    """The suffix (`.jpg` or `.png`) and bytes of the picture as the document shows it. Raises `PictureError`.

    PNG and what has few colours becomes PNG, all else JPEG.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                lossless = picture.format in _LOSSLESS
                picture.draft("RGB", (LONGEST, LONGEST))
                if picture.width * picture.height > PIXELS:
                    raise PictureError(f"有 {picture.width}×{picture.height} 像素，太大了")
                shown = _shown(picture, placed)
    except PictureError:
        raise
    except UnidentifiedImageError:
        raise PictureError(f"是 {unreadable(data)} 格式，读不出来") from None
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError):
        raise PictureError("不完整或者太大，读不出来") from None
    if min(shown.size) < SMALLEST:
        raise PictureError(f"只有 {shown.width}×{shown.height} 像素，是装饰线或小图标", small=True)
    shown.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    if lossless:
        shown.save(file, "PNG", optimize=True)
        return ".png", file.getvalue()
    shown.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return ".jpg", file.getvalue()


def unreadable(data: bytes) -> str:
    """The name of a format that no browser shows, from its first bytes."""
    return next((name for sign, name in _UNREADABLE.items() if data.startswith(sign)), "认不得的")


def _shown(picture: Image.Image, placed: Placed) -> Image.Image:
    """What the document shows of a picture, in RGB on white, in a new image that carries nothing else.

    Word cuts and turns the pixels as they lie in the file. Where it turned them itself, that took care of the
    camera's orientation; where it did not, the orientation is still to be heeded.
    """
    upright = _UPRIGHT.get(picture.getexif().get(_ORIENTATION, 1))
    left, top, right, bottom = (min(max(side, 0.0), 1.0) for side in placed.crop)
    width, height = picture.size
    box = (round(left * width), round(top * height), round((1 - right) * width), round((1 - bottom) * height))
    if box[0] < box[2] and box[1] < box[3] and box != (0, 0, width, height):
        picture = picture.crop(box)
    pixels = photos.bare(picture)
    turn = _TURNS.get(placed.turns) if placed.turns else upright
    return pixels if turn is None else pixels.transpose(turn)
