"""The article as a whole: kicker, lead, content, notes, hotlines, source; every style on its element.

The editor drops `<style>`, position and transform, so css-inline puts `article.css` into `style` attributes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import css_inline
from lxml import html as dom
from lxml.html import HtmlElement

from column.model.records import Hotline
from column.wechat.article import sanitise as content
from column.wechat.article.finding import Finding
from column.wechat.article.sanitise import part, words
from column.wechat.feed.items import Item

KINDS = {"briefing": "宣传简报", "case": "典型案例", "warning": "风险提示"}


@dataclass(frozen=True, slots=True)
class Article:
    """`html` for the `content` of a draft; `losses` are what of the original cannot stand in it."""

    html: str
    losses: tuple[Finding, ...]


def dress(item: Item, hotlines: Sequence[Hotline], address: Callable[[str], str], qr: str) -> Article:
    """The whole article: kicker, lead, content, notes, hotlines, source.

    `address` gives the platform's address for a picture's own one, `qr` is that of the QR code of the item's link.
    """
    body, losses = content.parsed(item)
    first = next(iter(body), None)
    if first is not None and first.tag == "h1" and _same(words(first), item.title):
        first.drop_tree()
    notes = content.rewritten(body, item.link, address)
    body.set("class", "article")
    for index, element in enumerate(_opening(item, words(body))):
        body.insert(index, element)
    body.extend([*_notes(notes), *_hotlines(hotlines), *_source(item, qr)])
    return Article(_inlined(body), losses)


def _opening(item: Item, body: str) -> Iterator[HtmlElement]:
    kicker = dom.Element("section", {"class": "kicker"})
    if label := KINDS.get(item.kind):
        tag = part("span", "tag tag-warning" if item.kind == "warning" else "tag", label)
        kicker.append(tag)
    day = f"{item.published.year}年{item.published.month}月{item.published.day}日" if item.published else ""
    facts = " · ".join(filter(None, (item.author, day)))
    if facts:
        kicker.append(part("span", "", facts))
    if len(kicker):
        yield kicker
    if item.summary and not _same(item.summary, body[: len(item.summary) * 2]):
        yield part("section", "lead", item.summary)


def _notes(addresses: Sequence[str]) -> Iterator[HtmlElement]:
    if not addresses:
        return
    block = dom.Element("section", {"class": "notes"})
    block.append(part("p", "note", "文中提到的网页（请复制到浏览器打开）："))
    block.extend(
        part("p", "note", f"[{number}] {address}") for number, address in enumerate(addresses, start=1)
    )
    yield block


def _hotlines(hotlines: Sequence[Hotline]) -> Iterator[HtmlElement]:
    if not hotlines:
        return
    block = dom.Element("section", {"class": "hotlines"})
    block.append(part("p", "hotlines-title", f"遇到可疑情况，记住这{_count(len(hotlines))}个号码"))
    for line in hotlines:
        row = dom.Element("p", {"class": "line"})
        row.append(part("span", "number", line.number))
        row.append(part("span", "name", f" {line.name}"))
        silent = not line.dial and "拨" not in line.use
        use = f"{line.use.rstrip('。')}。此号码只发短信，不能拨打。" if silent else line.use
        row.append(part("span", "use", use))
        block.append(row)
    yield block


def _source(item: Item, qr: str) -> Iterator[HtmlElement]:
    block = dom.Element("section", {"class": "source"})
    if qr:
        block.append(dom.Element("img", {"class": "qr", "src": qr, "alt": "原文二维码"}))
    block.append(part("p", "last", "长按识别二维码，或点左下角“阅读原文”看网页版"))
    block.append(part("p", "address", item.link))
    yield block


def _inlined(body: HtmlElement) -> str:
    """Styles on their elements, and then no class and no id anywhere."""
    dressed = css_inline.inline_fragment(dom.tostring(body, encoding="unicode"), _style(), minify_css=True)
    tree = dom.fragment_fromstring(dressed)
    for element in tree.iter():
        element.attrib.pop("class", None)
    return re.sub(r">\s*\n\s*<", "><", dom.tostring(tree, encoding="unicode")).strip()


@cache
def _style() -> str:
    return (files("column.wechat.article") / "article.css").read_text(encoding="utf-8")


def _same(short: str, long: str) -> bool:
    """Whether the one text stands in the other, spaces and punctuation aside."""
    short, long = (re.sub(r"\W", "", text) for text in (short, long))
    return short in long


def _count(number: int) -> str:
    return "零一两三四五六七八九十"[number] if number <= 10 else str(number)
