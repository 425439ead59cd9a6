"""The dry run: a folder to look at, made without an account and without a call to the platform.

For each item a page of a phone's width (`001.html`) and what would be sent (`001.json`), where pictures have
their place in the folder instead of the platform's address; `index.html` lists them, with what would be left.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from pathlib import Path

from column.wechat.article.payload import Packer, Parcel, UnfitError
from column.wechat.article.pictures import Picture
from column.wechat.feed.items import Item


class Folder:
    """Uploads that go to a folder; the address of a picture is its place relative to the pages."""

    def __init__(self, root: Path) -> None:
        self._root = root
        (root / "pictures").mkdir(parents=True, exist_ok=True)

    def picture(self, picture: Picture) -> str:
        name = f"pictures/{hashlib.sha256(picture.data).hexdigest()[:16]}.{picture.kind}"
        (self._root / name).write_bytes(picture.data)
        return name

    cover = picture


def write(root: Path, items: Sequence[Item], packer: Packer, account: str) -> tuple[tuple[Item, str], ...]:
    """Write the folder; gives the items that would be left, each with the reason in Chinese.

    `packer` uploads to a `Folder` of the same root; `account` is the name shown under each title.
    """
    cards: list[str] = []
    left: list[tuple[Item, str]] = []
    for number, item in enumerate(items, start=1):
        try:
            parcel = packer.pack(item)
        except UnfitError as fault:
            left.append((item, str(fault)))
            cards.append(
                f'<p class="left"><b>{escape(item.title)}</b><br>不能成为草稿：{escape(str(fault))}</p>'
            )
            continue
        name = f"{number:03}"
        (root / f"{name}.html").write_text(page(parcel, account), encoding="utf-8")
        body = json.dumps(parcel.body, ensure_ascii=False, indent=2)
        (root / f"{name}.json").write_text(body + "\n", encoding="utf-8")
        cards.append(f'<a class="card" href="{name}.html">{_in_list(parcel)}</a>')
    head = f"<h1>{len(items) - len(left)} 篇草稿的预览</h1>" + (
        f"<p>另有 {len(left)} 篇不能成为草稿。</p>" if left else ""
    )
    (root / "index.html").write_text(
        _frame("草稿预览", f'<div class="page">{head}{"".join(cards)}</div>'), encoding="utf-8"
    )
    return tuple(left)


def page(parcel: Parcel, account: str) -> str:
    """A whole page: the article as readers would see it, then how it looks in lists, then its figures."""
    body, item = parcel.body, parcel.item
    day = f"{item.published:%Y-%m-%d %H:%M}" if item.published else ""
    facts = [f"标题 {len(body['title'])} 字", f"摘要 {len(body['digest'])} 字", parcel.size]
    if item.sample:
        facts.append("示例文章：正式运行时不会建草稿")
    points = "".join(f"<li>{escape(str(point))}</li>" for point in (*facts, *parcel.notes))
    return _frame(
        str(body["title"]),
        f"""<article class="page">
<h1>{escape(body["title"])}</h1>
<p class="meta">{escape(body["author"])} <b>{escape(account)}</b> {day}</p>
{body["content"]}
<p class="more"><a href="{escape(body["content_source_url"])}" rel="noreferrer">阅读原文</a></p>
</article>
<aside class="desk">
<h2>消息列表里</h2>{_in_list(parcel)}
<h2>转发时</h2>{_shared(parcel)}
<h2>检查</h2><ul>{points}</ul>
</aside>""",
    )


def _in_list(parcel: Parcel) -> str:
    cover, title = escape(parcel.body["thumb_media_id"]), escape(parcel.body["title"])
    return f'<div class="list"><img src="{cover}" alt="封面"><span>{title}</span></div>'


def _shared(parcel: Parcel) -> str:
    cover, title = escape(parcel.body["thumb_media_id"]), escape(parcel.body["title"])
    digest = escape(parcel.body["digest"])
    picture = f"<i style=\"background-image:url('{cover}')\"></i>"
    return f'<div class="share"><div><b>{title}</b><small>{digest}</small></div>{picture}</div>'


def _frame(title: str, inner: str) -> str:
    css = (files("column.wechat.article") / "preview.css").read_text(encoding="utf-8")
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{escape(title)}</title>
<style>
{css}</style>
</head>
<body>
<main class="phone">
{inner}
</main>
</body>
</html>
"""
