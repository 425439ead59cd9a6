"""The office's book of wording rules: `docs/data/wording.yml` read, checked and made into records.

A mistake in the file is a problem with its line, never a crash: a broken rule is left out, the others stand.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from column.model.records import Problem, Severity
from column.text.alternation import either
from column.text.prefilter import Sieve

PATH = "docs/data/wording.yml"
RULE = "wording-file"

TITLE = frozenset({"title", "short_title"})
TEXT = frozenset({"body", "summary", "signs", "tips", "slogan", "correction", "place"})
_WHERE = {"title": TITLE, "标题": TITLE, "text": TEXT, "正文": TEXT}
_SEVERITY = {
    "error": Severity.ERROR,
    "错误": Severity.ERROR,
    "warning": Severity.WARNING,
    "提醒": Severity.WARNING,
}
_KEYS = (
    "id",
    "title",
    "words",
    "pattern",
    "why",
    "better",
    "severity",
    "where",
    "except",
    "unless",
    "quotes",
    "example",
)
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_NESTED = re.compile(r"\((?:[^()\\]|\\.)*(?<!\\)[+*](?:[^()\\]|\\.)*\)(?:[+*]|\{\d+,\d*\})")
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Wording:
    """One rule of the office: what it looks for, in which parts, and what to say. `swaps` maps a word to its
    better one."""

    id: str
    title: str
    pattern: Sieve
    swaps: tuple[tuple[str, str], ...]
    why: str
    better: str
    severity: Severity
    keys: frozenset[str]
    exceptions: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    quotes: bool
    bad: str
    good: str

    @property
    def rule(self) -> str:
        return f"wording-{self.id}"


class _FaultError(Exception):
    """A mistake in one place of the file, on its way to becoming a problem."""

    def __init__(self, node: yaml.Node, what: str, mend: str) -> None:
        super().__init__(what)
        self.line = node.start_mark.line + 1
        self.what, self.mend = what, mend


def load(root: Path) -> tuple[tuple[Wording, ...], list[Problem]]:
    """The rules of the file below `root`; no file is a problem too."""
    try:
        text = (root / PATH).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return (), [_problem(0, "没有用语规则文件。", "从版本库里取回 docs/data/wording.yml。")]
    except UnicodeDecodeError:
        return (), [_problem(0, "用语规则文件不是 UTF-8 编码。", "用“另存为”把编码选成 UTF-8 再保存一次。")]
    return parse(text)


def parse(text: str) -> tuple[tuple[Wording, ...], list[Problem]]:
    """The rules of a text, and every mistake in it with its line. A rule with a mistake is left out."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        return (), [
            _problem(
                (mark.line if mark else 0) + 1,
                "这一行（或上一行）的写法机器读不懂。",
                "每条以“- id: ”开头，其余各项与 id 对齐；含冒号、井号、括号的内容用单引号括起来。",
            )
        ]
    except (yaml.YAMLError, RecursionError):
        return (), [_problem(0, "用语规则文件机器读不懂。", "从版本库里取回上一版再改。")]
    if root is None:
        return (), []
    if not isinstance(root, yaml.SequenceNode):
        return (), [
            _problem(root.start_mark.line + 1, "用语规则应当是一条一条的列表。", "每条以“- id: ”开头。")
        ]
    rules: dict[str, Wording] = {}
    problems: list[Problem] = []
    for node in root.value:
        try:
            rule = _rule(node)
            if rule.id in rules:
                raise _FaultError(node, f"编号“{rule.id}”用了两次。", "给其中一条换一个编号。")
            rules[rule.id] = rule
        except _FaultError as fault:
            problems.append(_problem(fault.line, fault.what, fault.mend))
    return tuple(rules.values()), problems


def _problem(line: int, what: str, mend: str) -> Problem:
    return Problem(PATH, line, 0, RULE, what, mend, "用语规则由办公室维护，写法见文件开头的说明")


def _rule(node: yaml.Node) -> Wording:
    fields = _fields(node, _KEYS)
    for key in ("id", "title", "why", "better", "severity", "where"):
        if key not in fields:
            raise _FaultError(node, f"这一条缺少 {key}。", f"加一行“{key}: ……”。")
    id = _line(fields["id"])
    if not _ID.fullmatch(id):
        raise _FaultError(fields["id"], f"编号“{id}”只能用小写英文字母、数字和短横线。", "如 id: clickbait。")
    words, swaps = _words(fields["words"]) if "words" in fields else ((), ())
    patterns = [either(words)] if words else []
    if "pattern" in fields:
        patterns.append(_regex(fields["pattern"]).pattern)
    if not patterns:
        raise _FaultError(
            node, "这一条既没有 words 也没有 pattern。", "至少写一样：words 写词，pattern 写正则表达式。"
        )
    example = _fields(fields["example"], ("bad", "good")) if "example" in fields else {}
    return Wording(
        id=id,
        title=_line(fields["title"]),
        pattern=_joined(node, patterns),
        swaps=swaps,
        why=_line(fields["why"]),
        better=_line(fields["better"]),
        severity=_one_of(fields["severity"], _SEVERITY),
        keys=frozenset().union(*(_one_of(item, _WHERE) for item in _items(fields["where"]))),
        exceptions=tuple(map(_regex, _items(fields["except"]))) if "except" in fields else (),
        unless=_regex(fields["unless"]) if "unless" in fields else None,
        quotes=_one_of(fields["quotes"], {"true": True, "是": True, "false": False, "否": False})
        if "quotes" in fields
        else True,
        bad=_line(example["bad"]) if "bad" in example else "",
        good=_line(example["good"]) if "good" in example else "",
    )


def _fields(node: yaml.Node, keys: tuple[str, ...]) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise _FaultError(node, "这里应当是几行“名称: 内容”。", "可用的名称：" + "、".join(keys) + "。")
    fields: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name not in keys:
            raise _FaultError(key, f"不认识“{name}”这一项。", "可用的有：" + "、".join(keys) + "。")
        if name in fields:
            raise _FaultError(key, f"“{name}”写了两次。", "只留一个。")
        fields[name] = value
    return fields


def _line(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise _FaultError(
            node, "这里应当是一句话，不能空着，也不能是列表。", "写在冒号后面；有特殊符号时用单引号括起来。"
        )
    return str(node.value).strip()


def _items(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.SequenceNode) and node.value:
        return list(node.value)
    if isinstance(node, yaml.ScalarNode) and node.value.strip():
        return [node]
    raise _FaultError(node, "这里应当是一个列表，至少有一项。", "写成 [甲, 乙]，或每行一个“- 甲”。")


def _words(node: yaml.Node) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The words, and which of them has a better one."""
    if isinstance(node, yaml.MappingNode):
        swaps = tuple((_line(key), _line(value)) for key, value in node.value)
        if not swaps:
            raise _FaultError(node, "words 里一个词也没有。", "写成 [甲, 乙]，或逐行“甲: 替换词”。")
        return tuple(word for word, _ in swaps), swaps
    return tuple(_line(item) for item in _items(node)), ()


def _one_of(node: yaml.Node, choices: dict[str, Any]) -> Any:
    word = _line(node)
    if word not in choices:
        raise _FaultError(node, f"“{word}”不在可选的范围里。", "可用：" + "、".join(choices) + "。")
    return choices[word]


def _regex(node: yaml.Node) -> re.Pattern[str]:
    source = _line(node)
    if len(source) > _LONGEST:
        raise _FaultError(node, f"正则表达式太长，超过 {_LONGEST} 个字符。", "拆成几条规则。")
    if _NESTED.search(source):
        raise _FaultError(
            node, "正则表达式里有重复套重复（如 (a+)+)，会让检查卡住。", "去掉里层或外层的 + 和 *。"
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            pattern = re.compile(source)
    except (re.error, RecursionError, OverflowError, Warning) as fault:
        raise _FaultError(
            node, f"正则表达式写错了：{fault}。", "检查括号是否成对；不熟悉就改用 words 逐个写词。"
        ) from None
    if pattern.groupindex or pattern.groups:
        raise _FaultError(node, "正则表达式里的括号要写成 (?:……)。", "把每个“(”改成“(?:”。")
    if pattern.search("") or pattern.fullmatch(" "):
        raise _FaultError(node, "正则表达式什么都不写也能匹配，会处处报错。", "至少要有一个必定出现的字。")
    return pattern


def _joined(node: yaml.Node, patterns: list[str]) -> Sieve:
    try:
        return Sieve("|".join(patterns))
    except re.error as fault:
        raise _FaultError(
            node, f"words 和 pattern 合在一起机器读不懂：{fault}。", "把 pattern 单独写成一条规则。"
        ) from None
