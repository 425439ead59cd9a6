"""The lists of articles: briefings, cases, months, and one for each group, scam type, unit and venue."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import takewhile

from markupsafe import Markup

from column.content.library import Library
from column.feeds.channels import Channel
from column.model.any_article import AnyArticle
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.kinds import STAGES
from column.model.terms import Group, ScamType, Unit, Venue
from column.pages import current_scams
from column.pages.current_scams import CurrentScam
from column.pages.layout import head_tags, share
from column.pages.layout.navigation import COLUMNS
from column.pages.layout.page import AnyPage, LazyPage, Page, newest
from column.pages.layout.templates import Templates, chinese_date
from column.selfhelp.printables import Layout, Printable
from column.selfhelp.text_pages import TextPage

Subject = Group | ScamType | Unit | Venue
Years = tuple[tuple[int, tuple[int, ...]], ...]
"""The months that have briefings, by year, both newest first."""

_SECTION = re.compile("<h2>(.*?)</h2>")
_SHORT = frozenset({"怎么认出来", "该怎么做"})
"""Parts of the advice for a group whose short form stands at the page's head, where it has one."""

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
    """One page of a list, with the articles on it.

    `url` is the address of the list's first page, `section` that of the navigation; `subject` is what the articles are
    about, None in the lists of all briefings and all cases; `channel` the list's own feed. `number` is 0 on the first
    page, which holds the newest; further pages count from the oldest. `newer` and `older` are the addresses of the pages
    beside it, None where there is none. `prints` are a group's printables, `texts` the pages of text that the first page links
    to. `years` and `week` stand on the first page of the
    briefings, `threats` on the first page of a group, `withdrawn` on that of a unit.
    """

    url: str
    section: str
    subject: Subject | None
    channel: Channel | None
    articles: tuple[AnyArticle, ...]
    number: int = 0
    newer: str | None = None
    older: str | None = None
    years: Years = ()
    threats: tuple[CurrentScam, ...] = ()
    prints: tuple[Printable, ...] = ()
    week: Week | None = None
    withdrawn: tuple[AnyArticle, ...] = ()
    texts: tuple[TextPage, ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """The week (Monday to Sunday) of the newest briefing: how many units held how many events in it."""

    first: date
    last: date
    units: int
    talks: int


@dataclass(frozen=True, slots=True)
class MonthInputs:
    year: int
    month: int
    channel: Channel
    briefings: tuple[Briefing, ...]
    years: Years


def pages(
    library: Library,
    channels: Mapping[str, Channel],
    page_size: int,
    printables: Sequence[Printable] = (),
    texts: Sequence[TextPage] = (),
) -> Iterator[AnyPage]:
    """All lists, each with its further pages; `channels` by path."""
    years = _years(library)
    column = _first("briefings/", channels, library.briefings, years=years)
    yield from _paged(replace(column, week=newest_week(library)), page_size)
    yield from _paged(_first("cases/", channels, library.cases), page_size)
    for (year, month), briefings in library.months.items():
        inputs = MonthInputs(year, month, channels["briefings/"], briefings, years)
        yield LazyPage(f"briefings/{year}/{month:02}/", inputs, _month, newest(briefings))
    words = library.vocabulary
    for group in words.groups.records:
        articles = library.of_group(group)
        cases = (article for article in articles if isinstance(article, Case))
        threats = current_scams.rank(cases, group.risks)
        prints = tuple(printable for printable in printables if printable.group == group)
        first = _first("groups/", channels, articles, group, threats=threats, prints=prints)
        yield from _paged(replace(first, texts=_texts(first.url, texts)), page_size)
    for scam in words.scams.records:
        first = _first("scams/", channels, library.of_scam(scam), scam)
        yield from _paged(replace(first, texts=_texts(first.url, texts)), page_size)
    for unit in words.units.records:
        first = _first("units/", channels, library.of_unit(unit), unit)
        yield from _paged(replace(first, withdrawn=library.withdrawn_of(unit)), page_size)
    for venue in words.venues.records:
        yield from _paged(_first("venues/", channels, library.of_venue(venue), venue), page_size)


def newest_week(library: Library) -> Week | None:
    """The week of the newest briefing; None where there is none."""
    if not library.briefings:
        return None
    day = library.briefings[0].date
    first = day - timedelta(days=day.weekday())
    talks = list(takewhile(lambda talk: talk.date >= first, library.briefings))
    units = {name for talk in talks for name in (talk.unit.name, *talk.with_)}
    known = {unit.name for unit in library.vocabulary.units.records}
    return Week(first, first + timedelta(days=6), len(units & known), len(talks))


def _texts(url: str, texts: Sequence[TextPage]) -> tuple[TextPage, ...]:
    return tuple(text for text in texts if text.is_shown_on(url))


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
    return ListInputs(
        url, section, subject, channels.get(url), tuple(articles), years=years, threats=threats, prints=prints
    )


def _paged(whole: ListInputs, size: int) -> Iterator[AnyPage]:
    """The list divided into pages.

    The first holds the newest, from `size` to `2 * size - 1` of them (or what there is); the others hold `size` each and
    are numbered from the oldest, so that a page once full keeps its address and its articles for good.
    """
    full = max(0, len(whole.articles) // size - 1)
    for number in range(full + 1):
        end = len(whole.articles) - (number - 1) * size if number else len(whole.articles) - full * size
        shown = whole.articles[end - size : end] if number else whole.articles[:end]
        newer = _address(whole.url, (number + 1) % (full + 1)) if number else None
        before = number - 1 if number else full
        older = _address(whole.url, before) if before else None
        inputs = replace(whole, articles=shown, number=number, newer=newer, older=older)
        if number:
            inputs = replace(inputs, years=(), threats=(), week=None, withdrawn=(), texts=())
        yield LazyPage(_address(whole.url, number), inputs, _render, newest(shown))


def _address(url: str, number: int) -> str:
    return f"{url}page/{number}/" if number else url


def _render(templates: Templates, inputs: ListInputs) -> Page:
    name, description, keywords = _about(inputs)
    address, span = _address(inputs.url, inputs.number), _span(inputs)
    advice = list(_advice(inputs.subject)) if isinstance(inputs.subject, Group) else []
    body = templates.render(
        _TEMPLATES[inputs.section],
        inputs,
        name=name,
        description=description,
        body=Markup(getattr(inputs.subject, "body", "")),  # noqa: S704 - sanitised in markdown_html
        advice=advice,
        is_repeated=any(repeats for _, _, repeats in advice),
        named_stages=_stages(inputs.subject) if isinstance(inputs.subject, ScamType) else (),
        span=span,
        years=dict(inputs.years),
        large=any(printable.layout is Layout.LARGE for printable in inputs.prints),
    )
    settings = templates.settings
    card = share.of_subject(settings, inputs.subject) if inputs.subject else None
    head = head_tags.for_list(settings, address, name, description, keywords, inputs.channel, card)
    title = f"{name}（{span}）" if span else name
    return Page(address, inputs.section, f"{title} - {settings.name}", description, body, head)


def _advice(group: Group) -> Iterator[tuple[str, Markup, bool]]:
    """The parts of a group's advice: title, text, and whether the page's head says it in short."""
    first, *parts = _SECTION.split(group.body)
    for title, text in (("", first), *zip(parts[::2], parts[1::2], strict=True)):
        if text.strip():
            yield html.unescape(title), Markup(text), bool(group.tips) and title in _SHORT  # noqa: S704 - as the body


def _stages(scam: ScamType) -> tuple[tuple[str, str], ...]:
    return tuple(zip(STAGES[scam.family], scam.stages, strict=False))


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


def _span(inputs: ListInputs) -> str:
    """The days of the articles on a further page, which tell it from the others; empty on the first."""
    if not inputs.number:
        return ""
    last, first = inputs.articles[0].date, inputs.articles[-1].date
    begin, end = chinese_date(first), chinese_date(last)
    if first.year == last.year:
        end = end.removeprefix(f"{last.year}年")
    return begin if first == last else f"{begin}至{end}"
