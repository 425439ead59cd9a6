"""The feed documents: each feed and each archive page of a past month, with the inputs that it is made from.

Nothing here asks the clock: what is past is seen from the newest article.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from column.content.library import Library, Month, by_month
from column.feeds import channels, entries, notices
from column.feeds.channels import GUIDE, Channel
from column.feeds.entries import EntryInputs
from column.feeds.model import Head, Origin
from column.feeds.notices import FEED_IMAGE, NoticeInputs
from column.model.any_article import AnyArticle
from column.model.article import BEIJING
from column.settings.records import Settings
from column.system.cache_keys import key_of
from column.text.markdown_html import plain

FEED_STYLE = "assets/feed.css"


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A feed, or the archive page of a past `month`, in its three formats: `stem` is its path without the ending.
    It is made from `head` and `entries` alone, besides the settings. `section` is the channel's."""

    stem: str
    section: str
    month: Month | None
    head: Head
    entries: tuple[EntryInputs | NoticeInputs, ...]

    @property
    def paths(self) -> tuple[str, str, str]:
        return f"{self.stem}.xml", f"{self.stem}.atom", f"{self.stem}.json"

    @property
    def key(self) -> str:
        """Differs where the inputs differ."""
        return f"{key_of(self.head)} {' '.join(entry.key for entry in self.entries)}"


def documents(
    library: Library, settings: Settings, cover: Callable[[AnyArticle], str]
) -> tuple[FeedDocument, ...]:
    """All feeds and archive pages; those of one month come together, as they share their entries. `cover` gives the
    address of an article's cover from the site's root.

    A feed holds the newest `settings.feeds.size` articles; a corrected one counts as new on the day of its correction,
    so that readers learn of it (RFC 5005, 4.1). What is older stands in one archive page for each past month.
    """
    listed = channels.channels(library.vocabulary, settings)
    held = channels.articles(library)
    inputs = _entries(library, settings, cover, listed)
    origins = {channel.path: _origin(channel, settings) for channel in listed}
    taken = {moment for each in inputs.values() for moment in (each.moments.published, each.moments.updated)}
    notes = notices.items(library, origins.__getitem__, taken)
    tombs = notices.deleted(library, settings)
    archives = {channel.path: _Archive(held[channel.path], channel.archived) for channel in listed}

    def document(
        channel: Channel, shown: tuple[EntryInputs | NoticeInputs, ...], month: Month | None
    ) -> FeedDocument:
        head = _head(channel, settings, shown, month, archives[channel.path].before(month))
        if month is None and channel.path in tombs:
            head = replace(head, deleted=tombs[channel.path])
        stem = f"{channel.path}feed"
        return FeedDocument(_page(stem, month) if month else stem, channel.section, month, head, shown)

    def made() -> Iterator[FeedDocument]:
        for month in sorted({month for archive in archives.values() for month in archive.past}):
            for channel in listed:
                if month in archives[channel.path].past:
                    held_then = archives[channel.path].months[month]
                    yield document(channel, tuple(inputs[article.id] for article in held_then), month)
        for channel in listed:
            every: list[EntryInputs | NoticeInputs] = [
                *(inputs[article.id] for article in held[channel.path]),
                *notes.get(channel.path, ()),
            ]
            newest = heapq.nlargest(settings.feeds.size, every, key=_updated)
            yield document(channel, tuple(newest), None)

    return tuple(made())


def _updated(entry: EntryInputs | NoticeInputs) -> datetime:
    return entry.moments.updated


class _Archive:
    """The past months of a channel, newest first; none where it is not archived."""

    def __init__(self, articles: Sequence[AnyArticle], archived: bool) -> None:
        self.months = by_month(articles) if archived else {}
        # The month of a channel's newest article is not past yet, so no page of it may be linked (RFC 5005, 4).
        self.past = list(self.months)[1:]

    def before(self, month: Month | None) -> Month | None:
        """The past month whose archive page comes before."""
        return next(iter(self.past[self.past.index(month) + 1 :] if month else self.past), None)


def _entries(
    library: Library,
    settings: Settings,
    cover: Callable[[AnyArticle], str],
    listed: Sequence[Channel],
) -> Mapping[str, EntryInputs]:
    """The inputs of each article's entry by its id."""
    moments = entries.moments(library.articles)
    origins = {channel.path: _origin(channel, settings) for channel in listed}
    return {
        article.id: EntryInputs(
            article,
            library.scams_of(article),
            moments[article.id],
            cover(article),
            origins[channels.home(article)],
        )
        for article in library.articles
    }


def _origin(channel: Channel, settings: Settings) -> Origin:
    return Origin(
        channel.path,
        entries.tag(settings.feeds, channel.tag),
        entries.label(channel.title),
        f"{settings.url}{channel.path}feed",
    )


def _head(
    channel: Channel,
    settings: Settings,
    shown: Sequence[EntryInputs | NoticeInputs],
    month: Month | None,
    previous: Month | None,
) -> Head:
    base = settings.url + channel.path + "feed"
    since = datetime.combine(settings.feeds.since, time(), BEIJING)
    return Head(
        tag=entries.tag(settings.feeds, channel.tag),
        title=entries.label(channel.title),
        description=entries.label(channel.description),
        home=settings.url + channel.path,
        base=_page(base, month) if month else base,
        current=base if month else "",
        previous=_page(base, previous) if previous else "",
        updated=max((entry.moments.updated for entry in shown), default=since),
        publisher=entries.label(settings.name),
        site=settings.url,
        image=settings.url + FEED_IMAGE,
        guide=settings.url + GUIDE,
        hub=settings.feeds.hub,
        copyright=entries.label(plain(settings.feeds.copyright)),
        style="../" * channel.path.count("/") + FEED_STYLE,
    )


def _page(base: str, month: Month) -> str:
    return f"{base}-{month[0]:04}-{month[1]:02}"
