"""YAML to plain strings, lists and mappings, each with the line where it stands.

Every scalar stays the string that was written: YAML's own guesses (`12:30` is 750, `no` is false) never reach the column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import yaml

from column.model.problems import Problem, Rule
from column.parsing import decoding

YAML = Rule(
    id="yaml",
    title="信息栏和数据文件的写法",
    part="文件和信息栏的写法",
    source="写法有错时，机器会把一项信息读成另一项，或者读不出来",
    bad="标题: 防骗课堂: 第二讲",
    good="标题: 防骗课堂：第二讲",
)
RULES = (YAML,)

Place = tuple[str | int, ...]
"""Where a value stands: keys and numbers in lists, from the outside in, like `("groups", 1)`."""
Lines = Mapping[Place, int]

_PLAIN_TAGS = {"tag:yaml.org,2002:" + name for name in ("str", "int", "float", "bool", "null", "timestamp")}


def line_of(lines: Lines, place: Place) -> int:
    """The line of a place; of the nearest place around it where it has none."""
    while place:
        if place in lines:
            return lines[place]
        place = place[:-1]
    return 1


_DEPTH = 12
"""Keys and numbers in a place at most: no file of ours has half of them."""


_MEASURE = 200
"""Collections within each other from which on a text is not composed: libyaml's composer is C and calls itself."""


def _refuse_bottomless(text: str) -> None:
    """Raise `RecursionError` where composing would end the process; events are read without a call within a call."""
    if sum(map(text.count, "[{-?")) <= _MEASURE:
        return
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MEASURE:
            raise RecursionError


class _Composer:
    """One document on its way to plain values. `names` maps every accepted key to its canonical key; `reads` tells
    of a place whether its value is read."""

    def __init__(
        self, path: str, start: int, names: Mapping[str, str], reads: Callable[[Place], bool]
    ) -> None:
        self._path, self._start, self._names, self._reads = path, start, names, reads
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []
        self._met: set[int] = set()

    def wrong(self, line: int, what: str, mend: str) -> None:
        self.problems.append(YAML.problem(self._path, what, mend, line))

    def document(self, text: str, is_list: str) -> dict[str, Any]:
        try:
            _refuse_bottomless(text)
            node = yaml.compose(text, Loader=yaml.CSafeLoader)
        except yaml.MarkedYAMLError as fault:
            mark = fault.problem_mark or fault.context_mark
            mend = "每行写成“名称: 内容”；引号要成对；列表每行用“- ”开头并对齐。"
            line = (mark.line if mark else 0) + self._start
            self.wrong(line, "这一行（或上一行）的写法机器读不懂。", mend)
            return {}
        except (yaml.YAMLError, RecursionError):
            self.wrong(self._start, "信息栏机器读不懂。", "照“怎么投稿”页的样子重写信息栏。")
            return {}
        if node is None:
            return {}
        if is_list:
            if isinstance(node, yaml.SequenceNode):
                return {is_list: self._value(node, (is_list,))}
            self.wrong(node.start_mark.line + self._start, "这里应当是一条一条的列表。", "每条以“- ”开头。")
            return {}
        if not isinstance(node, yaml.MappingNode):
            mend = "每行写成“名称: 内容”，如“标题: 反诈宣传进社区”。"
            self.wrong(self._start, "信息栏不是“名称: 内容”的样子。", mend)
            return {}
        return self._mapping(node, ())

    def _value(self, node: yaml.Node, place: Place) -> Any:
        line = node.start_mark.line + self._start
        self.lines.setdefault(place, line)
        if id(node) in self._met:
            self.wrong(line, "这里用了 YAML 的引用（& 和 *）。", "把内容原样再写一遍。")
            return ""
        if len(place) > _DEPTH:
            self.wrong(line, "这里的内容一层套一层，太深了。", "照“怎么投稿”页的样子重写这一项。")
            return ""
        self._met.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            if node.tag not in _PLAIN_TAGS:
                self.wrong(line, f"这里用了 YAML 标签（{node.tag}）。", "去掉“！”开头的部分，只写文字。")
            return "" if node.tag.endswith(":null") else self._seen_text(node.value, line)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(child, (*place, number)) for number, child in enumerate(node.value)]
        return self._mapping(node, place)

    def _seen_text(self, value: str, line: int) -> str:
        """A value without the controls that an escape has made of it."""
        text, point = decoding.without_controls(value)
        if point is not None:
            self.problems.append(decoding.control(self._path, value[point], line))
        return text.strip(" \t\n\u3000\u00a0")

    def _mapping(self, node: yaml.Node, place: Place) -> dict[str, Any]:
        self._met.add(id(node))
        values: dict[str, Any] = {}
        for line, name, child in _pairs(node, self._start):
            written = self._seen_text(name, line)
            key = self._names.get(written, written)
            if not self._reads((*place, key)):
                self.lines[(*place, key)] = line
                values[key] = ""
                continue
            if key in values:
                first = self.lines[(*place, key)]
                self.wrong(line, f"“{written}”写了两次（第 {first} 行已有）。", "只留一个。")
                continue
            self.lines[(*place, key)] = line
            values[key] = self._value(child, (*place, key))
        return values


def _pairs(node: yaml.Node, start: int) -> Iterator[tuple[int, str, yaml.Node]]:
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        written = key.value if isinstance(key, yaml.ScalarNode) else ""
        yield key.start_mark.line + start, written, value


def compose(
    path: str,
    text: str,
    start: int,
    names: Mapping[str, str],
    is_list: str = "",
    reads: Callable[[Place], bool] = lambda place: True,
) -> tuple[dict[str, Any], Lines, list[Problem]]:
    """A YAML document as plain values, the line of each, and what is wrong. `start` is the line of its first line;
    `is_list` the name to give to the list that the document is, where it is one. A mapping's value that is not to be
    read (`reads`) is empty, whatever it holds."""
    composer = _Composer(path, start, names, reads)
    values = composer.document(text, is_list)
    return values, composer.lines, composer.problems
