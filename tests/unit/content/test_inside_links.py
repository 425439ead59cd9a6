"""Links within the site lead to pages, however they are written, and a link to nothing is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from column.project import check, load
from support.project import BRIEFING, CASE, put
from support.reading import PAGE

OTHER = "briefings/wucheng/2026-03-04-other"


@pytest.fixture
def linked(tree: Path) -> Path:
    put(tree, f"{OTHER}/index.md", BRIEFING.replace("2026-03-05", "2026-03-04"))
    put(tree, "cases/2026-03-01-case.md", CASE)
    return tree


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("../2026-03-04-other/index.md", "../2026-03-04-other/"),
        ("../2026-03-04-other/", "../2026-03-04-other/"),
        ("../2026-03-04-other", "../2026-03-04-other/"),
        ("/briefings/wucheng/2026-03-04-other/", "../2026-03-04-other/"),
        ("briefings/wucheng/2026-03-04-other/index.md", "../2026-03-04-other/"),
        ("../../../cases/2026-03-01-case.md", "../../../cases/2026-03-01-case/"),
        ("/cases/2026-03-01-case.md#how", "../../../cases/2026-03-01-case/#how"),
        ("/help/", "../../../help/"),
        ("/", "../../../"),
        ("/groups/elderly/?a=1", "../../../groups/elderly/?a=1"),
        ("#top", "#top"),
        ("../../../docs/scams/police.md", "../../../scams/police/"),
        ("/recovery/", "../../../recovery/"),
        ("/units/wucheng/page/1/", "../../../units/wucheng/page/1/"),
        ("/quiz/elderly/", "../../../quiz/elderly/"),
        ("/venues/school/", "../../../venues/school/"),
        ("/contribute/rules/", "../../../contribute/rules/"),
    ],
)
def test_a_link_is_the_address_of_its_page(linked: Path, written: str, address: str) -> None:
    put(linked, PAGE, BRIEFING + f"\n详见[这里]({written})。\n")
    assert [problem.what for problem in check.check(linked).problems if problem.rule == "link-dead"] == []
    (article,) = (one for one in load.read(linked).library.articles if one.path == PAGE)
    assert f'href="{address}"' in article.html


@pytest.mark.parametrize(
    "written",
    [
        "../2026-03-03-missing/index.md",
        "/cases/2026-01-01-missing/",
        "photo-1.jpg",
        "/nowhere/",
        "/scams/nowhere/",
        "/units/nowhere/",
        "/quiz/nowhere/",
        "/docs/data/quiz.yml",
        "/maintain/duty/",
        "../../../../etc/passwd",
        "briefings/wucheng/2026-03-04-othr/",
    ],
)
def test_a_link_to_nothing_is_told_with_its_line(linked: Path, written: str) -> None:
    put(linked, PAGE, BRIEFING + f"\n详见[这里]({written})。\n")
    (problem,) = (one for one in check.check(linked).problems if one.rule == "link-dead")
    assert (problem.path, problem.line) == (PAGE, BRIEFING.count("\n") + 2)
    alone = check.check(linked, (PAGE,))
    assert [one.rule for one in alone.problems if one.rule == "link-dead"] == ["link-dead"]


@pytest.mark.parametrize("hidden", ["草稿: 是", "示例: 是"])
def test_what_is_published_does_not_lead_to_what_is_not(linked: Path, hidden: str) -> None:
    settings = linked / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("samples: true", "samples: false"), "utf-8")
    other = BRIEFING.replace("2026-03-05", "2026-03-04").replace("摘要", f"{hidden}\n摘要")
    put(linked, f"{OTHER}/index.md", other)
    for mark, found in (("", [BRIEFING.count("\n") + 2]), (f"{hidden}\n", [])):
        text = BRIEFING.replace("摘要", f"{mark}摘要") + "\n详见[这里](../2026-03-04-other/index.md)。\n"
        put(linked, PAGE, text)
        problems = [each for each in check.check(linked).problems if each.rule == "link-dead"]
        assert [each.line for each in problems] == found
        assert all(hidden[:2] in each.what for each in problems)


@pytest.mark.parametrize("written", ["#second", "../2026-03-04-other/index.md#second"])
def test_a_place_that_no_article_has_is_told(linked: Path, written: str) -> None:
    put(linked, PAGE, BRIEFING + f"\n## 第二条\n\n见[这里]({written})，[脚注](#fn:1)[^1]。\n\n[^1]: 通报。\n")
    (problem,) = (each for each in check.check(linked).problems if each.rule == "link-anchor")
    assert (problem.path, problem.line) == (PAGE, BRIEFING.count("\n") + 4)
