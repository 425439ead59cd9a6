"""A day after tomorrow or before 2000 is an error of the check, by a clock that tests can set; no build asks for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from column.authoring import new_article
from column.authoring.new_article import RefusedError
from column.content import dates
from column.model.problems import UserError
from column.project import check, load
from support.project import BRIEFING, put

HERE = "briefings/wucheng/2026-03-05-a/index.md"
NOW = "2026-03-05"


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATE", NOW)


@pytest.mark.parametrize(
    ("day", "likely"),
    [
        ("1999-12-31", False),
        ("2000-01-01", True),
        ("2026-03-06", True),
        ("2026-03-07", False),
        ("2052-05-01", False),
        ("9999-12-31", False),
    ],
)
def test_a_day_up_to_tomorrow_may_be(tree: Path, day: str, likely: bool) -> None:
    put(tree, HERE, BRIEFING.replace("2026-03-05", day))
    for paths in ((), (HERE,)):
        found = [each for each in check.check(tree, paths).problems if each.rule == dates.DATE_RANGE.id]
        assert [(each.path, each.line) for each in found] == ([] if likely else [(HERE, 3)])
    assert (dates.fault(date.fromisoformat(day)) is None) is likely


def test_so_may_the_day_of_a_correction(tree: Path) -> None:
    put(tree, HERE, BRIEFING.replace("摘要", "更新日期: 2062-03-06\n摘要"))
    (problem,) = (each for each in check.check(tree).problems if each.rule == dates.DATE_RANGE.id)
    assert problem.line == 6


@pytest.mark.parametrize("day", ["2052-05-01", "1999-12-31"])
def test_so_may_the_day_in_the_name_of_the_folder(tree: Path, day: str) -> None:
    page = f"briefings/wucheng/{day}-a/index.md"
    put(tree, page, BRIEFING)
    (problem,) = (each for each in check.check(tree).problems if each.rule == dates.DATE_RANGE.id)
    assert (problem.path, day in problem.what) == (page, True)


def test_no_build_asks_for_the_day(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tree, HERE, BRIEFING.replace("2026-03-05", "2052-05-01"))
    monkeypatch.setenv("DATE", "昨天")
    assert load.read(tree).account.published == 1


def test_a_new_article_has_no_such_day() -> None:
    assert new_article.settle_day("2026年3月6日") == date(2026, 3, 6)
    with pytest.raises(RefusedError, match="明天以后"):
        new_article.settle_day("2052-05-01")


def test_what_is_no_day_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATE", "昨天")
    with pytest.raises(UserError, match="DATE=昨天 不是日期"):
        dates.today()
