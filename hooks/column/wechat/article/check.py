"""Check of an article against the limits of the platform, before anything is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from column.settings.records import Hotline
from column.wechat.article import layout, sanitise
from column.wechat.article.digest import digest
from column.wechat.article.draft_problem import DraftProblem
from column.wechat.feed_reader.items import Item
from column.wechat.platform import limits

_LONGEST_URL = "https://mmbiz.qpic.cn/" + "x" * 140
"""Stands for each picture's URL: somewhat longer than those that `uploadimg` returns."""


def article_problems(
    title: str, short_title: str, author: str, summary: str, html: str, hotlines: Sequence[Hotline] = ()
) -> Iterator[DraftProblem]:
    """What the platform would not accept of an article of the site; `html` may hold relative URLs."""
    link = "https://example.invalid/briefings/unit/2025-04-27-article/"
    item = Item(
        guid="", link=link, title=title, short_title=short_title, author=author, summary=summary, html=html
    )
    yield from item_problems(item, hotlines)


def item_problems(item: Item, hotlines: Sequence[Hotline] = (), author: str = "") -> Iterator[DraftProblem]:
    """What the platform would not accept of a feed item; `author` replaces the item's own."""
    yield from _title_problems(item)
    if len(author or item.author) > limits.AUTHOR:
        yield DraftProblem(
            "wechat-author",
            f"作者“{author or item.author}”有 {len(author or item.author)} 个字，公众号最多 {limits.AUTHOR} 个字。",
            "运行时用 --author 给一个短的署名。",
        )
    if digest(item)[1]:
        what = f"摘要有 {len(item.summary or sanitise.text(item))} 个字而没有句号，已截短。"
        yield DraftProblem("wechat-digest", what, "另写一段 120 字以内、有句号的摘要。", blocking=False)
    if len(item.draft_key.url(item.link).encode()) > limits.SOURCE_BYTES:
        yield DraftProblem("wechat-link", "原文地址太长，公众号最多 1 kB。", "缩短文件夹名。")
    for url in sanitise.picture_urls(item):
        if re.search(r"\.svgz?(?:[?#]|$)", url, re.I):
            yield DraftProblem(
                "wechat-picture", f"图片 {url} 是 SVG，公众号不收。", "换成 JPEG 或 PNG 图片。"
            )
        if re.search(r"\.gif(?:[?#]|$)", url, re.I):
            what = f"图片 {url} 是 GIF，动图在公众号里只留第一帧。"
            yield DraftProblem("wechat-picture", what, "换成几张照片。", blocking=False)
    article = layout.lay_out(item, hotlines, lambda _: _LONGEST_URL, _LONGEST_URL)
    yield from article.problems
    yield from size_problems(article.html)


def size_problems(html: str) -> Iterator[DraftProblem]:
    """Whether the HTML of an article, as it is to be sent, is too long."""
    if len(html) >= limits.CONTENT_CHARACTERS:
        yield DraftProblem(
            "wechat-content",
            f"正文连同格式有 {len(html)} 个字符，公众号要少于 {limits.CONTENT_CHARACTERS} 个。",
            "分成两篇，或删去一些表格和图片。",
        )
    if (size := len(html.encode())) >= limits.CONTENT_BYTES:
        what = f"正文有 {size} 字节，公众号要少于 {limits.CONTENT_BYTES} 字节。"
        yield DraftProblem("wechat-content", what, "分成两篇。")


def _title_problems(item: Item) -> Iterator[DraftProblem]:
    if not item.headline:
        yield DraftProblem("wechat-title", "没有标题。", "补上标题。")
    elif len(item.headline) > limits.TITLE:
        name = "短标题" if item.short_title else "标题"
        yield DraftProblem(
            "wechat-title",
            f"{name}“{item.headline}”有 {len(item.headline)} 个字，公众号最多 {limits.TITLE} 个字。",
            f"在稿件的信息栏写一个 {limits.TITLE} 字以内的“短标题”。",
        )
