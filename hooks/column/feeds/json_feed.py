"""JSON Feed 1.1 (jsonfeed.org/version/1.1), by the standard library.

What the format has no key for stands under `_column`, an extension of the kind that the specification provides for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from column.feeds.model import Entry, Head

TYPE = "application/feed+json"
_LANGUAGE = "zh-CN"


def document(head: Head, items: Iterable[bytes]) -> bytes:
    """A JSON Feed of items that `render_entry` made."""
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "home_page_url": head.home,
        "feed_url": f"{head.base}.json",
        "description": head.description,
        "user_comment": f"这是“{head.title}”的订阅源，给阅读器和公众号工具用。怎么用，见 {head.guide}",
        "icon": head.image,
        "favicon": head.image,
        "authors": [{"name": head.publisher, "url": head.site}],
        "language": _LANGUAGE,
        "_column": {"about": head.guide, "updated": head.updated.isoformat()},
    }
    if head.deleted:
        feed["_column"]["deleted"] = [
            {"id": each.tag, "at": each.at.isoformat(), "reason": each.reason} for each in head.deleted
        ]
    if head.previous:
        feed["next_url"] = f"{head.previous}.json"
    if head.hub and not head.current:
        feed["hubs"] = [{"type": "WebSub", "url": head.hub}]
    frame = json.dumps(feed | {"items": []}, ensure_ascii=False).encode()
    return b"".join((frame.removesuffix(b"]}"), b"\n", b",\n".join(items), b"\n]}\n"))


def render_entry(entry: Entry, guide: str) -> bytes:
    """One item in UTF-8. `guide` is the address that explains `_column`."""
    item: dict[str, Any] = {
        "id": entry.tag,
        "url": entry.link,
        "title": entry.title,
        "content_html": entry.html,
        "summary": entry.summary,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": entry.author}],
        "tags": [category.name for category in entry.categories],
        "_column": _own(entry, guide),
        "image": entry.picture,
        "attachments": [
            *_recorded(entry),
            {
                "url": entry.picture,
                "mime_type": entry.cover.type,
                "size_in_bytes": entry.cover.length,
            },
        ],
    }
    return json.dumps(item, ensure_ascii=False).encode()


def _recorded(entry: Entry) -> Iterator[dict[str, Any]]:
    """The film or recording of an entry."""
    if recorded := entry.recorded:
        yield {
            "url": recorded.url,
            "mime_type": recorded.type,
            "size_in_bytes": recorded.length,
            "duration_in_seconds": recorded.seconds,
        }


def _own(entry: Entry, guide: str) -> dict[str, Any]:
    own: dict[str, Any] = {"about": guide, "groups": entry.ids("group"), "scams": entry.ids("scam")}
    for axis in ("kind", "unit", "scam", "venue"):
        if ids := entry.ids(axis):
            own[axis] = ids[0]
    if entry.short_title:
        own["short_title"] = entry.short_title
    if entry.ids("sample"):
        own["sample"] = True
    if entry.ids("outdated"):
        own["outdated"] = True
    return own
