"""A data file of the office (`docs/data/*.yml`): read once, its rows filled into models, each mistake with its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Protocol, TypeVar

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from column.model.addresses import SLUG
from column.model.front_matter.written import Matter
from column.model.problems import Rule, Scope, Severity
from column.parsing import validation
from column.parsing.decoding import decode
from column.parsing.yaml_lines import Place, compose, line_of

DATA = Rule(
    id="data",
    scope=Scope.FILE,
    title="办公室维护的数据文件",
    part="文件和信息栏的写法",
    source="自查、求助、答题等页面照 docs/data 里的文件生成；写错了页面就缺一块",
    bad="answer: 5（一共只有 4 个选项）",
    good="answer: 2",
)
DATA_REMARK = Rule(
    id="data-remark",
    scope=Scope.FILE,
    title="数据文件里请再看一眼的地方",
    severity=Severity.WARNING,
    part="文件和信息栏的写法",
    source="写法没有错，但页面可能用不好",
    bad="答题只有 3 道题",
    good="答题有 10 道以上的题",
)
RULES = (DATA, DATA_REMARK)

M = TypeVar("M", bound=Matter)


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=_Named, covariant=True)


class _Taxonomy(Protocol[N]):
    def find(self, name: str) -> N | None: ...
    def unknown(self, name: str) -> tuple[str, str]: ...


def _id(value: object) -> str:
    if isinstance(value, str) and SLUG.fullmatch(value):
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


class DataFile:
    """A file taken apart. `problems` grows with every mistake that is found on the way.

    `is_list` names the list that the file is, where it is no mapping.
    A place (`"questions", 2, "answers"`) names what stands there; its line is that of the nearest known place.
    """

    def __init__(self, path: str, data: bytes, *models: type[Matter], is_list: str = "") -> None:
        names = {written: key for model in models for written, key in validation.names(model).items()}
        text, self.problems = decode(path, data)
        self.path = path
        self._matter, self._marks, wrong = compose(path, text, 1, names, is_list)
        self.problems += wrong

    def line(self, *place: str | int) -> int:
        """The line of a place; of the nearest place around it where it has none."""
        return line_of(self._marks, place)

    def at(self, *place: str | int) -> Any:
        """What was written at a place; None where there is nothing."""
        found: Any = self._matter
        for step in place:
            try:
                found = found[step]
            except (KeyError, IndexError, TypeError):
                return None
        return found

    def wrong(self, place: Place, what: str, mend: str, rule: Rule = DATA) -> None:
        """Note a mistake at a place."""
        self.problems.append(rule.problem(self.path, what, mend, self.line(*place)))

    def fill(self, model: type[M], *place: str | int) -> M | None:
        """The model filled from the mapping at a place."""
        matter = self.at(*place)
        if not isinstance(matter, dict):
            self.wrong(place, "这里应当是几行“名称: 内容”。", "照文件开头的说明写。")
            return None
        filled, wrong = validation.validate(model, self.path, matter, self.line, place)
        self.problems += wrong
        return filled

    def rows(self, model: type[M], *place: str | int) -> Iterator[tuple[Place, M]]:
        """The model filled from each entry of the list at a place; entries with a mistake are left out."""
        found = self.at(*place)
        for number in range(len(found) if isinstance(found, list) else 0):
            if filled := self.fill(model, *place, number):
                yield (*place, number), filled

    def records(self, taxonomy: _Taxonomy[N], *place: str | int, names: Sequence[str]) -> tuple[N, ...]:
        """The records of a taxonomy that the list at a place names, by id or name."""
        found = []
        for number, name in enumerate(names):
            if record := self.record(taxonomy, *place, number, name=name):
                found.append(record)
        return tuple(found)

    def record(self, taxonomy: _Taxonomy[N], *place: str | int, name: str) -> N | None:
        record = taxonomy.find(name)
        if record is None:
            self.wrong(place, *taxonomy.unknown(name))
        return record

    def unique(self, places: Sequence[tuple[Place, str]]) -> None:
        """Say where an id is given twice."""
        first: dict[str, int] = {}
        for place, id in places:
            line = self.line(*place, "id")
            if first.setdefault(id, line) != line:
                self.wrong((*place, "id"), f"编号“{id}”写了两次（第 {first[id]} 行已有）。", "改掉其中一个。")
