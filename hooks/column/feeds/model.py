"""The model of a feed document, whatever its format: a head and its entries (the words of RFC 4287, 4.1).

All addresses are absolute, all times are in +08:00, all text is plain but `Entry.html`; no text holds a character
that XML 1.0 does not allow.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The cover of an article, a JPEG or PNG: `url_path` is relative to the site, `length` in bytes, `width` and
    `height` in pixels."""

    url_path: str
    length: int
    type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """The film of an article, else its recording: `url` is absolute, `length` in bytes, `seconds` whole; `width` and `height`
    in pixels, 0 where there is only sound."""

    url: str
    length: int
    type: str
    seconds: int
    width: int
    height: int

    @property
    def medium(self) -> str:
        return self.type.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Category:
    """One thing that an entry is about: `axis` is kind, group, scam, venue, unit, sample or outdated."""

    axis: str
    id: str
    name: str

    @property
    def scheme(self) -> str:
        return f"urn:column:{self.axis}"


@dataclass(frozen=True, slots=True)
class Origin:
    """The feed that an entry comes from, named where the entry stands in another (RSS 2.0, `<source>`; RFC 4287,
    4.2.11). `path` is the channel's, `address` that of its RSS document without the ending."""

    NAMED_BY: ClassVar = "path"

    path: str
    tag: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in a feed. `updated` equals `published` until there is a correction; `short_title` may be empty;
    `picture` is the address of the cover, `recorded` the film or recording, None where there is none."""

    tag: str
    link: str
    title: str
    short_title: str
    summary: str
    html: str
    author: str
    published: datetime
    updated: datetime
    categories: tuple[Category, ...]
    cover: Enclosure
    picture: str
    origin: Origin
    recorded: Recorded | None = None

    def ids(self, axis: str) -> list[str]:
        """The ids of the entry's categories on one axis."""
        return [category.id for category in self.categories if category.axis == axis]


@dataclass(frozen=True, slots=True)
class Deleted:
    """The tombstone of an entry that came down (RFC 6721): its `tag`, when, by whom, why, and a page that says so."""

    tag: str
    at: datetime
    by: str
    reason: str
    link: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the entries.

    `tag` is the same for a feed and its archive pages, which are one logical feed (RFC 5005,
    1.2). `base` is the document's address without its ending, so that one head serves all formats; in the same way or
    empty, `current` is the feed's where this is an archive page, `previous` that of the newest archive page before
    this document. `style` is the address of the style sheet relative to the document.
    """

    tag: str
    title: str
    description: str
    home: str
    base: str
    current: str
    previous: str
    updated: datetime
    publisher: str
    site: str
    image: str
    guide: str
    hub: str
    copyright: str
    style: str
    deleted: tuple[Deleted, ...] = ()
