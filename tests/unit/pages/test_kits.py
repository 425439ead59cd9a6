"""What the code on a printed sheet leads to."""

from __future__ import annotations

from datetime import date

import pytest

from column.kits import material
from column.kits.register import Version
from column.kits.talk import Talk
from column.pages import kits
from column.pages.layout.templates import Templates
from support import builders

NOW = material.of_case(builders.case("new", date(2026, 3, 2)), Talk())
OLD = Version(NOW.id, "2026-01-01-0123abcd", "2026-01-01T09:00:00+08:00", "")
LOST = Version("2025-01-01-lost", "2025-01-01-0123abcd", "2025-01-01T09:00:00+08:00", "")
TEMPLATES = Templates(builders.site())


@pytest.mark.parametrize(
    ("version", "withdrawn", "outdated", "title", "said"),
    [
        (NOW.version, "", "", "现行", "现在用的版本"),
        (NOW.version, "", NOW.id, "可能过时", "过了有效期"),
        (OLD.version, "", NOW.id, "已有新版", NOW.version),
        (NOW.version, NOW.id, "", "已撤回", "不要再张贴"),
        (LOST.version, "", "", "不再使用", "请取下"),
    ],
)
def test_a_code_says_what_became_of_its_sheet(
    version: str, withdrawn: str, outdated: str, title: str, said: str
) -> None:
    pages = kits.codes([NOW], [OLD, LOST], {withdrawn: None}, {outdated})
    page = next(page for page in pages if page.url.endswith(f"/{version}/")).make(TEMPLATES)
    assert page.title.startswith(title)
    assert said in page.body
    assert "noindex" in page.head
