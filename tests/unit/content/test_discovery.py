"""Every article is found, and every file that is none is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.project import BRIEFING, put
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
