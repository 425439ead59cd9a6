"""The one place where problems are printed: for people, for a pull request, for programs. Whatever is private in them
is masked here, in their paths too."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from column.model.problems import Problem, Severity
from column.project.load import Project
from column.rules.privacy import masking

_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒"}
_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m"}


def text(problems: Iterable[Problem], colour: bool = False) -> str:
    """One finding a line: `path:line: 错误[rule] what 怎么改：mend`; without a line, the path alone."""
    return "".join(_line(problem, colour) + "\n" for problem in map(masking.shown, problems))


def _line(problem: Problem, colour: bool) -> str:
    word = f"{_WORDS[problem.severity]}[{problem.rule}]"
    if colour:
        word = f"{_COLOURS[problem.severity]}{word}\x1b[0m"
    why = f"（依据：{problem.why}）" if problem.why else ""
    return f"{_place(problem)} {word} {problem.what}{why} 怎么改：{problem.mend}".replace("\n", " ")


def _place(problem: Problem) -> str:
    """The path, with line and column as far as they are known."""
    numbers = [number for number in (problem.line, problem.column) if number]
    return ":".join(map(str, (problem.path, *numbers))) + ":"


def excused(pairs: Iterable[tuple[Problem, str]]) -> str:
    """What editors have excused, with their reasons, one a line."""
    return "".join(
        f"{_place(problem)} 已豁免[{problem.rule}] {problem.what} 理由：{masking.reason(reason)}\n".replace(
            "\r", " "
        )
        for problem, reason in ((masking.shown(problem), reason) for problem, reason in pairs)
    )


def github(problems: Iterable[Problem]) -> str:
    """Workflow commands that GitHub shows on the lines of a pull request."""
    return "".join(
        f"::{problem.severity} file={_escaped(problem.path, True)}"
        + (f",line={problem.line}" if problem.line else "")
        + (f",col={problem.column}" if problem.column else "")
        + f",title={_escaped(problem.rule, True)}::{_escaped(f'{problem.what} 怎么改：{problem.mend}', False)}\n"
        for problem in map(masking.shown, problems)
    )


def _escaped(text: str, in_property: bool) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if in_property else text


def as_json(problems: Iterable[Problem]) -> str:
    """A list of objects with the fields of `Problem`; `line` and `column` are left out where they are not known."""
    found = [asdict(problem) for problem in map(masking.shown, problems)]
    told = [{name: value for name, value in each.items() if value != 0} for each in found]
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def account(project: Project) -> str:
    """How many articles are published, and what keeps the others from it."""
    counts = project.account
    kept = {"示例": counts.samples, "草稿": counts.drafts, "有错误": len(project.withheld)}
    listed = "、".join(f"{name} {count} 篇" for name, count in kept.items() if count)
    return f"发布 {counts.published} 篇" + (f"；没有发布：{listed}" if listed else "") + "。"


def summary(problems: Sequence[Problem], articles: int) -> str:
    """The closing line of a listing."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    if not problems:
        return f"检查了 {articles} 篇文章，没有发现问题。"
    return f"检查了 {articles} 篇文章：{errors} 处错误（必须改），{warnings} 处提醒。"
