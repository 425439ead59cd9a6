"""Feeds in their three formats to items: RSS 2.0 and Atom by feedparser, JSON Feed 1.1 by the standard library.

What the column says besides stands in the categories, whose schemes are `urn:column:<axis>` (in RSS with the id
behind: `urn:column:group:elderly`), in `dcterms:alternative` (the short title) and, in JSON Feed, under `_column`.
Elements of the namespace `urn:column:1.0`, where a feed has them, go before the categories.
"""

from __future__ import annotations

import html
import io
import json
import re
from calendar import timegm
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

import feedparser

from column.model.records import BEIJING
from column.wechat.feed.items import AXES, Feed, Item

NAMESPACE = "urn:column:1.0"
TERMS = "http://purl.org/dc/terms/"

_SCHEME = re.compile(r"urn:column:(?P<axis>\w+)(?::(?P<id>[\w-]+))?")
_PICTURE_TYPES = ("image/jpeg", "image/png")


class FeedError(ValueError):
    """The feed is not one, or came in broken; the message says so in Chinese."""


def parse(data: bytes, address: str = "") -> Feed:
    """A feed from its bytes. `address` is where they came from, for relative addresses in them.

    Raises `FeedError` for what is no feed, and for XML that breaks off: half an article must not become a draft.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(data, address)
    parsed = feedparser.parse(
        io.BytesIO(data),
        sanitize_html=False,  # `article` does, against what WeChat keeps
        resolve_relative_uris=False,  # so does it, against the item's own address
        response_headers={"content-location": address, "content-type": "application/xml"},
    )
    fault = parsed.get("bozo_exception")
    if not parsed.get("version") or (
        parsed.bozo and not isinstance(fault, feedparser.CharacterEncodingOverride)
    ):
        raise FeedError("不是完整的 RSS 或 Atom 订阅源。")
    prefixes = {uri: name for name, uri in parsed.namespaces.items()}
    own, terms = prefixes.get(NAMESPACE, "column"), prefixes.get(TERMS, "dcterms")
    links = parsed.feed.get("links", ())
    address = next((link["href"] for link in links if link.get("rel") == "self" and "href" in link), "")
    return Feed(address, tuple(_xml_item(entry, own, terms) for entry in parsed.entries if entry.get("id")))


def _xml_item(entry: Any, own: str, terms: str) -> Item:
    """`own` and `terms` are the prefixes by which feedparser calls the two namespaces."""

    def said(prefix: str, name: str) -> str:
        return " ".join(str(dict.get(entry, f"{prefix}_{name}", "")).split())

    ids = {axis: _ids(entry, axis, said(own, axis)) for axis in (*AXES, "sample")}
    content = entry.content[0].value if entry.get("content") else ""
    return Item(
        guid=entry.id,
        link=entry.get("link", ""),
        title=_text(entry, "title"),
        short_title=said(own, "short_title") or said(terms, "alternative"),
        author=" ".join(entry.get("author", "").split()),
        summary=_text(entry, "summary") if content else "",
        html=content or entry.get("summary", ""),
        cover=_xml_cover(entry),
        published=_moment(dict.get(entry, "published_parsed")),
        updated=_moment(dict.get(entry, "updated_parsed")),
        kind="".join(ids["kind"][:1]),
        unit="".join(ids["unit"][:1]),
        venue="".join(ids["venue"][:1]),
        scams=tuple(ids["scam"]),
        groups=tuple(ids["group"]),
        sample=ids["sample"] == ["true"],
    )


def _ids(entry: Any, axis: str, first: str) -> list[str]:
    """The ids of one axis. feedparser keeps only the last of an element that repeats, so `first`, the column's own
    element, is one of them, and the categories are the others."""
    found = (_SCHEME.fullmatch(tag.get("scheme") or "") for tag in entry.get("tags", ()))
    named = [
        match["id"] or tag.get("term") or ""
        for match, tag in zip(found, entry.get("tags", ()), strict=True)
        if match and match["axis"] == axis
    ]
    return [first] if first and not named else [*dict.fromkeys(named)]


def _xml_cover(entry: Any) -> str:
    pictures = [*entry.get("enclosures", ()), *entry.get("media_content", ())]
    typed = [picture for picture in pictures if picture.get("type") in _PICTURE_TYPES]
    return next((str(picture.get("href") or picture.get("url") or "") for picture in typed), "")


def _json_feed(data: bytes, address: str) -> Feed:
    try:
        feed = json.loads(data.decode("utf-8-sig"))
        if not str(feed["version"]).startswith("https://jsonfeed.org/version/1"):
            raise FeedError("不是 JSON Feed 订阅源。")
        own = str(feed.get("feed_url", ""))
        return Feed(own, tuple(_json_item(item, own or address) for item in feed["items"] if item.get("id")))
    except (KeyError, TypeError, AttributeError, ValueError) as fault:
        if isinstance(fault, FeedError):
            raise
        raise FeedError("不是完整的 JSON Feed 订阅源。") from fault


def _json_item(item: Mapping[str, Any], base: str) -> Item:
    own = item.get("_column") or {}
    authors = item.get("authors") or ([item["author"]] if item.get("author") else [])
    covers = [
        attachment["url"]
        for attachment in item.get("attachments", ())
        if attachment.get("mime_type") in _PICTURE_TYPES
    ]
    cover = next(iter(covers), "") or item.get("image") or item.get("banner_image") or ""
    text = "".join(
        f"<p>{html.escape(line)}</p>" for line in str(item.get("content_text", "")).splitlines() if line
    )
    return Item(
        guid=str(item["id"]),
        link=str(item.get("url", "")),
        title=" ".join(str(item.get("title", "")).split()),
        short_title=" ".join(str(own.get("short_title", "")).split()),
        author=" ".join(str(authors[0].get("name", "") if authors else "").split()),
        summary=" ".join(str(item.get("summary", "")).split()),
        html=str(item.get("content_html") or text),
        cover=urljoin(base, str(cover)) if cover else "",
        published=_iso(item.get("date_published")),
        updated=_iso(item.get("date_modified")),
        kind=str(own.get("kind") or ""),
        unit=str(own.get("unit") or ""),
        venue=str(own.get("venue") or ""),
        scams=tuple(map(str, own.get("scams") or filter(None, [own.get("scam")]))),
        groups=tuple(map(str, own.get("groups") or ())),
        sample=own.get("sample") is True,
    )


def _text(entry: Any, name: str) -> str:
    """A title or summary in one line; as text where the feed gave HTML, which RSS does not say but feedparser sees."""
    words = str(entry.get(name, ""))
    if entry.get(f"{name}_detail", {}).get("type") == "text/html":
        words = html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", words))
    return " ".join(words.split())


def _moment(parsed: Any) -> datetime | None:
    return datetime.fromtimestamp(timegm(parsed), UTC).astimezone(BEIJING) if parsed else None


def _iso(text: Any) -> datetime | None:
    if not text:
        return None
    moment = datetime.fromisoformat(str(text))
    return (moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)).astimezone(BEIJING)
