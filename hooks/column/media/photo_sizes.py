"""What a look at each photo told, kept beside the finished pictures by the digest of its bytes.

To look at a photo means to decode its every pixel, 10 ms and more; its size never changes. Only good photos are kept:
what is wrong with the others is told anew each time.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Mapping
from pathlib import Path

import PIL
import pillow_heif

from column.media import photos
from column.model.records import Photo
from column.system import sealed_file as sealed

_CODE = Path(str(photos.__file__)).read_text("utf-8") + PIL.__version__ + pillow_heif.__version__
VERSION = hashlib.sha256(_CODE.encode()).hexdigest()
"""The state of the code that looks."""

Sizes = Mapping[str, tuple[int, int]]
"""Width and height in pixels by the SHA-256 of the file's bytes."""


class Inspections:
    """The sizes kept in `folder`; `fresh` are those that have been found since."""

    def __init__(self, folder: Path) -> None:
        self._place = folder / "inspected"
        self._known: dict[str, tuple[int, int]] = {}
        self.fresh: dict[str, tuple[int, int]] = {}
        if payload := sealed.read(self._place):
            version, known = marshal.loads(payload)  # noqa: S302 - sealed: ours, and whole
            self._known = known if version == VERSION else {}

    def photo(self, file: Path, digest: str) -> Photo:
        """The photo in a file whose bytes have the digest. Raises `photos.PhotoError`."""
        if size := self._known.get(digest) or self.fresh.get(digest):
            return Photo(file.name, digest, *size)
        photo = photos.inspect(file)
        self.fresh[photo.digest] = (photo.width, photo.height)
        return photo

    def keep(self, found: Sizes) -> None:
        """Keep what was found, here or in another process."""
        if found:
            self._known |= found
            sealed.write(self._place, marshal.dumps((VERSION, self._known)))
