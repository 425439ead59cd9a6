"""The home page: what is on it, and how much of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from column.content.library import Library, in_force_first
from column.feeds.channels import Channel
from column.kits.material import Material
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.terms import Group, ScamType
from column.pages.kits import THUMB
from column.pages.layout import head_tags
from column.pages.layout.page import LazyPage, Page, newest
from column.pages.layout.templates import Templates
from column.pages.selfhelp_pages import Offered
from column.selfhelp import calendar, text_pages
from column.selfhelp.calendar import Entry
from column.selfhelp.data import SelfHelpData
from column.selfhelp.printables import Printable

WARNINGS, BRIEFINGS, KITS = 3, 3, 4
"""How many are shown of the newest, of those in force first, and of the kits."""
ELDERLY = "elderly"
"""The group that elder mode leads to (`docs/groups/elderly.md`)."""


@dataclass(frozen=True, slots=True)
class HomeInputs:
    """`elderly`: the group of old readers and `sheet` its first sheet to print, for elder mode; None where there is none.
    `coming`: the entries of the calendar that are seen without script; `pages`: the addresses that they may lead to."""

    channel: Channel
    offered: Offered
    elderly: Group | None
    sheet: Printable | None
    warnings: tuple[Case, ...]
    briefings: tuple[Briefing, ...]
    groups: tuple[Group, ...]
    scams: tuple[ScamType, ...]
    calendar: tuple[Entry, ...]
    coming: tuple[Entry, ...]
    pages: tuple[str, ...]
    kits: tuple[Material, ...]


def page(
    library: Library, channel: Channel, data: SelfHelpData, kits: Iterable[Material] = ()
) -> LazyPage[HomeInputs]:
    """`channel` is the feed of the whole column, `kits` are all that there are."""
    elderly = next((group for group in library.vocabulary.groups.records if group.id == ELDERLY), None)
    missing = text_pages.ADDRESSES - {text.url for text in data.texts}
    inputs = HomeInputs(
        channel,
        Offered.of(data),
        elderly,
        next((sheet for sheet in data.prints if sheet.group == elderly), None),
        in_force_first(library.warnings())[:WARNINGS],
        library.briefings[:BRIEFINGS],
        library.vocabulary.groups.records,
        library.vocabulary.scams.records,
        data.calendar,
        calendar.coming(data.calendar, newest(library.articles[:1]) or date.min),
        tuple(sorted({entry.page for entry in data.calendar} - missing)),
        _kits(kits),
    )
    return LazyPage("", inputs, _render, newest(library.articles[:1]))


def _kits(kits: Iterable[Material]) -> tuple[Material, ...]:
    """The newest article's, and those of the first groups."""
    of_kind: dict[str, list[Material]] = {"case": [], "group": [], "scam": []}
    for kit in kits:
        of_kind[kit.kind].append(kit)
    return (*of_kind["case"][:1], *of_kind["group"], *of_kind["scam"])[:KITS]


def _render(templates: Templates, inputs: HomeInputs) -> Page:
    settings = templates.settings
    shown = (*inputs.warnings, *inputs.briefings)
    body = templates.render(
        "home.html",
        inputs,
        samples=all(article.sample for article in shown),
        thumb=THUMB,
    )
    head = head_tags.for_list(
        settings, "", "首页", settings.description, "反诈,防骗,所队快讯", inputs.channel
    )
    return Page("", "", settings.name, settings.description, body, head)
