"""Photos and films beside an article, as frozen records."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture beside an article: `name` is its file name, `digest` the SHA-256 of its bytes, sizes in pixels
    after it was turned upright."""

    name: str
    digest: str
    width: int
    height: int
    alt: str = ""


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
