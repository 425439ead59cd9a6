"""Every article is found, and every file that is none is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from column.content import discovery, taxonomies
from column.model.problems import Severity
from support.project import BRIEFING, jpeg, put
from support.reading import HERE, PAGE, read


@pytest.mark.parametrize(
    "path",
    [
        "briefings/nowhere/2026-03-05-xingfu/index.md",
        "briefings/wucheng/xingfu/index.md",
        "briefings/wucheng/2026-3-5-xingfu/index.md",
        "briefings/wucheng/2026-02-30-xingfu/index.md",
        "briefings/wucheng/2026-03-05-Xingfu/index.md",
        "briefings/wucheng/2026-03-05-幸福/index.md",
        "briefings/wucheng/2026-03-05-xingfu/正文.md",
        "briefings/wucheng/2026-03-05-xingfu.txt",
        "briefings/note.md",
        "cases/2026-03-05-xingfu/sub/index.md",
        "cases/readme.txt",
    ],
)
def test_nothing_is_passed_over_in_silence(tmp_path: Path, path: str) -> None:
    put(tmp_path, path, BRIEFING)
    problems = read(tmp_path).problems
    assert problems
    assert all(problem.rule == "path" and path.startswith(problem.path) for problem in problems)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    put(tmp_path, PAGE, BRIEFING)
    (tmp_path / HERE / "secret.jpg").symlink_to("/etc/passwd")
    assert [problem.path for problem in read(tmp_path).problems] == [f"{HERE}/secret.jpg"]


def test_two_forms_of_one_article(tmp_path: Path) -> None:
    put(tmp_path, PAGE, BRIEFING)
    put(tmp_path, f"{HERE}.md", BRIEFING)
    assert [problem.path for problem in read(tmp_path).problems] == [f"{HERE}.md"]


def test_a_wrong_unit_folder_is_answered_with_the_ids(tmp_path: Path) -> None:
    put(tmp_path, "briefings/nowhere/2026-03-05-a.md", BRIEFING)
    (problem,) = read(tmp_path).problems
    assert "无城派出所 wucheng" in problem.mend


@pytest.mark.parametrize(
    ("name", "kind", "mend"),
    [
        ("简报.docx", "Word 稿", "scripts/import_docx.py"),
        ("简报.DOC", "Word 或 WPS 稿", "另存为 .docx"),
        ("简报.wps", "Word 或 WPS 稿", "另存为 .docx"),
        ("通知.pdf", "PDF 文件", "抄进 index.md"),
        ("名单.xlsx", "表格", "抄进 index.md"),
        ("课件.pptx", "演示文稿", "抄进 index.md"),
        ("投稿.zip", "压缩包", "解开"),
    ],
)
def test_a_manuscript_is_never_to_be_deleted(tree: Path, name: str, kind: str, mend: str) -> None:
    vocabulary, _ = taxonomies.load(tree)
    put(tree, f"briefings/wucheng/2026-03-05-a/{name}", b"x")
    problems = discovery.find(tree, vocabulary)[1]
    told = next(problem for problem in problems if problem.path.endswith(name))
    assert f"这是{kind}" in told.what
    assert mend in told.mend
    assert not any("删" in problem.mend for problem in problems)
    lacking = next(problem for problem in problems if "没有 index.md" in problem.what)
    assert ("先导入" in lacking.mend) is kind.startswith("Word")


@pytest.mark.parametrize("name", ["照片.TIF", "a.tiff", "a.jfif", "a.svg", "a.cr2", "通知.pdf"])
def test_what_is_brought_as_a_picture_is_told_what_to_do_and_nothing_else(tmp_path: Path, name: str) -> None:
    put(tmp_path, f"{HERE}/{name}", b"II*\0")
    put(tmp_path, PAGE, f"{BRIEFING}\n![民警在讲解]({name})\n")
    told, article = sorted(read(tmp_path).problems, key=lambda problem: problem.path == PAGE)
    assert told.path == f"{HERE}/{name}"
    assert "删" not in told.mend, "it may be the only copy"
    assert (article.rule, "不是能发布的照片" in article.what) == ("photo", True)


@pytest.mark.parametrize(("one", "other"), [("A.jpg", "a.JPG"), ("é.jpg", "e\u0301.jpg")])
def test_names_that_are_one_on_another_system_are_told(tmp_path: Path, one: str, other: str) -> None:
    put(tmp_path, PAGE, BRIEFING)
    put(tmp_path, f"{HERE}/{one}", jpeg())
    put(tmp_path, f"{HERE}/{other}", jpeg((700, 500)))
    (problem,) = read(tmp_path).problems
    assert (problem.path, problem.severity) in [(f"{HERE}/{name}", Severity.ERROR) for name in (one, other)]
