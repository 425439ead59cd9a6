"""Text and construction of lxml elements."""

from __future__ import annotations

from lxml import html as dom
from lxml.html import HtmlElement


def inner_text(element: HtmlElement) -> str:
    """The text within an element in one line, white space collapsed."""
    return " ".join("".join(map(str, element.itertext())).split())


def new_element(tag: str, class_name: str, text: str) -> HtmlElement:
    """An element with that text and, unless it is empty, that class."""
    element = dom.Element(tag, {"class": class_name} if class_name else {})
    element.text = text
    return element
