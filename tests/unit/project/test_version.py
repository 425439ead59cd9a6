"""Whatever the reading of every article depends on is in the version; the articles themselves are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from column.project.version import version
from support.project import BRIEFING, put


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("mkdocs.yml", True),
        ("briefings/units.yml", True),
        ("docs/groups/elderly.md", True),
        ("docs/scams/new.md", True),
        ("docs/data/wording.yml", True),
        ("docs/data/prints/elderly/large.md", True),
        ("docs/data/registers/published.csv", False),
        ("docs/data/duty.yml", False),
        ("docs/data/holidays/2026.yml", False),
        ("docs/plan.md", False),
        ("briefings/wucheng/2026-03-05-xingfu/index.md", False),
    ],
)
def test_a_change_counts_where_it_may_change_every_article(tmp_path: Path, path: str, counts: bool) -> None:
    for name in ("mkdocs.yml", "briefings/units.yml", "docs/groups/elderly.md", "docs/data/wording.yml"):
        put(tmp_path, name, name)
    before = version(tmp_path)
    assert version(tmp_path) == before
    put(tmp_path, path, BRIEFING)
    assert (version(tmp_path) != before) is counts
