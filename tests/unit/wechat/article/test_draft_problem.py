"""A problem reads as one text."""

from __future__ import annotations

from column.wechat.article.draft_problem import DraftProblem


def test_its_text_says_what_and_how_to_mend() -> None:
    problem = DraftProblem("wechat-title", "没有标题。", "补上标题。")
    assert str(problem) == "没有标题。补上标题。"
    assert problem.blocking
