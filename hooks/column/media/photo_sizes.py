"""Cache of what was found about photos, keyed by the digest of the file's bytes.

To inspect a photo means to decode its every pixel, 10 ms and more; its size never changes. Only good photos are kept:
the others are inspected, and refused, each time.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

import PIL

from column.media import open_picture, photos, strip_photo_metadata
from column.model.attachments import Photo
from column.system.cache import Cache
from column.system.fingerprint import version_of

Sizes = Mapping[str, tuple[int, int, bool]]
"""Width and height in pixels, and whether the picture moves, by the SHA-256 of the file's bytes."""

_NAME = "sizes"


class PhotoSizes:
    """The cache in `folder`; `found` are the sizes found since it was loaded."""

    def __init__(self, folder: Path) -> None:
        self._cache = Cache(
            folder,
            version_of(open_picture, photos, strip_photo_metadata, PIL, metadata.version("pillow-heif")),
        )
        self._known: dict[str, tuple[int, int, bool]] = self._cache.load(_NAME, {})
        self.found: dict[str, tuple[int, int, bool]] = {}

    def photo(self, file: Path, digest: str) -> Photo:
        """The photo in a file whose bytes have the digest. Raises `photos.PhotoError`."""
        if known := self._known.get(digest) or self.found.get(digest):
            width, height, moves = known
            return Photo(file.name, digest, width, height, moves=moves)
        photo = photos.inspect(file)
        self.found[photo.digest] = (photo.width, photo.height, photo.moves)
        return photo

    def keep(self, found: Sizes) -> None:
        """Save sizes found in this process or in another."""
        if found:
            self._known |= found
            self._cache.save(_NAME, self._known)
