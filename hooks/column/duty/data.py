"""What the office writes for the ledger: rules, exemptions, decisions, holidays, must-talks, pressure, internal steps.

Files: `docs/data/duty.yml`, `docs/data/holidays/<year>.yml`, `docs/data/must-talk.yml`, `docs/data/pressure.yml`,
`docs/data/steps.yml`. All of them are optional and none is ever part of the site; where one has a mistake, the check
says so and nothing is counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import Field, create_model

from column.content.taxonomies import Vocabulary
from column.duty.periods import Period, Workdays, period
from column.model.front_matter.written import (
    Day,
    Days,
    Line,
    Matter,
    Moment,
    Truth,
    Whole,
    Word,
    one_of,
)
from column.model.problems import Problem
from column.model.steps import Step
from column.model.terms import Group, ScamType, Unit
from column.parsing.data_file import DataFile, Id, Rows

RULES_PATH = "docs/data/duty.yml"
HOLIDAYS = "docs/data/holidays"
MUST_TALK = "docs/data/must-talk.yml"
PRESSURE = "docs/data/pressure.yml"
STEPS = "docs/data/steps.yml"
NOT_COUNTED = "不计"
"""What a decision gives as the period where a talk is not to count."""
REASONS = {"loss": "一案损失大", "repeat": "今年发案多", "finance": "财会和机关"}
"""三必讲: why a place must be talked to."""
INTERNAL_STEPS = {"tech": "技术防控", "case": "案件处置"}

_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Rules:
    """`grace_workdays`: working days after a period in which a talk of it is still reported on time; `backdate_days`:
    days after which its report is backdated; `window_days`: days in which a warning is to be passed on."""

    grace_workdays: int = 2
    backdate_days: int = 14
    window_days: int = 7


@dataclass(frozen=True, slots=True)
class Exemption:
    """Days on which a unit owes nothing, and the document that says so."""

    unit: Unit
    first: date
    last: date
    reason: str
    document: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What the office decided of one talk: for which period it counts; for none where `counts_for` is None."""

    id: str
    counts_for: Period | None
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the schools."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class MustTalk:
    """A place that must be talked to (三必讲): a town, never a village, and no sum, since both together name a person."""

    id: str
    why: str
    town: str
    unit: Unit
    due: date


@dataclass(frozen=True, slots=True)
class Pressure:
    """How many cases the anti-fraud centre counted in a month (`2026-10`) of one type, and of one group or town where it
    says so; `public`: whether the office lets the sums by type and month be shown."""

    month: str
    scam: ScamType
    group: Group | None
    town: str
    count: int
    public: bool = False


@dataclass(frozen=True, slots=True)
class DutyData:
    """All of it. `steps`: internal steps by the id of their warning."""

    rules: Rules = field(default_factory=Rules)
    exemptions: tuple[Exemption, ...] = ()
    decisions: tuple[Decision, ...] = ()
    terms: tuple[Term, ...] = ()
    workdays: Workdays = field(default_factory=Workdays)
    must_talk: tuple[MustTalk, ...] = ()
    pressure: tuple[Pressure, ...] = ()
    steps: tuple[tuple[str, Step], ...] = ()


def _span(model: str, **others: Any) -> type[Matter]:
    """A model of something that lasts `from` a day `until` another."""
    days: dict[str, Any] = {
        "from": (Day, Field(title="开始")),
        "until": (Day, Field(title="结束")),
    }
    return create_model(model, __base__=Matter, **days, **others)


_ExemptionMatter = _span(
    "ExemptionMatter",
    unit=(Word, Field(title="单位")),
    reason=(Annotated[str, Line(2, 60)], Field(title="理由")),
    document=(Annotated[str, Line(2, 60)], Field(title="文件")),
)
_TermMatter = _span("TermMatter", name=(Word, Field(title="名称")))


class _DecisionMatter(Matter):
    id: Annotated[str, Line(4, 200)] = Field(title="编号")
    counts_for: Word = Field(title="算给")
    reason: Annotated[str, Line(2, 60)] = Field(title="理由")
    by: Word = Field(title="决定人")


class _DutyMatter(Matter):
    grace_workdays: Whole = Field(2, title="宽限工作日")
    backdate_days: Whole = Field(14, title="补录天数")
    window_days: Days = Field(7, title="应答天数")
    terms: Rows = Field((), title="学期")
    exemptions: Rows = Field((), title="免除")
    decisions: Rows = Field((), title="决定")


class _HolidaysMatter(Matter):
    source: Annotated[str, Line(2, 80)] = Field(title="来源")
    off: Rows = Field((), title="放假")
    shifted: Rows = Field((), title="调休上班")


class _MustTalkMatter(Matter):
    id: Id = Field(title="编号")
    why: Annotated[str, one_of(REASONS)] = Field(title="原因")
    town: Word = Field(title="乡镇")
    unit: Word = Field(title="单位")
    due: Day = Field(title="期限")


class _MustTalksMatter(Matter):
    must_talk: Rows = Field((), title="必讲")


class _PressureMatter(Matter):
    month: Annotated[str, Line(7, 7)] = Field(title="月份")
    scam: Word = Field(title="诈骗类型")
    group: Annotated[str, Line(0, 64)] = Field("", title="人群")
    town: Annotated[str, Line(0, 64)] = Field("", title="乡镇")
    count: Whole = Field(title="起数")


class _PressuresMatter(Matter):
    public: Truth = Field(False, title="公开")
    pressure: Rows = Field((), title="发案")


class _StepMatter(Matter):
    case: Annotated[str, Line(4, 200)] = Field(title="风险提示")
    step: Annotated[str, one_of(INTERNAL_STEPS)] = Field(title="环节")
    at: Moment = Field(title="完成时间")
    by: Word = Field(title="承办单位")
    note: Annotated[str, Line(0, 60)] = Field("", title="备注")


class _StepsMatter(Matter):
    steps: Rows = Field((), title="步骤")


T = TypeVar("T")


def load(root: Path, words: Vocabulary) -> tuple[DutyData, list[Problem]]:
    """All of it below `root`, and what is wrong with it."""
    problems: list[Problem] = []

    def read(path: str, parse: Callable[[str, bytes, Vocabulary], tuple[T, list[Problem]]], none: T) -> T:
        file = root / path
        if not file.is_file():
            return none
        parsed, wrong = parse(path, file.read_bytes(), words)
        problems.extend(wrong)
        return parsed

    data = read(RULES_PATH, parse_rules, DutyData())
    data = replace(
        data,
        must_talk=read(MUST_TALK, parse_must_talk, ()),
        pressure=read(PRESSURE, parse_pressure, ()),
        steps=read(STEPS, parse_steps, ()),
        workdays=_workdays(root, problems),
    )
    return data, problems


def parse_rules(path: str, data: bytes, words: Vocabulary) -> tuple[DutyData, list[Problem]]:
    form = DataFile(path, data, _DutyMatter, _ExemptionMatter, _TermMatter, _DecisionMatter)
    matter = form.fill(_DutyMatter)
    if matter is None:
        return DutyData(), form.problems
    rules = Rules(matter.grace_workdays or 0, matter.backdate_days or 0, matter.window_days or 7)
    exemptions = []
    for place, row in form.rows(_ExemptionMatter, "exemptions"):
        unit = form.record(words.units, *place, "unit", name=row.unit)  # type: ignore[attr-defined]
        first, last = _days(form, place, row)
        if unit:
            exemptions.append(Exemption(unit, first, last, row.reason, row.document))  # type: ignore[attr-defined]
    terms = [
        Term(row.name, *_days(form, place, row))  # type: ignore[attr-defined]
        for place, row in form.rows(_TermMatter, "terms")
    ]
    decided = list(form.rows(_DecisionMatter, "decisions"))
    form.unique([(place, row.id) for place, row in decided])
    decisions = [
        Decision(row.id, _counts_for(form, place, row.counts_for), row.reason, row.by)
        for place, row in decided
    ]
    return DutyData(rules, tuple(exemptions), tuple(decisions), tuple(terms)), form.problems


def _days(form: DataFile, place: tuple[str | int, ...], row: Matter) -> tuple[date, date]:
    first, last = getattr(row, "from"), row.until  # type: ignore[attr-defined]
    if last < first:
        form.wrong((*place, "until"), "结束的日子在开始以前。", "核对两个日期。")
    return first, last


def _counts_for(form: DataFile, place: tuple[str | int, ...], written: str) -> Period | None:
    if written == NOT_COUNTED:
        return None
    try:
        return period(written)
    except ValueError:
        what = f"“{written}”不是一周，也不是一个月。"
        form.wrong(
            (*place, "counts_for"), what, f"写成 2026-W45（第 45 周）、2026-11，或者写“{NOT_COUNTED}”。"
        )
        return None


def parse_must_talk(path: str, data: bytes, words: Vocabulary) -> tuple[tuple[MustTalk, ...], list[Problem]]:
    form = DataFile(path, data, _MustTalksMatter, _MustTalkMatter)
    found = []
    if form.fill(_MustTalksMatter):
        rows = list(form.rows(_MustTalkMatter, "must_talk"))
        form.unique([(place, row.id) for place, row in rows])
        for place, row in rows:
            if not row.id.startswith("must-"):
                form.wrong(
                    (*place, "id"), f"编号“{row.id}”要以 must- 开头。", "写成 must-2026-11-03 的样子。"
                )
            if (unit := form.record(words.units, *place, "unit", name=row.unit)) and row.due:
                found.append(MustTalk(row.id, row.why, row.town, unit, row.due))
    return tuple(found), form.problems


def parse_pressure(path: str, data: bytes, words: Vocabulary) -> tuple[tuple[Pressure, ...], list[Problem]]:
    form = DataFile(path, data, _PressuresMatter, _PressureMatter)
    found = []
    whole = form.fill(_PressuresMatter)
    for place, row in form.rows(_PressureMatter, "pressure") if whole else ():
        try:
            month = period(row.month)
        except ValueError:
            form.wrong((*place, "month"), f"“{row.month}”不是一个月。", "写成 2026-10 的样子。")
            continue
        scam = form.record(words.scams, *place, "scam", name=row.scam)
        group = form.record(words.groups, *place, "group", name=row.group) if row.group else None
        if scam:
            public = bool(whole and whole.public)
            found.append(Pressure(month.id, scam, group, row.town, row.count or 0, public))
    return tuple(found), form.problems


def parse_steps(
    path: str, data: bytes, words: Vocabulary
) -> tuple[tuple[tuple[str, Step], ...], list[Problem]]:
    form = DataFile(path, data, _StepsMatter, _StepMatter)
    found = []
    for place, row in form.rows(_StepMatter, "steps") if form.fill(_StepsMatter) else ():
        unit = form.record(words.units, *place, "by", name=row.by)
        moment = row.at if isinstance(row.at, datetime) else None
        day, time = (moment.date(), moment.time()) if moment else (row.at, None)
        if unit:
            found.append((row.case, Step(row.step, day, time, unit.id, (), row.note)))
    return tuple(found), form.problems


def _workdays(root: Path, problems: list[Problem]) -> Workdays:
    off, shifted, sources = set[date](), set[date](), []
    for file in sorted((root / HOLIDAYS).glob("*.yml")):
        path = file.relative_to(root).as_posix()
        form = DataFile(path, file.read_bytes(), _HolidaysMatter)
        if not _YEAR.fullmatch(file.stem):
            form.wrong((), "文件名应当是年份。", "改成 2026.yml 的样子。")
        elif matter := form.fill(_HolidaysMatter):
            year = int(file.stem)
            off.update(_days_of(form, "off", matter.off, year))
            shifted.update(_days_of(form, "shifted", matter.shifted, year))
            sources.append((year, matter.source))
        problems += form.problems
    return Workdays(frozenset(off), frozenset(shifted), tuple(sources))


def _days_of(form: DataFile, key: str, rows: tuple[Any, ...], year: int) -> Iterator[date]:
    for number, written in enumerate(rows):
        try:
            day = date.fromisoformat(str(written).strip())
        except ValueError:
            form.wrong((key, number), f"“{written}”不是日期。", "一行一天，写成 2026-10-01 的样子。")
            continue
        if day.year != year:
            form.wrong((key, number), f"{day.isoformat()} 不在 {year} 年。", "写到那一年的文件里。")
        yield day
