"""The column's feeds: which there are, what they hold, and the bytes of each in three formats.

An item is made once for each format (`entries`, `feedxml`, `jsonfeed`) and set as text into every document that it
belongs to. Nothing here asks the clock: what is past is seen from the newest article.
"""

from __future__ import annotations

import hashlib
import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from importlib.resources import files
from typing import NamedTuple

from column import entries, feedxml, jsonfeed, opml
from column.entries import Moments
from column.library import Library, Month, Piece
from column.markup import plain
from column.records import BEIJING, Briefing, Unit, UnitKind
from column.settings import Settings
from column.syndication import Enclosure, Entry, Head, Origin

__all__ = ["FEED_IMAGE", "FEED_STYLE", "OPML", "Channel", "Enclosure", "Forms", "channels", "render"]

FEED_IMAGE = "assets/images/column.png"
"""The picture of all feeds, a PNG of `feedxml.IMAGE_SIZE` pixels."""

FEED_STYLE = "assets/feed.css"
OPML = "feeds/column.opml"
GUIDE = "feeds/"

_VERSION = 1  # goes up when items are written in another way, so that kept ones are written anew


@dataclass(frozen=True, slots=True)
class Channel:
    """One feed: `path` is the folder of its three documents (`""`, `briefings/`, `groups/elderly/`), `audience` says
    who it is for, `articles` are newest first. `archived` says whether it has pages for past months."""

    path: str
    title: str
    description: str
    audience: str
    section: str = ""
    archived: bool = False
    articles: Sequence[Piece] = field(default=(), repr=False)

    @property
    def tag(self) -> str:
        """The name of the feed in its `tag:` URI."""
        return f"feeds/{self.path}"


class Forms(NamedTuple):
    """One entry in each format, in UTF-8."""

    rss: bytes
    atom: bytes
    json: bytes


def channels(library: Library, settings: Settings) -> tuple[Channel, ...]:
    """All feeds, in the order in which a page lists them."""
    name = settings.name

    def about(
        section: str, path: str, what: str, description: str, audience: str, held: Sequence[Piece]
    ) -> Channel:
        return Channel(path, f"{name} · {what}", description, audience, section, False, held)

    words = library.vocabulary
    return (
        Channel("", name, settings.description, "想要全部内容的公众号和网站", "", True, library.articles),
        Channel(
            "briefings/", f"{name} · 所队快讯", "各所队反诈宣传活动的简报。",
            "转发宣传活动的公众号", "", True, library.briefings,
        ),
        Channel(
            "cases/", f"{name} · 案例预警", "典型案例和风险提示，新骗局当天发布。",
            "转发预警的公众号、单位群和社区群", "", True, library.cases,
        ),
        *(
            about("按人群", f"groups/{of.id}/", of.name, of.summary or f"写给{of.name}的案例、提示和宣传简报。",
                  f"读者主要是{of.name}的公众号和群", library.of_group(of))
            for of in words.groups.records
        ),
        *(
            about("按单位", f"units/{of.id}/", of.name, f"{of.name}的反诈宣传简报。", _audience(of), library.of_unit(of))
            for of in words.units.records
        ),
        *(
            about("按诈骗类型", f"scams/{of.id}/", of.name, of.summary or f"关于{of.name}的案例、提示和宣传简报。",
                  f"要专门提醒“{of.name}”的公众号和群", library.of_scam(of))
            for of in words.scams.records
        ),
    )  # fmt: skip


def _audience(unit: Unit) -> str:
    if unit.kind is UnitKind.STATION:
        return f"{unit.name}辖区的公众号和村（社区）群"
    return f"要单独转发{unit.name}内容的公众号"


def render(
    library: Library,
    settings: Settings,
    covers: Mapping[str, Enclosure],
    cache: MutableMapping[str, Forms] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Path below the site and bytes of every feed, archive page, the style sheet and the OPML file.

    `covers` is by article id. `cache` keeps the forms of an entry by a hash of all that is in it.

    A feed holds the newest `settings.feeds.size` articles; a corrected one counts as new on the day of its correction,
    so that readers learn of it (RFC 5005, 4.1). What is older stands in one archive page for each past month.
    """
    press = _Press(library, settings, covers, {} if cache is None else cache)
    yield FEED_STYLE, (files("column") / "assets" / "feed.css").read_bytes()
    newest = {channel.path: press.newest(channel) for channel in press.channels}
    wanted = {piece.id for pieces in newest.values() for piece in pieces}
    kept: dict[str, Forms] = {}
    for month, pieces in _months(library.articles).items():
        forms = press.forms(pieces)
        kept |= {id: form for id, form in forms.items() if id in wanted}
        for channel in press.channels:
            if month in press.past[channel.path]:
                yield from press.page(channel, month, forms)
    for channel in press.channels:
        yield from press.feed(channel, newest[channel.path], kept)
    yield OPML, press.opml(newest)


def _months(articles: Iterable[Piece]) -> dict[Month, list[Piece]]:
    """The articles by month, newest first."""
    months: dict[Month, list[Piece]] = defaultdict(list)
    for piece in articles:
        months[piece.date.year, piece.date.month].append(piece)
    return months


class _Press:
    """Makes the documents of one edition."""

    def __init__(
        self,
        library: Library,
        settings: Settings,
        covers: Mapping[str, Enclosure],
        cache: MutableMapping[str, Forms],
    ) -> None:
        self.library, self.settings, self.covers, self.cache = library, settings, covers, cache
        self.channels = channels(library, settings)
        self.moments: Mapping[str, Moments] = entries.moments(library.articles)
        self.by_path = {channel.path: channel for channel in self.channels}
        self.months = {
            channel.path: _months(channel.articles) for channel in self.channels if channel.archived
        }
        # The month of a channel's newest article is not past yet, so no page of it may be linked (RFC 5005, 4).
        self.past = {
            channel.path: list(self.months[channel.path])[1:] if channel.archived else []
            for channel in self.channels
        }
        self.origins = {channel.path: self._origin(channel) for channel in self.channels}

    def _origin(self, channel: Channel) -> Origin:
        settings = self.settings
        return Origin(
            channel.path,
            entries.tag(settings.feeds, channel.tag),
            channel.title,
            f"{settings.url}{channel.path}feed",
        )

    def newest(self, channel: Channel) -> list[Piece]:
        """What the feed holds, most lately changed first."""
        return heapq.nlargest(
            self.settings.feeds.size, channel.articles, key=lambda piece: self.moments[piece.id].updated
        )

    def forms(self, pieces: Iterable[Piece]) -> dict[str, Forms]:
        """The forms of each article by its id; those that the cache lacks are written together."""
        made = {piece.id: self._entry(piece) for piece in pieces}
        keys = {id: _key(entry) for id, entry in made.items()}
        lacking = [id for id, key in keys.items() if key not in self.cache]
        guide = self.settings.url + GUIDE
        for id, (rss, atom) in zip(lacking, feedxml.written([made[id] for id in lacking]), strict=True):
            self.cache[keys[id]] = Forms(rss, atom, jsonfeed.written(made[id], guide))
        return {id: self.cache[key] for id, key in keys.items()}

    def _entry(self, piece: Piece) -> Entry:
        return entries.entry(
            piece,
            self.library,
            self.settings,
            self.moments[piece.id],
            self.covers.get(piece.id),
            self.origins[_home(piece)],
        )

    def feed(
        self, channel: Channel, pieces: Sequence[Piece], forms: Mapping[str, Forms]
    ) -> Iterator[tuple[str, bytes]]:
        """The three documents that readers subscribe to."""
        return self._documents(channel, self._head(channel, pieces), pieces, forms)

    def page(self, channel: Channel, month: Month, forms: Mapping[str, Forms]) -> Iterator[tuple[str, bytes]]:
        """The three archive pages of a past month. Nothing in them depends on a later article."""
        pieces = self.months[channel.path][month]
        return self._documents(channel, self._head(channel, pieces, month), pieces, forms)

    def _documents(
        self, channel: Channel, head: Head, pieces: Sequence[Piece], forms: Mapping[str, Forms]
    ) -> Iterator[tuple[str, bytes]]:
        path = head.base.removeprefix(self.settings.url)
        held = [(forms[piece.id], _home(piece) == channel.path) for piece in pieces]
        yield (
            f"{path}.xml",
            feedxml.rss(head, [feedxml.without_source(of.rss) if own else of.rss for of, own in held]),
        )
        yield (
            f"{path}.atom",
            feedxml.atom(head, [feedxml.without_source(of.atom) if own else of.atom for of, own in held]),
        )
        yield f"{path}.json", jsonfeed.document(head, [of.json for of, _ in held])

    def _head(self, channel: Channel, pieces: Sequence[Piece], month: Month | None = None) -> Head:
        settings = self.settings
        base = settings.url + channel.path + "feed"
        past = self.past[channel.path]
        older = past[past.index(month) + 1 :] if month else past
        since = datetime.combine(settings.feeds.since, time(), BEIJING)
        return Head(
            tag=entries.tag(settings.feeds, channel.tag),
            title=channel.title,
            description=channel.description,
            home=settings.url + channel.path,
            base=_page(base, month) if month else base,
            current=base if month else "",
            previous=_page(base, older[0]) if older else "",
            updated=max((self.moments[piece.id].updated for piece in pieces), default=since),
            publisher=settings.name,
            site=settings.url,
            image=settings.url + FEED_IMAGE,
            guide=settings.url + GUIDE,
            hub=settings.feeds.hub,
            copyright=entries.label(plain(settings.feeds.copyright)),
            style="../" * channel.path.count("/") + FEED_STYLE,
        )

    def opml(self, newest: Mapping[str, Sequence[Piece]]) -> bytes:
        sections: dict[str, list[Head]] = defaultdict(list)
        for channel in self.channels:
            sections[channel.section].append(self._head(channel, newest[channel.path]))
        return opml.document(self.settings.name, sections[""][0].updated, sections)


def _home(piece: Piece) -> str:
    """The path of the channel that an article comes from."""
    return f"units/{piece.unit.id}/" if isinstance(piece, Briefing) else "cases/"


def _page(base: str, month: Month) -> str:
    return f"{base}-{month[0]:04}-{month[1]:02}"


def _key(entry: Entry) -> str:
    return hashlib.blake2b(f"{_VERSION}{entry!r}".encode(), digest_size=16).hexdigest()
