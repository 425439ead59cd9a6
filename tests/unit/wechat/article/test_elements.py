"""Text and construction of elements."""

from __future__ import annotations

from lxml import html as dom

from column.wechat.article.elements import inner_text, new_element


def test_inner_text_is_one_line() -> None:
    assert inner_text(dom.fragment_fromstring("<p> 甲\n<b>乙</b>  丙</p>")) == "甲 乙 丙"


def test_a_new_element_has_its_class_and_text() -> None:
    assert dom.tostring(new_element("p", "note", "甲<"), encoding="unicode") == '<p class="note">甲&lt;</p>'
    assert dom.tostring(new_element("p", "", "甲"), encoding="unicode") == "<p>甲</p>"
