"""A data file of the office (`docs/data/*.yml`): read once, its rows filled into models, each mistake with its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Protocol, TypeVar

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from column.content import front_matter as schema
from column.content.taxonomies import ID, Shelf
from column.model.records import Problem, Severity
from column.parsing import source as manuscript
from column.parsing.source import Mark

M = TypeVar("M", bound=schema.Matter)


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=_Named)


def _id(value: object) -> str:
    if isinstance(value, str) and ID.fullmatch(value):
        return value
    what = f"编号“{value}”只能用小写字母、数字和短横线。"
    raise PydanticCustomError("column", "{what}", {"what": what, "mend": "改成如 who、shuadan-card 的样子。"})


def _rows(value: object) -> tuple[Any, ...]:
    if isinstance(value, list):
        return tuple(value)
    raise PydanticCustomError(
        "column", "{what}", {"what": "这里应当是一个列表。", "mend": "每条另起一行，用“- ”开头并对齐。"}
    )


Id = Annotated[str, BeforeValidator(_id)]
Rows = Annotated[tuple[Any, ...], BeforeValidator(_rows)]
"""A list whose entries are filled into a model of their own, or read one by one."""


class Form:
    """A file taken apart. `problems` grows with every mistake that is found on the way.

    A place (`"questions", 2, "answers"`) names what stands there; its line is that of the nearest known place.
    """

    def __init__(self, path: str, data: bytes, *models: type[schema.Matter]) -> None:
        names = {written: key for model in models for written, key in schema.names(model).items()}
        text, self.problems = manuscript.decode(path, data)
        self.path = path
        self._matter, self._marks = manuscript.compose(path, text, 1, names, self.problems)

    def line(self, *place: str | int) -> int:
        while place:
            if place in self._marks:
                return self._marks[place]
            place = place[:-1]
        return 1

    def at(self, *place: str | int) -> Any:
        """What was written at a place; None where there is nothing."""
        found: Any = self._matter
        for step in place:
            try:
                found = found[step]
            except (KeyError, IndexError, TypeError):
                return None
        return found

    def wrong(self, place: Mark, what: str, mend: str, severity: Severity = Severity.ERROR) -> None:
        self.problems.append(Problem(self.path, self.line(*place), 0, "data", what, mend, severity=severity))

    def fill(self, model: type[M], *place: str | int) -> M | None:
        """The model filled from the mapping at a place."""
        matter = self.at(*place)
        if not isinstance(matter, dict):
            self.wrong(place, "这里应当是几行“名称: 内容”。", "照文件开头的说明写。")
            return None
        filled, wrong = schema.validate(model, self.path, matter, self.line, place)
        self.problems += wrong
        return filled

    def rows(self, model: type[M], *place: str | int) -> Iterator[tuple[Mark, M]]:
        """The model filled from each entry of the list at a place; entries with a mistake are left out."""
        found = self.at(*place)
        for number in range(len(found) if isinstance(found, list) else 0):
            if filled := self.fill(model, *place, number):
                yield (*place, number), filled

    def records(self, shelf: Shelf[N], *place: str | int, names: Sequence[str]) -> tuple[N, ...]:
        """The records of a shelf that the list at a place names, by id or name."""
        found = []
        for number, name in enumerate(names):
            if record := self.record(shelf, *place, number, name=name):
                found.append(record)
        return tuple(found)

    def record(self, shelf: Shelf[N], *place: str | int, name: str) -> N | None:
        record = shelf.find(name)
        if record is None:
            self.wrong(place, *shelf.unknown(name))
        return record

    def unique(self, places: Sequence[tuple[Mark, str]]) -> None:
        """Say where an id is given twice."""
        first: dict[str, int] = {}
        for place, id in places:
            line = self.line(*place, "id")
            if first.setdefault(id, line) != line:
                self.wrong((*place, "id"), f"编号“{id}”写了两次（第 {first[id]} 行已有）。", "改掉其中一个。")
