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
messages:
  - id: parcel
    scam: 刷单返利
    groups: [学生]
    form: 短信
    sender: ××快递
    parts:
      - 您的礼品已经寄出。
      - 我：我没有买过东西。
      - 请进群做任务领红包。
      - 请保持电话畅通。
    flaws: 2
    why: 礼品是引人进群的。
    act: 不进群，自己查订单。
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


def test_messages_are_spread_over_types_groups_and_places() -> None:
    messages = the_real().messages
    types = Counter(message.scam.id for message in messages)
    groups = Counter(group.id for message in messages for group in message.groups)
    assert set(types) == {scam.id for scam in own_data.VOCABULARY.scams.records}
    assert all(5 <= groups[group.id] <= 10 for group in own_data.VOCABULARY.groups.records), groups
    # Who always taps the same place, or the longest sentence, is right in less than half of them.
    for place in range(4):
        assert sum(place in message.right for message in messages) < len(messages) / 2
    for extreme in (max, min):
        known = [
            message.id
            for message in messages
            if any(
                len(message.choices[place]) == extreme(map(len, message.choices)) for place in message.right
            )
        ]
        assert len(known) < len(messages) / 2, known


def test_a_message_counts_the_others_sentences() -> None:
    found, _ = quiz.parse(PATH, SMALL.encode(), VOCABULARY)
    assert found
    (message,) = found.messages
    assert [message.choices[place] for place in message.right] == ["请进群做任务领红包。"]
    (_, student), *_ = [(group.id, group) for group in VOCABULARY.groups.records if group.id == "students"]
    assert found.mixed(student) == (message, found.questions[0])


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
        ("form: 短信", "form: 传真", 14, "短信、聊天、电话"),
        ("××快递", "快递 138001", 15, "×"),
        ("做任务领红包。", "到 abc.com 做任务。", 19, "×"),
        ("做任务领红包。", "加微信 abc_de@x 做任务。", 19, "×"),
        ("礼品已经寄出。", "礼品" + "好" * 44, 17, "4 到 44"),
        ("      - 请保持电话畅通。\n", "", 16, "3 到 4"),
        ("我：我没有买过东西。", "请保持电话畅通。", 16, "一模一样"),
        ("flaws: 2", "flaws: 4", 21, "1 到 3"),
        ("flaws: 2", "flaws: 二", 21, "1 到 3"),
        ("flaws: 2", "flaws: [1, 2, 3]", 21, "最说明问题"),
        ("id: parcel", "id: deposit", 11, "写了两次"),
    ],
)
def test_each_mistake_is_told_with_its_line(right: str, wrong: str, line: int, words: str) -> None:
    _, problems = quiz.parse(PATH, SMALL.replace(right, wrong, 1).encode(), VOCABULARY)
    assert any(problem.line == line and words in problem.what + problem.mend for problem in problems), (
        problems
    )
