"""The column's feeds: which there are, what they hold, and the bytes of each in three formats.

An item is made once for each format (`entries`, `feedxml`, `jsonfeed`) and set as text into every document that it
belongs to. Nothing here asks the clock: what is past is seen from the newest article.
"""

from __future__ import annotations

import hashlib
import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple

from column.content.library import Library, Month
from column.feeds import entries, opml
from column.feeds import json_feed as jsonfeed
from column.feeds import xml_formats as feedxml
from column.feeds.entries import Moments
from column.feeds.model import Enclosure, Entry, Head, Origin
from column.model.articles import AnyArticle, Briefing
from column.model.kinds import UnitKind
from column.model.records import BEIJING
from column.model.terms import Unit
from column.settings.load import Settings
from column.text.markdown_html import plain

__all__ = [
    "FEED_IMAGE",
    "FEED_STYLE",
    "OPML",
    "Channel",
    "Desk",
    "Document",
    "Enclosure",
    "channels",
    "render",
]

FEED_IMAGE = "assets/images/column.png"
"""The picture of all feeds, a PNG of `feedxml.IMAGE_SIZE` pixels."""

FEED_STYLE = "assets/feed.css"
OPML = "feeds/column.opml"
GUIDE = "feeds/"


@dataclass(frozen=True, slots=True)
class Channel:
    """One feed: `path` is the folder of its three documents (`""`, `briefings/`, `groups/elderly/`), `audience` says
    who it is for, `articles` are newest first.

    `archived` says whether it has pages for past months: the whole column, briefings and cases have, between which
    every article is reached. Pages of all the others would be 17,600 files and 600 MB at 10,000 articles.
    """

    path: str
    title: str
    description: str
    audience: str
    section: str = ""
    archived: bool = False
    articles: Sequence[AnyArticle] = field(default=(), repr=False)

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
        section: str, path: str, what: str, description: str, audience: str, held: Sequence[AnyArticle]
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
                  f"要专门提醒{of.name}的公众号和群", library.of_scam(of))
            for of in words.scams.records
        ),
    )  # fmt: skip


def _audience(unit: Unit) -> str:
    if unit.kind is UnitKind.STATION:
        return f"{unit.name}辖区的公众号和村（社区）群"
    return f"要单独转发{unit.name}内容的公众号"


@dataclass(frozen=True, slots=True)
class Document:
    """A feed, or the archive page of a past month, in its three formats: `stem` is its path without the ending.
    `depends` names the state of all that is in it, beside settings, vocabulary and code."""

    stem: str
    depends: str
    channel: Channel
    month: Month | None
    pieces: Sequence[AnyArticle] = field(repr=False)

    @property
    def paths(self) -> tuple[str, str, str]:
        return f"{self.stem}.xml", f"{self.stem}.atom", f"{self.stem}.json"


def render(
    library: Library, settings: Settings, covers: Mapping[str, Enclosure]
) -> Iterator[tuple[str, bytes]]:
    """Path below the site and bytes of every feed, archive page, the style sheet and the OPML file."""
    desk = Desk(library, settings, covers)
    yield from desk.fixed()
    for _, several in groupby(desk.documents(), key=lambda document: document.month):
        documents = list(several)
        for document, made in zip(documents, desk.make(documents), strict=True):
            yield from zip(document.paths, made, strict=True)


def _months(articles: Iterable[AnyArticle]) -> dict[Month, list[AnyArticle]]:
    """The articles by month, newest first."""
    months: dict[Month, list[AnyArticle]] = defaultdict(list)
    for piece in articles:
        months[piece.date.year, piece.date.month].append(piece)
    return months


class Desk:
    """Makes the documents of one edition. `covers` is by article id.

    A feed holds the newest `settings.feeds.size` articles; a corrected one counts as new on the day of its correction,
    so that readers learn of it (RFC 5005, 4.1). What is older stands in one archive page for each past month.
    """

    def __init__(self, library: Library, settings: Settings, covers: Mapping[str, Enclosure]) -> None:
        self.library, self.settings, self.covers = library, settings, covers
        self.channels = channels(library, settings)
        self.moments: Mapping[str, Moments] = entries.moments(library.articles)
        self.months = {
            channel.path: _months(channel.articles) for channel in self.channels if channel.archived
        }
        # The month of a channel's newest article is not past yet, so no page of it may be linked (RFC 5005, 4).
        self.past = {
            channel.path: list(self.months[channel.path])[1:] if channel.archived else []
            for channel in self.channels
        }
        self.origins = {channel.path: self._origin(channel) for channel in self.channels}
        self.newest = {channel.path: self._newest(channel) for channel in self.channels}
        self._often = {piece.id for pieces in self.newest.values() for piece in pieces}
        self._forms: dict[str, Forms] = {}
        self._states: dict[str, str] = {}

    def fixed(self) -> Iterator[tuple[str, bytes]]:
        """The style sheet and the OPML file."""
        yield FEED_STYLE, (files("column") / "assets" / "feed.css").read_bytes()
        sections: dict[str, list[Head]] = defaultdict(list)
        for channel in self.channels:
            sections[channel.section].append(self._head(channel, self.newest[channel.path]))
        yield OPML, opml.document(self.settings.name, sections[""][0].updated, sections)

    def documents(self) -> Iterator[Document]:
        """All feeds and archive pages; those of one month come together, as they share their entries."""
        months = sorted({month for past in self.past.values() for month in past})
        for month in months:
            for channel in self.channels:
                if month in self.past[channel.path]:
                    yield self._document(channel, self.months[channel.path][month], month)
        for channel in self.channels:
            yield self._document(channel, self.newest[channel.path], None)

    def make(self, documents: Sequence[Document]) -> Iterator[tuple[bytes, bytes, bytes]]:
        """Each document as RSS, Atom and JSON Feed. What several of them hold is written once."""
        pieces = {piece.id: piece for document in documents for piece in document.pieces}
        forms = self._written(list(pieces.values()))
        return (self._made(document, forms) for document in documents)

    def _made(self, document: Document, forms: Mapping[str, Forms]) -> tuple[bytes, bytes, bytes]:
        head = self._head(document.channel, document.pieces, document.month)
        held = [(forms[piece.id], _home(piece) == document.channel.path) for piece in document.pieces]
        return (
            feedxml.rss(head, [feedxml.without_source(of.rss) if own else of.rss for of, own in held]),
            feedxml.atom(head, [feedxml.without_source(of.atom) if own else of.atom for of, own in held]),
            jsonfeed.document(head, [of.json for of, _ in held]),
        )

    def _document(self, channel: Channel, pieces: Sequence[AnyArticle], month: Month | None) -> Document:
        base = f"{channel.path}feed"
        state = hashlib.blake2b(f"{self._previous(channel, month)}".encode(), digest_size=16)
        for piece in pieces:
            state.update(self._state(piece).encode())
        return Document(_page(base, month) if month else base, state.hexdigest(), channel, month, pieces)

    def _state(self, piece: AnyArticle) -> str:
        """The state of all that an entry shows."""
        if piece.id not in self._states:
            scams = " ".join(scam.id for scam in self.library.scams_of(piece))
            of, cover = self.moments[piece.id], self.covers.get(piece.id)
            picture = (cover.url_path, cover.length) if cover else ()
            self._states[piece.id] = f"{piece.digest} {of.published} {of.updated} {picture} {scams}"
        return self._states[piece.id]

    def _previous(self, channel: Channel, month: Month | None) -> Month | None:
        """The past month whose archive page comes before."""
        past = self.past[channel.path]
        return next(iter(past[past.index(month) + 1 :] if month else past), None)

    def _origin(self, channel: Channel) -> Origin:
        settings = self.settings
        return Origin(
            channel.path,
            entries.tag(settings.feeds, channel.tag),
            entries.label(channel.title),
            f"{settings.url}{channel.path}feed",
        )

    def _newest(self, channel: Channel) -> list[AnyArticle]:
        """What the feed holds, most lately changed first."""
        return heapq.nlargest(
            self.settings.feeds.size, channel.articles, key=lambda piece: self.moments[piece.id].updated
        )

    def _written(self, pieces: Sequence[AnyArticle]) -> dict[str, Forms]:
        """The forms of each article by its id; those that current feeds hold are kept for the next."""
        lacking = [piece for piece in pieces if piece.id not in self._forms]
        made = [self._entry(piece) for piece in lacking]
        guide = self.settings.url + GUIDE
        fresh = {
            piece.id: Forms(rss, atom, jsonfeed.written(entry, guide))
            for piece, entry, (rss, atom) in zip(lacking, made, feedxml.written(made), strict=True)
        }
        self._forms |= {id: forms for id, forms in fresh.items() if id in self._often}
        return {piece.id: fresh.get(piece.id) or self._forms[piece.id] for piece in pieces}

    def _entry(self, piece: AnyArticle) -> Entry:
        return entries.entry(
            piece,
            self.library,
            self.settings,
            self.moments[piece.id],
            self.covers.get(piece.id),
            self.origins[_home(piece)],
        )

    def _head(self, channel: Channel, pieces: Sequence[AnyArticle], month: Month | None = None) -> Head:
        settings = self.settings
        base = settings.url + channel.path + "feed"
        older = self._previous(channel, month)
        since = datetime.combine(settings.feeds.since, time(), BEIJING)
        return Head(
            tag=entries.tag(settings.feeds, channel.tag),
            title=entries.label(channel.title),
            description=entries.label(channel.description),
            home=settings.url + channel.path,
            base=_page(base, month) if month else base,
            current=base if month else "",
            previous=_page(base, older) if older else "",
            updated=max((self.moments[piece.id].updated for piece in pieces), default=since),
            publisher=entries.label(settings.name),
            site=settings.url,
            image=settings.url + FEED_IMAGE,
            guide=settings.url + GUIDE,
            hub=settings.feeds.hub,
            copyright=entries.label(plain(settings.feeds.copyright)),
            style="../" * channel.path.count("/") + FEED_STYLE,
        )


def _home(piece: AnyArticle) -> str:
    """The path of the channel that an article comes from."""
    return f"units/{piece.unit.id}/" if isinstance(piece, Briefing) else "cases/"


def _page(base: str, month: Month) -> str:
    return f"{base}-{month[0]:04}-{month[1]:02}"
