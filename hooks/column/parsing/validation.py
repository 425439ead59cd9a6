"""Mappings of written values held to a model, with a Chinese message for each value that does not fit.

All values arrive as strings (`yaml_lines`); the model's types say what may be written (`model.front_matter.written`).
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from column.model.front_matter.written import Matter
from column.model.problems import Problem, Rule
from column.parsing.yaml_lines import Place

M = TypeVar("M", bound=Matter)
Unknown = Callable[[str], tuple[str, str] | None]
"""What to say of a key that the model does not have: what is wrong and how to mend it, or None for the usual words."""

KEY = Rule(
    id="key",
    title="信息栏里的每一项",
    part="文件和信息栏的写法",
    source="“怎么投稿”页的模板：每一项叫什么、写什么、写多长",
    bad="参与人数: 六十多人",
    good="参与人数: 60",
)
RULES = (KEY,)


@cache
def names(model: type[Matter]) -> dict[str, str]:
    """Every key that a model and the models in it take, in English and in Chinese, to its canonical key. Where both have a
    name, it is the outer one's."""
    table: dict[str, str] = {}
    for field in model.model_fields.values():
        for inner in _models(field.annotation):
            table |= names(inner)
    for key, field in model.model_fields.items():
        table |= {key: key, str(field.title): key}
    return table


def _models(annotation: Any) -> Iterator[type[Matter]]:
    if isinstance(annotation, type) and issubclass(annotation, Matter):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def validate(
    model: type[M],
    path: str,
    matter: Mapping[str, Any],
    line: Callable[..., int],
    inside: Place = (),
    unknown: Unknown = lambda key: None,
) -> tuple[M | None, list[Problem]]:
    """The model filled from a mapping of strings, or None with every problem in it.

    `line` gives the line of a place in the file (`Source.line`); `inside` is where the mapping stands there. Empty
    values count as not given, so a template's blank line does no harm.
    """
    given = {key: value for key, value in matter.items() if value not in ("", [], {})}
    try:
        return model.model_validate(given), []
    except ValidationError as fault:
        return None, [
            KEY.problem(path, *_explained(model, dict(error), unknown), line(*inside, *error["loc"]))
            for error in fault.errors()
        ]


def _explained(model: type[Matter], error: dict[str, Any], unknown: Unknown) -> tuple[str, str]:
    """What is wrong and how to mend it, in Chinese, from one of pydantic's errors."""
    key = str(error["loc"][0])
    field = model.model_fields.get(key)
    name = f"“{field.title}”（{key}）" if field else f"“{key}”"
    if error["type"] == "missing":
        if field and len(error["loc"]) > 1:
            inner = next(_models(field.annotation))
            must = [str(each.title) for each in inner.model_fields.values() if each.is_required()]
            if len(must) == 1:  # a mapping, no list of them
                return f"{name}下面没有写“{must[0]}”。", f"在它下面缩进写一行“{must[0]}: ……”。"
            mend = f"写成“- {must[0]}: ……”，下一行对齐写“{must[1]}: ……”。"
            return f"{name}里每一条都要有{''.join(f'“{each}”' for each in must)}。", mend
        return f"缺少{name}。", f"在信息栏里加一行“{field.title if field else key}: ……”。"
    if error["type"] == "extra_forbidden":
        key = str(error["loc"][-1])
        return unknown(key) or (f"不认识“{key}”这一项。", _near(key, names(model)) + "用不着就删掉。")
    if error["type"] == "column":
        return f"{name}：{error['ctx']['what']}", error["ctx"]["mend"]
    return f"{name}的写法不对。", "照“怎么投稿”页的样子重写这一项。"


def _near(key: str, known: Mapping[str, str]) -> str:
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    if near:
        return f"是不是“{near[0]}”？"
    return "可用的有：" + "、".join(name for name in known if not name.isascii()) + "。"
