"""The page for contributors has a picture for each step, and works at any address."""

from __future__ import annotations

import re

from support.project import ROOT

PAGE = (ROOT / "docs" / "contribute" / "index.md").read_text("utf-8")


def test_every_step_has_its_picture_with_words_for_those_who_cannot_see_it() -> None:
    pictures = re.findall(r"!\[(.{12,})\]\((step-\d\.svg)\)", PAGE)
    assert [name for _, name in pictures] == [f"step-{number}.svg" for number in range(1, 7)]
    for _, name in pictures:
        drawing = (ROOT / "docs" / "contribute" / name).read_text("utf-8")
        assert "<title" in drawing
        assert "http" not in drawing.replace("http://www.w3.org/2000/svg", "")


def test_the_page_leads_nowhere_that_a_sub_path_would_break() -> None:
    assert not re.search(r"\]\(/", PAGE)
