"""Statistics of what was published: types by groups, articles and talks by month, areas.

These are the column's own articles, not crime statistics. Months end with that of the newest article, never with
today, so that the same articles give the same page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from column.content.library import Library, Month
from column.duty.data import Pressure
from column.duty.report import few
from column.model.case import Case
from column.model.kinds import CaseKind
from column.model.terms import Group, ScamType

MONTHS = 12
"""Months that are drawn."""
REPORTED = 6
"""Months of what the anti-fraud centre counted."""
AREAS = 10
"""Areas that are shown by name."""
SHADES = ("none", "faint", "light", "middle", "deep", "full")
"""Steps of blue in the matrix, by how much there is beside the fullest crossing."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """How many articles (cases and warnings) of one type name one group, and how many talks told that group of it.
    `shade` is one of `SHADES`, the first where there is nothing."""

    articles: int
    talks: int
    shade: str = SHADES[0]


@dataclass(frozen=True, slots=True)
class Row:
    """Something with a page (its address from the site's root) and its number in each of `Monthly.months`."""

    name: str
    url: str
    values: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.values)


@dataclass(frozen=True, slots=True)
class Monthly:
    """Small charts on one scale: of each row that is not empty its numbers in `months`, oldest first."""

    id: str
    title: str
    unit: str
    months: tuple[Month, ...]
    rows: tuple[Row, ...]

    @property
    def most(self) -> int:
        """The largest number, which is drawn as high as a chart is; at least 1."""
        return max((value for row in self.rows for value in row.values), default=0) or 1

    @property
    def span(self) -> str:
        first, last = ("{}年{}月".format(*month) for month in (self.months[0], self.months[-1]))
        return f"{first}至{last}"


@dataclass(frozen=True, slots=True)
class Activity:
    """The talks of a month and those who came, where it was written down."""

    month: Month
    talks: int
    audience: int


@dataclass(frozen=True, slots=True)
class Areas:
    """Cases and warnings by area, the most first and the rest as one; `unknown` name none."""

    rows: tuple[tuple[str, int], ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """`samples`: how many of all articles are examples made up for the column; `audience` and `leaflets` are sums
    over the `counted` briefings that give them. `matrix`: of each scam type, in the order of the taxonomy, its crossings
    with all `groups`; empty where nothing is published. `types` and `venues` are None there too."""

    cases: int
    warnings: int
    briefings: int
    samples: int
    audience: int
    leaflets: int
    counted: int
    newest: date | None
    groups: tuple[Group, ...]
    matrix: tuple[tuple[ScamType, tuple[Crossing, ...]], ...]
    types: Monthly | None
    venues: Monthly | None
    activities: tuple[Activity, ...]
    areas: Areas


@dataclass(frozen=True, slots=True)
class Reported:
    """What the anti-fraud centre counted, where the office makes that public: of each scam type the cases in each of the
    newest `months`, those under five as “<5”. There are no sums: they would tell what is under five."""

    months: tuple[str, ...]
    rows: tuple[tuple[ScamType, tuple[str, ...]], ...]


def reported(pressure: Iterable[Pressure]) -> Reported | None:
    """None where nothing is public. Groups and towns are never told apart."""
    sums: Counter[tuple[ScamType, str]] = Counter()
    for each in pressure:
        if each.public:
            sums[each.scam, each.month] += each.count
    if not sums:
        return None
    months = tuple(sorted({month for _, month in sums}))[-REPORTED:]
    scams = sorted({scam for scam, month in sums if month in months}, key=lambda scam: scam.order)
    return Reported(
        months,
        tuple(
            (scam, tuple(few(sums[scam, month]) if (scam, month) in sums else "" for month in months))
            for scam in scams
        ),
    )


def count(library: Library) -> Statistics:
    kinds = Counter(case.kind for case in library.cases)
    briefings = library.briefings
    return Statistics(
        cases=kinds[CaseKind.CASE],
        warnings=kinds[CaseKind.WARNING],
        briefings=len(briefings),
        samples=sum(article.sample for article in library.articles),
        audience=sum(briefing.audience or 0 for briefing in briefings),
        leaflets=sum(briefing.leaflets or 0 for briefing in briefings),
        counted=sum(briefing.audience is not None for briefing in briefings),
        newest=library.articles[0].date if library.articles else None,
        groups=library.vocabulary.groups.records,
        matrix=tuple(_matrix(library)),
        types=_types(library),
        venues=_venues(library),
        activities=tuple(
            Activity(month, len(held), sum(briefing.audience or 0 for briefing in held))
            for month, held in sorted(library.months.items(), reverse=True)
        ),
        areas=_areas(library.cases),
    )


def _matrix(library: Library) -> Iterator[tuple[ScamType, tuple[Crossing, ...]]]:
    """Types × groups, over all time, counted from what is published."""
    if not library.articles:
        return
    groups, rows = library.vocabulary.groups.records, []
    for scam in library.vocabulary.scams.records:
        cases, talks = Counter[str](), Counter[str]()
        for article in library.of_scam(scam):
            (cases if isinstance(article, Case) else talks).update(group.id for group in article.groups)
        rows.append((scam, [(cases[group.id], talks[group.id]) for group in groups]))
    most = max((sum(pair) for _, row in rows for pair in row), default=0)
    for scam, row in rows:
        steps = [-(-(len(SHADES) - 1) * sum(pair) // (most or 1)) for pair in row]
        yield scam, tuple(Crossing(*pair, SHADES[step]) for pair, step in zip(row, steps, strict=True))


def _types(library: Library) -> Monthly | None:
    counts = Counter((case.scam.id, (case.date.year, case.date.month)) for case in library.cases)
    records = library.vocabulary.scams.records
    named = [(scam.id, scam.said or scam.name, f"scams/{scam.id}/") for scam in records]
    return _monthly(library, "types", "案例和风险提示：按类型", "篇", named, counts)


def _venues(library: Library) -> Monthly | None:
    counts = Counter((held.venue.id, (held.date.year, held.date.month)) for held in library.briefings)
    named = [(venue.id, venue.name, f"venues/{venue.id}/") for venue in library.vocabulary.venues.records]
    return _monthly(library, "venues", "宣传活动：按场所", "场", named, counts)


def _monthly(
    library: Library,
    id: str,
    title: str,
    unit: str,
    named: Iterable[tuple[str, str, str]],
    counts: Mapping[tuple[str, Month], int],
) -> Monthly | None:
    """The rows that have something in the newest `MONTHS`, the largest first; None where none has."""
    months = _months(library)
    rows = [
        Row(name, url, tuple(counts.get((key, month), 0) for month in months)) for key, name, url in named
    ]
    drawn = sorted((row for row in rows if row.total), key=lambda row: -row.total)
    return Monthly(id, title, unit, months, tuple(drawn)) if drawn else None


def _months(library: Library) -> tuple[Month, ...]:
    """The newest `MONTHS`, oldest first, none left out."""
    if not library.articles:
        return ()
    newest = library.articles[0].date
    last = newest.year * 12 + newest.month - 1
    return tuple((month // 12, month % 12 + 1) for month in range(last - MONTHS + 1, last + 1))


def _areas(cases: Sequence[Case]) -> Areas:
    counts = Counter(case.area for case in cases if case.area)
    rows = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    rest = sum(number for _, number in rows[AREAS:])
    shown = [*rows[:AREAS], ("其他区域", rest)] if rest else rows
    return Areas(tuple(shown), len(cases) - counts.total())
