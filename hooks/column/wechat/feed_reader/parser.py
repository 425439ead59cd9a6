"""Parser of feeds: RSS 2.0 and Atom with feedparser, JSON Feed 1.1 with the standard library.

The column's own data are in the categories, with the scheme `urn:column:<axis>` (in RSS with the id appended:
`urn:column:group:elderly`), in `dcterms:alternative` (short title) and, in JSON Feed, under `_column`. Elements of the
namespace `urn:column:1.0` give the short title first, and the ids of an axis without categories.
"""

from __future__ import annotations

import html
import io
import json
import re
from calendar import timegm
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

import feedparser
from lxml import etree

from column.model.article import BEIJING
from column.model.problems import UserError
from column.wechat.feed_reader.items import AXES, Deletion, Feed, Item

NAMESPACE = "urn:column:1.0"
TERMS = "http://purl.org/dc/terms_prefix/"
_TOMBS = "http://purl.org/atompub/tombstones/1.0"
_OWN = "urn:column:feed"

_SCHEME = re.compile(r"urn:column:(?P<axis>\w+)(?::(?P<id>[\w-]+))?")
_PICTURE_TYPES = ("image/jpeg", "image/png")


class FeedError(UserError):
    """Data that are not a complete feed."""


def parse(data: bytes, url: str = "") -> Feed:
    """The feed in these bytes; `url` is where they come from, for relative URLs.

    Raises `FeedError`, also for XML that is cut off: half an article must not become a draft.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(data, url)
    parsed = feedparser.parse(
        io.BytesIO(data),
        sanitize_html=False,  # `article.sanitise` does
        resolve_relative_uris=False,  # `article.sanitise` does, against the item's link
        response_headers={"content-location": url, "content-type": "application/xml"},
    )
    error = parsed.get("bozo_exception")
    if not parsed.get("version") or (
        parsed.bozo and not isinstance(error, feedparser.CharacterEncodingOverride)
    ):
        raise FeedError("不是完整的 RSS 或 Atom 订阅源。")
    prefixes = {uri: name for name, uri in parsed.namespaces.items()}
    column_prefix, terms_prefix = prefixes.get(NAMESPACE, "column"), prefixes.get(TERMS, "dcterms")
    links = parsed.feed.get("links", ())
    self_url = next((link["href"] for link in links if link.get("rel") == "self" and "href" in link), "")
    items = [_xml_item(entry, column_prefix, terms_prefix) for entry in parsed.entries]
    return _feed(self_url, items, _tombstones(data))


def _feed(self_url: str, items: Sequence[Item], deleted: Sequence[Deletion]) -> Feed:
    named = tuple(item for item in items if item.guid)
    return Feed(self_url, named, len(items) - len(named), tuple(each for each in deleted if each.guid))


def _tombstones(data: bytes) -> list[Deletion]:
    """The tombstones of a feed in XML (RFC 6721; in RSS those of the column): feedparser keeps only the last."""
    safe = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(data, safe)
    found = [] if root is None else root.iter(f"{{{_TOMBS}}}deleted-entry", f"{{{_OWN}}}deleted")
    return [
        Deletion(
            stone.get("ref", ""),
            _from_iso(stone.get("when")),
            " ".join((stone.findtext(f"{{{_TOMBS}}}comment") or stone.text or "").split()),
        )
        for stone in found
    ]


def _xml_item(entry: Any, column_prefix: str, terms_prefix: str) -> Item:
    """The item of an entry; feedparser names elements of the two namespaces by these prefixes."""

    def element_text(prefix: str, name: str) -> str:
        return " ".join(str(dict.get(entry, f"{prefix}_{name}", "")).split())

    ids = {
        axis: _ids(entry, axis, element_text(column_prefix, axis)) for axis in (*AXES, "sample", "outdated")
    }
    content = entry.content[0].value if entry.get("content") else ""
    return Item(
        guid=entry.get("id") or entry.get("link", ""),
        link=entry.get("link", ""),
        title=_text(entry, "title"),
        short_title=element_text(column_prefix, "short_title") or element_text(terms_prefix, "alternative"),
        author=" ".join(entry.get("author", "").split()),
        summary=_text(entry, "summary") if content else "",
        html=content or entry.get("summary", ""),
        cover=_xml_cover(entry),
        film=_film(entry.get("enclosures", ()), "type", "href"),
        published=_from_utc(dict.get(entry, "published_parsed")),
        updated=_from_utc(dict.get(entry, "updated_parsed")),
        kind="".join(ids["kind"][:1]),
        unit="".join(ids["unit"][:1]),
        venue="".join(ids["venue"][:1]),
        scams=tuple(ids["scam"]),
        groups=tuple(ids["group"]),
        sample=ids["sample"] == ["true"],
        outdated=ids["outdated"] == ["true"],
    )


def _ids(entry: Any, axis: str, element: str) -> list[str]:
    """The ids of an axis from the categories, else from the text of the column's own `element`.

    feedparser keeps only the last of repeated elements, so the categories have the complete list.
    """
    tags = entry.get("tags", ())
    schemes = (_SCHEME.fullmatch(tag.get("scheme") or "") for tag in tags)
    ids = [
        scheme["id"] or tag.get("term") or ""
        for scheme, tag in zip(schemes, tags, strict=True)
        if scheme and scheme["axis"] == axis
    ]
    return [element] if element and not ids else [*dict.fromkeys(ids)]


def _xml_cover(entry: Any) -> str:
    pictures = [*entry.get("enclosures", ()), *entry.get("media_content", ())]
    typed = [picture for picture in pictures if picture.get("type") in _PICTURE_TYPES]
    found = [*typed, *entry.get("media_thumbnail", ())]  # beside a film the picture is its thumbnail
    return next((str(picture.get("href") or picture.get("url") or "") for picture in found), "")


def _film(enclosed: Iterable[Mapping[str, Any]], kind: str, address: str) -> str:
    """The address of the film among what is enclosed; `kind` and `address` are what the format calls them."""
    return next((str(each.get(address, "")) for each in enclosed if each.get(kind) == "video/mp4"), "")


def _json_feed(data: bytes, url: str) -> Feed:
    try:
        feed = json.loads(data.decode("utf-8-sig"))
        version, items = str(feed["version"]), feed["items"]
        self_url = str(feed.get("feed_url", ""))
        parsed = [_json_item(item, self_url or url) for item in items]
        deleted = [
            Deletion(
                str(each["id"]), _from_iso(each.get("at")), " ".join(str(each.get("reason", "")).split())
            )
            for each in (feed.get("_column") or {}).get("deleted", ())
        ]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise FeedError("不是完整的 JSON Feed 订阅源。") from error
    if not version.startswith("https://jsonfeed.org/version/1"):
        raise FeedError("不是 JSON Feed 订阅源。")
    return _feed(self_url, parsed, deleted)


def _json_item(item: Mapping[str, Any], base: str) -> Item:
    column = item.get("_column") or {}
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
        guid=str(item.get("id") or item.get("url") or ""),
        link=str(item.get("url", "")),
        title=" ".join(str(item.get("title", "")).split()),
        short_title=" ".join(str(column.get("short_title", "")).split()),
        author=" ".join(str(authors[0].get("name", "") if authors else "").split()),
        summary=" ".join(str(item.get("summary", "")).split()),
        html=str(item.get("content_html") or text),
        cover=urljoin(base, str(cover)) if cover else "",
        film=_film(item.get("attachments", ()), "mime_type", "url"),
        published=_from_iso(item.get("date_published")),
        updated=_from_iso(item.get("date_modified")),
        kind=str(column.get("kind") or ""),
        unit=str(column.get("unit") or ""),
        venue=str(column.get("venue") or ""),
        scams=tuple(map(str, column.get("scams") or filter(None, [column.get("scam")]))),
        groups=tuple(map(str, column.get("groups") or ())),
        sample=column.get("sample") is True,
        outdated=column.get("outdated") is True,
    )


def _text(entry: Any, name: str) -> str:
    """A title or summary as one line of text; feedparser tells if it is HTML, which RSS does not."""
    text = str(entry.get(name, ""))
    if entry.get(f"{name}_detail", {}).get("type") == "text/html":
        text = html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", text))
    return " ".join(text.split())


def _from_utc(parsed: Any) -> datetime | None:
    return datetime.fromtimestamp(timegm(parsed), UTC).astimezone(BEIJING) if parsed else None


def _from_iso(text: Any) -> datetime | None:
    if not text:
        return None
    moment = datetime.fromisoformat(str(text))
    return (moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)).astimezone(BEIJING)
