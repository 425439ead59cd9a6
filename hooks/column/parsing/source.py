"""A contributed Markdown file taken apart: front matter with the line of each value, body beside it.

What is unambiguous is read as it was meant (full-width colons, dashes and spaces); what is not becomes a `Problem` with
its line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from column.model.problems import Problem, Rule
from column.parsing import yaml_fast
from column.parsing.decoding import decode
from column.parsing.yaml_lines import YAML, Lines, Place, compose, line_of

GUESSED = "猜的，请核对"
"""Stands behind a value that a machine guessed; an officer deletes it after looking."""

FRONT_MATTER_LIMIT = 32 * 1024
"""Characters of front matter at most; a real one has under two thousand."""

FRONT_MATTER = Rule(
    id="front-matter",
    title="信息栏的开头和结尾",
    part="文件和信息栏的写法",
    source="没有信息栏，文章没有标题和日期，发布不了",
    bad="第一行就写“标题: ……”，上面没有 ---",
    good="第一行写 ---，信息写完再写一行 ---",
)
RULES = (FRONT_MATTER,)

_FENCE = re.compile(r"^[-‐-―─━﹣－]{3,}\s*$")
_INDENT = re.compile(r"^[ \t\u00a0\u2000-\u200a\u3000]+")
_KEY = re.compile(
    r"^(?P<key>[A-Za-z_]+|[一-鿿]+)[ \t\u00a0\u3000]*(?P<colon>[:：])[ \t\u00a0\u3000]*(?P<value>.*)$"
)
_AS_YAML = re.compile(
    r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[.*\]|\{.*\}|[|>][-+0-9]{0,2})(?:\s+#.*)?"""
    r"""|"(?:[^"\\]|\\.)*\\?|'(?:[^']|'')*|\[[^]]*|\{[^}]*"""
)
"""A value that is meant as YAML: a whole quotation, list, mapping or block, or one that goes on on the next line."""
_NOT_TEXT = {"~", "null", "Null", "NULL", "<<", "="}
"""Words that YAML takes for nothing, or for an order."""
_INNER = re.compile(
    r"^(?P<start>\s*(?:- +)?)(?P<key>[A-Za-z_]+|[一-鿿]+)[ \t\u3000]*(?::(?![^ \t\u3000])|：)[ \t\u3000]*(?P<value>.*)$"
)
_ITEM = re.compile(r"^(?P<dash>\s*[-–—][ \u3000]+|\s*－[ \u3000]*)(?P<value>.*)$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: `number` counts from 1; `key` is the front-matter key that it belongs to, `body`, or an
    empty string for a fence."""

    number: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file taken apart.

    `text` is the whole file with LF line ends; `matter` maps canonical keys to strings, lists or mappings of strings;
    `marks` maps a place in `matter` to its line; `body` is the Markdown after the front matter and begins at
    `body_line`.
    """

    path: str
    text: str
    matter: Mapping[str, Any]
    marks: Lines
    body: str
    body_line: int

    def line(self, *place: str | int) -> int:
        """The line of a place in the front matter; of the nearest place around it where it has none."""
        return line_of(self.marks, place)

    def problem(
        self,
        rule: Rule,
        what: str,
        mend: str,
        at: int | str | Place = 0,
        column: int = 0,
        why: str = "",
    ) -> Problem:
        """A problem in this file `at` a line, a front-matter key or a place in it; 0 means the file as a whole."""
        if isinstance(at, str):
            at = self.line(at)
        elif isinstance(at, tuple):
            at = self.line(*at)
        return rule.problem(self.path, what, mend, at, column, why)

    def without_body(self) -> Source:
        return replace(self, text=self.text.removesuffix(self.body), body="")

    def lines(self) -> Iterator[Line]:
        """Every line with the key that it belongs to, for rules that read a text line by line."""
        starts = {line: str(place[0]) for place, line in self.marks.items() if len(place) == 1}
        key = ""
        for number, text in enumerate(self.text.split("\n"), start=1):
            key = "body" if number >= self.body_line else starts.get(number, key)
            yield Line(number, text, "" if _FENCE.match(text) and key != "body" else key)


def read(
    path: str, data: bytes, names: Mapping[str, str], prose: Collection[str] = ()
) -> tuple[Source, list[Problem]]:
    """Take a file apart. `names` maps every accepted key, Chinese or not, to its canonical key; `prose` are the keys
    that hold sentences.

    There is always a source, however bad the file: what could not be read is missing in it and stands in the problems.
    """
    text, problems = decode(path, data)
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not _FENCE.match(lines[first]):
        mend = "第一行写三个短横线 ---，下面逐行写“标题: …”“日期: …”，再用一行 --- 结束。"
        problems.append(FRONT_MATTER.problem(path, "文件开头没有信息栏。", mend, first + 1))
        return Source(path, text, {}, {}, text, 1), problems
    last = next((number for number in range(first + 1, len(lines)) if _FENCE.match(lines[number])), None)
    if last is None:
        mend = "在最后一项信息的下一行写三个短横线 ---，正文从它下面开始。"
        problems.append(FRONT_MATTER.problem(path, "信息栏没有结束。", mend, first + 1))
        last = len(lines)
    body = "\n".join(lines[last + 1 :])
    written = lines[first + 1 : last]
    if sum(map(len, written)) > FRONT_MATTER_LIMIT:
        mend = "正文要写在第二个 --- 下面，信息栏只写标题、日期这些项目。"
        problems.append(FRONT_MATTER.problem(path, "信息栏太长，超过三万字，没有检查。", mend, first + 1))
        return Source(path, "", {}, {}, "", 1), problems
    plain = yaml_fast.read(written, first + 2, names)
    matter, marks = plain or by_yaml(path, written, first + 2, names, prose, problems)
    return Source(path, text, matter, marks, body, min(last + 2, len(lines) + 1)), problems


def by_yaml(
    path: str,
    written: list[str],
    start: int,
    names: Mapping[str, str],
    prose: Collection[str],
    problems: list[Problem],
) -> tuple[dict[str, Any], Lines]:
    """The values of front matter by canonical key, and the line of each place; `problems` grows with what is wrong.

    This is the plain way, and the reference for `yaml_fast`. `start` is the number of the first line.
    """
    yaml = "\n".join(_Tidy(path, names, prose, problems).lines(written, start))
    matter, marks, wrong = compose(path, yaml, start, names)
    problems += wrong
    return matter, marks


@dataclass(frozen=True, slots=True)
class _Tidy:
    """Makes front matter plain YAML; `problems` grows with what cannot be read as it was meant."""

    path: str
    names: Mapping[str, str]
    prose: Collection[str]
    problems: list[Problem]

    def lines(self, written: list[str], start: int) -> Iterator[str]:
        """The lines with full-width punctuation made plain, each still on its own line."""
        key = ""
        for number, raw in enumerate(written, start=start):
            line = raw.rstrip(" \t\u3000\u00a0")
            if line[:1].isspace():
                line = _INDENT.sub(lambda found: " " * len(found[0].replace("\t", "  ")), line)
            found = _KEY.match(line)
            if found and (found["key"] in self.names or found["value"] == "" or found["colon"] == "："):
                key = self.names.get(found["key"], found["key"])
                yield f"{found['key']}: {self._quoted(number, key, found['value'])}".rstrip()
            elif key in yaml_fast.OF_MAPPINGS and (inner := _INNER.match(line)):
                yield f"{inner['start']}{inner['key']}: {self._quoted(number, inner['key'], inner['value'])}".rstrip()
            elif (item := _ITEM.match(line)) and key not in yaml_fast.OF_MAPPINGS:
                indent = re.match(r"\s*", line)
                yield f"{indent[0] if indent else ''}- {self._quoted(number, key, item['value'].strip())}"
            else:
                yield line

    def _quoted(self, line: int, key: str, value: str) -> str:
        """A value in quotes where YAML would misread it, with a problem where it is not clear what was meant."""
        if not value or _AS_YAML.fullmatch(value) or (value[0] == "#" and key not in self.prose):
            return value
        quoted = "'" + value.replace("'", "''") + "'"
        if value[0] == "#":
            if value[1:2].strip() == "":
                return value
            what = f"“{value}”以 # 开头，会被当成注释丢掉。"
            self.problems.append(
                YAML.problem(self.path, what, f'要显示它，就加上引号："{value}"；不要它，就删掉。', line)
            )
            return quoted
        plain = re.split(r"\s#", value)[0]
        if re.search(r":(\s|$)", plain):
            what = f"“{value}”里有英文冒号加空格，机器会把它当成又一项信息。"
            mend = f'把冒号改成中文的“：”，或者给整句加上引号："{value}"'
            self.problems.append(YAML.problem(self.path, what, mend, line))
            return quoted
        if plain != value and key in self.prose:
            what = f"“ #”后面的字（{value[len(plain) :].strip()}）会被当成注释丢掉。"
            mend = f'要显示它，就给整句加上引号："{value}"；不要它，就删掉。'
            self.problems.append(YAML.problem(self.path, what, mend, line))
            return quoted
        misread = value[0] in "&*!%@`,]}?-\"'|>[{" or (key in self.prose and value in _NOT_TEXT)
        return quoted if misread and value != "-" else value
