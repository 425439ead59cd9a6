"""A file of the office is filled into models, and each mistake in it is told with its line."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import Field

from column.model.front_matter.written import Line, Matter
from column.parsing.data_file import DataFile, Id, Rows
from support.builders import VOCABULARY

PATH = "docs/data/talks.yml"
TALKS = """title: 讲座
talks:
  - id: one
    scam: 刷单返利
  - id: two
    scam: police
"""


class Talk(Matter):
    id: Id = Field(title="编号")
    scam: Annotated[str, Line(1, 20)] = Field(title="诈骗类型")


class Talks(Matter):
    title: Annotated[str, Line(1, 20)] = Field(title="标题")
    talks: Rows = Field(title="讲座")


def read(text: str) -> tuple[list[tuple[str, str]], list[tuple[int, str]]]:
    """The id of each talk with that of its scam type, and what is wrong by its line."""
    file = DataFile(PATH, text.encode(), Talks, Talk)
    file.fill(Talks)
    found = list(file.rows(Talk, "talks"))
    file.unique([(place, talk.id) for place, talk in found])
    scams = [file.record(VOCABULARY.scams, *place, "scam", name=talk.scam) for place, talk in found]
    assert {problem.path for problem in file.problems} <= {PATH}
    read = [(talk.id, scam.id) for (_, talk), scam in zip(found, scams, strict=True) if scam]
    return read, [(problem.line, problem.what) for problem in file.problems]


def test_rows_are_filled_and_names_are_found_in_their_taxonomy() -> None:
    assert read(TALKS) == ([("one", "shuadan"), ("two", "police")], [])


@pytest.mark.parametrize(
    ("right", "wrong", "line", "words"),
    [
        ("id: two", "id: one", 5, "编号“one”写了两次（第 3 行已有）"),
        ("id: two", "id: 第二", 5, "编号“第二”只能用小写字母、数字和短横线"),
        ("scam: police", "scam: 骗局", 6, "没有叫“骗局”的诈骗类型"),
        ("  - id: two\n    scam: police", "  - two", 5, "应当是几行“名称: 内容”"),
        (
            "talks:\n  - id: one\n    scam: 刷单返利\n  - id: two\n    scam: police\n",
            "talks: 一\n",
            2,
            "应当是一个列表",
        ),
        ("title: 讲座\n", "", 1, "缺少“标题”"),
        ("id: two", "id: [two", 6, "机器读不懂"),
    ],
)
def test_a_mistake_is_told_with_its_line(right: str, wrong: str, line: int, words: str) -> None:
    assert right in TALKS
    _, problems = read(TALKS.replace(right, wrong))
    assert any(at == line and words in what for at, what in problems), problems


def test_a_row_with_a_mistake_leaves_the_others() -> None:
    found, _ = read(TALKS.replace("id: one", "id: 一"))
    assert found == [("two", "police")]


def test_a_place_that_is_not_there_has_the_line_of_what_is_around_it() -> None:
    file = DataFile(PATH, TALKS.encode(), Talks, Talk)
    assert file.at("talks", 1, "id") == "two"
    assert file.at("talks", 7, "id") is None
    assert file.line("talks", 1, "colour") == 5


@pytest.mark.parametrize("escape", [r"\x07", r"\e", r"\u202e", r"\uFFFE", r"\uFDD0", r"\U0001FFFE", r"\0"])
def test_an_escape_makes_nothing_that_nobody_sees(escape: str) -> None:
    file = DataFile(
        PATH,
        f'title: 讲座\ntalks:\n  - id: "o{escape}ne"\n    "sc{escape}am": 刷单返利\n'.encode(),
        Talks,
        Talk,
    )
    ((_, talk),) = file.rows(Talk, "talks")
    assert (talk.id, talk.scam) == ("one", "刷单返利")
    assert [(problem.line, problem.rule) for problem in file.problems] == [(3, "control"), (4, "control")]


@pytest.mark.parametrize("deep", ["- " * 15_000, "[" * 30_000])
def test_what_is_nested_beyond_all_measure_is_told(deep: str) -> None:
    (problem,) = DataFile(PATH, f"title: 讲座\ntalks:\n  {deep}\n".encode(), Talks, Talk).problems
    assert problem.rule == "yaml"
