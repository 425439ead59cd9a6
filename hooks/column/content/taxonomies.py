"""The words that articles are sorted by: units, venues, scam types and groups, each a record with its names.

Files: `briefings/units.yml`, `docs/scams/<id>.md`, `docs/groups/<id>.md`. Venues are fixed by the bureau's
notice of 2025-04-27, part four: the 五进, the public at large, and online.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from column.content import front_matter as schema
from column.model.records import Group, Problem, ScamType, Unit, Venue
from column.parsing import source as manuscript
from column.text import markdown_html as markup

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What ids and slugs look like."""

VENUES = tuple(
    Venue(id, name, order)
    for order, (id, name) in enumerate(
        {
            "school": "进学校",
            "enterprise": "进企业",
            "village": "进农村",
            "community": "进社区",
            "family": "进家庭",
            "public": "社会面",
            "online": "线上",
        }.items(),
        start=1,
    )
)


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=_Named)


@dataclass(frozen=True)
class Shelf(Generic[T]):
    """Records of one kind in their order, found by id, name or another name."""

    what: str
    records: tuple[T, ...]

    def __post_init__(self) -> None:
        table = {
            name: record
            for record in self.records
            for name in (*getattr(record, "also", ()), record.name, record.id)
        }
        object.__setattr__(self, "_table", table)

    def find(self, name: str) -> T | None:
        table: dict[str, T] = self._table  # type: ignore[attr-defined]
        return table.get(name) or table.get(name.lower())

    def unknown(self, name: str) -> tuple[str, str]:
        """What to say of a name that is not here: what is wrong, how to mend it."""
        table: dict[str, T] = self._table  # type: ignore[attr-defined]
        near = difflib.get_close_matches(name, table, n=1, cutoff=0.5)
        hint = f"是不是“{table[near[0]].name}”？" if near else ""
        choice = "、".join(record.name for record in self.records)
        return f"没有叫“{name}”的{self.what}。", f"{hint}可用：{choice}。"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    units: Shelf[Unit]
    venues: Shelf[Venue]
    scams: Shelf[ScamType]
    groups: Shelf[Group]


def load(root: Path) -> tuple[Vocabulary, list[Problem]]:
    """All words below `root`, and what is wrong with them; a word with a mistake is left out."""
    problems: list[Problem] = []
    units = Shelf("单位", tuple(_units(root, problems)))
    scams = Shelf("诈骗类型", tuple(_scams(root, problems)))
    groups = Shelf("人群", tuple(_groups(root, scams, problems)))
    problems += [*_twice(units), *_twice(scams), *_twice(groups)]
    return Vocabulary(units, Shelf("场所", VENUES), scams, groups), problems


def _twice(shelf: Shelf[T]) -> Iterable[Problem]:
    """Names that two records share would send articles to the wrong one."""
    owner: dict[str, T] = {}
    for record in shelf.records:
        for name in {record.id, record.name, *getattr(record, "also", ())}:
            if name in owner:
                path = getattr(record, "path", "briefings/units.yml")
                yield Problem(
                    path,
                    1,
                    0,
                    "vocabulary",
                    f"“{name}”同时是{owner[name].name}和{record.name}的名称。",
                    "改掉其中一个。",
                )
            owner[name] = record


def _units(root: Path, problems: list[Problem]) -> Iterable[Unit]:
    path = "briefings/units.yml"
    try:
        data = (root / path).read_bytes()
    except OSError:
        problems.append(Problem(path, 0, 0, "vocabulary", "找不到单位名单。", "恢复这个文件。"))
        return
    text, odd = manuscript.decode(path, data)
    problems += odd
    matter, marks = manuscript.compose(path, text, 1, schema.names(schema.UnitMatter), problems)
    rows = matter.get("units", [])
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        place: manuscript.Mark = ("units", number)

        def line(*where: str | int) -> int:
            return next((marks[where[:n]] for n in range(len(where), 0, -1) if where[:n] in marks), 1)

        if not isinstance(row, dict):
            problems.append(
                Problem(path, line(*place), 0, "key", "这里应当是一个单位。", "写成“- id: …”和下面几行。")
            )
            continue
        unit, wrong = schema.validate(schema.UnitMatter, path, row, line, place)
        problems += wrong
        if unit and not ID.fullmatch(unit.id):
            problems.append(
                Problem(
                    path,
                    line(*place, "id"),
                    0,
                    "key",
                    f"编号“{unit.id}”只能用小写字母、数字和短横线。",
                    "改用拼音。",
                )
            )
        elif unit:
            yield Unit(unit.id, unit.name, unit.kind, unit.duty, number + 1, unit.github)


def _scams(root: Path, problems: list[Problem]) -> Sequence[ScamType]:
    def make(id: str, m: schema.ScamMatter, path: str, body: str, _: Callable[..., int]) -> ScamType:
        years = tuple(int(year) for year in m.listed if year.isdecimal())
        return ScamType(
            id,
            m.name,
            m.family,
            m.order or 0,
            m.also,
            years,
            m.slogan,
            m.summary,
            m.signs,
            m.tips,
            body,
            path,
        )

    return _pages(root, "docs/scams", schema.ScamMatter, make, problems)


def _groups(root: Path, scams: Shelf[ScamType], problems: list[Problem]) -> Sequence[Group]:
    def make(id: str, m: schema.GroupMatter, path: str, body: str, line: Callable[..., int]) -> Group:
        risks = []
        for number, name in enumerate(m.risks):
            if risk := scams.find(name):
                risks.append(risk)
            else:
                problems.append(Problem(path, line("risks", number), 0, "vocabulary", *scams.unknown(name)))
        return Group(id, m.name, m.order or 0, m.also, m.slogan, m.summary, tuple(risks), body, path)

    return _pages(root, "docs/groups", schema.GroupMatter, make, problems)


N = TypeVar("N", bound=schema.Matter)
R = TypeVar("R", ScamType, Group)


def _pages(
    root: Path,
    folder: str,
    model: type[N],
    make: Callable[[str, N, str, str, Callable[..., int]], R],
    problems: list[Problem],
) -> Sequence[R]:
    """One record a Markdown file, in the order that the files give."""
    records: list[R] = []
    for file in sorted((root / folder).glob("*.md")):
        path = f"{folder}/{file.name}"
        text, odd = manuscript.read(path, file.read_bytes(), schema.names(model))
        problems += odd
        if not ID.fullmatch(file.stem):
            problems.append(Problem(path, 0, 0, "path", "文件名只能用小写字母、数字和短横线。", "改文件名。"))
        matter, wrong = schema.validate(model, path, dict(text.matter), text.line)
        problems += wrong
        if matter:
            records.append(make(file.stem, matter, path, markup.render(text.body).html, text.line))
    return sorted(records, key=lambda record: (record.order, record.id))
