"""The office's file of wording rules is read, and each mistake in it is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.model.problems import Severity
from column.rules.wording import word_list
from support.project import ROOT
from support.wording import parsed, rule_text


def test_the_file_of_the_office_is_without_fault() -> None:
    rules, problems = word_list.load(ROOT)
    assert problems == []
    assert len(rules) >= 10


def test_a_rule_is_read() -> None:
    rules, problems = parsed(rule_text(severity="提醒", where="正文", quotes="否"))
    assert problems == []
    assert (rules[0].rule.id, rules[0].rule.severity, rules[0].quotes) == (
        "wording-test",
        Severity.WARNING,
        False,
    )
    assert parsed("") == ((), [])
    assert parsed("# 空\n") == ((), [])


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        (rule_text(pattern="'坏(词'"), 8, "正则表达式写错了"),
        (rule_text(pattern="'(?:a+)+b'"), 8, "重复套重复"),
        (rule_text(pattern="'(坏)词'"), 8, "(?:"),
        (rule_text(pattern="'坏*'"), 8, "什么都不写也能匹配"),
        (rule_text(pattern="'" + "坏" * 2001 + "'"), 8, "太长"),
        (rule_text(unless="'['"), 8, "正则表达式写错了"),
        (rule_text(**{"except": "['[']"}), 8, "正则表达式写错了"),
        (rule_text(severity="fatal"), 6, "不在可选的范围里"),
        (rule_text(where="[head]"), 7, "不在可选的范围里"),
        (rule_text(id="Test 1"), 1, "小写英文"),
        (rule_text(why="-"), 1, "缺少“why”"),
        (rule_text(title="-"), 1, "缺少“title”"),
        (rule_text(words="-"), 1, "既没有 words 也没有 pattern"),
        (rule_text(words="[]"), 1, "既没有 words 也没有 pattern"),
        (rule_text(words="{}"), 1, "既没有 words 也没有 pattern"),
        (rule_text(title="[甲, 乙]"), 2, "一句话"),
        (rule_text(title=""), 2, "缺少“title”"),
        (rule_text(colour="red"), 8, "不认识“colour”"),
        (rule_text(example="{bad: 坏, worse: 更坏}"), 8, "不认识“worse”"),
        (rule_text() + rule_text(), 8, "用了两次"),
        (rule_text() + "  why: 又一次\n", 8, "写了两次"),
        (rule_text() + "- 坏词\n", 8, "名称: 内容"),
        ("坏词\n", 1, "列表"),
        ("id: test\n", 1, "列表"),
        (rule_text() + "  坏: [\n", 9, "读不懂"),
        (rule_text() + "\t- a\n", 8, "读不懂"),
        (rule_text(quotes="maybe"), 8, "不在可选的范围里"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line(text: str, line: int, word: str) -> None:
    _, problems = parsed(text)
    assert [(problem.path, problem.line) for problem in problems] == [("docs/data/wording.yml", line)]
    assert word in problems[0].what + problems[0].mend


def test_the_other_rules_stand_where_one_is_broken() -> None:
    rules, problems = parsed(rule_text(pattern="'['") + rule_text(id="good"))
    assert ([rule.rule.id.removeprefix("wording-") for rule in rules], len(problems)) == (["good"], 1)


def test_no_file_and_a_file_in_another_encoding_are_told(tmp_path: Path) -> None:
    assert "没有用语规则文件" in word_list.load(tmp_path)[1][0].what
    path = tmp_path / word_list.PATH
    path.parent.mkdir(parents=True)
    path.write_bytes(rule_text().encode("gb18030"))
    assert "UTF-8" in word_list.load(tmp_path)[1][0].mend


@given(st.text())
def test_any_file_at_all_gives_rules_or_problems(text: str) -> None:
    rules, problems = parsed(text)
    assert isinstance(rules, tuple)
    assert all(problem.what and problem.mend for problem in problems)


@given(st.text(st.sampled_from("()[]{}+*?|\\^$.坏a1,:-")))
def test_any_pattern_at_all_is_taken_or_refused(pattern: str) -> None:
    rules, problems = parsed(rule_text(pattern="'" + pattern + "'", words="-"))
    assert len(rules) + len(problems) == 1
