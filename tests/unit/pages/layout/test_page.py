"""A page knows how deep it lies, and when what it shows was changed."""

from __future__ import annotations

from datetime import date

import pytest

from column.pages.layout.page import Page, newest
from support import builders


@pytest.mark.parametrize(("url", "depth"), [("", 0), ("cases/", 1), ("groups/elderly/page/2/", 4)])
def test_how_many_folders_are_above_it(url: str, depth: int) -> None:
    assert Page(url, "", "", "", "", "").depth == depth


def test_the_newest_article_is_the_one_that_was_changed_last() -> None:
    corrected = builders.case("a", date(2026, 1, 5), updated=date(2026, 4, 1))
    assert newest([builders.briefing("b", date(2026, 3, 5)), corrected]) == date(2026, 4, 1)
    assert newest([]) is None
