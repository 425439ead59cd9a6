"""A project is read whole: all problems of all files, and what is published from them."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from column.project import load, report
from support.project import BRIEFING, CASE, ROOT, put
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


@pytest.mark.parametrize("path", ["docs/verify.md", "docs/now.md", "docs/data/prints/elderly/large.md"])
def test_a_page_of_text_holds_no_private_detail_and_no_strange_hotline(tree: Path, path: str) -> None:
    file = tree / path
    text = file.read_text("utf-8").rstrip()
    line = text.count("\n") + 1
    file.write_text(f"{text}打民警的手机13912345678，或者反诈热线0551-96110。<font>看</font>\n", "utf-8")
    problems = [each for each in load.read(tree).problems if each.path == path and each.rule != "data"]
    assert {each.line for each in problems} == {line}
    assert sorted(each.rule for each in problems) == ["hotline-foreign", "html-dropped", "privacy-phone"]
    assert not any("13912345678" in each.what + each.mend for each in problems)


def test_the_quiz_is_held_to_the_rules_that_articles_are_held_to(tree: Path) -> None:
    file = tree / "docs/data/quiz.yml"
    text = file.read_text("utf-8")
    for wrong in (
        "请拨打客服热线4001234567",
        "打民警的手机13912345678",
        "GOIP设备哪里买",
        "详见fanzha.example.com",
    ):
        file.write_text(text.replace("why: 看发票不用", f"why: {wrong}，看发票不用", 1), "utf-8")
        (problem,) = load.read(tree).problems
        assert problem.path == "docs/data/quiz.yml"
        assert wrong in file.read_text("utf-8").split("\n")[problem.line - 1]
        assert "13912345678" not in problem.what + problem.mend


MARKS = {
    "published": "",
    "drafts": "草稿: 是\n",
    "samples": "示例: 是\n",
    "withheld": "场所: 进社区、进学校\n",
}


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(sorted(MARKS)), st.booleans()), max_size=6))
def test_every_file_is_in_the_account_once(tree: Path, contributed: list[tuple[str, bool]]) -> None:
    """Nothing that a unit sent in is left out in silence."""
    config = (ROOT / "mkdocs.yml").read_text("utf-8").replace("samples: true", "samples: false")
    put(tree, "mkdocs.yml", config)
    shutil.rmtree(tree / "briefings" / "wucheng", ignore_errors=True)
    for number, (kind, in_folder) in enumerate(contributed):
        text = BRIEFING.replace("摘要:", f"{MARKS[kind]}摘要:")
        if kind == "withheld":
            text = text.replace("场所: 进社区\n", "", 1)
        name = f"briefings/wucheng/2026-03-0{number + 1}-talk"
        put(tree, f"{name}/index.md" if in_folder else f"{name}.md", text)
    project = load.read(tree)
    counts = Counter(kind for kind, _ in contributed)
    account = project.account
    assert (account.published, account.drafts, account.samples, len(project.withheld)) == tuple(
        counts[kind] for kind in MARKS
    )
    assert len(project.library.articles) == account.published
    assert sum(problem.rule == "sample" for problem in project.problems) == account.samples
    told = report.account(project)
    for name, kind in (("草稿", "drafts"), ("示例", "samples"), ("有错误", "withheld")):
        assert (f"{name} {counts[kind]} 篇" in told) == bool(counts[kind])


def test_samples_and_drafts_are_left_out_when_asked(tree: Path) -> None:
    put(tree, PAGE, BRIEFING.replace("摘要:", "示例: 是\n摘要:"))
    put(tree, CASE_PAGE, CASE.replace("kind:", "draft: true\nkind:"))
    assert [article.id for article in load.read(tree).library.articles] == ["wucheng/2026-03-05-xingfu"]
    assert len(load.read(tree, drafts=True).library.articles) == 2
    config = (tree / "mkdocs.yml").read_text("utf-8").replace("samples: true", "samples: false")
    put(tree, "mkdocs.yml", config)
    assert load.read(tree).library.articles == ()


def test_words_of_a_type_that_no_sheet_can_show_are_told(tree: Path) -> None:
    file = tree / "docs/scams/police.md"
    file.write_text(file.read_text("utf-8").replace("tips:\n  - ", "tips:\n  - \U0001f6a8", 1), "utf-8")
    found = [problem for problem in load.read(tree).problems if problem.rule == "glyph"]
    assert [(problem.path, "\U0001f6a8" in problem.what) for problem in found] == [
        ("docs/scams/police.md", True)
    ]


def test_words_of_types_and_groups_are_held_to_the_rules_of_articles(tree: Path) -> None:
    for name, line in (
        ("scams/police", "broadcast: 民警电话13912345678，看客们打96110。\nlaw: [art-99]"),
        ("groups/elderly", f"broadcast: [念一分钟的, {'长' * 661}]"),
    ):
        file = tree / f"docs/{name}.md"
        file.write_text(file.read_text("utf-8").replace("\nrevised:", f"\n{line}\nrevised:"), "utf-8")
    told = {(each.path, each.rule): each.what + each.mend for each in load.read(tree).problems}
    assert "13912345678" not in "".join(told.values())
    assert ("docs/scams/police.md", "privacy-phone") in told
    assert "art-31" in told["docs/scams/police.md", "data"]
    assert "661 个字，多了 1 个" in "".join(told.values())
