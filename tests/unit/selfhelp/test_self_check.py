"""The self-check's table: every scam type can be reached, the likeliest are shown, mistakes are told with their line."""

from __future__ import annotations

import json

import pytest

from column.model.problems import Severity
from column.model.terms import ScamType
from column.selfhelp import self_check
from column.selfhelp.self_check import SelfCheck
from support import own_data
from support.builders import VOCABULARY

PATH = "docs/data/check.yml"

SMALL = """shown: 2
least: 3
steps: 2
acts:
  - id: call
    text: 马上打110报警。
  - id: stop
    text: 先停下来，不转账。
  - id: keep
    text: 聊天记录留着不删。
always: [keep]
questions:
  - id: who
    ask: 是谁找上您的？
    answers:
      - text: 招兼职的人
        points: {shuadan: 3, investment: 3}
        do: [stop]
      - text: 自称警察的人
        points: {冒充公检法及政府机关: 9}
        do: [call, stop]
      - text: 说不清
  - id: want
    ask: 要您做什么？
    answers:
      - text: 垫钱做任务
        points: {shuadan: 2}
      - text: 炒股
        points: {investment: 3, police: 2}
      - text: 都没有
"""


def parsed(text: str = SMALL) -> SelfCheck:
    check, problems = self_check.parse(PATH, text.encode(), VOCABULARY)
    assert not problems
    assert check
    return check


def the_real() -> SelfCheck:
    assert own_data.SELF_HELP.check
    return own_data.SELF_HELP.check


@pytest.mark.parametrize("scam", own_data.VOCABULARY.scams.records, ids=lambda scam: scam.id)
def test_every_scam_type_can_be_reached(scam: ScamType) -> None:
    check = the_real()
    way = self_check.way_to(check, scam)
    assert way is not None
    assert len(way) == len(check.questions) <= self_check.MOST
    assert self_check.advise(check, way).scams[0] == scam


def test_answers_that_say_nothing_lead_to_no_type() -> None:
    check = the_real()
    silent = [max(n for n, answer in enumerate(q.answers) if not answer.points) for q in check.questions]
    advice = self_check.advise(check, silent)
    assert advice.scams == ()
    assert advice.acts


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ((0, 0), ["shuadan", "investment"]),
        ((0, 1), ["investment", "shuadan"]),
        ((0, 2), ["shuadan", "investment"]),  # equals: in the order of the vocabulary
        ((1, 1), ["police"]),  # less than half of the highest is left out
        ((2, 0), []),  # below the least
        ((2, 1), ["investment"]),
    ],
)
def test_the_likeliest_come_first(chosen: tuple[int, int], shown: list[str]) -> None:
    assert [scam.id for scam in self_check.advise(parsed(), chosen).scams] == shown


def test_no_more_types_than_wanted() -> None:
    check = parsed(SMALL.replace("shown: 2", "shown: 1"))
    assert [scam.id for scam in self_check.advise(check, (0, 1)).scams] == ["investment"]


def test_acts_come_in_their_order_and_no_more_than_wanted() -> None:
    check = parsed()
    assert [act.id for act in self_check.advise(check, (1, 0)).acts] == ["call", "stop"]
    assert [act.id for act in self_check.advise(check, (2, 2)).acts] == ["keep"]


def test_the_table_for_the_browser_is_json_that_cannot_end_its_element() -> None:
    table = self_check.table(the_real())
    data = json.loads(table)
    assert len(data["questions"]) <= self_check.MOST
    assert data["scams"] == [scam.id for scam in own_data.VOCABULARY.scams.records]
    assert "<" not in table


@pytest.mark.parametrize(
    ("right", "wrong", "line", "words"),
    [
        ("shuadan: 3, ", "shuadn: 3, ", 17, "刷单返利"),
        ("shuadan: 3, ", "shuadan: 12, ", 17, "1 到 9"),
        ("do: [stop]", "do: [halt]", 18, "halt"),
        ("always: [keep]", "always: [gone]", 11, "gone"),
        ("id: want", "id: who", 23, "写了两次"),
        ("id: want", "id: 要什么", 23, "小写字母"),
        ("ask: 要您做什么？", "question: 要您做什么？", 23, "缺少"),
        ("least: 3", "least: 三", 2, "整数"),
        ("      - text: 都没有\n", "      - 都没有\n", 30, "名称: 内容"),
        ("shown: 2", "shown: 2\nshow: 3", 2, "show"),
    ],
)
def test_each_mistake_is_told_with_its_line(right: str, wrong: str, line: int, words: str) -> None:
    _, problems = self_check.parse(PATH, SMALL.replace(right, wrong, 1).encode(), VOCABULARY)
    assert any(problem.line == line and words in problem.what + problem.mend for problem in problems), (
        problems
    )
    assert all(problem.path == PATH for problem in problems)


def test_eight_answers_are_too_many() -> None:
    more = "".join(f"      - text: 还有{n}\n" for n in range(5))
    _, problems = self_check.parse(PATH, (SMALL + more).encode(), VOCABULARY)
    assert [("2 到 7 个" in problem.what, problem.line) for problem in problems] == [(True, 25)]


def test_six_questions_are_too_many() -> None:
    more = "".join(
        f"  - id: q{n}\n    ask: 还有什么要说的？\n    answers:\n      - text: 有\n      - text: 没有\n"
        for n in range(4)
    )
    _, problems = self_check.parse(PATH, (SMALL + more).encode(), VOCABULARY)
    assert ["最多 5 个" in problem.what for problem in problems] == [True]


def test_a_type_that_cannot_be_reached_is_a_warning() -> None:
    text = SMALL.replace("{冒充公检法及政府机关: 9}", "{shuadan: 1}")
    check, problems = self_check.parse(PATH, text.encode(), VOCABULARY)
    assert check
    assert [(problem.severity, "冒充公检法" in problem.what) for problem in problems] == [
        (Severity.WARNING, True)
    ]


@pytest.mark.parametrize("text", ["", "[]", "a: [", "questions:", "\x00", "shown: {a: b}"])
def test_a_file_that_is_nothing_is_problems_not_an_exception(text: str) -> None:
    check, problems = self_check.parse(PATH, text.encode(), VOCABULARY)
    assert check is None
    assert problems
