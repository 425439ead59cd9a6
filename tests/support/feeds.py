"""How the tests read feeds, and the rules of the formats that every document keeps.

The rules of the W3C feed validator (github.com/w3c/feedvalidator, read on 2026-11-24) are written out in
`_check_rss` and `_check_atom`, by the names that it gives them; its own source ran clean over the same feeds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import jsonschema  # type: ignore[import-untyped]
from lxml import etree

from column.content import library
from column.content.library import Library
from column.feeds import writer
from column.model.any_article import AnyArticle
from column.model.kinds import CaseKind
from column.settings.records import Settings
from support import builders

DATA = Path(__file__).parents[1] / "data"
SCHEMA = json.loads((DATA / "jsonfeed-1.1.schema.json").read_text(encoding="utf-8"))
NS = {
    "at": "http://purl.org/atompub/tombstones/1.0",
    "column": "urn:column:feed",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "fh": "http://purl.org/syndication/history/1.0",
    "media": "http://search.yahoo.com/mrss/",
}
SITE = builders.site()
DAY = date(2026, 10, 31)


def rendered(held: Library, site: Settings = SITE) -> dict[str, bytes]:
    return dict(writer.render(held, site, builders.cover))


def only(*articles: AnyArticle) -> Library:
    return library.build(builders.VOCABULARY, articles)


def items(document: bytes) -> list[etree._Element]:
    root = etree.fromstring(document)
    return root.findall("channel/item") or root.findall("atom:entry", NS)


def text(element: etree._Element, path: str) -> str:
    found = element.findtext(path, namespaces=NS)
    assert found is not None, path
    return found


def body(element: etree._Element) -> str:
    return text(element, "content:encoded" if element.tag == "item" else "atom:content")


def guids(document: bytes) -> list[str]:
    if document.startswith(b"{"):
        return [item["id"] for item in json.loads(document)["items"]]
    return [text(item, "guid" if item.tag == "item" else "atom:id") for item in items(document)]


def archive_pages(documents: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in documents.items() if re.search(r"feed-\d{4}-\d\d\.", path)}


def odd_articles() -> list[AnyArticle]:
    """What officers really send: photos, tables, corrections, samples, pasted rubbish."""
    mixed = (
        "![民警讲解](xianchang.jpg)\n\n看[通报](https://example.gov.cn/a?b=1&c=2)、[本站](/plan/)和[上面](#x)。\n\n"
        '!!! warning "注意"\n    不要转账。\n\n| 时间 | 事 |\n|:--|--:|\n| 上午 | 讲课 |\n\n见脚注[^1]\n\n[^1]: 通报原文。\n'
    )
    return [
        builders.briefing("photo", DAY, body=mixed, photos=[builders.photo()]),
        builders.case("fixed", DAY - timedelta(60), updated=DAY, correction="“96110”误写为“96100”。", kind=CaseKind.CASE),
        builders.case("sample", DAY, sample=True, title="冒充客服退款"),
        builders.briefing(
            "odd", DAY, title="{{ site }} <b>粗</b> R&D ]]> 😀𠮷 AT&amp;T", time=builders.MORNING,
            body="{{ x }} {% y %} ]]> <!-- 注 --> 😀𠮷 a < b && c\n\n`<script>`",
        ),
    ]  # fmt: skip


def check_all(documents: dict[str, bytes], address: str) -> None:
    for path, data in documents.items():
        if path.endswith(".xml"):
            _check_rss(data, address + path)
        elif path.endswith(".atom"):
            _check_atom(data, address + path)
        elif path.endswith(".json"):
            feed = json.loads(data)
            jsonschema.validate(feed, SCHEMA, cls=jsonschema.Draft7Validator)
            assert feed["version"] == "https://jsonfeed.org/version/1.1"
            assert feed["feed_url"] == address + path != feed.get("next_url")
            _check_text(item["content_html"] for item in feed["items"])


def _check_text(contents: Iterator[str]) -> None:
    """SecurityRisk, ContainsRelRef, NotHtml, BadCharacters; no class that needs the site."""
    for content in contents:
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd-\uffff\ufdd0-\ufdef]", content)
        for element in (
            html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(content).iter()
        ):
            if not isinstance(element.tag, str):
                continue
            assert element.tag not in (
                "script",
                "style",
                "iframe",
                "object",
                "embed",
                "form",
                "input",
                "link",
                "meta",
            )
            assert not [
                name
                for name in element.attrib
                if name.startswith("on") or name in ("style", "class", "srcset")
            ]
            for name in ("href", "src"):
                if value := element.get(name):
                    assert urlsplit(value).scheme in ("http", "https", "tel")


def _check_rss(data: bytes, address: str) -> None:
    root = etree.fromstring(data)
    channel = root[0]
    assert root.get("version") == "2.0"
    assert [child.tag for child in channel].count("item") == len(channel.findall("item"))
    tail = (
        [child.tag for child in channel][-len(channel.findall("item")) :]
        if channel.find("item") is not None
        else []
    )
    assert set(tail) <= {"item"}, "MisplacedItem"
    for name in ("title", "link", "description", "language", "lastBuildDate", "ttl", "copyright", "image"):
        assert len(channel.findall(name)) == 1, name
    own = [link.get("href") for link in channel.findall("atom:link", NS) if link.get("rel") == "self"]
    assert own == [address], "MissingAtomSelfLink, SelfDoesntMatchLocation"
    assert text(channel, "language") == "zh-CN"
    assert text(channel, "image/title") == text(channel, "title"), "ImageTitleDoesntMatch"
    assert text(channel, "image/link") == text(channel, "link"), "ImageLinkDoesntMatch"
    assert int(text(channel, "image/width")) <= 144
    assert int(text(channel, "image/height")) <= 400
    assert text(channel, "image/url").endswith(".png")
    held = channel.findall("item")
    for path in ("guid", "pubDate", "atom:updated"):
        values = [text(item, path) for item in held]
        assert len(set(values)) == len(values), path
    for item in held:
        assert item.find("author") is None, "an author without e-mail"
        assert not re.search(r"</?\w|&#?\w+;", text(item, "title")), "ContainsHTML"
        assert re.fullmatch(r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0800", text(item, "pubDate"))
        assert text(item, "link").startswith("https://")
        for name in (
            "title",
            "link",
            "description",
            "content:encoded",
            "guid",
            "pubDate",
            "atom:updated",
            "dc:creator",
        ):
            assert len(item.findall(name, NS)) == 1, name
        assert item.find("atom:published", NS) is None, "DuplicateItemSemantics"
        assert item.find("media:group", NS) is None, "MediaGroupWithoutAlternatives"
    _check_text(body(item) for item in held)


def _check_atom(data: bytes, address: str) -> None:
    feed = etree.fromstring(data)
    tags = [child.tag for child in feed]
    held = feed.findall("atom:entry", NS)
    assert set(tags[len(tags) - len(held) :]) <= {f"{{{NS['atom']}}}entry"}, "MisplacedMetadata"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-CN"
    for name in ("id", "title", "updated", "author", "rights", "logo", "subtitle"):
        assert len(feed.findall(f"atom:{name}", NS)) == 1, name
    links = [(link.get("rel"), link.get("href")) for link in feed.findall("atom:link", NS)]
    assert [href for rel, href in links if rel == "self"] == [address], "MissingSelf, SelfDoesntMatchLocation"
    if feed.find("fh:archive", NS) is not None:
        assert {"current", "prev-archive"} <= {rel for rel, _ in links}, (
            "ArchiveIncomplete, MissingCurrentInArchive"
        )
    for path in ("atom:id", "atom:updated"):
        values = [text(entry, path) for entry in held]
        assert len(set(values)) == len(values), "DuplicateEntries, DuplicateUpdated"
    for entry in held:
        for name in ("id", "title", "updated", "published", "author", "summary", "content"):
            assert len(entry.findall(f"atom:{name}", NS)) == 1, name
        assert text(entry, "atom:updated") >= text(entry, "atom:published")
        relations = [link.get("rel") for link in entry.findall("atom:link", NS)]
        assert relations in (["alternate", "enclosure"], ["alternate", "enclosure", "enclosure"])
        for source in entry.findall("atom:source", NS):
            assert {child.tag.split("}")[1] for child in source} >= {"id", "title", "updated", "link"}, (
                "MissingSourceElement"
            )
    _check_text(body(entry) for entry in held)
