"""Sanitiser of an item's HTML: an allow list of elements and attributes, absolute URLs.

The platform drops scripts, style sheets, frames, forms and media from elsewhere (developers.weixin.qq.com,
api_draft_add, 2025-12-19, and reports of its users). Each dropped medium leaves a line that points to the original.
"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urljoin

import nh3
from lxml import html as dom
from lxml.html import HtmlElement

from column.wechat.article.draft_problem import DraftProblem
from column.wechat.article.elements import inner_text
from column.wechat.feed_reader.items import Item

# fmt: off
_TAGS = {
    "a", "b", "blockquote", "br", "caption", "code", "dd", "del", "div", "dl", "dt", "em", "figcaption", "figure",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "li", "ol", "p", "pre", "s", "section", "span",
    "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}
_DROPPED_MEDIA = {
    "video": "视频", "audio": "音频", "iframe": "嵌入网页", "embed": "嵌入内容", "object": "嵌入内容",
    "svg": "矢量图", "form": "表单", "canvas": "画布",
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
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def sanitised(item: Item) -> tuple[HtmlElement, tuple[DraftProblem, ...]]:
    """The content as a sanitised `section` element, and a problem for each kind of medium that it had to drop.

    Links and pictures get absolute URLs; a dropped medium is replaced by a line that says so.
    """
    raw = dom.fragment_fromstring(_CONTROL.sub("", item.html) or "<p></p>", create_parent="section")
    dropped: dict[str, None] = {}
    for element in list(raw.iter(*_DROPPED_MEDIA)):
        name = _DROPPED_MEDIA[str(element.tag)]
        dropped[name] = None
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
            dropped["内嵌图片"] = None
            image.drop_tree()
    problems = tuple(
        DraftProblem(
            "lost", f"正文里的{name}公众号收不下。", "稿件里已换成一行“请看阅读原文”的提示。", blocking=False
        )
        for name in dropped
    )
    return body, problems


def picture_urls(item: Item) -> tuple[str, ...]:
    """The absolute URLs of the pictures in the content, in reading order, each once."""
    body, _ = sanitised(item)
    return tuple(dict.fromkeys(image.get("src", "") for image in body.iter("img")))


def text(item: Item) -> str:
    """The content as plain text in one line, without tables and captions."""
    body, _ = sanitised(item)
    for element in list(body.iter("figcaption", "table")):
        element.drop_tree()
    return inner_text(body)


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "tel", "mailto"},
        link_rel=None,
        strip_comments=True,
    )
