"""The register of boards, slogans and screens in halls, hotels, banks, stations: where they hang, and how they are.

File: `docs/data/boards.yml`, internal. The bureau's notice of 2025-04-27 asks for boards in every household-registration
and exit-entry hall and in hotels, and that it is inspected; the others are its 人员密集场所 (part four, 5).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

from pydantic import Field

from column.content.taxonomies import Taxonomy, Vocabulary
from column.model.front_matter.written import Day, Days, Line, Matter, Word, one_of
from column.model.kinds import UnitKind
from column.model.problems import Problem
from column.model.terms import Unit
from column.parsing.data_file import DataFile, Id, Rows

PATH = "docs/data/boards.yml"
HALL, BORDER = "household", "border"
KINDS = {
    HALL: "户籍大厅",
    BORDER: "出入境大厅",
    "hotel": "旅馆",
    "bank": "银行",
    "station": "车站",
    "mall": "商场",
    "netbar": "网吧",
    "cinema": "影院",
    "school": "学校",
    "community": "社区",
}
ITEMS = {"board": "展板", "slogan": "标语", "roll": "易拉宝", "poster": "海报", "screen": "大屏"}
STATES = {"good": "完好", "broken": "破损", "missing": "缺失", "outdated": "过期"}
GOOD = "good"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a unit found on a day; `state`: one of `STATES`."""

    on: date
    by: str
    state: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """One thing in one place. `version`: the version printed on it, empty where none is; `inspections`: oldest first."""

    id: str
    kind: str
    name: str
    town: str
    unit: Unit
    item: str
    version: str
    placed: date
    inspections: tuple[Inspection, ...]

    @property
    def last(self) -> Inspection | None:
        return max(self.inspections, key=lambda each: each.on, default=None)

    def due(self, every_days: int) -> date:
        """The day on which it is to be inspected next."""
        return (self.last.on if self.last else self.placed) + timedelta(days=every_days)


@dataclass(frozen=True, slots=True)
class Boards:
    """The register. `every_days`: how many days may lie between two inspections."""

    boards: tuple[Board, ...] = ()
    every_days: int = 60


class InspectionMatter(Matter):
    on: Day = Field(title="检查日期")
    by: Word = Field(title="检查单位")
    state: Annotated[str, one_of(STATES)] = Field(title="状态")
    note: Annotated[str, Line(0, 60)] = Field("", title="备注")


class _BoardMatter(Matter):
    id: Id = Field(title="编号")
    kind: Annotated[str, one_of(KINDS)] = Field(title="场所类别")
    name: Annotated[str, Line(2, 40)] = Field(title="名称")
    town: Word = Field(title="乡镇")
    unit: Word = Field(title="责任单位")
    item: Annotated[str, one_of(ITEMS)] = Field(title="物料")
    version: Annotated[str, Line(0, 40)] = Field("", title="版本")
    placed: Day = Field(title="摆放日期")
    checks: Rows = Field((), title="检查")


class _BoardsMatter(Matter):
    every_days: Days = Field(60, title="检查间隔")
    boards: Rows = Field((), title="登记")


def load(root: Path, words: Vocabulary) -> tuple[Boards, list[Problem]]:
    """The register below `root`, empty where there is none, and what is wrong with it."""
    file = root / PATH
    return parse(file.read_bytes(), words) if file.is_file() else (Boards(), [])


def parse(data: bytes, words: Vocabulary) -> tuple[Boards, list[Problem]]:
    form = DataFile(PATH, data, _BoardsMatter, _BoardMatter, InspectionMatter)
    matter, found = form.fill(_BoardsMatter), []
    if matter is None:
        return Boards(), form.problems
    rows = list(form.rows(_BoardMatter, "boards"))
    form.unique([(place, row.id) for place, row in rows])
    for place, row in rows:
        unit = form.record(words.units, *place, "unit", name=row.unit)
        inspections = []
        for inner, each in form.rows(InspectionMatter, *place, "checks"):
            by = form.record(words.units, *inner, "by", name=each.by)
            if by and each.on:
                inspections.append(Inspection(each.on, by.name, each.state, each.note))
        if unit and row.placed:
            found.append(
                Board(
                    row.id,
                    row.kind,
                    row.name,
                    row.town,
                    unit,
                    row.item,
                    row.version,
                    row.placed,
                    tuple(inspections),
                )
            )
    return Boards(tuple(found), matter.every_days or 60), form.problems


def told(register: Boards, units: Taxonomy[Unit], newest: Sequence[str], today: date) -> Iterator[str]:
    """What is to be done, a line each. `newest`: the versions of the kits that are in force; empty where there are no
    kits yet."""
    broken = [board for board in register.boards if board.last and board.last.state != GOOD]
    yield from _part("要修补、更换的", (f"{_place(b)}：{STATES[b.last.state]}" for b in broken if b.last))
    due = sorted((b for b in register.boards if b.due(register.every_days) <= today), key=lambda b: b.id)
    yield from _part(
        f"该检查的（每 {register.every_days} 天一次）",
        (f"{_place(b)}：应在 {b.due(register.every_days).isoformat()} 以前检查" for b in due),
    )
    old = [b for b in register.boards if newest and b.version and b.version not in newest]
    yield from _part("有新版的", (f"{_place(b)}：现在是 {b.version}" for b in old))
    yield from _part("工作方案要求、还没有登记的大厅", missing_halls(register, units))
    hotels = Counter(board.town for board in register.boards if board.kind == "hotel")
    yield from _part("各乡镇登记的旅馆", (f"{town}：{count} 处" for town, count in sorted(hotels.items())))


def missing_halls(register: Boards, units: Taxonomy[Unit]) -> Iterator[str]:
    """Halls that the notice names and that have no board: one for each station, and the exit-entry hall."""
    there = {board.unit.id for board in register.boards if board.kind == HALL}
    for unit in units.records:
        if unit.kind is UnitKind.STATION and unit.until is None and unit.id not in there:
            yield f"{unit.name}户籍大厅"
    if not any(board.kind == BORDER for board in register.boards):
        yield KINDS[BORDER]


def _part(title: str, lines: Iterable[str]) -> Iterator[str]:
    several = list(lines)
    yield f"{title}：{'没有' if not several else f'{len(several)} 处'}"
    yield from (f"  {line}" for line in several)


def _place(board: Board) -> str:
    return f"{board.id} {KINDS[board.kind]}“{board.name}”的{ITEMS[board.item]}（{board.unit.name}）"
