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


@pytest.mark.parametrize(
    ("path", "written", "rule"),
    [
        ("docs/verify.md", "/familly/", "link-dead"),
        ("docs/verify.md", "nosuch.md", "link-dead"),
        ("docs/scams/police.md", "/nosuch/", "link-dead"),
        ("docs/groups/elderly.md", "../scams/nosuch.md", "link-dead"),
        ("docs/now.md", "/nosuch/", "link-dead"),
        ("docs/data/prints/elderly/talk.md", "/nosuch/", "link-dead"),
        ("docs/verify.md", "/cases/2026-01-01-missing/", "link-dead"),
        ("docs/verify.md", "/law/#nosuch", "link-anchor"),
        ("docs/scams/police.md", "#nosuch", "link-anchor"),
        (PAGE, "/tools/#nosuch", "link-anchor"),
        (PAGE, "/units/wucheng/#nosuch", "link-anchor"),
        (PAGE, "/scams/police/#_1", "link-anchor"),
        (PAGE, "/groups/elderly/#nosuch", "link-anchor"),
        (PAGE, "/help/#nosuch", "link-anchor"),
        (PAGE, "/plan/#nosuch", "link-anchor"),
    ],
)
def test_every_text_of_the_site_is_held_to_its_links(
    linked: Path, path: str, written: str, rule: str
) -> None:
    file = linked / path
    text = file.read_text("utf-8") if file.exists() else BRIEFING
    lines = text.rstrip().split("\n")
    lines[-1] += f"见[这里]({written})。"
    put(linked, path, "\n".join(lines) + "\n")
    (problem,) = (each for each in check.check(linked).problems if each.rule.startswith("link-"))
    assert (problem.path, problem.line, problem.rule) == (path, len(lines), rule)
    (alone,) = (each for each in check.check(linked, (path,)).problems if each.rule.startswith("link-"))
    assert alone == problem


def test_a_place_that_a_page_has_is_one(linked: Path) -> None:
    links = "、".join(
        f"[甲]({written})" for written in ("/tools/#app", "/law/#art-5", "/check/#paste", "/#urgent")
    )
    put(linked, PAGE, BRIEFING + f"\n见{links}。\n")
    assert [each for each in check.check(linked).problems if each.rule == "link-anchor"] == []
    (linked / "docs/tools.md").unlink()
    put(linked, PAGE, BRIEFING + "\n见[甲](/tools/#app)。\n")
    assert [each for each in check.check(linked, (PAGE,)).problems if each.rule == "link-anchor"] == []


def test_a_type_s_text_leads_where_it_says(linked: Path) -> None:
    file = linked / "docs/scams/police.md"
    file.write_text(
        file.read_text("utf-8") + "\n见[老人](../groups/elderly.md)、[真的](/verify/)。\n", "utf-8"
    )
    (scam,) = (one for one in load.read(linked).library.vocabulary.scams.records if one.id == "police")
    assert 'href="../../groups/elderly/"' in scam.body
    assert 'href="../../verify/"' in scam.body
