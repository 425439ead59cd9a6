"""The page for contributors has a picture for each step, and works at any address."""

from __future__ import annotations

import re

from PIL import Image

from support.project import ROOT

PAGE = (ROOT / "docs" / "contribute" / "index.md").read_text("utf-8")


def test_every_step_has_its_picture_with_words_for_those_who_cannot_see_it() -> None:
    pictures = re.findall(r"!\[(.{12,})\]\((step-\d\.svg)\)", PAGE)
    assert [name for _, name in pictures] == [f"step-{number}.svg" for number in range(1, 7)]
    for _, name in pictures:
        drawing = (ROOT / "docs" / "contribute" / name).read_text("utf-8")
        assert "<title" in drawing
        assert "http" not in drawing.replace("http://www.w3.org/2000/svg", "")


def test_the_three_doors_come_shortest_first_and_the_form_is_shown_as_it_is() -> None:
    assert re.findall(r"^## ([一二三])、.*\{#(\w+)\}$", PAGE, re.MULTILINE) == [
        ("一", "form"),
        ("二", "word"),
        ("三", "forge"),
    ]
    shown = re.findall(r"!\[.{12,}\]\((form-\w+\.png)\)", PAGE)
    assert sorted(shown) == sorted(path.name for path in (ROOT / "docs" / "contribute").glob("*.png"))
    for name in shown:
        with Image.open(ROOT / "docs" / "contribute" / name) as image:
            assert (image.mode, image.width <= 400) == ("P", True)


def test_the_template_of_a_pull_request_asks_what_the_form_asks() -> None:
    template = (ROOT / ".github" / "pull_request_template.md").read_text("utf-8")
    for question in ("认得出来吗", "同意了吗", "事实从哪里来"):
        assert f"**{question}**" in template


def test_the_page_leads_nowhere_that_a_sub_path_would_break() -> None:
    assert not re.search(r"\]\(/", PAGE)
