"""Records of feeds and their items, independent of the format, and the selection of items."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urljoin, urlsplit

from column.wechat.feed_reader.draft_key import DraftKey, short_hash

AXES = ("kind", "unit", "group", "scam", "venue")
"""The categories by which items are selected."""

NOTICES = ("withdrawn", "corrected")
"""Kinds of items that tell of another one: it came down, or was seriously corrected."""

_URL_ATTRIBUTE = re.compile(r"""\b(?:src|href)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a feed.

    `guid` is the permanent id; `html` the full content; `cover` the URL of a JPEG or PNG, `film` that of an MP4, each may be
    empty; `kind`, `unit`, `venue`, `scams` and `groups` are ids of the column, empty if the feed does not give them; times
    are in +08:00. `sample` marks example content, of which no draft is made, `outdated` what may be out of date.
    """

    guid: str
    link: str
    title: str
    short_title: str = ""
    author: str = ""
    summary: str = ""
    html: str = ""
    cover: str = ""
    film: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    kind: str = ""
    unit: str = ""
    venue: str = ""
    scams: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    sample: bool = False
    outdated: bool = False

    @property
    def is_notice(self) -> bool:
        """Whether the item is for the operator, who has to put something right by hand."""
        return self.kind in NOTICES

    @property
    def name(self) -> str:
        """The id of the article that a notice tells of."""
        return self.guid.rpartition(":")[2].partition("/")[2]

    @property
    def headline(self) -> str:
        """The title for WeChat: the short one if there is one."""
        return self.short_title or self.title

    @property
    def version(self) -> str:
        """A hash of what readers see: 16 hexadecimal digits.

        It covers text, pictures, links and the day of the last correction, not markup. URLs are taken relative to the
        item's link. So neither a new template nor another address of the site makes all items look edited.
        """
        text = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", self.html)).split())
        urls = [html.unescape(double or single) for double, single in _URL_ATTRIBUTE.findall(self.html)]
        visible = (
            self.title, self.short_title, self.author, self.summary, text,
            *(_relative(url, self.link) for url in (*urls, self.cover, *filter(None, (self.film,)))),
            self.updated.date().isoformat() if self.updated else "",
        )  # fmt: skip
        return short_hash("\0".join(visible))

    @property
    def draft_key(self) -> DraftKey:
        return DraftKey(short_hash(self.guid), self.version)


@dataclass(frozen=True, slots=True)
class Deletion:
    """What a feed says of an item that came down: its guid, when in +08:00, and why."""

    guid: str
    at: datetime | None = None
    reason: str = ""

    @property
    def name(self) -> str:
        """The article's id, by which a notice names it too."""
        return self.guid.rpartition(":")[2].partition("/")[2]


@dataclass(frozen=True, slots=True)
class Feed:
    """`self_url` is the feed's self link, or an empty string; `nameless` counts the items that have neither an id nor an
    address, by which nobody could know them again; `deleted` is what came down."""

    self_url: str
    items: tuple[Item, ...]
    nameless: int = 0
    deleted: tuple[Deletion, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """Which items to take: those that have, on each axis with ids, one of them, and are not older than `since`."""

    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    since: date | None = None

    def matches(self, item: Item) -> bool:
        if item.is_notice:
            return True  # whatever was taken before
        if self.since and (item.published is None or item.published.date() < self.since):
            return False
        ids_of_item = {
            "kind": {item.kind}, "unit": {item.unit}, "venue": {item.venue},
            "scam": set(item.scams), "group": set(item.groups),
        }  # fmt: skip
        return all(ids & ids_of_item[axis] for axis, ids in self.ids.items() if ids)


def select(feeds: Iterable[Feed], selection: Selection) -> tuple[Item, ...]:
    """The selected items of several feeds in the order of the feeds; of the items with one guid, the last edited one."""
    items: dict[str, Item] = {}
    for item in (item for feed in feeds for item in feed.items if selection.matches(item)):
        known = items.get(item.guid)
        if known is None or (item.updated and (known.updated is None or item.updated > known.updated)):
            items[item.guid] = item
    return tuple(items.values())


def deleted(feeds: Sequence[Feed]) -> tuple[Deletion, ...]:
    """What came down by any of the feeds, each once; nothing that one of them has."""
    there = {item.guid for feed in feeds for item in feed.items}
    gone = {each.guid: each for feed in feeds for each in feed.deleted if each.guid not in there}
    return tuple(gone.values())


def _relative(url: str, link: str) -> str:
    """A URL of the item's own site relative to the item's link; any other one unchanged."""
    there, here = urlsplit(urljoin(link, url)), urlsplit(link)
    if not url or there.netloc != here.netloc:
        return url
    return posixpath.relpath(there.path or "/", here.path or "/") + (f"?{there.query}" if there.query else "")
