"""The office's wording rules, `docs/data/wording.yml`, read into records.

A mistake in the file is a problem with its line, never a crash: a broken rule is left out, the others stand.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from column.model.front_matter.written import Matter, Text, refuse, some_lines
from column.model.problems import Problem, Rule, Severity
from column.parsing.data_file import DATA, DataFile
from column.parsing.yaml_lines import Place
from column.text.alternation import either
from column.text.prefilter import FilteredPattern

PATH = "docs/data/wording.yml"

TITLE = frozenset({"title", "short_title"})
TEXT = frozenset({"body", "summary", "signs", "tips", "tell", "slogan", "correction", "place"})
SCRIPT = frozenset({"script", "stages"})
_WHERE = {"title": TITLE, "标题": TITLE, "text": TEXT, "正文": TEXT, "script": SCRIPT, "话术": SCRIPT}
_SEVERITY = {
    "error": Severity.ERROR,
    "错误": Severity.ERROR,
    "warning": Severity.WARNING,
    "提醒": Severity.WARNING,
}
_YES = {"true": True, "是": True, "false": False, "否": False}
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_NESTED = re.compile(r"\((?:[^()\\]|\\.)*(?<!\\)[+*](?:[^()\\]|\\.)*\)(?:[+*]|\{\d+,\d*\})")
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording rule of the office: what it looks for, in which front-matter keys, and what to say. `swaps` maps a
    word to its better one."""

    rule: Rule
    pattern: FilteredPattern
    swaps: tuple[tuple[str, str], ...]
    better: str
    keys: frozenset[str]
    exceptions: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    quotes: bool


def _id(value: object) -> str:
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    return refuse(f"编号“{value}”只能用小写英文字母、数字和短横线。", "如 id: clickbait。")


def _choice(choices: dict[str, Any]) -> BeforeValidator:
    def check(value: object) -> Any:
        if isinstance(value, str) and value in choices:
            return choices[value]
        return refuse(f"“{value}”不在可选的范围里。", "可用：" + "、".join(choices) + "。")

    return BeforeValidator(check)


def _where(value: object) -> frozenset[str]:
    if unknown := [name for name in some_lines(value) if name not in _WHERE]:
        refuse(f"“{unknown[0]}”不在可选的范围里。", "可用：" + "、".join(_WHERE) + "。")
    return frozenset().union(*(_WHERE[name] for name in some_lines(value)))


def _words(value: object) -> tuple[tuple[str, str], ...]:
    """Words, each with its better one or an empty text."""
    if isinstance(value, dict):
        return tuple((str(word), str(better)) for word, better in value.items())
    return tuple((word, "") for word in some_lines(value))


def _regex(value: object) -> re.Pattern[str]:
    source = value if isinstance(value, str) else ""
    if len(source) > _LONGEST:
        refuse(f"正则表达式太长，超过 {_LONGEST} 个字符。", "拆成几条规则。")
    if _NESTED.search(source):
        refuse("正则表达式里有重复套重复（如 (a+)+)，会让检查卡住。", "去掉里层或外层的 + 和 *。")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            pattern = re.compile(source)
    except (re.error, RecursionError, OverflowError, Warning) as fault:
        refuse(f"正则表达式写错了：{fault}。", "检查括号是否成对；不熟悉就改用 words 逐个写词。")
    if pattern.groupindex or pattern.groups:
        refuse("正则表达式里的括号要写成 (?:……)。", "把每个“(”改成“(?:”。")
    if pattern.search("") or pattern.fullmatch(" "):
        refuse("正则表达式什么都不写也能匹配，会处处报错。", "至少要有一个必定出现的字。")
    return pattern


def _regexes(value: object) -> tuple[re.Pattern[str], ...]:
    return tuple(map(_regex, some_lines(value)))


Regex = Annotated[re.Pattern[str], BeforeValidator(_regex)]


class ExampleMatter(Matter):
    bad: Text = Field("", title="bad")
    good: Text = Field("", title="good")


class WordingMatter(Matter):
    id: Annotated[str, BeforeValidator(_id)] = Field(title="id")
    title: Text = Field(title="title")
    words: Annotated[Any, BeforeValidator(_words)] = Field((), title="words")
    pattern: Regex | None = Field(None, title="pattern")
    why: Text = Field(title="why")
    better: Text = Field(title="better")
    severity: Annotated[Severity, _choice(_SEVERITY)] = Field(title="severity")
    where: Annotated[Any, BeforeValidator(_where)] = Field(title="where")
    exceptions: Annotated[Any, BeforeValidator(_regexes)] = Field((), title="except")
    unless: Regex | None = Field(None, title="unless")
    quotes: Annotated[bool, _choice(_YES)] = Field(True, title="quotes")
    example: ExampleMatter | None = Field(None, title="example")


def load(root: Path) -> tuple[tuple[Wording, ...], list[Problem]]:
    """The rules of the file below `root`; no file is a problem too."""
    try:
        data = (root / PATH).read_bytes()
    except FileNotFoundError:
        return (), [DATA.problem(PATH, "没有用语规则文件。", "从版本库里取回 docs/data/wording.yml。")]
    return parse(data)


def parse(data: bytes) -> tuple[tuple[Wording, ...], list[Problem]]:
    """The rules of the file's bytes, and every mistake in them with its line. A rule with a mistake is left out."""
    file = DataFile(PATH, data, WordingMatter, ExampleMatter, is_list="rules")
    rules: dict[str, Wording] = {}
    for place, matter in file.rows(WordingMatter, "rules"):
        if matter.id in rules:
            file.wrong((*place, "id"), f"编号“{matter.id}”用了两次。", "给其中一条换一个编号。")
        elif rule := _wording(file, place, matter):
            rules[matter.id] = rule
    return tuple(rules.values()), file.problems


def _wording(file: DataFile, place: Place, matter: WordingMatter) -> Wording | None:
    words = [word for word, _ in matter.words]
    patterns = [*([either(words)] if words else []), *([matter.pattern.pattern] if matter.pattern else [])]
    if not patterns:
        mend = "至少写一样：words 写词，pattern 写正则表达式。"
        file.wrong(place, "这一条既没有 words 也没有 pattern。", mend)
        return None
    try:
        pattern = FilteredPattern("|".join(patterns))
    except re.error as fault:
        what = f"words 和 pattern 合在一起机器读不懂：{fault}。"
        file.wrong(place, what, "把 pattern 单独写成一条规则。")
        return None
    rule = Rule(
        id=f"wording-{matter.id}",
        title=matter.title,
        severity=matter.severity,
        part="用语",
        source=matter.why,
        bad=matter.example.bad if matter.example else "",
        good=matter.example.good if matter.example else "",
        excusable=True,
    )
    swaps = tuple((word, better) for word, better in matter.words if better)
    return Wording(
        rule, pattern, swaps, matter.better, matter.where, matter.exceptions, matter.unless, matter.quotes
    )
