"""The pictures by which pages that are no articles are passed on: one for home, each list, each scam type, group and venue,
and for the pages of help. The others have that of the part that they lie in, or that of home."""

from __future__ import annotations

from collections.abc import Iterator

from column.content.taxonomies import Vocabulary
from column.media import cards, drawings
from column.media.cards import Card
from column.model.terms import Group, ScamType, Unit, Venue
from column.pages.layout.navigation import COLUMNS, MENU
from column.settings.records import Settings

FOLDER = "assets/images/"
_HOME = ("遇到事，先看这里", "有人正跟您通话？先挂断", "")
_PARTS = {
    "now/": ("不转账，不共享，不说码", "act-hang-up"),
    "check/": ("答几个问题，看像哪一种", "page-question"),
    "help/": ("一步一步来，现在还来得及", "page-money"),
    "cases/": ("怎么认出来，该怎么做", "page-news"),
    "groups/": ("家里人要当心什么", "page-family"),
    "scams/": ("骗子会怎么说，怎么认", "act-listen"),
    "briefings/": ("民警走到身边讲防骗", "talk"),
    "units/": ("民警走到身边讲防骗", "talk"),
    "venues/": ("学校、企业、农村、社区、家庭", "school"),
    "materials/": ("下载、打印、转发", "page-poster"),
    "quiz/": ("五道题，看您认得出几个", "page-quiz"),
    "stations/": ("地址、电话、管辖的乡镇", "page-station"),
}
"""What stands below the title of a part of the site, and what is drawn above it."""
_NAMES = {url: title for part in MENU for url, title in part.pages} | {
    url: column.name for url, column in COLUMNS.items()
}


def of_page(settings: Settings, url: str) -> Card:
    """The card of the page at `url`: that of its part of the site, or that of home."""
    part = f"{url.partition('/')[0]}/"
    if part not in _PARTS:
        return cards.of_page(settings.name, *_HOME)
    slogan, drawn = _PARTS[part]
    return cards.of_page(settings.name, _NAMES[part], slogan, drawn)


def of_subject(settings: Settings, subject: Group | ScamType | Unit | Venue) -> Card:
    """The card of the list of a group, a scam type or a venue; units share that of all."""
    match subject:
        case ScamType():
            drawn = subject.id if subject.id in drawings.scenes() else f"type-{subject.id}"
            return cards.of_page(settings.name, subject.said, subject.slogan, drawn)
        case Group():
            return cards.of_page(settings.name, subject.name, subject.slogan, f"group-{subject.id}")
        case Venue():
            return cards.of_page(settings.name, subject.name, "这里的反诈宣传简报", f"venue-{subject.id}")
    return of_page(settings, "units/")


def all_cards(settings: Settings, words: Vocabulary) -> Iterator[Card]:
    yield from (of_page(settings, url) for url in ("", *_PARTS))
    yield from (of_subject(settings, scam) for scam in words.scams.records)
    yield from (of_subject(settings, group) for group in words.groups.records)
    yield from (of_subject(settings, venue) for venue in words.venues.records)
