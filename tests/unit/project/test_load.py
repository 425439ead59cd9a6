"""A project is read whole: all problems of all files, and what is published from them."""

from __future__ import annotations

from pathlib import Path

from column.project import load
from support.project import BRIEFING, CASE, put
from support.reading import CASE_PAGE, PAGE


def test_all_problems_of_all_files_come_together(tree: Path) -> None:
    put(tree, PAGE, BRIEFING.replace("进社区", "进小区").replace("[老年人]", "[老年]"))
    put(
        tree,
        CASE_PAGE,
        CASE.replace("kind: warning", "kind: story").replace("scam: customer-service", ""),
    )
    assert sorted((problem.path, problem.line) for problem in load.read(tree).problems) == [
        (PAGE, 4),
        (PAGE, 5),
        (CASE_PAGE, 1),
        (CASE_PAGE, 4),
    ]


def test_samples_and_drafts_are_left_out_when_asked(tree: Path) -> None:
    put(tree, PAGE, BRIEFING.replace("摘要:", "示例: 是\n摘要:"))
    put(tree, CASE_PAGE, CASE.replace("kind:", "draft: true\nkind:"))
    assert [article.id for article in load.read(tree).library.articles] == ["wucheng/2026-03-05-xingfu"]
    assert len(load.read(tree, drafts=True).library.articles) == 2
    config = (tree / "mkdocs.yml").read_text("utf-8").replace("samples: true", "samples: false")
    put(tree, "mkdocs.yml", config)
    assert load.read(tree).library.articles == ()
