"""Rewriting of sanitised content to what the platform's editor keeps.

The editor drops ids, handlers, links out of WeChat and pictures from elsewhere (developers.weixin.qq.com,
api_draft_add, 2025-12-19, and reports of its users). So links become plain text with numbered notes, nested lists
become flat, and each picture gets the URL that the platform returned. Classes are those of article.css.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urldefrag

from lxml import html as dom
from lxml.html import HtmlElement

from column.wechat.article.elements import inner_text, new_element

INSIDE = "https://mp.weixin.qq.com/"
"""Where links may lead: articles that accounts have published (api_uploadimage, note 2, read 2026-11)."""

# fmt: off
_BLOCKS = {
    "blockquote", "dl", "div", "figure", "h1", "h2", "h3", "h4", "hr", "ol", "p", "pre", "section", "table", "ul",
}
_RENAMED = {
    "h1": "h2", "h5": "h4", "h6": "h4", "div": "section", "blockquote": "section", "pre": "section",
    "figure": "section", "figcaption": "p", "dl": "section", "dt": "p", "dd": "p", "code": "span",
    "b": "strong", "i": "em",
}
# fmt: on
_CJK = "[\u2018-\u201f\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
_CJK_LINE_BREAK = re.compile(rf"(?<={_CJK})[ \t]*\n\s*(?={_CJK})|^\s*\n\s*(?={_CJK})|(?<={_CJK})\s*\n\s*$")
_FILE_NAME = re.compile(r"[\w .-]+\.(?:jpe?g|png|webp|avif|gif|heic)", re.I)


def rewrite(body: HtmlElement, link: str, picture_url: Callable[[str], str]) -> list[str]:
    """Rewrite `body` in place; gives the URLs of its links in the order of their numbers.

    `link` is the item's own URL; `picture_url` gives the platform's URL for that of a picture.
    """
    notes = _number_links(body, link)
    _flatten_lists(body)
    for image in list(body.iter("img")):
        _lay_out_picture(image, picture_url(image.get("src", "")))
    for element in list(body.iterdescendants()):
        _rename_and_classify(element)
    _join_lines(body)
    return notes


def _number_links(body: HtmlElement, link: str) -> list[str]:
    """Replace links by their text and the number of a note; gives the URLs in the order of their numbers."""
    notes: dict[str, int] = {}
    for anchor in list(body.iter("a")):
        target = anchor.get("href", "")
        shown = inner_text(anchor)
        if target.startswith(INSIDE):
            continue
        if target.startswith("#") and shown.strip("↩︎ ") == "":
            anchor.drop_tree()  # the back link of a footnote
            continue
        here = urldefrag(target).url in ("", link)
        if (
            target.startswith(("http://", "https://"))
            and not here
            and shown.rstrip("/") != target.rstrip("/")
        ):
            number = notes.setdefault(target, len(notes) + 1)
            sup = dom.Element("sup")
            sup.text = f"[{number}]"
            anchor.append(sup)
        anchor.drop_tag()
    return list(notes)


def _flatten_lists(body: HtmlElement) -> None:
    """Turn nested lists into indented lines of the outer list item, and paragraphs in list items into lines."""
    nested = [
        element for element in body.iter("ul", "ol") if next(element.iterancestors("li"), None) is not None
    ]
    for inner in reversed(nested):
        start = inner.get("start", "1")
        number = int(start) if start.isdecimal() else 1
        for list_item in list(inner.iterchildren("li")):
            lead = f"{number}. " if inner.tag == "ol" else "– "
            list_item.tag, list_item.tail = "section", None
            list_item.text = lead + (list_item.text or "").lstrip()
            list_item.set("class", "inner")
            inner.addprevious(list_item)
            number += 1
        inner.drop_tree()
    for list_item in body.iter("li"):
        for index, paragraph in enumerate(list(list_item.iterchildren("p"))):
            if index:
                paragraph.addprevious(dom.Element("br"))
            paragraph.drop_tag()


def _join_lines(body: HtmlElement) -> None:
    """Remove line breaks between Chinese characters: phones show them as spaces."""
    for element in body.iter():
        if element.get("class") != "code":
            element.text = _CJK_LINE_BREAK.sub("", element.text) if element.text else element.text
        element.tail = _CJK_LINE_BREAK.sub("", element.tail) if element.tail else element.tail


def _lay_out_picture(image: HtmlElement, url: str) -> None:
    """Put a picture into a block of its own with its caption; one of a character's size stays in its line."""
    width = int(image.get("width", "")) if image.get("width", "").isdecimal() else 0
    alt = " ".join(image.get("alt", "").split())
    image.attrib.clear()
    image.set("src", url)
    if alt:
        image.set("alt", alt)
    if 0 < width <= 48:
        image.set("style", f"width:{width}px;height:auto")
        return
    image.set("class", "photo")
    if 0 < width < 320:
        image.set("style", f"width:{width}px")
    parent = image.getparent()
    if parent is None:
        return
    figure = next(image.iterancestors("figure"), None)
    if figure is not None:
        figure.set("class", "picture")
        if next(figure.iter("figcaption"), None) is None and alt and not _FILE_NAME.fullmatch(alt):
            figure.append(new_element("p", "caption", alt))
        return
    frame = dom.Element("section", {"class": "picture"})
    block = parent if parent.tag == "p" else None
    tail, image.tail = image.tail, None
    if block is not None and not inner_text(block) and len(block) == 1:
        block.getparent().replace(block, frame)
        frame.tail = block.tail
    else:
        parent.replace(image, frame)
        frame.tail = tail
    frame.append(image)
    if alt and not _FILE_NAME.fullmatch(alt):
        frame.append(new_element("p", "caption", alt))


def _rename_and_classify(element: HtmlElement) -> None:
    """Give an element the name and class that article.css has rules for; remove it if it is an empty paragraph."""
    tag = str(element.tag)
    classes = set(element.get("class", "").split())
    own = classes & {"picture", "photo", "caption", "inner", "lost"}
    class_name = " ".join(own)
    if tag == "figcaption":
        class_name = "caption"
    elif tag == "blockquote":
        class_name = "quote"
    elif tag == "pre":
        class_name = "code"
    elif tag == "div" and "admonition" in classes:
        class_name = "notice danger" if classes & {"warning", "danger"} else "notice"
    elif "admonition-title" in classes or tag == "dt":
        class_name = "notice-title"
    elif not class_name and tag == "p" and element.getnext() is None and _is_box(element.getparent()):
        class_name = "last"
    element.attrib.pop("class", None)
    if class_name:
        element.set("class", class_name)
    if tag == "table" and element.getparent() is not None:
        _wrap(element, "scroll")
    if tag == "p" and len(element) == 0 and not inner_text(element):
        element.drop_tree()
        return
    if any(child.tag in _BLOCKS for child in element) and tag == "p":
        element.tag = "section"  # its picture is now a block inside it
    element.tag = _RENAMED.get(tag, element.tag)


def _wrap(element: HtmlElement, class_name: str) -> None:
    """Put an element into a `section` of that class."""
    frame = dom.Element("section", {"class": class_name})
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, frame)
    frame.tail, element.tail = element.tail, None
    frame.append(element)


def _is_box(element: HtmlElement | None) -> bool:
    """Whether an element is a box with padding of its own, so that its last paragraph needs no margin."""
    boxes = ("blockquote", "section", "div")
    return element is not None and element.tag in boxes and bool(element.get("class"))
