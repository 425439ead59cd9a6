"""What is told of a whole article: guesses of an import, a card that cannot be drawn, what an official account refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from column.content import front_matter
from column.model.briefing import Briefing
from column.parsing.source import GUESSED, Source
from column.rules import article_checks
from support import builders

DAY = date(2026, 3, 5)
SITE = builders.site()


def source(matter: str) -> Source:
    path = "briefings/wucheng/2026-03-05-a/index.md"
    return front_matter.read(Briefing, path, f"---\n{matter}\n---\n正文。\n".encode())[0]


def test_a_guess_that_nobody_has_checked_is_told_at_its_line() -> None:
    text = source(f"标题: 走进幸福小区讲防骗\n场所: 进社区  # {GUESSED}\n日期: 2026-03-05")
    assert [(problem.line, problem.rule) for problem in article_checks.guessed(text)] == [(3, "guess")]
    assert list(article_checks.guessed(source("场所: 进社区"))) == []


@pytest.mark.parametrize(("title", "told"), [("当心骗局换了说法", []), ("当心😀骗局𠮷换了", ["glyph"])])
def test_a_character_that_no_card_can_show_is_named(title: str, told: list[str]) -> None:
    text = source(f"标题: {title}")
    problems = list(article_checks.undrawable(text, builders.briefing("a", DAY, title), SITE))
    assert [problem.rule for problem in problems] == told
    assert all("😀" in problem.what and "骗" not in problem.what for problem in problems)


def test_what_an_official_account_refuses_is_told() -> None:
    text, article = source("标题: 走进幸福小区讲防骗"), builders.briefing("a", DAY)
    unit = replace(article.unit, name="无为市公安局反电信网络诈骗犯罪侦查中心")
    for sent, told in (
        (article, []),
        (builders.briefing("a", DAY, body="一。\n\n" * 9000), ["wechat-content"]),
        (replace(article, unit=unit), ["wechat-author"]),
    ):
        found = list(article_checks.unsendable(text, sent, SITE))
        assert [problem.rule for problem in found] == told
        assert all(problem.what and problem.mend for problem in found)
