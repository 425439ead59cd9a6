"""What was published, counted: cases and warnings by type, group, area and month, briefings by venue and month.

These are the column's own articles, not crime statistics. One pass over the library; months end with that of the
newest article, never with today, so that the same articles give the same page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from column.content.library import Library, Month
from column.model.articles import AnyArticle
from column.model.kinds import CaseKind

MONTHS = 12
"""Months that a chart shows; its table shows all."""
AREAS = 10
"""Areas that are shown by name."""
UNKNOWN = "未注明"


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: a name, its page (from the site's root, or empty), a number a series."""

    name: str
    url: str
    values: tuple[int, ...]

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
    series: tuple[tuple[str, str], ...]
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
class Trends:
    """`samples`: how many of all articles are examples made up for the column; `audience` and `leaflets` are sums
    over the `counted` briefings that give them."""

    cases: int
    warnings: int
    briefings: int
    samples: int
    audience: int
    leaflets: int
    counted: int
    newest: date | None
    charts: tuple[Chart, ...]


_Counts = Counter[tuple[str | Month, CaseKind]]

CASES = (("case", "典型案例"), ("warning", "风险提示"))
BRIEFINGS = (("briefing", "宣传简报"),)
PEOPLE = (("people", "参与人数"),)


def survey(library: Library) -> Trends:
    """All counts of a library."""
    words = library.vocabulary
    months = _months(library.articles)
    kinds = Counter(case.kind for case in library.cases)
    scams: _Counts = Counter((case.scam.id, case.kind) for case in library.cases)
    groups: _Counts = Counter((group.id, case.kind) for case in library.cases for group in case.groups)
    areas: _Counts = Counter((case.area or UNKNOWN, case.kind) for case in library.cases)
    by_month: _Counts = Counter(((case.date.year, case.date.month), case.kind) for case in library.cases)
    held = {month: len(briefings) for month, briefings in library.months.items()}
    people = {
        month: sum(briefing.audience or 0 for briefing in briefings)
        for month, briefings in library.months.items()
    }
    venues = [
        (venue.name, f"venues/{venue.id}/", (len(library.of_venue(venue)),)) for venue in words.venues.records
    ]
    charts = (
        _ranked(
            "types",
            "案例和提示：按诈骗类型",
            CASES,
            [(scam.name, f"scams/{scam.id}/", _both(scams, scam.id)) for scam in words.scams.records],
        ),
        _ranked(
            "groups",
            "案例和提示：按人群",
            CASES,
            [(group.name, f"groups/{group.id}/", _both(groups, group.id)) for group in words.groups.records],
            "一篇可以写给几个人群，各数一次，所以加起来比总篇数多。",
        ),
        _areas(areas),
        _monthly("months", "案例和提示：按月", "篇", CASES, months, {m: _both(by_month, m) for m in months}),
        _ranked("venues", "宣传简报：按场所", BRIEFINGS, venues),
        _monthly(
            "briefings",
            "宣传简报：按月",
            "篇",
            BRIEFINGS,
            months,
            {month: (held.get(month, 0),) for month in months},
            {month: f"briefings/{month[0]}/{month[1]:02}/" for month in held},
        ),
        _monthly(
            "people",
            "宣传活动参与人数：按月",
            "人",
            PEOPLE,
            months,
            {month: (people.get(month, 0),) for month in months},
            note="只算简报里写明了参与人数的活动。",
        ),
    )
    counted = sum(briefing.audience is not None for briefing in library.briefings)
    return Trends(
        kinds[CaseKind.CASE],
        kinds[CaseKind.WARNING],
        len(library.briefings),
        sum(piece.sample for piece in library.articles),
        sum(briefing.audience or 0 for briefing in library.briefings),
        sum(briefing.leaflets or 0 for briefing in library.briefings),
        counted,
        library.articles[0].date if library.articles else None,
        charts,
    )


def _both(counts: _Counts, key: str | Month) -> tuple[int, ...]:
    return counts[key, CaseKind.CASE], counts[key, CaseKind.WARNING]


def _months(pieces: Sequence[AnyArticle]) -> tuple[Month, ...]:
    """Every month from the newest article's to the oldest's, none left out."""
    if not pieces:
        return ()
    days = [piece.date for piece in pieces]
    first, last = min(days), max(days)
    count = (last.year - first.year) * 12 + last.month - first.month
    ends = last.year * 12 + last.month - 1
    return tuple(((ends - back) // 12, (ends - back) % 12 + 1) for back in range(count + 1))


def _ranked(
    id: str,
    title: str,
    series: tuple[tuple[str, str], ...],
    rows: Iterable[tuple[str, str, tuple[int, ...]]],
    note: str = "",
) -> Chart:
    """The largest first; what has none stands in the table only."""
    bars = sorted((Bar(*row) for row in rows), key=lambda bar: -bar.total)
    drawn = tuple(bar for bar in bars if bar.total)
    absent = len(bars) - len(drawn)
    remarks = [note] if note else []
    if drawn and absent:
        remarks.append(f"还有 {absent} 类没有文章，没有画在图里。")
    return Chart(id, title, _about(drawn, "篇"), "篇", series, drawn, tuple(bars), "".join(remarks))


def _areas(counts: _Counts) -> Chart:
    """The areas with the most, the others as one; what names no area comes last."""
    names = sorted({str(name) for name, _ in counts} - {UNKNOWN})
    bars = sorted((Bar(name, "", _both(counts, name)) for name in names), key=lambda bar: -bar.total)
    rest = bars[AREAS:]
    drawn = bars[:AREAS]
    if rest:
        sums = tuple(sum(column) for column in zip(*(bar.values for bar in rest), strict=True))
        drawn.append(Bar("其他区域", "", sums))
    note = ""
    unknown = Bar(UNKNOWN, "", _both(counts, UNKNOWN))
    if unknown.total:
        note = f"另有 {unknown.total} 篇没有注明发案区域，没有画在图里。"
        bars.append(unknown)
    return Chart(
        "areas", "案例和提示：按区域", _about(drawn, "篇"), "篇", CASES, tuple(drawn), tuple(bars), note
    )


def _monthly(
    id: str,
    title: str,
    unit: str,
    series: tuple[tuple[str, str], ...],
    months: Sequence[Month],
    values: Mapping[Month, tuple[int, ...]],
    pages: Mapping[Month, str] | None = None,
    note: str = "",
) -> Chart:
    """Newest first."""
    bars = tuple(
        Bar(f"{year}年{month}月", (pages or {}).get((year, month), ""), values[year, month])
        for year, month in months
    )
    if not any(bar.total for bar in bars):
        return Chart(id, title, "", unit, series, (), (), note)
    older = f"图里是最近 {MONTHS} 个月，更早的在表格里。" if len(bars) > MONTHS else ""
    drawn = bars[:MONTHS]
    return Chart(id, title, _about(drawn, unit), unit, series, drawn, bars, older + note)


def _about(bars: Sequence[Bar], unit: str) -> str:
    """The chart in a sentence, for those who do not see it."""
    most = max(bars, key=lambda bar: bar.total, default=None)
    if most is None or not most.total:
        return ""
    return f"共 {len(bars)} 项，最多的是{most.name}，{most.total:,} {unit}。"
