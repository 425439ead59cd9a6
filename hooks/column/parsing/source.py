"""A contributed file as it came in: decoded, its front matter taken apart with line marks, its body beside it.

Officers write in Notepad, WPS and phone editors, so what is unambiguous is read as it was meant (BOM, CRLF,
GB18030, full-width colons and spaces); what is not becomes a `Problem` with its line. Every scalar stays the
string that was written: YAML's own guesses (`12:30` is 750, `no` is false) never reach the column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from column.model.records import Problem, Severity

GUESSED = "猜的，请核对"
"""Stands behind a value that a machine guessed; an officer deletes it after looking."""

MATTER_LIMIT = 32 * 1024
"""Characters of front matter at most; a real one has under two thousand."""

type_names = {"tag:yaml.org,2002:" + name for name in ("str", "int", "float", "bool", "null", "timestamp")}

_FENCE = re.compile(r"^[-‐-―─━﹣－]{3,}\s*$")
_INDENT = re.compile(r"^[ \t\u00a0\u2000-\u200a\u3000]+")
_KEY = re.compile(
    r"^(?P<key>[A-Za-z_]+|[一-鿿]+)[ \t\u00a0\u3000]*(?P<colon>[:：])[ \t\u00a0\u3000]*(?P<value>.*)$"
)
_ITEM = re.compile(r"^(?P<dash>\s*[-–—][ \u3000]+|\s*－[ \u3000]*)(?P<value>.*)$")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u2028\u2029\ufdd0-\ufdef\ufeff\ufffe\uffff]")

Mark = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a manuscript: `number` counts from 1; `key` is the front matter key that it belongs to,
    `body`, or an empty string for a fence."""

    number: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file taken apart.

    `text` is the whole file with LF endings; `matter` maps canonical keys to strings, lists or mappings of
    strings; `marks` maps a place in `matter` (`("groups", 1)`) to its line; `body` is the Markdown after the
    front matter and begins at `body_line`.
    """

    path: str
    text: str
    matter: Mapping[str, Any]
    marks: Mapping[Mark, int]
    body: str
    body_line: int

    def line(self, *place: str | int) -> int:
        """The line of a place in the front matter; of the nearest place around it where it has none."""
        while place:
            if place in self.marks:
                return self.marks[place]
            place = place[:-1]
        return 1

    def lines(self) -> Iterator[Line]:
        """Every line with the key that it belongs to, for rules that read a text line by line."""
        starts = {line: str(place[0]) for place, line in self.marks.items() if len(place) == 1}
        key = ""
        for number, text in enumerate(self.text.split("\n"), start=1):
            key = "body" if number >= self.body_line else starts.get(number, key)
            yield Line(number, text, "" if _FENCE.match(text) and key != "body" else key)


def decode(path: str, data: bytes) -> tuple[str, list[Problem]]:
    """The text of a file with LF line ends and without control characters, and what was odd about it.

    UTF-8 is expected; UTF-16 with a mark and GB18030 (GB 18030-2022) are read with a warning.
    """
    problems: list[Problem] = []

    def odd(rule: str, what: str, mend: str, line: int = 0) -> None:
        problems.append(Problem(path, line, 0, rule, what, mend, severity=Severity.WARNING))

    resave = "用“另存为”把编码选成 UTF-8 再保存一次。"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
        odd("encoding", "文件是 UTF-16 编码（记事本里叫“Unicode”），已按它读取。", resave)
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            try:
                text = data.decode("gb18030")
                odd("encoding", "文件是 GB18030(GBK)编码，已按它读取。", resave)
            except UnicodeDecodeError as fault:
                line = data[: fault.start].count(b"\n") + 1
                text = data.decode("utf-8", errors="replace")
                problems.append(
                    Problem(
                        path,
                        line,
                        0,
                        "encoding",
                        "这一行有认不出的字节，文件可能损坏。",
                        "从原稿重新复制这一行，" + resave,
                    )
                )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        odd(
            "control",
            f"有看不见的控制字符（U+{ord(found[0]):04X}），已去掉。",
            "多半是从 Word 粘贴带来的，删掉这一处重新输入。",
            line,
        )
        text = _CONTROL.sub("", text)
    return text, problems


def read(path: str, data: bytes, names: Mapping[str, str]) -> tuple[Manuscript, list[Problem]]:
    """Take a file apart. `names` maps every accepted key, Chinese or not, to its canonical key.

    There is always a manuscript, however bad the file: what could not be read is missing in it and stands in
    the list of problems.
    """
    text, problems = decode(path, data)
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not _FENCE.match(lines[first]):
        problems.append(
            Problem(
                path,
                first + 1,
                0,
                "front-matter",
                "文件开头没有信息栏。",
                "第一行写三个短横线 ---，下面逐行写“标题: …”“日期: …”，再用一行 --- 结束。",
            )
        )
        return Manuscript(path, text, {}, {}, text, 1), problems
    last = next((number for number in range(first + 1, len(lines)) if _FENCE.match(lines[number])), None)
    if last is None:
        problems.append(
            Problem(
                path,
                first + 1,
                0,
                "front-matter",
                "信息栏没有结束。",
                "在最后一项信息的下一行写三个短横线 ---，正文从它下面开始。",
            )
        )
        last = len(lines)
    body = "\n".join(lines[last + 1 :])
    matter: dict[str, Any] = {}
    marks: dict[Mark, int] = {}
    source = lines[first + 1 : last]
    if sum(map(len, source)) > MATTER_LIMIT:
        problems.append(
            Problem(
                path,
                first + 1,
                0,
                "front-matter",
                "信息栏太长，超过三万字。",
                "正文要写在第二个 --- 下面，信息栏只写标题、日期这些项目。",
            )
        )
    else:
        tidy = list(_tidied(path, source, first + 2, names, problems))
        matter, marks = compose(path, "\n".join(tidy), first + 2, names, problems)
    return Manuscript(path, text, matter, marks, body, min(last + 2, len(lines) + 1)), problems


def _tidied(
    path: str, source: list[str], start: int, names: Mapping[str, str], problems: list[Problem]
) -> Iterator[str]:
    """The front matter's lines with full-width punctuation made plain, each still on its own line."""
    key = ""
    for number, raw in enumerate(source, start=start):
        line = raw.rstrip(" \t\u3000\u00a0")
        if line[:1].isspace():
            line = _INDENT.sub(lambda found: " " * len(found[0].replace("\t", "  ")), line)
        found = _KEY.match(line)
        if found and (found["key"] in names or found["value"] == "" or found["colon"] == "："):
            key = names.get(found["key"], found["key"])
            yield f"{found['key']}: {_safe(path, number, key, found['value'], problems)}".rstrip()
        elif (item := _ITEM.match(line)) and key != "allow":
            indent = re.match(r"\s*", line)
            yield f"{indent[0] if indent else ''}- {_safe(path, number, key, item['value'].strip(), problems)}"
        else:
            yield line


def _safe(path: str, line: int, key: str, value: str, problems: list[Problem]) -> str:
    """A plain value that YAML would misread, quoted, with the problem that names it."""
    if not value or value[0] in "\"'|>[{#":
        return value
    quoted = "'" + value.replace("'", "''") + "'"
    plain = re.split(r"\s#", value)[0]
    if re.search(r":(\s|$)", plain):
        problems.append(
            Problem(
                path,
                line,
                0,
                "yaml",
                f"“{value}”里有英文冒号加空格，机器会把它当成又一项信息。",
                f'把冒号改成中文的“：”，或者给整句加上引号："{value}"',
            )
        )
        return quoted
    if plain != value and key in (
        "title",
        "short_title",
        "summary",
        "place",
        "signs",
        "tips",
        "slogan",
        "correction",
    ):
        problems.append(
            Problem(
                path,
                line,
                0,
                "yaml",
                f"“ #”后面的字（{value[len(plain) :].strip()}）会被当成注释丢掉。",
                f'要显示它，就给整句加上引号："{value}"；不要它，就删掉。',
            )
        )
        return quoted
    return quoted if value[0] in "&*!%@`,]}?-" and value != "-" else value


def compose(
    path: str, text: str, start: int, names: Mapping[str, str], problems: list[Problem]
) -> tuple[dict[str, Any], dict[Mark, int]]:
    """YAML to strings, lists and mappings with the line of each, never to other types."""
    marks: dict[Mark, int] = {}
    seen: set[int] = set()

    def wrong(line: int, what: str, mend: str) -> None:
        problems.append(Problem(path, line, 0, "yaml", what, mend))

    def plain(node: yaml.Node, place: Mark) -> Any:
        line = node.start_mark.line + start
        marks.setdefault(place, line)
        if id(node) in seen:
            wrong(line, "这里用了 YAML 的引用（& 和 *）。", "把内容原样再写一遍。")
            return ""
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            if node.tag not in type_names:
                wrong(line, f"这里用了 YAML 标签（{node.tag}）。", "去掉“！”开头的部分，只写文字。")
            return "" if node.tag.endswith(":null") else node.value.strip(" \t\n\u3000\u00a0")
        if isinstance(node, yaml.SequenceNode):
            return [plain(child, (*place, number)) for number, child in enumerate(node.value)]
        values: dict[str, Any] = {}
        for key_node, value_node in node.value if isinstance(node, yaml.MappingNode) else ():
            line = key_node.start_mark.line + start
            written = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
            key = names.get(written, written)
            if key in values:
                wrong(line, f"“{written}”写了两次（第 {marks[(*place, key)]} 行已有）。", "只留一个。")
                continue
            marks[(*place, key)] = line
            values[key] = plain(value_node, (*place, key))
        return values

    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line = (mark.line if mark else 0) + start
        wrong(
            line,
            "这一行（或上一行）的写法机器读不懂。",
            "每行写成“名称: 内容”；引号要成对；列表每行用“- ”开头并对齐。",
        )
        return {}, {}
    except (yaml.YAMLError, RecursionError):
        wrong(start, "信息栏机器读不懂。", "照“怎么投稿”页的样子重写信息栏。")
        return {}, {}
    if node is None:
        return {}, {}
    if not isinstance(node, yaml.MappingNode):
        wrong(start, "信息栏不是“名称: 内容”的样子。", "每行写成“名称: 内容”，如“标题: 反诈宣传进社区”。")
        return {}, {}
    return plain(node, ()), {place: line for place, line in marks.items() if place}
