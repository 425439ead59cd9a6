"""Statistics of what was published: cases and warnings by type, group, area and month, briefings by venue and month.

These are the column's own articles, not crime statistics. Months end with that of the newest article, never with
today, so that the same articles give the same page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from column.content.library import Library, Month
from column.duty.data import Pressure
from column.duty.report import few
from column.model.case import Case
from column.model.kinds import KIND_LABELS, CaseKind
from column.model.terms import Group, ScamType

MONTHS = 12
"""Months that a chart shows; its table shows all."""
REPORTED = 6
"""Months of what the anti-fraud centre counted."""
AREAS = 10
"""Areas that are shown by name."""
UNKNOWN = "未注明"

Values = tuple[int, ...]
Series = tuple[tuple[str, str], ...]
"""The id and the name of each number of a bar."""

CASES: Series = tuple((kind, KIND_LABELS[kind]) for kind in (CaseKind.CASE.value, CaseKind.WARNING.value))
BRIEFINGS: Series = (("briefing", KIND_LABELS["briefing"]),)
PEOPLE: Series = (("people", "参与人数"),)

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: a name, its page (from the site's root, or empty), a number a series."""

    name: str
    url: str
    values: Values

    @property
    def total(self) -> int:
        return sum(self.values)


@dataclass(frozen=True, slots=True)
class Chart:
    """`series` names the numbers of each bar, stacked from the left; `bars` are drawn, `rows` stand in the table."""

    id: str
    title: str
    about: str
    unit: str
    series: Series
    bars: tuple[Bar, ...]
    rows: tuple[Bar, ...]
    note: str = ""

    def shares(self, bar: Bar) -> tuple[tuple[str, float, float], ...]:
        """The parts of a bar: the series' id, where it starts and how long it is, in per cent of the widest bar."""
        widest = max((other.total for other in self.bars), default=0) or 1
        parts, start = [], 0.0
        for (id, _), value in zip(self.series, bar.values, strict=True):
            length = round(100 * value / widest, 2)
            if value:
                parts.append((id, round(start, 2), length))
            start += length
        return tuple(parts)


@dataclass(frozen=True, slots=True)
class Crossing:
    """How many articles (cases and warnings) of one type name one group, and how many talks told that group of it."""

    articles: int
    talks: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """`samples`: how many of all articles are examples made up for the column; `audience` and `leaflets` are sums
    over the `counted` briefings that give them. `matrix`: of each scam type that has an article, in the order of the
    taxonomy, its crossings with all `groups`."""

    cases: int
    warnings: int
    briefings: int
    samples: int
    audience: int
    leaflets: int
    counted: int
    newest: date | None
    charts: tuple[Chart, ...]
    groups: tuple[Group, ...]
    matrix: tuple[tuple[ScamType, tuple[Crossing, ...]], ...]


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
        charts=tuple(chart.draw(library) for chart in CHARTS),
        groups=library.vocabulary.groups.records,
        matrix=tuple(_matrix(library)),
    )


def _matrix(library: Library) -> Iterator[tuple[ScamType, tuple[Crossing, ...]]]:
    """Types × groups, over all time, counted from what is published."""
    groups = library.vocabulary.groups.records
    for scam in library.vocabulary.scams.records:
        cases, talks = Counter[str](), Counter[str]()
        for article in library.of_scam(scam):
            (cases if isinstance(article, Case) else talks).update(group.id for group in article.groups)
        if cases or talks:
            yield scam, tuple(Crossing(cases[group.id], talks[group.id]) for group in groups)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A chart with the largest bar first; what has no article stands in the table only."""

    id: str
    title: str
    series: Series
    rows: Callable[[Library], Iterable[Bar]]
    note: str = ""

    def draw(self, library: Library) -> Chart:
        bars = _largest_first(self.rows(library))
        drawn = tuple(bar for bar in bars if bar.total)
        note, absent = self.note, len(bars) - len(drawn)
        if drawn and absent:
            note += f"还有 {absent} 类没有文章，没有画在图里。"
        return Chart(self.id, self.title, _about(drawn, "篇"), "篇", self.series, drawn, tuple(bars), note)


@dataclass(frozen=True, slots=True)
class Areas:
    """A chart of the areas with the most cases, the others as one bar; cases without an area come last."""

    id: str
    title: str

    def draw(self, library: Library) -> Chart:
        counts = _by_kind(library.cases, lambda case: [case.area or UNKNOWN])
        unknown = Bar(UNKNOWN, "", counts.pop(UNKNOWN, ()))
        bars = _largest_first(Bar(name, "", counts[name]) for name in sorted(counts))
        drawn, rest, note = bars[:AREAS], bars[AREAS:], ""
        if rest:
            sums = tuple(sum(column) for column in zip(*(bar.values for bar in rest), strict=True))
            drawn.append(Bar("其他区域", "", sums))
        if unknown.total:
            note = f"另有 {unknown.total} 篇没有注明发案区域，没有画在图里。"
            bars.append(unknown)
        return Chart(self.id, self.title, _about(drawn, "篇"), "篇", CASES, tuple(drawn), tuple(bars), note)


@dataclass(frozen=True, slots=True)
class Monthly:
    """A chart of the months, newest first and none left out; `linked` says whether a month has a page."""

    id: str
    title: str
    unit: str
    series: Series
    values: Callable[[Library], Mapping[Month, Values]]
    linked: bool = False
    note: str = ""

    def draw(self, library: Library) -> Chart:
        values, none = self.values(library), (0,) * len(self.series)
        bars = tuple(
            Bar(f"{year}年{month}月", self._page(values, (year, month)), values.get((year, month), none))
            for year, month in _months(library)
        )
        if not any(bar.total for bar in bars):
            return Chart(self.id, self.title, "", self.unit, self.series, (), (), self.note)
        older = f"图里是最近 {MONTHS} 个月，更早的在表格里。" if len(bars) > MONTHS else ""
        drawn, note = bars[:MONTHS], older + self.note
        return Chart(self.id, self.title, _about(drawn, self.unit), self.unit, self.series, drawn, bars, note)

    def _page(self, values: Mapping[Month, Values], month: Month) -> str:
        return f"briefings/{month[0]}/{month[1]:02}/" if self.linked and month in values else ""


def _scams(library: Library) -> Iterable[Bar]:
    counts = _by_kind(library.cases, lambda case: [case.scam.id])
    return _bars(library.vocabulary.scams.records, "scams/", counts)


def _groups(library: Library) -> Iterable[Bar]:
    counts = _by_kind(library.cases, lambda case: [group.id for group in case.groups])
    return _bars(library.vocabulary.groups.records, "groups/", counts)


def _venues(library: Library) -> Iterable[Bar]:
    for venue in library.vocabulary.venues.records:
        yield Bar(venue.name, f"venues/{venue.id}/", (len(library.of_venue(venue)),))


def _bars(
    records: Iterable[ScamType] | Iterable[Group], folder: str, counts: Mapping[str, Values]
) -> Iterable[Bar]:
    return [
        Bar(record.name, f"{folder}{record.id}/", counts.get(record.id, (0,) * len(CASES)))
        for record in records
    ]


def _monthly_cases(library: Library) -> Mapping[Month, Values]:
    return _by_kind(library.cases, lambda case: [(case.date.year, case.date.month)])


def _monthly_briefings(library: Library) -> Mapping[Month, Values]:
    return {month: (len(briefings),) for month, briefings in library.months.items()}


def _monthly_people(library: Library) -> Mapping[Month, Values]:
    return {
        month: (sum(briefing.audience or 0 for briefing in briefings),)
        for month, briefings in library.months.items()
    }


CHARTS = (
    Ranked("types", "案例和提示：按诈骗类型", CASES, _scams),
    Ranked(
        "groups",
        "案例和提示：按人群",
        CASES,
        _groups,
        "一篇可以写给几个人群，各数一次，所以加起来比总篇数多。",
    ),
    Areas("areas", "案例和提示：按区域"),
    Monthly("months", "案例和提示：按月", "篇", CASES, _monthly_cases),
    Ranked("venues", "宣传简报：按场所", BRIEFINGS, _venues),
    Monthly("briefings", "宣传简报：按月", "篇", BRIEFINGS, _monthly_briefings, linked=True),
    Monthly(
        "people",
        "宣传活动参与人数：按月",
        "人",
        PEOPLE,
        _monthly_people,
        note="只算简报里写明了参与人数的活动。",
    ),
)
"""The charts in the order of the page."""


def _by_kind(cases: Iterable[Case], keys: Callable[[Case], Iterable[K]]) -> dict[K, Values]:
    """How many cases and how many warnings have each key."""
    counts = Counter((key, case.kind) for case in cases for key in keys(case))
    return {key: (counts[key, CaseKind.CASE], counts[key, CaseKind.WARNING]) for key, _ in counts}


def _largest_first(bars: Iterable[Bar]) -> list[Bar]:
    """Equals keep their order."""
    return sorted(bars, key=lambda bar: -bar.total)


def _months(library: Library) -> Sequence[Month]:
    """Every month from the newest article's to the oldest's, none left out."""
    if not library.articles:
        return ()
    last, first = library.articles[0].date, library.articles[-1].date
    ends, starts = last.year * 12 + last.month - 1, first.year * 12 + first.month - 1
    return [(month // 12, month % 12 + 1) for month in range(ends, starts - 1, -1)]


def _about(bars: Sequence[Bar], unit: str) -> str:
    """The chart in a sentence, for those who do not see it."""
    most = max(bars, key=lambda bar: bar.total, default=None)
    if most is None or not most.total:
        return ""
    return f"共 {len(bars)} 项，最多的是{most.name}，{most.total:,} {unit}。"
