"""What the platform takes, each limit with the page and the day on which it was read, and a check of it.

Pages stand under developers.weixin.qq.com/doc/service/api/; read in November 2026. `api_draft_add` was edited
on 2025-12-19. `findings` is pure: the check of a submission calls it to say early what WeChat will not take.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from column.model.records import Hotline
from column.wechat.article import layout as article
from column.wechat.article import sanitise as content
from column.wechat.article.finding import Finding
from column.wechat.feed.items import Item

__all__ = ["Finding", "digest", "findings", "of_item", "size"]

TITLE = 32
"""Characters (字); draftbox/draftmanage/api_draft_add, cell `title`, 2025-12-19. Error 45003."""

AUTHOR = 16
"""Characters; api_draft_add, cell `author`, 2025-12-19. Error 45110."""

DIGEST = 128
"""Characters, of a draft with a single article; api_draft_add, cell `digest`, 2025-12-19. Error 45004."""

CONTENT_CHARACTERS = 20_000
"""Fewer than this, tags and attributes counted (answer in the platform's forum, 2024-12-15); api_draft_add, cell
`content`, 2025-12-19. The same cell also says 2 kB, against all practice; so the size is told in each report."""

CONTENT_BYTES = 1_000_000
"""Fewer than this in UTF-8; api_draft_add, cell `content`, 2025-12-19 (1M, read in the stricter way)."""

SOURCE_BYTES = 1024
"""Of `content_source_url`; api_draft_add, 2025-12-19."""

ARTICLES = 8
"""In one draft; api_draft_add, 2025-12-19."""

PICTURE_BYTES = 1_000_000
"""Fewer than this, JPEG or PNG; material/permanent/api_uploadimage, note 1, read 2026-11. Errors 40005, 40009."""

COVER_BYTES = 10_000_000
"""At most; material/permanent/api_addmaterial, note 3, read 2026-11. The library holds 100,000 pictures."""

COVER_SIZE = (900, 383)
"""Width and height in pixels of the 2.35:1 cover, as the platform's editor advises."""

PAGE = 20
"""Drafts in one answer at most; draftbox/draftmanage/api_draft_batchget, cell `count`, read 2026-11."""

TOKEN_MARGIN = 300
"""Seconds before its end at which the platform itself renews a token; base/api_getstableaccesstoken, 2026-11."""

_ADDRESS = "https://mmbiz.qpic.cn/" + "x" * 140
"""As long as an address that `uploadimg` hands out, and a little longer."""

_CLOSING = "[”’」』）)】]*"
_SENTENCE = re.compile(f"[。！!？?]+{_CLOSING}|…+{_CLOSING}")
_CLAUSE = re.compile("[，,；;：、]")


def findings(
    title: str, short_title: str, author: str, summary: str, html: str, hotlines: Sequence[Hotline] = ()
) -> Iterator[Finding]:
    """What an official account will not take of an article, before anything is sent anywhere.

    `html` is the content with relative or absolute addresses. Yields nothing where all is well.
    """
    link = "https://example.invalid/briefings/unit/2025-04-27-article/"
    item = Item(
        guid="", link=link, title=title, short_title=short_title, author=author, summary=summary, html=html
    )
    yield from of_item(item, hotlines)


def of_item(item: Item, hotlines: Sequence[Hotline] = (), author: str = "") -> Iterator[Finding]:
    """The same for a feed's item; `author` is the account's own, where it signs all its articles so."""
    yield from _title(item)
    if len(author or item.author) > AUTHOR:
        yield Finding(
            "wechat-author",
            f"作者“{author or item.author}”有 {len(author or item.author)} 个字，公众号最多 {AUTHOR} 个字。",
            "运行时用 --author 给一个短的署名。",
        )
    yield from digest(item.summary, item.html)[1]
    if len(item.marker.stamp(item.link).encode()) > SOURCE_BYTES:
        yield Finding("wechat-link", "原文地址太长，公众号最多 1 kB。", "缩短文件夹名。")
    for address in content.pictures(item):
        if re.search(r"\.svgz?(?:[?#]|$)", address, re.I):
            yield Finding("wechat-picture", f"图片 {address} 是 SVG，公众号不收。", "换成 JPEG 或 PNG 图片。")
        if re.search(r"\.gif(?:[?#]|$)", address, re.I):
            what = f"图片 {address} 是 GIF，动图在公众号里只留第一帧。"
            yield Finding("wechat-picture", what, "换成几张照片。", stops=False)
    dressed = article.dress(item, hotlines, lambda _: _ADDRESS, _ADDRESS)
    yield from dressed.losses
    yield from size(dressed.html)


def size(html: str) -> Iterator[Finding]:
    """Whether an article's HTML, as it is to be sent, is short enough."""
    if len(html) >= CONTENT_CHARACTERS:
        yield Finding(
            "wechat-content",
            f"正文连同格式有 {len(html)} 个字符，公众号要少于 {CONTENT_CHARACTERS} 个。",
            "分成两篇，或删去一些表格和图片。",
        )
    if (count := len(html.encode())) >= CONTENT_BYTES:
        yield Finding(
            "wechat-content", f"正文有 {count} 字节，公众号要少于 {CONTENT_BYTES} 字节。", "分成两篇。"
        )


def digest(summary: str, html: str = "") -> tuple[str, tuple[Finding, ...]]:
    """The digest (摘要) of at most 128 characters, cut at the end of a sentence.

    Without a summary it is taken from the content, so that it never stays empty. Where no sentence ends in time,
    it is cut after a clause, and a finding that stops nothing says so.
    """
    words = summary or content.text(Item(guid="", link="", title="", html=html))
    if len(words) <= DIGEST:
        return words, ()
    ends = [found.end() for found in _SENTENCE.finditer(words) if found.end() <= DIGEST]
    if ends:
        return words[: ends[-1]].strip(), ()
    clauses = [found.start() for found in _CLAUSE.finditer(words, 0, DIGEST - 1)]
    cut = words[: clauses[-1] if clauses else DIGEST - 2].strip() + "……"
    mend = "另写一段 120 字以内、有句号的摘要。"
    return cut, (
        Finding("wechat-digest", f"摘要有 {len(words)} 个字而没有句号，已截短。", mend, stops=False),
    )


def _title(item: Item) -> Iterator[Finding]:
    if not item.headline:
        yield Finding("wechat-title", "没有标题。", "补上标题。")
    elif len(item.headline) > TITLE:
        name = "短标题" if item.short_title else "标题"
        yield Finding(
            "wechat-title",
            f"{name}“{item.headline}”有 {len(item.headline)} 个字，公众号最多 {TITLE} 个字。",
            f"在稿件的信息栏写一个 {TITLE} 字以内的“短标题”。",
        )
