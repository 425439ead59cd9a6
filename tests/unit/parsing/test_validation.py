"""Written values are held to a model, and each that does not fit is told in Chinese at its line."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import Field

from column.model.front_matter.written import Line, Matter, Whole, one_of
from column.parsing import validation


class Inner(Matter):
    size: Whole = Field(title="大小")


class Outer(Matter):
    name: Annotated[str, Line(2, 4)] = Field(title="名称")
    colour: Annotated[str, one_of({"red": "红", "blue": "蓝"})] = Field("red", title="颜色")
    inner: Inner | None = Field(None, title="里面")


def told(matter: dict[str, Any]) -> list[tuple[str, int]]:
    """What is wrong, with the line: each key stands on the line of its name's length."""
    filled, problems = validation.validate(Outer, "a.yml", matter, lambda *place: len(str(place[-1])))
    assert (filled is None) is bool(problems)
    assert all(problem.path == "a.yml" and problem.mend for problem in problems)
    return [(problem.what + problem.mend, problem.line) for problem in problems]


def test_every_key_has_an_english_and_a_chinese_name() -> None:
    assert validation.names(Outer) == {
        "name": "name", "名称": "name", "colour": "colour", "颜色": "colour", "inner": "inner", "里面": "inner",
        "size": "size", "大小": "size",
    }  # fmt: skip


def test_what_fits_fills_the_model_and_empty_values_count_as_not_given() -> None:
    filled, problems = validation.validate(
        Outer, "a.yml", {"name": " 甲  乙 ", "colour": ""}, lambda *place: 1
    )
    assert problems == []
    assert filled == Outer.model_validate({"name": "甲 乙"})


@pytest.mark.parametrize(
    ("matter", "line", "words"),
    [
        ({}, 4, "缺少“名称”（name）"),
        ({"name": "甲"}, 4, "“名称”（name）：“甲”只有 1 个字，至少要 2 个"),
        ({"name": "甲乙", "colour": "green"}, 6, "“green”不在可选的范围里。可用：红、蓝"),
        ({"name": "甲乙", "color": "red"}, 5, "不认识“color”这一项。是不是“colour”？"),
        ({"name": "甲乙", "inner": {"size": "很大"}}, 4, "“很大”不是整数"),
        ({"name": "甲乙", "inner": ["size"]}, 5, "“里面”（inner）的写法不对"),
    ],
)
def test_what_does_not_fit_is_told_at_its_line(matter: dict[str, Any], line: int, words: str) -> None:
    ((what, at),) = told(matter)
    assert words in what
    assert at == line


def test_all_that_does_not_fit_is_told_at_once() -> None:
    assert len(told({"colour": "green", "size": "1"})) == 3
