"""Layout of a whole article: kicker, lead, content, notes, hotlines, source.

The editor drops `<style>`, position and transform, so css-inline puts article.css into `style` attributes.
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

from column.settings.records import Hotline
from column.wechat.article.draft_problem import DraftProblem
from column.wechat.article.elements import inner_text, new_element
from column.wechat.article.rewrite import rewrite
from column.wechat.article.sanitise import sanitised
from column.wechat.feed_reader.items import Item

_KIND_LABELS = {"briefing": "宣传简报", "case": "典型案例", "warning": "风险提示"}


@dataclass(frozen=True, slots=True)
class ArticleHtml:
    """The `content` of a draft, and the problems of what it had to drop."""

    html: str
    problems: tuple[DraftProblem, ...]


def lay_out(
    item: Item, hotlines: Sequence[Hotline], picture_url: Callable[[str], str], qr_code_url: str
) -> ArticleHtml:
    """The article of an item. `picture_url` gives the platform's URL for that of a picture."""
    body, problems = sanitised(item)
    heading = next(iter(body), None)
    if heading is not None and heading.tag == "h1" and _contains_text(inner_text(heading), item.title):
        heading.drop_tree()
    notes = rewrite(body, item.link, picture_url)
    body.set("class", "article")
    for index, element in enumerate(_opening(item, inner_text(body))):
        body.insert(index, element)
    body.extend([*_notes(notes), *_hotlines(hotlines), *_source(item, qr_code_url)])
    return ArticleHtml(_inline_styles(body), problems)


def _opening(item: Item, body: str) -> Iterator[HtmlElement]:
    """Kicker and lead; no lead if the text of the `body` begins with the summary."""
    kicker = dom.Element("section", {"class": "kicker"})
    if label := _KIND_LABELS.get(item.kind):
        kicker.append(new_element("span", "tag tag-warning" if item.kind == "warning" else "tag", label))
    day = f"{item.published.year}年{item.published.month}月{item.published.day}日" if item.published else ""
    facts = " · ".join(filter(None, (item.author, day)))
    if facts:
        kicker.append(new_element("span", "", facts))
    if len(kicker):
        yield kicker
    if item.summary and not _contains_text(item.summary, body[: len(item.summary) * 2]):
        yield new_element("section", "lead", item.summary)


def _notes(urls: Sequence[str]) -> Iterator[HtmlElement]:
    if not urls:
        return
    block = dom.Element("section", {"class": "notes"})
    block.append(new_element("p", "note", "文中提到的网页（请复制到浏览器打开）："))
    block.extend(new_element("p", "note", f"[{number}] {url}") for number, url in enumerate(urls, start=1))
    yield block


def _hotlines(hotlines: Sequence[Hotline]) -> Iterator[HtmlElement]:
    if not hotlines:
        return
    block = dom.Element("section", {"class": "hotlines"})
    block.append(
        new_element("p", "hotlines-title", f"遇到可疑情况，记住这{_in_chinese(len(hotlines))}个号码")
    )
    for hotline in hotlines:
        row = dom.Element("p", {"class": "line"})
        row.append(new_element("span", "number", hotline.number))
        row.append(new_element("span", "name", f" {hotline.name}"))
        sms_only = not hotline.dial and "拨" not in hotline.use
        use = f"{hotline.use.rstrip('。')}。此号码只发短信，不能拨打。" if sms_only else hotline.use
        row.append(new_element("span", "use", use))
        block.append(row)
    yield block


def _source(item: Item, qr_code_url: str) -> Iterator[HtmlElement]:
    block = dom.Element("section", {"class": "source"})
    if qr_code_url:
        block.append(dom.Element("img", {"class": "qr", "src": qr_code_url, "alt": "原文二维码"}))
    block.append(new_element("p", "last", "长按识别二维码，或点左下角“阅读原文”看网页版"))
    block.append(new_element("p", "address", item.link))
    yield block


def _inline_styles(body: HtmlElement) -> str:
    """The HTML with each style in the `style` attribute of its element, and without classes."""
    styled = css_inline.inline_fragment(dom.tostring(body, encoding="unicode"), _css(), minify_css=True)
    # A heading within a heading ends earlier for the inliner, which reads by HTML 5, than in the tree: what then stands
    # after the article belongs into it.
    tree, *rest = dom.fragments_fromstring(styled)
    tree.extend(rest)
    for element in tree.iter():
        element.attrib.pop("class", "")
    return re.sub(r">\s*\n\s*<", "><", dom.tostring(tree, encoding="unicode")).strip()


@cache
def _css() -> str:
    return (files("column.wechat.article") / "article.css").read_text(encoding="utf-8")


def _contains_text(short: str, long: str) -> bool:
    """Whether the one text occurs in the other, spaces and punctuation aside."""
    short, long = (re.sub(r"\W", "", text) for text in (short, long))
    return short in long


def _in_chinese(number: int) -> str:
    return "零一两三四五六七八九十"[number] if number <= 10 else str(number)
