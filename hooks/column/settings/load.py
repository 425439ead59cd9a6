"""The reading of mkdocs.yml: the column's keys as records, with a problem for each mistake.

MkDocs reads the file as well. What only MkDocs and its theme know in it (tags, anchors, their keys) is passed over
here; what they could not read is found here first.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import yaml

from column.model.front_matter.written import Matter
from column.model.problems import Problem, Severity
from column.parsing.decoding import ENCODING, decode
from column.parsing.yaml_lines import Place, compose
from column.settings import models
from column.settings.records import Editor, Feedback, Feeds, FooterLink, Government, Hotline, Settings
from column.settings.values import NEAR, REMARK, SETTINGS, Values, name_of

PATH = "mkdocs.yml"

_SECTIONS: Mapping[str, type[Matter]] = {
    "column": models.ColumnMatter,
    "feedback": models.FeedbackMatter,
    "feeds": models.FeedsMatter,
    "government": models.GovernmentMatter,
}
_SITE = models.SiteMatter.model_fields
_EXTRA = ("hotlines", "footer", "editor", *_SECTIONS, *models.ExtraMatter.model_fields)
_HOTLINES: Place = ("extra", "hotlines")
_EMBLEM: Place = ("extra", "government", "emblem")
_NO_TEXT = {"tag:yaml.org,2002:" + kind for kind in ("int", "float", "bool", "timestamp")}
_RESTORE = "从上一个能用的版本恢复，再改一次。"
_FALLBACK = (
    Hotline("110", "报警电话", "已经被骗、正在转账，马上打。"),
    Hotline("96110", "反诈专线", "接到这个号码来电请立即接听。"),
    Hotline("12381", "预警短信", "收到短信请停下来核实。", dial=False),
)
"""The hotlines by which articles are checked where those of the file cannot be read."""


class SettingsError(Exception):
    """Errors in the settings. `problems` are all that were found, warnings too."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"mkdocs.yml: {len(problems)} problems")
        self.problems = problems


def read(root: Path) -> tuple[Settings, list[Problem]]:
    """The settings from mkdocs.yml below `root`, and what is wrong with it.

    Where there is an error, the settings are good for checking articles alone, never for publishing: a wrong value
    counts as not given, and a missing one that is required is the model's example. `KITS=0` in the environment leaves
    the kits out.
    """
    try:
        settings, problems = parse((root / PATH).read_bytes(), root)
    except OSError as fault:
        settings, _ = parse(b"")
        return settings, [SETTINGS.problem(PATH, f"读不了这个文件：{fault.strerror}。", "恢复这个文件。")]
    return (replace(settings, kits=0) if os.environ.get("KITS") == "0" else settings), problems


def load(root: Path) -> Settings:
    """The settings from mkdocs.yml below `root`. Raises `SettingsError` where it has an error."""
    settings, problems = read(root)
    raise_errors(problems)
    return settings


def parse(data: bytes, root: Path | None = None) -> tuple[Settings, list[Problem]]:
    """As `read`, from the bytes of the file; files that it names are looked for below `root`."""
    text, odd = decode(PATH, data)
    values, unreadable = _values(PATH, text)
    settings = _settings(values)
    emblem = settings.government.emblem
    if emblem and root and not (root / "docs" / emblem).is_file():
        values.wrong(_EMBLEM, f"{name_of(_EMBLEM)}：没有 docs/{emblem} 这个文件。", "放好文件，或者留空。")
    return settings, [*map(_refused, odd), *(unreadable or values.problems)]


def hotlines(file: Path) -> tuple[Hotline, ...]:
    """The hotlines (`extra.hotlines`) from a file that may hold nothing else. Raises `SettingsError`."""
    path = str(file)
    try:
        text, odd = decode(path, file.read_bytes())
    except OSError as fault:
        what, mend = f"读不了这个文件：{fault.strerror}。", "用 --config 指明写有 extra.hotlines 的文件。"
        raise SettingsError([SETTINGS.problem(path, what, mend)]) from None
    values, unreadable = _values(path, text)
    found = _hotlines(values)
    raise_errors([*odd, *(unreadable or values.problems)])
    return found


def raise_errors(problems: list[Problem]) -> None:
    """Raise `SettingsError` where there is an error among the problems of the settings."""
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise SettingsError(problems)


def _refused(odd: Problem) -> Problem:
    """What is odd about the bytes, as an error: MkDocs reads UTF-8 without control characters."""
    if odd.rule == ENCODING.id:
        return SETTINGS.problem(PATH, "文件不是 UTF-8 编码，生成网站的程序读不了。", odd.mend)
    return SETTINGS.problem(PATH, odd.what.replace("，已去掉", ""), odd.mend, odd.line)


def _values(path: str, text: str) -> tuple[Values, list[Problem]]:
    """The written values of a file; none, and a problem, where it cannot be read."""
    nothing = Values(path, {}, {}, [])
    try:
        # MkDocs' parser is stricter than libyaml, which `compose` goes by: it refuses a tab before a value.
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as fault:
        return nothing, [SETTINGS.problem(path, *_syntax(fault))]
    except (yaml.YAMLError, RecursionError):
        return nothing, [SETTINGS.problem(path, "文件机器读不懂。", _RESTORE)]
    if not isinstance(root, yaml.MappingNode):
        return nothing, [SETTINGS.problem(path, "文件不是一行一行的“名称: 内容”。", _RESTORE)]
    values = Values(path, *compose(path, text, 1, {}, reads=_is_ours))
    if not isinstance(values.at("extra"), dict | None):
        values.wrong(("extra",), "“extra”下面应当是几行“名称: 内容”。", _RESTORE)
        return nothing, values.problems
    _refuse_no_text(values, root)
    _refuse_twice(values, root, set())
    return values, []


def _is_ours(place: Place) -> bool:
    """Whether the value at a place is read; all below a place that is read is read."""
    return place[0] in _SITE or (place[0] == "extra" and (len(place) == 1 or place[1] in _EXTRA))


def _syntax(fault: yaml.MarkedYAMLError) -> tuple[str, str, int]:
    """What is wrong, how to mend it, and the line."""
    at_end = "end of stream" in str(fault.problem) or "stream end" in str(fault.problem)
    if at_end and fault.context_mark:
        what, mend = "这一行开始的引号或括号没有结束。", "引号和括号要成对。"
        return what, mend, fault.context_mark.line + 1
    mark = fault.problem_mark or fault.context_mark
    mend = "每行写成“名称: 内容”，用空格缩进，不用制表符；引号要成对；列表每行用“- ”开头并对齐。"
    return "这一行（或上一行）的写法机器读不懂。", mend, mark.line + 1 if mark else 1


def _refuse_no_text(values: Values, root: yaml.MappingNode) -> None:
    """Find a name that YAML takes for a number, a day or a truth: MkDocs refuses it."""
    for key, value in root.value:
        if isinstance(key.value, str) and key.value in _SITE and value.tag in _NO_TEXT:
            what = f"“{key.value}”的“{value.value}”会被当成数字、日期或真假，不是文字。"
            values.wrong((key.value,), what, f'给它加上引号："{value.value}"')


def _refuse_twice(values: Values, node: yaml.Node, seen: set[int], place: Place = ()) -> None:
    """Find names that stand twice in what only MkDocs reads: it takes the last without a word. `seen` are the nodes
    that were looked at, which an alias may name again."""
    if id(node) in seen or (place and _is_ours(place) and place != ("extra",)):
        return
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for number, child in enumerate(node.value):
            _refuse_twice(values, child, seen, (*place, number))
    lines: dict[Place, int] = {}
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        here, line = (*place, str(key.value)), key.start_mark.line + 1
        if lines.setdefault(here, line) != line and not _is_ours(here):
            what = f"{name_of(here)}写了两次（第 {lines[here]} 行已有）。"
            values.problems.append(SETTINGS.problem(values.path, what, "只留一个。", line))
        _refuse_twice(values, value, seen, here)


def _settings(values: Values) -> Settings:
    site = values.fill(models.SiteMatter)
    extra = values.fill(models.ExtraMatter, "extra")
    _remark_near_misses(values)
    column, feedback, feeds, government = (
        values.fill(model, "extra", section).model_dump() for section, model in _SECTIONS.items()
    )
    footer = values.rows(models.FooterLinkMatter, "extra", "footer")
    return Settings(
        **column,
        name=site.site_name,
        description=site.site_description,
        url=site.site_url,
        hotlines=_hotlines(values),
        app=extra.app,
        media_hosts=tuple(extra.media_hosts),
        government=Government(**government),
        footer=tuple(FooterLink(**link.model_dump()) for link in footer),
        feedback=Feedback(**feedback),
        feeds=Feeds(**feeds, copyright=site.copyright),
        editor=_editor(values),
    )


def _editor(values: Values) -> Editor | None:
    written = values.fill(models.EditorMatter, "extra", "editor")
    for key in models.EDITOR_NEEDS.get(written.backend, ()):
        if not values.at("extra", "editor", key):
            field = models.EditorMatter.model_fields[key]
            what = f"缺少“extra.editor.{key}”（{field.title}），{written.backend} 要用。"
            example = (field.examples or [""])[0]
            values.wrong(("extra", "editor", "backend"), what, f"照这样写一行：{key}: {example}")
    return Editor(**written.model_dump()) if written.backend else None


def _hotlines(values: Values) -> tuple[Hotline, ...]:
    if values.at(*_HOTLINES) is None:
        mend = "至少写上 110 和 96110，每条有 number、name、use。"
        values.wrong(_HOTLINES, "缺少“extra.hotlines”（求助电话）。", mend)
    found = values.rows(models.HotlineMatter, *_HOTLINES)
    return tuple(Hotline(**line.model_dump()) for line in found) or _FALLBACK


def _remark_near_misses(values: Values) -> None:
    """Find keys below `extra` that nobody knows and that are nearly one of the column's."""
    for key in values.at("extra") or ():
        near = difflib.get_close_matches(key.lower(), _EXTRA, n=1, cutoff=NEAR)
        if near and key not in _EXTRA:
            what = f"不认识“extra.{key}”，写了不起作用。"
            values.wrong(("extra", key), what, f"是不是“{near[0]}”？用不着就删掉。", REMARK)
