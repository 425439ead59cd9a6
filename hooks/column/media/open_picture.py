"""Untrusted picture files, opened: known formats only, size bounded, every pixel decoded."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto

from PIL import Image, UnidentifiedImageError

LARGEST = 60_000_000
"""Pixels at most; phones make up to 50 million on purpose, a decompression bomb makes more."""
FORMATS = ("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP", "HEIF", "AVIF")
"""Names of Pillow's decoders. None of them starts another program, as that of EPS would."""

_NOTES = re.compile("MAX_TEXT_CHUNK|text chunks")
"""What Pillow says of a PNG whose texts or profile unpack to more than a megabyte, or all texts to more than 64."""


class Fault(Enum):
    """Why a file cannot be opened as a picture."""

    TOO_LARGE = auto()
    UNKNOWN_FORMAT = auto()
    NOTES = auto()
    """What is no picture in the file, texts and profiles, is larger than Pillow unpacks."""
    DAMAGED = auto()


class OpenError(Exception):
    """A file that is no usable picture. `size` (width, height in pixels) is known for some of the too large ones."""

    def __init__(self, fault: Fault, size: tuple[int, int] | None = None) -> None:
        super().__init__(fault, size)
        self.fault, self.size = fault, size


@contextmanager
def opened(
    data: bytes, formats: tuple[str, ...] = FORMATS, *, longest: int | None = None
) -> Iterator[Image.Image]:
    """The picture in a file's bytes, as it lies in the file: neither turned nor converted.

    Raises `OpenError`, also for what Pillow raises while the picture is used in the block: a damaged profile or Exif
    block is read late. With `longest` (pixels), a JPEG is decoded at the smallest of the scales 1, 1/2, 1/4 and 1/8
    whose sides are not below it (`Image.draft`), and the bound on pixels holds for that scale.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_decoders(data, formats)) as picture:
                if longest:
                    picture.draft("RGB", (longest, longest))
                if picture.width * picture.height > LARGEST:
                    raise OpenError(Fault.TOO_LARGE, picture.size)
                picture.load()
                yield _of_eight_bits(picture)
    except Image.DecompressionBombError:
        raise OpenError(Fault.TOO_LARGE) from None
    except UnidentifiedImageError:
        raise OpenError(Fault.UNKNOWN_FORMAT) from None
    except ValueError as error:
        raise OpenError(Fault.NOTES if _NOTES.search(str(error)) else Fault.DAMAGED) from None
    except (OSError, SyntaxError, EOFError, MemoryError):
        raise OpenError(Fault.DAMAGED) from None


def _of_eight_bits(picture: Image.Image) -> Image.Image:
    """A picture of 16 bits of grey, as scanners make them, with the upper eight: Pillow cuts off what is over 255, so
    that nearly all of it would be white. Any other picture as it is."""
    if picture.mode not in ("I;16", "I;16L", "I;16B", "I"):
        return picture
    deep = picture.convert("I")
    scale = 256 if deep.getextrema()[1] > 255 else 1  # type: ignore[operator]  # one band: two numbers
    grey = deep.point(lambda value: value * (1 / scale)).convert("L")
    grey.info = dict(picture.info)
    return grey


def _decoders(data: bytes, formats: tuple[str, ...]) -> tuple[str, ...]:
    """The formats that may be tried; the decoder of HEIF is only loaded for a file of its family (ISO/IEC 14496-12)."""
    if data[4:8] != b"ftyp":
        return tuple(name for name in formats if name != "HEIF")
    import pillow_heif

    pillow_heif.register_heif_opener()
    return formats
