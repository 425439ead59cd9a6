"""The lists of articles: briefings, cases, months, and one for each group, scam type, unit and venue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from column.content.library import Library
from column.feeds.channels import Channel
from column.model.any_article import AnyArticle
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.terms import Group, ScamType, Unit, Venue
from column.pages import current_scams
from column.pages.current_scams import CurrentScam
from column.pages.layout import head_tags
from column.pages.layout.navigation import COLUMNS
from column.pages.layout.page import AnyPage, LazyPage, Page, newest
from column.pages.layout.templates import Templates
from column.selfhelp.printables import Layout, Printable

Subject = Group | ScamType | Unit | Venue
Years = tuple[tuple[int, tuple[int, ...]], ...]
"""The months that have briefings, by year, both newest first."""

_TEMPLATES = {
    "briefings/": "briefings.html",
    "cases/": "cases.html",
    "groups/": "group.html",
    "scams/": "scam.html",
    "units/": "unit.html",
    "venues/": "venue.html",
}


@dataclass(frozen=True, slots=True)
class ListInputs:
    """Page `number` of the `count` pages of a list, counted from 1, with the articles on it.

    `url` is the address of the first page, `section` that of the navigation; `subject` is what the articles are
    about, None in the lists of all briefings and all cases; `channel` the list's own feed. `prints` are a group's
    printables. `years` stand on the first page of the briefings, `threats` on the first page of a group.
    """

    url: str
    section: str
    subject: Subject | None
    channel: Channel | None
    number: int
    count: int
    articles: tuple[AnyArticle, ...]
    years: Years = ()
    threats: tuple[CurrentScam, ...] = ()
    prints: tuple[Printable, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthInputs:
    year: int
    month: int
    channel: Channel
    briefings: tuple[Briefing, ...]
    years: Years


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a list page stands among its pages; addresses are relative to the site's root."""

    number: int
    count: int
    newer: str
    older: str
    numbers: tuple[tuple[int, str], ...]


def pages(
    library: Library, channels: Mapping[str, Channel], page_size: int, printables: Sequence[Printable]
) -> Iterator[AnyPage]:
    """All lists, each with its further pages; `channels` by path."""
    years = _years(library)
    yield from _paged(_first("briefings/", channels, library.briefings, years=years), page_size)
    yield from _paged(_first("cases/", channels, library.cases), page_size)
    for (year, month), briefings in library.months.items():
        inputs = MonthInputs(year, month, channels["briefings/"], briefings, years)
        yield LazyPage(f"briefings/{year}/{month:02}/", inputs, _month, newest(briefings))
    words = library.vocabulary
    for group in words.groups.records:
        articles = library.of_group(group)
        threats = current_scams.rank(article for article in articles if isinstance(article, Case))
        prints = tuple(printable for printable in printables if printable.group == group)
        first = _first("groups/", channels, articles, group, threats=threats, prints=prints)
        yield from _paged(first, page_size)
    for scam in words.scams.records:
        yield from _paged(_first("scams/", channels, library.of_scam(scam), scam), page_size)
    for unit in words.units.records:
        yield from _paged(_first("units/", channels, library.of_unit(unit), unit), page_size)
    for venue in words.venues.records:
        yield from _paged(_first("venues/", channels, library.of_venue(venue), venue), page_size)


def _years(library: Library) -> Years:
    years: dict[int, list[int]] = {}
    for year, month in sorted(library.months, reverse=True):
        years.setdefault(year, []).append(month)
    return tuple((year, tuple(months)) for year, months in years.items())


def _first(
    section: str,
    channels: Mapping[str, Channel],
    articles: Sequence[AnyArticle],
    subject: Subject | None = None,
    years: Years = (),
    threats: tuple[CurrentScam, ...] = (),
    prints: tuple[Printable, ...] = (),
) -> ListInputs:
    """A list with all its articles on one page, for `_paged` to divide."""
    url = f"{section}{subject.id}/" if subject else section
    return ListInputs(url, section, subject, channels.get(url), 1, 1, tuple(articles), years, threats, prints)


def _paged(whole: ListInputs, size: int) -> Iterator[AnyPage]:
    """The list divided into pages of `size` articles; one page where there is nothing yet."""
    count = max(1, -(-len(whole.articles) // size))
    for number in range(1, count + 1):
        shown = whole.articles[(number - 1) * size : number * size]
        inputs = replace(whole, number=number, count=count, articles=shown)
        if number > 1:
            inputs = replace(inputs, years=(), threats=())
        yield LazyPage(_address(whole.url, number), inputs, _render, newest(shown))


def _address(url: str, number: int) -> str:
    return url if number == 1 else f"{url}page/{number}/"


def _render(templates: Templates, inputs: ListInputs) -> Page:
    name, description, keywords = _about(inputs)
    address = _address(inputs.url, inputs.number)
    body = templates.render(
        _TEMPLATES[inputs.section],
        inputs,
        name=name,
        description=description,
        body=Markup(getattr(inputs.subject, "body", "")),  # noqa: S704 - sanitised in markdown_html
        articles=inputs.articles,
        pager=pager(inputs.url, inputs.number, inputs.count),
        years=dict(inputs.years),
        large=any(printable.layout is Layout.LARGE for printable in inputs.prints),
    )
    settings = templates.settings
    head = head_tags.for_list(settings, address, name, description, keywords, inputs.channel)
    title = name if inputs.number == 1 else f"{name}（第 {inputs.number} 页）"
    return Page(address, inputs.section, f"{title} - {settings.name}", description, body, head)


def _about(inputs: ListInputs) -> tuple[str, str, str]:
    """The name, the description and the keywords of a list."""
    subject = inputs.subject
    if subject is None:
        column = COLUMNS[inputs.section]
        return column.name, column.description, column.keywords
    summary = subject.summary if isinstance(subject, Group | ScamType) else ""
    return subject.name, summary or f"{subject.name}的反诈宣传简报", f"{subject.name},反诈,防骗"


def _month(templates: Templates, inputs: MonthInputs) -> Page:
    year, month, settings = inputs.year, inputs.month, templates.settings
    url, name = f"briefings/{year}/{month:02}/", f"{year}年{month}月所队快讯"
    description = f"{year}年{month}月发布的 {len(inputs.briefings)} 篇反诈宣传简报"
    body = templates.render(
        "month.html", inputs, name=name, articles=inputs.briefings, years=dict(inputs.years)
    )
    keywords = COLUMNS["briefings/"].keywords
    head = head_tags.for_list(settings, url, name, description, keywords, inputs.channel)
    return Page(url, "briefings/", f"{name} - {settings.name}", description, body, head)


def pager(url: str, number: int, count: int) -> Pager:
    """The pager of page `number` of `count`: the first page, the last, and those around the present one."""
    nearby = sorted({n for n in (1, *range(number - 1, number + 2), count) if 1 <= n <= count})
    return Pager(
        number,
        count,
        _address(url, number - 1) if number > 1 else "",
        _address(url, number + 1) if number < count else "",
        tuple((n, _address(url, n)) for n in nearby),
    )
