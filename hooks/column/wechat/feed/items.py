"""Feed items as frozen records, whichever of the three formats they came in, and which of them are wanted."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urljoin, urlsplit

from column.wechat.delivery.draft_key import Marker, short

AXES = ("kind", "unit", "group", "scam", "venue")

_ADDRESS = re.compile(r"""\b(?:src|href)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a feed.

    `guid` is the permanent id; `html` the full content with absolute addresses; `cover` the address of a JPEG or
    PNG, or an empty string; `kind`, `unit`, `venue`, `scams` and `groups` are ids of the column, empty where the
    feed does not say; times are in +08:00. `sample` marks example content, of which no draft is made.
    """

    guid: str
    link: str
    title: str
    short_title: str = ""
    author: str = ""
    summary: str = ""
    html: str = ""
    cover: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    kind: str = ""
    unit: str = ""
    venue: str = ""
    scams: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    sample: bool = False

    @property
    def headline(self) -> str:
        """The title for WeChat: the short one where there is one."""
        return self.short_title or self.title

    @property
    def version(self) -> str:
        """What changes when readers would see something else: 16 hexadecimal digits.

        Text, pictures, links and the day of the last correction count; markup does not, and addresses count
        relative to the item's own, so that neither a new template nor a move of the site makes all look edited.
        """
        text = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", self.html)).split())
        addresses = [html.unescape(double or single) for double, single in _ADDRESS.findall(self.html)]
        seen = (
            self.title, self.short_title, self.author, self.summary, text,
            *(_relative(address, self.link) for address in (*addresses, self.cover)),
            self.updated.date().isoformat() if self.updated else "",
        )  # fmt: skip
        return short("\0".join(seen))

    @property
    def marker(self) -> Marker:
        return Marker(short(self.guid), self.version)


@dataclass(frozen=True, slots=True)
class Feed:
    """`address` is where the feed says that it lives (its self link), or an empty string."""

    address: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which items are asked for: within an axis any of the ids, between axes all of them; none asks for all."""

    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    since: date | None = None

    def __call__(self, item: Item) -> bool:
        if self.since and (item.published is None or item.published.date() < self.since):
            return False
        has = {
            "kind": {item.kind}, "unit": {item.unit}, "venue": {item.venue},
            "scam": set(item.scams), "group": set(item.groups),
        }  # fmt: skip
        return all(asked & has[axis] for axis, asked in self.ids.items() if asked)


def merged(feeds: Iterable[Feed], wanted: Wanted) -> tuple[Item, ...]:
    """The wanted items of several feeds, each guid once (the last edited one), in the order of the feeds."""
    items: dict[str, Item] = {}
    for item in (item for feed in feeds for item in feed.items if wanted(item)):
        known = items.get(item.guid)
        if known is None or (item.updated and (known.updated is None or item.updated > known.updated)):
            items[item.guid] = item
    return tuple(items.values())


def _relative(address: str, link: str) -> str:
    """An address on the item's own site as seen from the item's page; others as they are."""
    there, here = urlsplit(urljoin(link, address)), urlsplit(link)
    if not address or there.netloc != here.netloc:
        return address
    return posixpath.relpath(there.path or "/", here.path or "/") + (f"?{there.query}" if there.query else "")
