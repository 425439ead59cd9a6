"""曾用编号 leads to one article, and a briefing answers only a warning that there is."""

from __future__ import annotations

from pathlib import Path

from column.model.problems import Severity
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
