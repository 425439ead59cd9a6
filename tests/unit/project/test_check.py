"""What a check of all files and of some tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from column.project import check
from support.project import BRIEFING, put
from support.reading import CASE_PAGE, PAGE


@pytest.mark.parametrize("hidden", ["草稿: 是", "示例: 是"])
def test_an_article_that_is_not_shown_keeps_its_id(tree: Path, hidden: str) -> None:
    old = BRIEFING.replace("2026-03-05", "2026-03-04").replace("摘要:", f"{hidden}\n摘要:")
    put(tree, "briefings/wucheng/2026-03-04-old.md", old)
    config = (tree / "mkdocs.yml").read_text("utf-8").replace("samples: true", "samples: false")
    put(tree, "mkdocs.yml", config)
    put(tree, PAGE, BRIEFING.replace("摘要:", "曾用编号: wucheng/2026-03-04-old\n摘要:"))
    told = [problem.rule for problem in check.check(tree).problems if problem.rule != "sample"]
    assert told == ["former-id"]


def test_a_check_of_one_file_knows_the_ids_of_the_others(tree: Path) -> None:
    put(tree, "briefings/wucheng/2026-03-04-old.md", BRIEFING.replace("2026-03-05", "2026-03-04"))
    put(tree, PAGE, BRIEFING.replace("摘要:", "曾用编号: wucheng/2026-03-04-old\n摘要:"))
    (problem,) = check.check(tree, [PAGE]).problems
    assert (problem.path, problem.line, problem.rule) == (PAGE, 6, "former-id")


def test_a_check_of_one_file_tells_of_no_other(tree: Path) -> None:
    put(tree, PAGE, BRIEFING)
    put(tree, CASE_PAGE, "没有信息栏。\n")
    put(tree, "cases/readme.txt", "一个别的文件")
    assert (check.check(tree, [PAGE]).problems, check.check(tree, [PAGE]).articles) == ((), 1)
    assert {problem.path for problem in check.check(tree, ["cases"]).problems} == {
        CASE_PAGE,
        "cases/readme.txt",
    }
    assert check.check(tree).articles == 2


def test_what_is_excused_is_told_with_its_reason(tree: Path) -> None:
    title = BRIEFING.replace("讲防骗", "讲防骗" * 9)
    put(tree, PAGE, title.replace("摘要:", "豁免:\n  - 规则: short-title\n    理由: 已经发布过\n摘要:"))
    found = check.check(tree)
    assert found.problems == ()
    assert [(problem.rule, reason) for problem, reason in found.excused] == [("short-title", "已经发布过")]
