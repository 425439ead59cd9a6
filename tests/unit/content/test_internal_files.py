"""Internal files are told by their place, and told of where a link leads to their repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from column.content import internal_files
from column.project import check
from support.project import put


@pytest.mark.parametrize(
    ("path", "internal"),
    [
        ("docs/data/duty.yml", True),
        ("docs/data/duty/2026-10/seal.json", True),
        ("docs/data/registers/published.csv", True),
        ("docs/data/quiz.yml", False),
        ("docs/data/withdrawals.yml", False),
        ("docs/duty.yml", False),
        ("briefings/docs/data/duty.yml", False),
    ],
)
def test_a_place_says_whether_a_file_is_internal(path: str, internal: bool) -> None:
    assert internal_files.is_internal(path) is internal


def test_a_link_to_the_repository_beside_internal_files_is_told(tree: Path) -> None:
    settings = (tree / "mkdocs.yml").read_text(encoding="utf-8")
    put(tree, "docs/data/steps.yml", "steps: []\n")
    assert [each.rule for each in check.check(tree).problems] == []
    put(tree, "mkdocs.yml", settings + "repo_url: https://git.example.com/fanzha\n")
    (problem,) = check.check(tree).problems
    assert (problem.rule, problem.line) == ("internal-public", settings.count("\n") + 1)
    (tree / "docs/data/steps.yml").unlink()
    assert check.check(tree).problems == ()
