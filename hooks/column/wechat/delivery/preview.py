"""Preview in a folder, as a dry run: no account and no call to the platform.

Each item gets a page of a phone's width (`001.html`) and the article object that would be sent (`001.json`), with
paths in the folder in place of the platform's URLs. `index.html` lists them, and the items that would get no draft.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from pathlib import Path

from column.wechat.article.payload import Payload, PayloadBuilder, UnfitError
from column.wechat.feed_reader.items import Item
from column.wechat.platform.picture_file import PictureFile


class FolderUploader:
    """Writes pictures to a folder; the URL of a picture is its path relative to the pages."""

    def __init__(self, root: Path) -> None:
        self._root = root
        (root / "pictures").mkdir(parents=True, exist_ok=True)

    def upload_picture(self, picture: PictureFile) -> str:
        name = f"pictures/{hashlib.sha256(picture.data).hexdigest()[:16]}.{picture.suffix}"
        (self._root / name).write_bytes(picture.data)
        return name

    upload_cover = upload_picture


def write(
    root: Path, items: Sequence[Item], builder: PayloadBuilder, account: str
) -> tuple[tuple[Item, str], ...]:
    """Write the preview; gives the items that would get no draft, each with the reason in Chinese.

    `builder` has a `FolderUploader` of the same folder; `account` is the name shown under each title.
    """
    cards: list[str] = []
    unfit: list[tuple[Item, str]] = []
    for number, item in enumerate(items, start=1):
        try:
            payload = builder.build(item)
        except UnfitError as error:
            unfit.append((item, str(error)))
            cards.append(
                f'<p class="left"><b>{escape(item.title)}</b><br>不能成为草稿：{escape(str(error))}</p>'
            )
            continue
        name = f"{number:03}"
        (root / f"{name}.html").write_text(page(payload, account), encoding="utf-8")
        data = json.dumps(payload.article, ensure_ascii=False, indent=2)
        (root / f"{name}.json").write_text(data + "\n", encoding="utf-8")
        cards.append(f'<a class="card" href="{name}.html">{_list_card(payload)}</a>')
    head = f"<h1>{len(items) - len(unfit)} 篇草稿的预览</h1>"
    if unfit:
        head += f"<p>另有 {len(unfit)} 篇不能成为草稿。</p>"
    index = _document("草稿预览", f'<div class="page">{head}{"".join(cards)}</div>')
    (root / "index.html").write_text(index, encoding="utf-8")
    return tuple(unfit)


def page(payload: Payload, account: str) -> str:
    """The page of an article: as readers see it, then as it looks in lists, then its sizes and problems."""
    article, item = payload.article, payload.item
    day = f"{item.published:%Y-%m-%d %H:%M}" if item.published else ""
    facts = [f"标题 {len(article['title'])} 字", f"摘要 {len(article['digest'])} 字", payload.size]
    if item.sample:
        facts.append("示例文章：正式运行时不会建草稿")
    points = "".join(f"<li>{escape(str(point))}</li>" for point in (*facts, *payload.problems))
    return _document(
        str(article["title"]),
        f"""<article class="page">
<h1>{escape(article["title"])}</h1>
<p class="meta">{escape(article["author"])} <b>{escape(account)}</b> {day}</p>
{article["content"]}
<p class="more"><a href="{escape(article["content_source_url"])}" rel="noreferrer">阅读原文</a></p>
</article>
<aside class="desk">
<h2>消息列表里</h2>{_list_card(payload)}
<h2>转发时</h2>{_share_card(payload)}
<h2>检查</h2><ul>{points}</ul>
</aside>""",
    )


def _list_card(payload: Payload) -> str:
    cover, title = escape(payload.article["thumb_media_id"]), escape(payload.article["title"])
    return f'<div class="list"><img src="{cover}" alt="封面"><span>{title}</span></div>'


def _share_card(payload: Payload) -> str:
    cover, title = escape(payload.article["thumb_media_id"]), escape(payload.article["title"])
    digest = escape(payload.article["digest"])
    picture = f"<i style=\"background-image:url('{cover}')\"></i>"
    return f'<div class="share"><div><b>{title}</b><small>{digest}</small></div>{picture}</div>'


def _document(title: str, inner: str) -> str:
    css = (files("column.wechat.delivery") / "preview.css").read_text(encoding="utf-8")
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
