"""An item's content, sanitised and rewritten to what the platform's editor keeps.

What it drops (developers.weixin.qq.com, api_draft_add, 2025-12-19, and what its users report): scripts, style
sheets, frames, forms, ids, handlers, links that lead outside WeChat, pictures from elsewhere. So: an allow list,
links as numbered notes in plain text, nested lists made flat, and each picture under the address that the platform
handed out. Classes are those of `article.css`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from urllib.parse import urldefrag, urljoin

import nh3
from lxml import html as dom
from lxml.html import HtmlElement

from column.wechat.article.finding import Finding
from column.wechat.feed.items import Item

INSIDE = "https://mp.weixin.qq.com/"
"""Where links may lead: articles that accounts have sent (api_uploadimage, note 2, read 2026-11)."""

# fmt: off
_TAGS = {
    "a", "b", "blockquote", "br", "caption", "code", "dd", "del", "div", "dl", "dt", "em", "figcaption", "figure",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "li", "ol", "p", "pre", "s", "section", "span",
    "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}
_LOST = {
    "video": "视频", "audio": "音频", "iframe": "嵌入网页", "embed": "嵌入内容", "object": "嵌入内容",
    "svg": "矢量图", "form": "表单", "canvas": "画布",
}
_BLOCKS = {
    "blockquote", "dl", "div", "figure", "h1", "h2", "h3", "h4", "hr", "ol", "p", "pre", "section", "table", "ul",
}
_RENAMED = {
    "h1": "h2", "h5": "h4", "h6": "h4", "div": "section", "blockquote": "section", "pre": "section",
    "figure": "section", "figcaption": "p", "dl": "section", "dt": "p", "dd": "p", "code": "span",
    "b": "strong", "i": "em",
}
# fmt: on
_ATTRIBUTES = {
    "*": {"class"},
    "a": {"href"},
    "img": {"src", "alt", "width"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_WIDE = "[\u2018-\u201f\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
_BREAK = re.compile(rf"(?<={_WIDE})[ \t]*\n\s*(?={_WIDE})|^\s*\n\s*(?={_WIDE})|(?<={_WIDE})\s*\n\s*$")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_FILE_NAME = re.compile(r"[\w .-]+\.(?:jpe?g|png|webp|avif|gif|heic)", re.I)


def pictures(item: Item) -> tuple[str, ...]:
    """The absolute addresses of the content's pictures, in reading order, each once."""
    body, _ = parsed(item)
    return tuple(dict.fromkeys(image.get("src", "") for image in body.iter("img")))


def text(item: Item) -> str:
    """The content as plain text in one line, without tables and captions."""
    body, _ = parsed(item)
    for aside in list(body.iter("figcaption", "table")):
        aside.drop_tree()
    return words(body)


def parsed(item: Item) -> tuple[HtmlElement, tuple[Finding, ...]]:
    """The content, sanitised, as a `section` element; what cannot be shown is replaced by a line that says so."""
    raw = dom.fragment_fromstring(_CONTROL.sub("", item.html) or "<p></p>", create_parent="section")
    lost: dict[str, None] = {}
    for element in list(raw.iter(*_LOST)):
        name = _LOST[str(element.tag)]
        lost[name] = None
        line = dom.Element("p", {"class": "lost"})
        line.text = f"〔此处有{name}，请点文末“阅读原文”查看〕"
        line.tail = element.tail
        if (parent := element.getparent()) is not None:
            parent.replace(element, line)
    for element in list(raw.iter("summary")):
        element.tag = "h4"
    markup = dom.tostring(raw, encoding="unicode")
    body = dom.fragment_fromstring(_cleaner().clean(markup))
    for link in body.iter("a"):
        if "href" in link.attrib and not link.get("href", "").startswith("#"):
            link.set("href", urljoin(item.link, link.get("href", "")))
    for image in list(body.iter("img")):
        if image.get("src"):
            image.set("src", urljoin(item.link, image.get("src", "")))
        else:
            lost["内嵌图片"] = None
            image.drop_tree()
    losses = tuple(
        Finding(
            "lost", f"正文里的{name}公众号收不下。", "稿件里已换成一行“请看阅读原文”的提示。", stops=False
        )
        for name in lost
    )
    return body, losses


def rewritten(body: HtmlElement, link: str, address: Callable[[str], str]) -> list[str]:
    """Rewrite `body` in place; gives the addresses of its links in the order of their numbers.

    `link` is the item's own address; `address` gives the platform's address for a picture's own one.
    """
    notes = _number_links(body, link)
    _flatten_lists(body)
    for image in list(body.iter("img")):
        _place(image, address(image.get("src", "")))
    for element in list(body.iterdescendants()):
        _settle(element)
    _close_up(body)
    return notes


def words(element: HtmlElement) -> str:
    """The text within, in one line."""
    return " ".join("".join(str(part) for part in element.itertext()).split())


def part(tag: str, look: str, text: str) -> HtmlElement:
    """An element of that class with that text."""
    element = dom.Element(tag, {"class": look} if look else {})
    element.text = text
    return element


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "tel", "mailto"},
        link_rel=None,
        strip_comments=True,
    )


def _number_links(body: HtmlElement, link: str) -> list[str]:
    """Links to plain text with a number behind; the addresses in the order of their numbers."""
    notes: dict[str, int] = {}
    for anchor in list(body.iter("a")):
        target = anchor.get("href", "")
        shown = words(anchor)
        if target.startswith(INSIDE):
            continue
        if target.startswith("#") and shown.strip("↩︎ ") == "":
            anchor.drop_tree()  # a footnote's way back
            continue
        here = urldefrag(target).url in ("", link)
        if (
            target.startswith(("http://", "https://"))
            and not here
            and shown.rstrip("/") != target.rstrip("/")
        ):
            number = notes.setdefault(target, len(notes) + 1)
            mark = dom.Element("sup")
            mark.text = f"[{number}]"
            anchor.append(mark)
        anchor.drop_tag()
    return list(notes)


def _flatten_lists(body: HtmlElement) -> None:
    """Lists in lists become set-in lines of the outer point; paragraphs in points become their lines."""
    for inner in reversed([element for element in body.iter("ul", "ol") if _within(element, "li")]):
        start = inner.get("start", "1")
        number = int(start) if start.isdecimal() else 1
        for point in list(inner.iterchildren("li")):
            lead = f"{number}. " if inner.tag == "ol" else "– "
            point.tag, point.tail = "section", None
            point.text = lead + (point.text or "").lstrip()
            point.set("class", "inner")
            inner.addprevious(point)
            number += 1
        inner.drop_tree()
    for point in body.iter("li"):
        for index, paragraph in enumerate(list(point.iterchildren("p"))):
            if index:
                paragraph.addprevious(dom.Element("br"))
            paragraph.drop_tag()


def _close_up(body: HtmlElement) -> None:
    """No line break between Chinese characters: phones show it as a blank."""
    for element in body.iter():
        if element.get("class") != "code":
            element.text = _BREAK.sub("", element.text) if element.text else element.text
        element.tail = _BREAK.sub("", element.tail) if element.tail else element.tail


def _place(image: HtmlElement, address: str) -> None:
    """A picture in a block of its own with its caption, or left in its line where it is as small as a letter."""
    width = int(image.get("width", "")) if image.get("width", "").isdecimal() else 0
    alt = " ".join(image.get("alt", "").split())
    image.attrib.clear()
    image.set("src", address)
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
            figure.append(part("p", "caption", alt))
        return
    frame = dom.Element("section", {"class": "picture"})
    block = parent if parent.tag == "p" else None
    tail, image.tail = image.tail, None
    if block is not None and not words(block) and len(block) == 1:
        block.getparent().replace(block, frame)
        frame.tail = block.tail
    else:
        parent.replace(image, frame)
        frame.tail = tail
    frame.append(image)
    if alt and not _FILE_NAME.fullmatch(alt):
        frame.append(part("p", "caption", alt))


def _settle(element: HtmlElement) -> None:
    """The element under the name and class that the style sheet knows; empty paragraphs go."""
    tag = str(element.tag)
    classes = set(element.get("class", "").split())
    mine = classes & {"picture", "photo", "caption", "inner", "lost"}
    look = " ".join(mine)
    if tag == "figcaption":
        look = "caption"
    elif tag == "blockquote":
        look = "quote"
    elif tag == "pre":
        look = "code"
    elif tag == "div" and "admonition" in classes:
        look = "notice danger" if classes & {"warning", "danger"} else "notice"
    elif "admonition-title" in classes or tag == "dt":
        look = "notice-title"
    elif not look and tag == "p" and element.getnext() is None and _box(element.getparent()):
        look = "last"
    element.attrib.pop("class", None)
    if look:
        element.set("class", look)
    if tag == "table" and element.getparent() is not None:
        _wrap(element, "scroll")
    if tag == "p" and len(element) == 0 and not words(element):
        element.drop_tree()
        return
    if any(child.tag in _BLOCKS for child in element) and tag == "p":
        element.tag = "section"  # a picture was put into its block's middle
    element.tag = _RENAMED.get(tag, element.tag)


def _wrap(element: HtmlElement, look: str) -> None:
    frame = dom.Element("section", {"class": look})
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, frame)
    frame.tail, element.tail = element.tail, None
    frame.append(element)


def _box(element: HtmlElement | None) -> bool:
    return (
        element is not None and element.tag in ("blockquote", "section", "div") and bool(element.get("class"))
    )


def _within(element: HtmlElement, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None
