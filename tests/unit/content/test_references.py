"""曾用编号 leads to one article, and a briefing answers only a warning that there is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from column.content import discovery, references
from column.content.article_cache import ArticleCache
from column.model.addresses import ArticleId
from column.model.article import BEIJING
from column.model.problems import Severity
from column.model.withdrawal import End, Withdrawal
from support.own_data import INPUTS, VOCABULARY
from support.project import BRIEFING, CASE, put
from support.reading import CASE_PAGE, PAGE, briefing, former, renamed


def test_an_id_in_use_leads_nowhere_else(tmp_path: Path) -> None:
    put(tmp_path, "briefings/wucheng/2026-03-04-old.md", BRIEFING.replace("2026-03-05", "2026-03-04"))
    (problem,) = renamed(tmp_path, "wucheng/2026-03-04-old")
    assert (problem.path, problem.line, problem.rule) == (PAGE, 6, "former-id")
    assert "briefings/wucheng/2026-03-04-old.md" in problem.what
    assert former(tmp_path) == []


def test_an_id_of_before_leads_to_one_article(tmp_path: Path) -> None:
    other = BRIEFING.replace("2026-03-05", "2026-03-06").replace(
        "摘要:", "曾用编号: wucheng/2026-03-04-old\n摘要:"
    )
    put(tmp_path, "briefings/wucheng/2026-03-06-xingfu/index.md", other)
    problems = renamed(tmp_path, "wucheng/2026-03-04-old")
    assert [(problem.line, problem.rule) for problem in problems] == [(6, "former-id")]
    assert len(former(tmp_path)) == 1


def test_an_article_does_not_lead_to_itself(tmp_path: Path) -> None:
    (problem,) = renamed(tmp_path, "wucheng/2026-03-05-xingfu")
    assert (problem.path, problem.line, problem.severity) == (PAGE, 6, Severity.ERROR)
    assert former(tmp_path) == [], "the preview, which goes on, leaves the article out"


def test_a_briefing_answers_a_case_by_its_id_of_today_or_of_before(tmp_path: Path) -> None:
    put(tmp_path, CASE_PAGE, CASE.replace("summary:", "aliases: 2026-02-28-old\nsummary:"))
    answers = "2026-03-01-kefu、2026-02-28-old、2026-02-27-none"
    _, problems = briefing(tmp_path, BRIEFING.replace("摘要:", f"回应预警: {answers}\n摘要:"))
    assert [(problem.path, problem.line, problem.rule) for problem in problems] == [(PAGE, 6, "vocabulary")]
    assert "2026-02-27-none" in problems[0].what


def down(end: End) -> Withdrawal:
    at = datetime(2026, 3, 9, tzinfo=BEIJING)
    return Withdrawal(id=ArticleId("2026-02-01-old"), at=at, end=end, reason="", by="")


@pytest.mark.parametrize(
    ("end", "rules"), [(End.REMOVED, ["link-gone"]), (End.MERGED, []), (End.WITHDRAWN, [])]
)
def test_a_link_to_what_was_removed_does_not_hold_up_its_removal(
    tmp_path: Path, end: End, rules: list[str]
) -> None:
    put(tmp_path, PAGE, BRIEFING + "\n详见[提示](../../../cases/2026-02-01-old/index.md)。\n")
    found, _ = discovery.find(tmp_path, VOCABULARY)
    parsed = ArticleCache(tmp_path, VOCABULARY, "1").parse(found, INPUTS.judge)
    problems = references.across(parsed, set(), found, [down(end)])
    assert [problem.rule for problem in problems] == rules
    assert all(problem.severity is Severity.WARNING for problem in problems)


def test_the_id_of_what_came_down_is_nobodys_former_id(tmp_path: Path) -> None:
    put(tmp_path, CASE_PAGE, CASE.replace("summary:", "aliases: 2026-02-01-old\nsummary:"))
    found, _ = discovery.find(tmp_path, VOCABULARY)
    parsed = ArticleCache(tmp_path, VOCABULARY, "1").parse(found, INPUTS.judge)
    (problem,) = references.across(parsed, set(), found, [down(End.REMOVED)])
    assert (problem.rule, problem.path) == ("former-id", CASE_PAGE)
