"""Who was talked to about what (精准宣传), and what nobody has talked about (宣传盲区)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from column.content.taxonomies import Vocabulary
from column.duty.data import DutyData, MustTalk
from column.duty.responses import Response
from column.duty.talks import Talk, by_unit
from column.model.kinds import Duty
from column.model.terms import Group, Unit

WINDOWS = (30, 90, 365)
"""Days back that are counted."""
SILENT_DAYS = 60
"""Blind spot B1: days after which a risk of a group counts as unspoken."""
REACHED = 45
"""Blind spot B5: per cent of its people that a unit reaches in half a year (宣讲覆盖 of a district's table of 2021)."""
IN_SCHOOLS = "school"


@dataclass(frozen=True, slots=True)
class Cell:
    """Talks of one crossing of a matrix: how many, how many people, and days since the last one, None where there was
    none."""

    talks: int
    people: int
    days_since: int | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """`cells`: by the ids of row and column, one cell a window of `WINDOWS`; crossings without any talk are missing.
    `rows` and `columns`: id and name."""

    title: str
    rows: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    cells: Mapping[tuple[str, str], tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class BlindSpot:
    """One sentence. `rule`: B1 to B5; `command`: what to run to begin with it, empty where nothing helps."""

    rule: str
    said: str
    command: str = ""


RULES = {
    "B1": f"一类人群的一种主要风险，{SILENT_DAYS} 天没有讲过",
    "B2": "学期里没有进过学校的单位",
    "B3": "过了时限还没有讲到一条风险提示的单位",
    "B4": "过了期限还没有讲的必讲对象",
    "B5": f"半年里参与人数不到辖区人口 {REACHED}% 的单位（单位名单里写了人口的才查）",
}


def groups_by_scams(talks: Iterable[Talk], words: Vocabulary, today: date) -> Matrix:
    """人群 × 骗术."""
    groups, scams = words.groups.records, words.scams.records
    found: dict[tuple[str, str], list[Talk]] = {}
    for talk in talks:
        for group in talk.groups:
            for scam in talk.scams:
                found.setdefault((group.id, scam.id), []).append(talk)
    return Matrix(
        "人群 × 诈骗类型",
        tuple((group.id, group.name) for group in groups),
        tuple((scam.id, scam.name) for scam in scams),
        {key: _cells(several, today) for key, several in found.items()},
    )


def units_by_venues(talks: Iterable[Talk], words: Vocabulary, today: date) -> Matrix:
    """单位 × 五进."""
    found: dict[tuple[str, str], list[Talk]] = {}
    for talk in talks:
        for unit in talk.units:
            if talk.venue:
                found.setdefault((unit.id, talk.venue.id), []).append(talk)
    return Matrix(
        "单位 × 五进",
        tuple((unit.id, unit.name) for unit in words.units.records if unit.duty is not Duty.NONE),
        tuple((venue.id, venue.name) for venue in words.venues.records),
        {key: _cells(several, today) for key, several in found.items()},
    )


def _cells(talks: Sequence[Talk], today: date) -> tuple[Cell, ...]:
    since = min((today - talk.day).days for talk in talks)
    cells = []
    for days in WINDOWS:
        within = [talk for talk in talks if (today - talk.day).days < days]
        cells.append(Cell(len(within), sum(talk.audience or 0 for talk in within), since))
    return tuple(cells)


def blind_spots(
    talks: Sequence[Talk],
    words: Vocabulary,
    data: DutyData,
    responses: Iterable[Response],
    today: date,
) -> Iterator[BlindSpot]:
    """All that was missed, by rule, in the order of the taxonomies."""
    matrix = groups_by_scams(talks, words, today)
    for group in words.groups.records:
        yield from _unspoken(group, matrix)
    own = by_unit(talks)
    weekly = [unit for unit in words.units.records if unit.duty is Duty.WEEKLY and _there(unit, today)]
    for term in data.terms:
        if term.first <= today <= term.last:
            for unit in weekly:
                if not any(_in_school(talk, term.first, today) for talk in own.get(unit.id, ())):
                    command = f'make new UNIT="{unit.name}" VENUE=进学校'
                    yield BlindSpot("B2", f"{unit.name}：{term.name}学期还没有进过学校。", command)
    for response in responses:
        if response.is_over(today) and response.missing:
            names = "、".join(unit.name for unit in response.missing)
            said = f"“{response.title}”的时限已过，还没有讲到：{names}。"
            yield BlindSpot("B3", said, f"make new ANSWERS={response.id}")
    for must in data.must_talk:
        if must.due < today and not any(must.id in talk.answers for talk in talks):
            yield _untold(must)
    for unit in weekly:
        yield from _unreached(unit, own.get(unit.id, ()), today)


def _there(unit: Unit, today: date) -> bool:
    return (unit.since or today) <= today <= (unit.until or today)


def _unspoken(group: Group, matrix: Matrix) -> Iterator[BlindSpot]:
    for scam in group.risks:
        cells = matrix.cells.get((group.id, scam.id))
        since = cells[0].days_since if cells else None
        if since is None or since > SILENT_DAYS:
            said = "还没有讲过" if since is None else f"已经 {since} 天没有讲"
            command = f'make new GROUP="{group.name}" SCAM="{scam.name}"'
            yield BlindSpot("B1", f"{group.name}：{said}{scam.name}。", command)


def _in_school(talk: Talk, first: date, last: date) -> bool:
    return bool(talk.venue and talk.venue.id == IN_SCHOOLS and first <= talk.day <= last)


def _untold(must: MustTalk) -> BlindSpot:
    late = f"{must.unit.name}：{must.town}的必讲（{must.id}）应在 {must.due.isoformat()} 以前讲，还没有。"
    return BlindSpot("B4", late, f'make new UNIT="{must.unit.name}" ANSWERS={must.id}')


def _unreached(unit: Unit, talks: Iterable[Talk], today: date) -> Iterator[BlindSpot]:
    """Whether a half-year that is over, or this one in its last month, has reached too few; said of the half-year that
    the day lies in."""
    if not unit.population:
        return
    first = date(today.year, 1 if today.month < 7 else 7, 1)
    people = sum(talk.audience or 0 for talk in talks if first <= talk.day <= today)
    share = 100 * people / unit.population
    if share < REACHED and today - first > timedelta(days=150):
        said = f"{unit.name}：半年里参与 {people} 人次，是辖区人口的 {int(share)}%。"
        yield BlindSpot("B5", said, f'make new UNIT="{unit.name}"')
