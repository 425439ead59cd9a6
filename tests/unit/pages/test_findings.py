"""Where an article has errors, the preview shows in its place what to mend."""

from __future__ import annotations

from column.model.problems import Problem, Severity
from column.pages import findings
from support.pages import shown

PATH = "cases/2026-03-01-kefu/index.md"


def test_every_problem_stands_with_its_line_and_how_to_mend_it() -> None:
    problems = [
        Problem(PATH, 3, 0, "key", "“<b>”不是日期。", "写成 2026-03-01。", "规定", Severity.ERROR),
        Problem(PATH, 9, 1, "photo-alt", "照片没有说明。", "写一句。", "", Severity.WARNING),
        Problem("cases/other.md", 7, 0, "former-id", "编号冲突。", "改一个。", "", Severity.ERROR),
    ]
    first, second, third = shown(findings.page("cases/2026-03-01-kefu/", PATH, problems)).iter("li")
    assert first.text_content().split() == [
        "错误，第",
        "3",
        "行：“<b>”不是日期。",
        "怎么改：写成",
        "2026-03-01。",
        "依据：规定",
    ]
    assert second.text_content().split() == ["提醒，第", "9", "行：照片没有说明。", "怎么改：写一句。"]
    assert third.text_content().split() == ["错误，cases/other.md：编号冲突。", "怎么改：改一个。"]


def test_the_title_counts_the_errors() -> None:
    warning = Problem(PATH, 9, 1, "photo-alt", "照片没有说明。", "写一句。", "", Severity.WARNING)
    tree = shown(findings.page("cases/2026-03-01-kefu/", PATH, [warning]))
    assert tree.findtext(".//h1") == "这篇稿件有 0 处错误"
    assert PATH in tree.text_content()
