"""What feeds say of articles that came down or were seriously corrected: to machines a tombstone, to people a new item.

Readers hardly know tombstones (RFC 6721), so for a month an item of its own tells what people who passed an article on
have to do. Nothing here asks the clock: both windows end with the newest article, or the newest withdrawal.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from column.content.library import Library
from column.feeds import channels, entries
from column.feeds.entries import Moments
from column.feeds.model import Category, Deleted, Enclosure, Entry, Origin
from column.model.any_article import AnyArticle
from column.model.article import BEIJING
from column.model.withdrawal import End, Withdrawal
from column.settings.records import Settings
from column.system.cache_keys import key_of

TOLD, KEPT = timedelta(days=30), timedelta(days=90)
"""How long a feed has the new item, and how long the tombstone."""
WITHDRAWN, CORRECTED = "withdrawn", "corrected"
"""The kinds of such items, as categories."""
LABELS = {WITHDRAWN: "撤回", CORRECTED: "更正"}

FEED_IMAGE = "assets/images/column.png"
"""The picture of all feeds, a PNG of `xml_formats.IMAGE_SIZE` pixels, and of these items."""
_PICTURE = Path(__file__).parents[2] / "theme" / FEED_IMAGE
_SIDE = 144
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class NoticeInputs:
    """What such an item is made from: `id` names it for good, `url` is the page that it leads to."""

    id: str
    url: str
    kind: str
    title: str
    text: str
    moments: Moments
    origin: Origin

    @cached_property
    def key(self) -> str:
        """Differs where the inputs differ."""
        return blake2b(key_of(self).encode(), digest_size=16).hexdigest()


def newest(library: Library) -> date:
    """The day from which windows count back."""
    days = [article.date for article in library.articles[:1]]
    return max([*days, *(each.at.date() for each in library.withdrawals[:1])], default=date.min)


def deleted(library: Library, settings: Settings) -> Mapping[str, tuple[Deleted, ...]]:
    """The tombstones of each channel by its path, newest first."""
    since, found = newest(library), dict[str, list[Deleted]]()
    for each in library.withdrawals:
        if since - each.at.date() > KEPT:
            continue
        kept = library.withdrawn.get(each.id)
        tag = entries.tag(settings.feeds, entries.permanent(kept) if kept else each.first.rstrip("/"))
        reason, link = entries.label(each.reason), settings.url + _page(each)
        tomb = Deleted(tag, each.at, settings.government.organizer or settings.name, reason, link)
        for path in _channels(library, each):
            found.setdefault(path, []).append(tomb)
    return {path: tuple(several) for path, several in found.items()}


def items(
    library: Library, origin: Callable[[str], Origin], taken: set[datetime]
) -> Mapping[str, tuple[NoticeInputs, ...]]:
    """The new items of each channel by its path. `origin` gives that of a channel; `taken`: moments of other items, no
    two of which are the same."""
    since, found = newest(library), dict[str, list[NoticeInputs]]()
    for each in library.withdrawals:
        if each.end is not End.MERGED and since - each.at.date() <= TOLD:
            moment = _free(each.at, taken)
            own = f"units/{each.id.partition('/')[0]}/" if each.id.of_briefing else "cases/"
            id, url, title = f"{WITHDRAWN}/{each.id}", _page(each), _title(library, each)
            told = NoticeInputs(id, url, WITHDRAWN, title, each.reason, moment, origin(own))
            for path in _channels(library, each):
                found.setdefault(path, []).append(told)
    for article in library.articles:
        day = article.updated
        if article.correction_level and article.correction and day and since - day <= TOLD:
            moment = _free(datetime.combine(day, time(), BEIJING) + _SECOND, taken)
            id = f"{CORRECTED}/{entries.permanent(article)}/{day.isoformat()}"
            title, text = f"【更正】{article.title}", article.correction
            home = origin(channels.home(article))
            told = NoticeInputs(id, article.url, CORRECTED, title, text, moment, home)
            for path in _channels_of(library, article):
                found.setdefault(path, []).append(told)
    return {path: tuple(several) for path, several in found.items()}


def entry(inputs: NoticeInputs, site: Settings) -> Entry:
    link = site.url + inputs.url
    said = html.escape(entries.clean(inputs.text), quote=False)
    asked = "<p>转载、转发过原文的，请一并删除。</p>" if inputs.kind == WITHDRAWN else ""
    length = _PICTURE.stat().st_size
    return Entry(
        tag=entries.tag(site.feeds, inputs.id),
        link=link,
        title=entries.label(inputs.title),
        short_title="",
        summary=" ".join(entries.clean(inputs.text).split()),
        html=f'<p>{said}</p>{asked}<p><a href="{html.escape(link)}">{html.escape(link)}</a></p>',
        author=entries.label(site.government.organizer or site.name),
        published=inputs.moments.published,
        updated=inputs.moments.updated,
        categories=(Category("kind", inputs.kind, LABELS[inputs.kind]),),
        cover=Enclosure(FEED_IMAGE, length, "image/png", _SIDE, _SIDE),
        picture=site.url + FEED_IMAGE,
        origin=inputs.origin,
    )


def _free(moment: datetime, taken: set[datetime]) -> Moments:
    while moment in taken:
        moment += _SECOND
    taken.add(moment)
    return Moments(moment, moment)


def _page(withdrawal: Withdrawal) -> str:
    return withdrawal.notice if withdrawal.end is End.REMOVED else withdrawal.url


def _title(library: Library, withdrawal: Withdrawal) -> str:
    """Which article it was, by its unit and day alone."""
    unit, _, name = withdrawal.id.rpartition("/")
    day = date.fromisoformat(name[:10])
    known = library.vocabulary.units.find(unit) if unit else None
    what = "宣传简报" if unit else "案例"
    return f"【撤回】{known.name if known else ''}{day.year}年{day.month}月{day.day}日的一篇{what}"


def _channels(library: Library, withdrawal: Withdrawal) -> Iterator[str]:
    """The channels in which an article stood. Of what was removed nobody knows what it was about: every channel by
    group and by scam type tells of it."""
    words, id = library.vocabulary, withdrawal.id
    other = library.withdrawn.get(id) or library.by_id.get(withdrawal.into or "")
    if other and withdrawal.end is not End.REMOVED:
        yield from _channels_of(library, other)
        return
    yield ""
    yield "briefings/" if id.of_briefing else "cases/"
    if id.of_briefing:
        yield f"units/{id.partition('/')[0]}/"
    yield from (f"groups/{group.id}/" for group in words.groups.records)
    yield from (f"scams/{scam.id}/" for scam in words.scams.records)


def _channels_of(library: Library, article: AnyArticle) -> Iterator[str]:
    home = channels.home(article)
    yield from dict.fromkeys(("", f"{article.url.partition('/')[0]}/", home))
    yield from (f"groups/{group.id}/" for group in article.groups)
    yield from (f"scams/{scam.id}/" for scam in library.scams_of(article))
