"""Small frozen records that articles and pages are made of: photos, films, hotlines, excuses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "+08:00")
"""The only time zone of the column (GB/T 7408.1-2023, 标准时间)."""


@dataclass(frozen=True, slots=True)
class Hotline:
    """A number that the column may print as one to call or to expect. `dial` is False where nobody answers."""

    number: str
    name: str
    use: str
    dial: bool = True


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


@dataclass(frozen=True, slots=True)
class Excuse:
    """A finding that an editor has excused in the front matter."""

    rule: str
    reason: str
