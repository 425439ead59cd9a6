"""The registry: every rule holds to its own example, excuses are granted with reason only, the page tells it all."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import settings as patience
from hypothesis import strategies as st

import column
from column.content import front_matter
from column.model.case import Case
from column.model.problems import Excuse, Problem, Rule, Severity
from column.parsing import source
from column.parsing.source import Source
from column.rules import excuses, rules_page
from column.rules import registry as rules
from column.rules.registry import RuleContext
from column.rules.wording import word_list
from column.settings import load as settings
from support.project import ROOT

CONTEXT = RuleContext(
    replace(settings.load(ROOT), url="https://fanzha.example.gov.cn/"),
    word_list.load(ROOT)[0],
    ("无城派出所",),
)
CHECKED = [rule for rule in CONTEXT.rules if rule.part in ("隐私", "求助电话和网址", "用语")]
NAMES = front_matter.names(Case)

PLAIN = """9月的一个上午，民警走进社区，给60位居民讲养老投资骗局。
民警先用两部手机演示屏幕共享，让大家看到验证码怎样落到别人手里，
再请居民说说自己接到过什么样的电话。
有位阿姨问，对方说得出家里几口人，是不是真的。民警回答，个人信息泄露的渠道很多，说得准不等于是真的。
活动最后，民警帮老人检查了手机里的会议软件，发放宣传资料100份，提醒大家接到96110来电请立即接听。
凡是刷单返利的都是诈骗。收到12381的短信，说明您可能正在被骗，请停下来核实；已经转账的，马上拨打110。
"""


def article(line: str, path: str = "cases/2025-09-08-a/index.md") -> Source:
    title, body = (line, "") if line.startswith("标题") else ("标题: 反诈宣传进社区", line)
    text = f"---\n{title}\n日期： 2025-04-27\n---\n{body}\n"
    return source.read(path, text.encode(), NAMES)[0]


def found(line: str) -> set[str]:
    return {problem.rule for problem in rules.findings(article(line), CONTEXT)}


@pytest.mark.parametrize("rule", CHECKED, ids=lambda rule: rule.id)
def test_each_rule_finds_its_bad_example_and_passes_its_good_one(rule: Rule) -> None:
    problems = [problem for problem in rules.findings(article(rule.bad), CONTEXT) if problem.rule == rule.id]
    assert problems
    assert {problem.severity for problem in problems} == {rule.severity}
    assert all(problem.what and problem.mend and problem.why for problem in problems)
    assert found(rule.good) == set()


def test_ids_are_short_and_given_once() -> None:
    ids = [rule.id for rule in CONTEXT.rules]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id) and len(id) <= 24 for id in ids)


def test_an_ordinary_article_has_no_finding() -> None:
    assert rules.findings(article(PLAIN), CONTEXT) == ()


def test_findings_come_in_the_order_of_the_file() -> None:
    text = "彻底杜绝诈骗。\n受害人张伟，电话19900001234。\n请拨打12381咨询!!!\n"
    places = [(problem.line, problem.column) for problem in rules.findings(article(text), CONTEXT)]
    assert places == sorted(places)
    assert found(text) == {
        "hotline-12381",
        "privacy-name",
        "privacy-phone",
        "wording-absolute",
        "wording-shouting",
    }


def problem(rule: str, line: int = 5) -> Problem:
    return Problem("a.md", line, 1, rule, "错", "改", "因", Severity.ERROR)


def test_an_excuse_takes_its_findings_out_and_lists_them() -> None:
    problems = (problem("link-live"), problem("wording-fun"), problem("link-live", 9))
    kept, excused = excuses.divide(problems, [Excuse("link-live", "银行官网，已核实")], CONTEXT.by_id, "a.md")
    assert kept == (problems[1],)
    assert excused == (problems[0], problems[2])


@pytest.mark.parametrize(
    ("excuse", "word"),
    [
        (Excuse("no-such-rule", "理由充分"), "没有“no-such-rule”"),
        (Excuse("link-live", "  "), "没有写理由"),
        (Excuse("wording-fun", "理由充分"), "没有用处"),
        (Excuse("privacy-phone", "本人同意"), "不能豁免"),
        (Excuse("privacy-id-number", "本人同意"), "不能豁免"),
        (Excuse("privacy-bank-card", "本人同意"), "不能豁免"),
    ],
)
def test_a_faulty_excuse_is_a_problem_and_excuses_nothing(excuse: Excuse, word: str) -> None:
    problems = (
        problem("link-live"),
        problem("privacy-phone"),
        problem("privacy-id-number"),
        problem("privacy-bank-card"),
    )
    kept, excused = excuses.divide(problems, [excuse], CONTEXT.by_id, "a.md", [7])
    assert excused == ()
    assert kept[:-1] == problems
    assert (kept[-1].path, kept[-1].line, kept[-1].rule) == ("a.md", 7, "excuse")
    assert word in kept[-1].what


def test_an_excuse_given_twice_is_told() -> None:
    twice = [Excuse("link-live", "银行官网"), Excuse("link-live", "又一次")]
    kept, excused = excuses.divide([problem("link-live")], twice, CONTEXT.by_id, "a.md")
    assert [fault.what for fault in kept] == ["“link-live”豁免了两次。"]
    assert len(excused) == 1


def test_the_page_tells_every_rule_and_holds_no_live_address() -> None:
    page = rules_page.page(CONTEXT.rules)
    for rule in CONTEXT.rules:
        assert f"### {rule.title}\n" in page
        assert f"编号 `{rule.id}`" in page
    assert page.startswith("# 检查规则\n")
    assert page.split("## 求助电话")[0].count("不能豁免，编号") == 3
    prose = re.sub(r"`[^`\n]*`", "", page)
    assert "://" not in prose
    assert "@" not in prose


@patience(deadline=None)
@given(st.text())
def test_any_text_at_all_is_checked(text: str) -> None:
    article = Source("briefings/wucheng/2025-04-27-a.md", text, {}, {}, text, 1)
    lines = text.split("\n")
    for problem in rules.findings(article, CONTEXT):
        assert 1 <= problem.line <= len(lines)
        assert 0 <= problem.column <= len(lines[problem.line - 1])


@pytest.mark.parametrize(
    "line",
    [
        sign * (6000 // len(sign))
        for sign in ("a", "1", "1 ", "“", "凡是", "a.", "QQ号", "居民张", "3栋2单元", "住在", "!", "96110")
    ],
)
def test_a_hostile_text_takes_no_longer_than_it_is_long(line: str) -> None:
    begin = time.process_time()
    rules.findings(article(line), CONTEXT)
    assert time.process_time() - begin < 2


def modules() -> Iterator[ModuleType]:
    for module in pkgutil.walk_packages(column.__path__, "column."):
        yield importlib.import_module(module.name)


def test_every_rule_that_a_module_declares_is_registered() -> None:
    declared = {
        rule.id for module in modules() for rule in vars(module).values() if isinstance(rule, Rule)
    } | {rule.id for module in modules() for rule in getattr(module, "RULES", ()) if isinstance(rule, Rule)}
    assert declared <= set(CONTEXT.by_id)


def test_a_problem_is_only_made_of_a_rule() -> None:
    """`Problem(...)` stands in `Rule.problem` alone, so that no id is made up."""
    makers = {
        path.relative_to(ROOT).as_posix()
        for folder in ("hooks", "scripts")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem"
    }
    assert makers == {"hooks/column/model/problems.py"}


def test_every_rule_says_what_it_is() -> None:
    for rule in CONTEXT.rules:
        assert rule.title, rule.id
        assert rule.part, rule.id
        assert rule.source, rule.id
        assert rule.bad != rule.good or not rule.bad, rule.id
