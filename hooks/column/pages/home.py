"""The home page: what is on it, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from column.content.library import Library, in_force_first
from column.feeds.channels import Channel
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.kinds import CaseKind
from column.model.terms import Group, ScamType
from column.pages.indexes import families
from column.pages.layout import head_tags
from column.pages.layout.page import LazyPage, Page, newest
from column.pages.layout.templates import Templates
from column.pages.selfhelp_pages import Offered
from column.selfhelp import calendar, text_pages
from column.selfhelp.calendar import Entry
from column.selfhelp.data import SelfHelpData
from column.selfhelp.printables import Printable

WARNINGS, CASES, BRIEFINGS = 4, 4, 6
"""How many of the newest are shown, of those in force first."""
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
    cases: tuple[Case, ...]
    briefings: tuple[Briefing, ...]
    groups: tuple[Group, ...]
    scams: tuple[ScamType, ...]
    calendar: tuple[Entry, ...]
    coming: tuple[Entry, ...]
    pages: tuple[str, ...]


def page(library: Library, channel: Channel, data: SelfHelpData) -> LazyPage[HomeInputs]:
    """`channel` is the feed of the whole column."""
    elderly = next((group for group in library.vocabulary.groups.records if group.id == ELDERLY), None)
    missing = text_pages.ADDRESSES - {text.url for text in data.texts}
    inputs = HomeInputs(
        channel,
        Offered.of(data),
        elderly,
        next((sheet for sheet in data.prints if sheet.group == elderly), None),
        in_force_first(library.warnings())[:WARNINGS],
        in_force_first(case for case in library.cases if case.kind is CaseKind.CASE)[:CASES],
        library.briefings[:BRIEFINGS],
        library.vocabulary.groups.records,
        library.vocabulary.scams.records,
        data.calendar,
        calendar.coming(data.calendar, newest(library.articles[:1]) or date.min),
        tuple(sorted({entry.page for entry in data.calendar} - missing)),
    )
    return LazyPage("", inputs, _render, newest(library.articles[:1]))


def _render(templates: Templates, inputs: HomeInputs) -> Page:
    settings = templates.settings
    body = templates.render("home.html", inputs, families=families(inputs.scams))
    head = head_tags.for_list(
        settings, "", "首页", settings.description, "反诈,防骗,所队快讯", inputs.channel
    )
    return Page("", "", settings.name, settings.description, body, head)
