"""The quiz: enough questions for every type and group, each with one right choice, mistakes told with their line."""

from __future__ import annotations

from collections import Counter

import pytest

from column.model.problems import Severity
from column.selfhelp import quiz
from column.selfhelp.quiz import Quiz
from support import own_data
from support.builders import VOCABULARY

PATH = "docs/data/quiz.yml"

SMALL = """round: 2
questions:
  - id: deposit
    scam: 刷单返利
    groups: [学生, 宝妈]
    ask: 要先垫钱才能做的兼职，能做吗？
    choices: [能做, 不能做，马上退出, 先做一单]
    answer: 2
    why: 要先垫钱的兼职都不做，已经垫了就报警。
"""


def the_real() -> Quiz:
    assert own_data.SELF_HELP.quiz
    return own_data.SELF_HELP.quiz


def test_there_are_questions_enough() -> None:
    found = the_real()
    assert len(found.questions) >= 32
    types = Counter(question.scam.id for question in found.questions)
    assert all(types[scam.id] >= 2 for scam in own_data.VOCABULARY.scams.records)
    assert all(len(found.of_group(group)) >= 5 for group in own_data.VOCABULARY.groups.records)


def test_the_right_choice_is_not_always_at_the_same_place() -> None:
    places = Counter(question.answer for question in the_real().questions)
    assert max(places.values()) < len(the_real().questions) * 0.6


def test_the_right_choice_is_not_known_by_its_length() -> None:
    questions = the_real().questions
    for extreme in (max, min):
        told = [one.id for one in questions if len(one.choices[one.answer]) == extreme(map(len, one.choices))]
        assert len(told) <= len(questions) / 2, told


def test_questions_are_given_to_their_groups() -> None:
    found, problems = quiz.parse(PATH, SMALL.encode(), VOCABULARY)
    assert found
    assert all(problem.severity is Severity.WARNING for problem in problems)
    (question,) = found.questions
    assert question.choices[question.answer] == "不能做，马上退出"
    asked = {group.id: len(found.of_group(group)) for group in VOCABULARY.groups.records}
    assert asked == {"elderly": 0, "students": 1, "finance-staff": 0, "mothers": 1}


def test_what_is_lacking_is_a_warning() -> None:
    _, problems = quiz.parse(PATH, SMALL.encode(), VOCABULARY)
    told = " ".join(problem.what for problem in problems)
    assert "“刷单返利”只有 1 道题" in told
    assert "“老年人”" in told


@pytest.mark.parametrize(
    ("right", "wrong", "line", "words"),
    [
        ("刷单返利", "刷单返现", 4, "刷单返利"),
        ("[学生, 宝妈]", "[学生, 宝爸]", 5, "宝妈"),
        ("answer: 2", "answer: 4", 8, "只有 3 个"),
        ("answer: 2", "answer: 0", 8, "1 到 3"),
        ("answer: 2", "answer: 二", 8, "整数"),
        ("[能做, 不能做，马上退出, 先做一单]", "[能做, 不能做]", 7, "3 到 4"),
        ("先做一单]", "能做]", 7, "一模一样"),
        ("先做一单]", "{a: b}]", 7, "3 到 4"),
        ("why:", "because:", 3, "缺少"),
        ("id: deposit", "id: 垫钱", 3, "小写字母"),
    ],
)
def test_each_mistake_is_told_with_its_line(right: str, wrong: str, line: int, words: str) -> None:
    _, problems = quiz.parse(PATH, SMALL.replace(right, wrong, 1).encode(), VOCABULARY)
    assert any(problem.line == line and words in problem.what + problem.mend for problem in problems), (
        problems
    )


def test_an_id_given_twice_is_told() -> None:
    _, problems = quiz.parse(PATH, (SMALL + SMALL.split("questions:\n")[1]).encode(), VOCABULARY)
    assert [
        (problem.line, "写了两次" in problem.what)
        for problem in problems
        if problem.severity is Severity.ERROR
    ] == [(10, True)]
