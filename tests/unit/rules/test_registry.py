"""Every rule is registered and holds to its own examples, and any text is checked in time."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

import column
from column.content import front_matter
from column.model.case import Case
from column.model.problems import Rule
from column.model.terms import ScamType
from column.parsing import source
from column.parsing.source import Source
from column.rules import registry
from support.own_data import RULES

CHECKED = [rule for rule in RULES.rules if rule.part in ("隐私", "求助电话和网址", "用语")]
NAMES = {**front_matter.names(Case), **front_matter.names(ScamType)}

PLAIN = """9月的一个上午，民警走进社区，给60位居民讲养老投资骗局。
民警先用两部手机演示屏幕共享，让大家看到验证码怎样落到别人手里，
再请居民说说自己接到过什么样的电话。
有位阿姨问，对方说得出家里几口人，是不是真的。民警回答，个人信息泄露的渠道很多，说得准不等于是真的。
活动最后，民警帮老人检查了手机里的会议软件，发放宣传资料100份，提醒大家接到96110来电请立即接听。
凡是刷单返利的都是诈骗。收到12381的短信，说明您可能正在被骗，请停下来核实；已经转账的，马上拨打110。
"""


def article(line: str, path: str = "cases/2025-09-08-a/index.md") -> Source:
    in_matter = line.startswith(("标题", "视频", "话术"))
    matter, body = (line, "") if in_matter else ("标题: 反诈宣传进社区", line)
    text = f"---\n{matter}\n日期： 2025-04-27\n---\n{body}\n"
    return source.read(path, text.encode(), NAMES)[0]


def found(line: str) -> set[str]:
    return {problem.rule for problem in registry.findings(article(line), RULES)}


@pytest.mark.parametrize("rule", CHECKED, ids=lambda rule: rule.id)
def test_each_rule_finds_its_bad_example_and_passes_its_good_one(rule: Rule) -> None:
    problems = [problem for problem in registry.findings(article(rule.bad), RULES) if problem.rule == rule.id]
    assert problems
    assert {problem.severity for problem in problems} == {rule.severity}
    assert all(problem.what and problem.mend and problem.why for problem in problems)
    assert found(rule.good) == set()


def test_ids_are_short_and_given_once() -> None:
    ids = [rule.id for rule in RULES.rules]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id) and len(id) <= 24 for id in ids)


def test_an_ordinary_article_has_no_finding() -> None:
    assert registry.findings(article(PLAIN), RULES) == ()


def test_findings_come_in_the_order_of_the_file() -> None:
    text = "彻底杜绝诈骗。\n受害人张伟，电话19900001234。\n请拨打12381咨询!!!\n"
    places = [(problem.line, problem.column) for problem in registry.findings(article(text), RULES)]
    assert places == sorted(places)
    assert found(text) == {
        "hotline-12381",
        "privacy-name",
        "privacy-phone",
        "wording-absolute",
        "wording-shouting",
    }


@given(st.text())
def test_any_text_at_all_is_checked(text: str) -> None:
    article = Source("briefings/wucheng/2025-04-27-a.md", text, {}, {}, text, 1)
    lines = text.split("\n")
    for problem in registry.findings(article, RULES):
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
    registry.findings(article(line), RULES)
    assert time.process_time() - begin < 2


def modules() -> Iterator[ModuleType]:
    for module in pkgutil.walk_packages(column.__path__, "column."):
        yield importlib.import_module(module.name)


def test_every_rule_that_a_module_declares_is_registered() -> None:
    declared = {
        rule.id for module in modules() for rule in vars(module).values() if isinstance(rule, Rule)
    } | {rule.id for module in modules() for rule in getattr(module, "RULES", ()) if isinstance(rule, Rule)}
    assert declared <= set(RULES.by_id)


def test_every_rule_says_what_it_is() -> None:
    for rule in RULES.rules:
        assert rule.title, rule.id
        assert rule.part, rule.id
        assert rule.source, rule.id
        assert rule.bad != rule.good or not rule.bad, rule.id
