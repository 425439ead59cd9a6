"""Photos and films beside an article, as frozen records."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


def name_key(name: str) -> str:
    """What two names of one file have in common: systems do not tell apart names that differ in case, or in the form of
    Unicode."""
    return unicodedata.normalize("NFC", name).lower()


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture beside an article: `name` is its file name, `digest` the SHA-256 of its bytes, sizes in pixels
    after it was turned upright; `moves`: whether the file holds a moving picture, of which the first frame is shown."""

    name: str
    digest: str
    width: int
    height: int
    alt: str = ""
    moves: bool = False


@dataclass(frozen=True, slots=True)
class Film:
    """A film beside an article: `name` is its file name, `digest` the SHA-256 of its bytes, `suffix` the suffix of the
    published file."""

    name: str
    digest: str
    suffix: str

    @property
    def filename(self) -> str:
        """The file name on the site. It holds the start of the digest, so a replaced film gets a new address."""
        return f"{self.digest[:16]}{self.suffix}"
