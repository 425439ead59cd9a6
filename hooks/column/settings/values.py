"""Written values of the settings by their place, filled into models, with a problem for each mistake."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from column.model.front_matter.written import Matter
from column.model.problems import Problem, Rule, Severity
from column.parsing.yaml_lines import Lines, Place, line_of

SETTINGS = Rule(
    id="settings",
    title="网站的设置",
    part="文件和信息栏的写法",
    source="站名、网址、热线、是否显示示例都照 mkdocs.yml；写错一项，全站都跟着错",
    bad="samples: 不显示",
    good="samples: 否",
)
REMARK = Rule(
    id="settings-remark",
    title="设置里像是写错的名称",
    severity=Severity.WARNING,
    part="文件和信息栏的写法",
    source="mkdocs.yml 的 extra 里，名称差一个字母，那一项就不起作用",
    bad="ap: 国家反诈中心",
    good="app: 国家反诈中心",
)
RULES = (SETTINGS, REMARK)

NEAR = 0.75
"""From how much likeness on a key counts as another one misspelt (`difflib`)."""
_EMPTY: tuple[object, ...] = ("", [], {})

M = TypeVar("M", bound=Matter)


class Values:
    """The values of a file, as `yaml_lines.compose` gives them. `problems` grows with every mistake that is found.

    What is wrong in a model counts as not given, and what is required and missing is the model's example: so there is
    always a model, for checks that go on.
    """

    def __init__(self, path: str, matter: Mapping[str, Any], lines: Lines, problems: list[Problem]) -> None:
        self.path, self.problems = path, problems
        self._matter, self._lines = matter, lines

    def at(self, *place: str | int) -> Any:
        """What was written at a place; None where there is nothing or it is empty."""
        found: Any = self._matter
        for step in place:
            try:
                found = found[step]
            except (KeyError, IndexError, TypeError):
                return None
        return None if found in _EMPTY else found

    def wrong(self, place: Place, what: str, mend: str, rule: Rule = SETTINGS) -> None:
        """Note a mistake at a place."""
        self.problems.append(rule.problem(self.path, what, mend, line_of(self._lines, place)))

    def fill(self, model: type[M], *place: str | int) -> M:
        """The model of the mapping at a place."""
        written = self.at(*place)
        required = {key: each for key, each in model.model_fields.items() if each.is_required()}
        examples = {key: (each.examples or [""])[0] for key, each in required.items()}
        if not isinstance(written, dict | None):
            mend = f"每项另起一行，缩进对齐，如“{next(iter(model.model_fields))}: ……”。"
            self.wrong(place, f"{name_of(place)}应当是几行“名称: 内容”。", mend)
            return model.model_validate(examples)
        given = {key: value for key, value in (written or {}).items() if value not in _EMPTY}
        try:
            return model.model_validate(given)
        except ValidationError as fault:
            errors = {str(error["loc"][0]): dict(error) for error in fault.errors()}
        for key, error in errors.items():
            self.wrong((*place, key), *_explained(model, (*place, key), error, written or {}))
        right = {key: value for key, value in given.items() if key not in errors}
        return model.model_validate(examples | right)

    def rows(self, model: type[M], *place: str | int) -> tuple[M, ...]:
        """The model of each entry of the list at a place."""
        written = self.at(*place)
        if not isinstance(written, list | None):
            self.wrong(place, f"{name_of(place)}应当是一个列表。", "每条另起一行，用“- ”开头并对齐。")
            return ()
        return tuple(self.fill(model, *place, number) for number in range(len(written or ())))


def name_of(place: Place) -> str:
    """A place as messages name it, like “extra.hotlines”第 2 条的“number”."""
    at = next((at for at, step in enumerate(place) if isinstance(step, int)), len(place))
    name = f"“{'.'.join(map(str, place[:at]))}”"
    if at < len(place):
        name += f"第 {int(place[at]) + 1} 条"
    return name + "".join(f"的“{step}”" for step in place[at + 1 :])


def _explained(
    model: type[Matter], place: Place, error: dict[str, Any], written: Mapping[str, Any]
) -> tuple[str, str]:
    """What is wrong and how to mend it, in Chinese, from one of pydantic's errors at a place."""
    key, known = str(place[-1]), model.model_fields
    name = name_of(place) + (f"（{known[key].title}）" if key in known else "")
    if error["type"] == "column":
        return f"{name}：{error['ctx']['what']}", error["ctx"]["mend"]
    if error["type"] == "missing":
        near = difflib.get_close_matches(key, set(written) - set(known), n=1, cutoff=NEAR)
        hint = f"是不是写成了“{near[0]}”？" if near else ""
        return f"缺少{name}。", f"{hint}照这样写一行：{key}: {(known[key].examples or ['……'])[0]}"
    if error["type"] == "extra_forbidden":
        near = difflib.get_close_matches(key.lower(), known, n=1, cutoff=0.5)
        hint = f"是不是“{near[0]}”？" if near else f"可用的有：{'、'.join(known)}。"
        return f"不认识{name}。", f"{hint}用不着就删掉。"
    return f"{name}的写法不对。", "照 mkdocs.yml 里的说明重写这一项。"
