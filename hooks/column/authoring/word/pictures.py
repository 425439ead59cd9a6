"""Publishable photos from the pictures in a Word file: upright, cropped as in the document, without Exif.

The file holds more than Word shows: a cropped photo is stored whole, a rotated one unrotated. Only the visible part
is written, anew from its pixels.
"""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from column.authoring.word.graphics import PlacedPicture
from column.media import strip_photo_metadata
from column.media.open_picture import Fault, OpenError, opened
from column.model.problems import UserError

LONGEST = 2560
"""Pixels of the longer side at most."""
SMALLEST = 48
"""Pixels of the shorter side at least; what is smaller is a rule or a bullet."""
QUALITY = 88

_LOSSLESS = {"PNG", "GIF", "BMP"}
_UNSUPPORTED = {
    b"\x01\x00\x00\x00": "EMF",
    b"\xd7\xcd\xc6\x9a": "WMF",
    b"\x01\x00\x09\x00": "WMF",
    b"\x1f\x8b": "EMZ/WMZ",
    b"II\xbc": "WDP",
    b"<svg": "SVG",
    b"<?xm": "SVG",
}
_CLOCKWISE = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}


class EmbeddedPictureError(UserError):
    """A picture of a Word file that cannot be published; `decorative`: a rule, bullet or sticker, which nobody misses."""

    def __init__(self, what: str, mend: str = "", *, decorative: bool = False) -> None:
        super().__init__(what, mend)
        self.decorative = decorative


def publishable(data: bytes, placed: PlacedPicture) -> tuple[str, bytes]:
    """Suffix (`.jpg` or `.png`) and bytes of the picture as the document shows it. Raises `EmbeddedPictureError`.

    PNG, GIF and BMP become PNG, everything else JPEG.
    """
    try:
        with opened(data, longest=LONGEST) as picture:
            lossless = picture.format in _LOSSLESS
            shown = _shown(picture, placed)
    except OpenError as error:
        raise EmbeddedPictureError(_reason(error, data)) from None
    if min(shown.size) < SMALLEST:
        size = f"只有 {shown.width}×{shown.height} 像素"
        if placed.covers:
            raise EmbeddedPictureError(f"{size}，可能是盖在照片上的遮挡", decorative=True)
        raise EmbeddedPictureError(f"{size}，是装饰线或小图标", decorative=True)
    shown.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    if lossless:
        shown.save(file, "PNG", optimize=True)
        return ".png", file.getvalue()
    shown.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return ".jpg", file.getvalue()


def _reason(error: OpenError, data: bytes) -> str:
    """Why a picture cannot be published, as the end of a sentence that begins with the picture's number."""
    if error.size:
        return f"有 {error.size[0]}×{error.size[1]} 像素，太大了"
    if error.fault is Fault.UNKNOWN_FORMAT:
        name = next((name for start, name in _UNSUPPORTED.items() if data.startswith(start)), "认不得的")
        return f"是 {name} 格式，读不出来"
    return "不完整或者太大，读不出来"


def _shown(picture: Image.Image, placed: PlacedPicture) -> Image.Image:
    """The part of a picture that the document shows, in RGB on white, in a new image without metadata.

    Word crops and rotates the pixels as they are stored. A picture that Word rotates is thereby upright; any other
    one is still to be turned as its Exif orientation says.
    """
    left, top, right, bottom = (min(max(side, 0.0), 1.0) for side in placed.crop)
    width, height = picture.size
    box = (round(left * width), round(top * height), round((1 - right) * width), round((1 - bottom) * height))
    if box[0] >= box[2] or box[1] >= box[3]:
        raise EmbeddedPictureError("在 Word 里整张都被裁掉了")
    if box != (0, 0, width, height):
        picture = picture.crop(box)
    if placed.quarter_turns:
        return strip_photo_metadata.bare(picture).transpose(_CLOCKWISE[placed.quarter_turns])
    return strip_photo_metadata.bare(ImageOps.exif_transpose(picture))
