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
