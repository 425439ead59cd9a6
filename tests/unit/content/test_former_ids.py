"""曾用编号: an id of before leads to the article of today, and to no other page and no other place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.content import front_matter
from column.model.addresses import ArticleId
from column.model.briefing import Briefing
from column.model.problems import Problem, Severity
from column.project import check as checking
from column.project import load
from column.publish.redirects import redirects
from support.project import BRIEFING, CASE, put, run

HERE = "briefings/wucheng/2026-03-05-xingfu/index.md"
THERE = "cases/2026-03-01-kefu/index.md"


def check(root: Path) -> list[Problem]:
    return list(checking.check(root).problems)


def briefing(root: Path, aliases: str) -> list[Problem]:
    put(root, HERE, BRIEFING.replace("摘要:", f"曾用编号: {aliases}\n摘要:"))
    return check(root)


def former(root: Path) -> list[str]:
    return [url for url, _ in redirects(load.read(root).library.articles)]


@pytest.mark.parametrize(
    "written",
    [
        "wucheng/2026-03-04-old",
        "/wucheng/2026-03-04-old/",
        "briefings/wucheng/2026-03-04-old",
        "/briefings/wucheng/2026-03-04-old/index.md",
        "briefings/wucheng/2026-03-04-old.md",
        "./wucheng/2026-03-04-old",
        "briefings\\wucheng\\2026-03-04-old",
        "“wucheng/2026-03-04-old”",
        "https://fanzha.example.gov.cn/briefings/wucheng/2026-03-04-old/",
        "https://www.example.gov.cn/sub/fanzha/briefings/wucheng/2026-03-04-old/index.html",
        "wucheng／2026-03-04-old",
        "fanzha.example.gov.cn/briefings/wucheng/2026-03-04-old",
        "https://fanzha.example.gov.cn/briefings/wucheng/2026-03-04-old/?from=singlemessage#top",
        "<https://fanzha.example.gov.cn/briefings/wucheng/2026-03-04-old/>",
        "《wucheng/2026-03-04-old》。",
        "../../briefings/wucheng/2026-03-04-old",
        "C:\\稿件\\briefings\\wucheng\\2026-03-04-old\\index.md",
        "[wucheng/2026-03-04-old, briefings/wucheng/2026-03-04-old]",
        "'wucheng/2026-03-04-old、'",
    ],
)
def test_however_it_is_written_it_is_one_id(tree: Path, written: str) -> None:
    assert briefing(tree, written) == []
    assert former(tree) == ["briefings/wucheng/2026-03-04-old/"]


def test_a_case_has_no_unit(tree: Path) -> None:
    put(tree, THERE, CASE.replace("summary:", "aliases: [cases/2026-02-28-old, 2026-02-27-older]\nsummary:"))
    assert check(tree) == []
    assert former(tree) == ["cases/2026-02-28-old/", "cases/2026-02-27-older/"]


OUTSIDE = [
    '".."',
    '"."',
    '"/"',
    '"../units"',
    "'../../plan'",
    "[wucheng/2026-03-04-old, '../..']",
    "wucheng/../../plan",
    "wucheng/2026-03-04-old/../../..",
    "../wucheng/2026-03-04-old",
    "cases/2026-03-04-old",
    "2026-03-04-old",
    "wucheng/xiangan/2026-03-04-old",
    "wucheng/2026-02-30-old",
    "wucheng/2026-03-04",
    "wucheng/2026-03-04-Old",
    "wucheng/2026-03-04-旧文",
    "wucheng/2026-03-04-old.txt",
    '"wucheng/2026-03-04-old\\0"',
    "index.html",
    "/tmp/x",
    "C:/x",
    "https://fanzha.example.gov.cn/briefings/wucheng/../../",
    "https://fanzha.example.gov.cn/briefings/page/2/",
    "wucheng/2026-03-04-" + 300 * "x",
    "page/2",
    "2026/03",
    "．．",
    "wucheng/．．/2026-03-04-old",
]


@pytest.mark.parametrize("written", OUTSIDE)
def test_nothing_else_is_an_id(tree: Path, written: str) -> None:
    problems = briefing(tree, written)
    assert [(problem.line, problem.rule, problem.severity) for problem in problems] == [
        (6, "key", Severity.ERROR)
    ]
    assert former(tree) == []


def test_a_missing_unit_is_told_as_such(tree: Path) -> None:
    (problem,) = briefing(tree, "2026-03-04-old")
    assert "少了单位的编号" in problem.what
    (problem,) = briefing(tree, "cases/2026-03-04-old")
    assert "另一个栏目" in problem.what


def test_an_id_in_use_leads_nowhere_else(tree: Path) -> None:
    put(tree, "briefings/wucheng/2026-03-04-old.md", BRIEFING.replace("2026-03-05", "2026-03-04"))
    (problem,) = briefing(tree, "wucheng/2026-03-04-old")
    assert (problem.path, problem.line, problem.rule) == (HERE, 6, "former-id")
    assert "briefings/wucheng/2026-03-04-old.md" in problem.what
    assert list(checking.check(tree, [HERE]).problems) == [problem], "alone, too"
    assert former(tree) == []


def test_an_id_of_before_leads_to_one_article(tree: Path) -> None:
    other = BRIEFING.replace("2026-03-05", "2026-03-06").replace(
        "摘要:", "曾用编号: wucheng/2026-03-04-old\n摘要:"
    )
    put(tree, "briefings/wucheng/2026-03-06-xingfu/index.md", other)
    problems = briefing(tree, "wucheng/2026-03-04-old")
    assert [(problem.line, problem.rule) for problem in problems] == [(6, "former-id")]
    assert len(former(tree)) == 1


def test_an_article_does_not_lead_to_itself(tree: Path) -> None:
    (problem,) = briefing(tree, "wucheng/2026-03-05-xingfu")
    assert (problem.path, problem.line, problem.severity) == (HERE, 6, Severity.ERROR)
    assert former(tree) == [], "the preview, which goes on, leaves the article out"
    result = run("build.py", "--no-search", root=tree)
    assert (result.returncode, "Traceback" in result.stderr) == (1, False)


@pytest.mark.parametrize("hidden", ["草稿: 是", "示例: 是"])
def test_an_article_that_is_not_shown_keeps_its_id(tree: Path, hidden: str) -> None:
    old = BRIEFING.replace("2026-03-05", "2026-03-04").replace("摘要:", f"{hidden}\n摘要:")
    put(tree, "briefings/wucheng/2026-03-04-old.md", old)
    config = (tree / "mkdocs.yml").read_text("utf-8").replace("samples: true", "samples: false")
    put(tree, "mkdocs.yml", config)
    assert [problem.rule for problem in briefing(tree, "wucheng/2026-03-04-old")] == ["former-id"]


@given(st.text(alphabet="abz019-/._\\~: 中", max_size=30) | st.text(max_size=30))
def test_the_type_holds_nothing_that_leaves_its_folder(text: str) -> None:
    try:
        id = ArticleId(text)
    except ValueError:
        return
    assert id == text
    assert ".." not in id
    assert id.count("/") <= 1
    assert not id.startswith("/")


@given(st.text(alphabet="abz019-/.\\: ", max_size=30))
def test_whatever_is_written_becomes_ids_or_an_error(text: str) -> None:
    matter = {
        "title": "标题标题",
        "date": "2026-03-05",
        "groups": "老年人",
        "venue": "进社区",
        "aliases": text,
    }
    found, problems = front_matter.validate(Briefing, HERE, matter, lambda *place: 1)
    assert bool(found) is not bool(problems)
    for id in found.get("aliases", ()) if found else ():
        assert ArticleId(id).of_briefing
