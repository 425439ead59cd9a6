"""Which feeds there are, what they hold, what never changes in them, and that nothing is made twice."""

from __future__ import annotations

import json
import re
import time as clock
from dataclasses import replace
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

import pytest
from lxml import etree

from column.content import library
from column.content.library import Library
from column.feeds import channels, entries
from column.feeds import documents as feed_documents
from column.feeds.documents import FEED_STYLE
from column.feeds.writer import FeedWriter
from column.model.any_article import AnyArticle
from support import builders
from support.changes import variants
from support.feeds import (
    DAY,
    NS,
    SITE,
    archive_pages,
    check_all,
    guids,
    items,
    odd_articles,
    only,
    rendered,
    text,
)


@pytest.fixture(scope="module")
def stock() -> Library:
    return library.build(builders.VOCABULARY, builders.many(130) + odd_articles())


@pytest.fixture(scope="module")
def documents(stock: Library) -> dict[str, bytes]:
    return rendered(stock, builders.site(hub="https://hub.example.gov.cn/"))


def test_each_channel_has_three_documents_and_a_place_in_the_opml(
    stock: Library, documents: dict[str, bytes]
) -> None:
    listed = channels.channels(stock.vocabulary, SITE)
    paths = {channel.path for channel in listed}
    assert {"", "briefings/", "cases/", "groups/elderly/", "units/wucheng/", "scams/police/"} <= paths
    assert len(listed) == 3 + len(builders.GROUPS) + len(builders.UNITS) + len(builders.SCAMS)
    assert {
        f"{path}feed.{ending}" for path in paths for ending in ("xml", "atom", "json")
    } <= documents.keys()
    assert all(channel.title and channel.description and channel.audience for channel in listed)
    outlines = etree.fromstring(documents[channels.OPML]).findall("body//outline[@type='rss']")
    assert {outline.get("xmlUrl") for outline in outlines} == {f"{SITE.url}{path}feed.xml" for path in paths}
    assert all(
        outline.get("text") and outline.get("title") and outline.get("htmlUrl") for outline in outlines
    )


def test_a_feed_holds_the_newest_fifty(stock: Library, documents: dict[str, bytes]) -> None:
    newest = {entries.tag(SITE.feeds, entries.permanent(piece)) for piece in stock.articles[:49]}
    for name in ("feed.xml", "feed.atom", "feed.json"):
        assert len(guids(documents[name])) == 50
        assert newest <= set(guids(documents[name]))


def test_channels_hold_what_they_are_about(stock: Library, documents: dict[str, bytes]) -> None:
    for path, held in (
        ("units/wucheng/", "briefings/wucheng/"),
        ("cases/", "cases/"),
        ("briefings/", "briefings/"),
    ):
        found = guids(documents[f"{path}feed.atom"])
        assert found
        assert all(guid.split(":")[-1].startswith(held) for guid in found)
    groups = [
        item["_column"]["groups"] for item in json.loads(documents["groups/mothers/feed.json"])["items"]
    ]
    assert groups
    assert all("mothers" in ids for ids in groups)


# Documents


def test_the_head_comes_from_the_content_and_not_from_the_clock(stock: Library) -> None:
    first = rendered(stock)
    clock.sleep(1.1)
    assert rendered(stock) == first
    channel = etree.fromstring(first["feed.xml"])[0]
    latest = max(datetime.fromisoformat(text(item, "atom:updated")) for item in items(first["feed.xml"]))
    assert parsedate_to_datetime(text(channel, "lastBuildDate")) == latest
    assert datetime.fromisoformat(text(etree.fromstring(first["feed.atom"]), "atom:updated")) == latest


def test_an_empty_column_has_whole_feeds() -> None:
    documents = rendered(only())
    check_all(documents, SITE.url)
    channel = etree.fromstring(documents["feed.xml"])[0]
    assert text(channel, "lastBuildDate") == "Sun, 27 Apr 2025 00:00:00 +0800"
    assert json.loads(documents["feed.json"])["items"] == []
    assert not archive_pages(documents)


def test_the_hub_is_told_of_in_feeds_and_not_in_archive_pages(
    stock: Library, documents: dict[str, bytes]
) -> None:
    def hubs(data: bytes) -> list[str | None]:
        links = etree.fromstring(data).iter(f"{{{NS['atom']}}}link")
        return [link.get("href") for link in links if link.get("rel") == "hub"]

    assert hubs(documents["feed.xml"]) == hubs(documents["feed.atom"]) == ["https://hub.example.gov.cn/"]
    assert json.loads(documents["feed.json"])["hubs"] == [
        {"type": "WebSub", "url": "https://hub.example.gov.cn/"}
    ]
    assert hubs(rendered(stock)["feed.xml"]) == hubs(documents["feed-2026-05.xml"]) == []


def test_a_browser_finds_the_style_sheet(documents: dict[str, bytes]) -> None:
    for path, data in documents.items():
        if path.endswith((".xml", ".atom")):
            style = etree.fromstring(data).getprevious()
            assert style is not None
            found = re.fullmatch(r'type="text/css" href="([^"]+)"', style.text or "")
            assert found
            assert urljoin(SITE.url + path, found[1]) == SITE.url + FEED_STYLE
    assert "这是订阅源" in documents[FEED_STYLE].decode()


@pytest.mark.parametrize(
    "address", ["https://fanzha.example.gov.cn/", "https://www.example.gov.cn/a/fanzha/"]
)
def test_the_rules_of_the_formats(stock: Library, address: str) -> None:
    check_all(rendered(stock, builders.site(address, hub="https://hub.example.gov.cn/")), address)


# RFC 5005


def test_archive_pages_hold_what_is_past(stock: Library, documents: dict[str, bytes]) -> None:
    pages = archive_pages(documents)
    assert {path.partition("feed")[0] for path in pages} == {"", "briefings/", "cases/"}
    assert "feed-2026-10.xml" not in pages, "the month of the newest article is not past"
    for folder in ("", "briefings/", "cases/"):
        for ending in ("xml", "atom", "json"):
            found, path = set(guids(documents[f"{folder}feed.{ending}"])), f"{folder}feed.{ending}"
            while following := _previous(documents[path]):
                assert following.endswith(f".{ending}")
                path = following.removeprefix(SITE.url)
                found |= set(guids(documents[path]))
            held = {"": stock.articles, "briefings/": stock.briefings, "cases/": stock.cases}[folder]
            assert found == {entries.tag(SITE.feeds, entries.permanent(piece)) for piece in held}


def _previous(data: bytes) -> str:
    if data.startswith(b"{"):
        return str(json.loads(data).get("next_url", ""))
    links = etree.fromstring(data).iter(f"{{{NS['atom']}}}link")
    return next((link.get("href") or "" for link in links if link.get("rel") == "prev-archive"), "")


def test_archive_pages_never_change(stock: Library) -> None:
    before = archive_pages(rendered(stock))
    coming: list[AnyArticle] = [
        builders.briefing(f"xin-{number}", DAY + timedelta(number)) for number in range(60)
    ]
    coming += [builders.case(f"xin-{number}", DAY + timedelta(number)) for number in range(60)]
    after = archive_pages(rendered(library.build(builders.VOCABULARY, [*stock.articles, *coming])))
    assert before
    assert {path: after.get(path) for path in before} == before
    assert "feed-2026-10.xml" in after, "now that month is past"


def test_an_archive_page_changes_for_a_correction_only(stock: Library) -> None:
    before = archive_pages(rendered(stock))
    piece = next(piece for piece in stock.briefings if piece.date.month == 3)
    held = builders.edited(
        list(stock.articles), piece.id, updated=date(2026, 10, 30), correction="更正一处。"
    )
    after = archive_pages(rendered(held))
    changed = {path.rsplit(".", 1)[0] for path in before if before[path] != after[path]}
    assert changed == {"feed-2026-03", "briefings/feed-2026-03"}


def test_an_archive_page_says_what_it_is(documents: dict[str, bytes]) -> None:
    rss = etree.fromstring(documents["feed-2026-05.xml"])[0]
    atom = etree.fromstring(documents["feed-2026-05.atom"])
    for head, ending in ((rss, "xml"), (atom, "atom")):
        links = {link.get("rel"): link.get("href") for link in head.findall("atom:link", NS)}
        assert links["self"] == f"{SITE.url}feed-2026-05.{ending}"
        assert links["current"] == f"{SITE.url}feed.{ending}"
        assert links["prev-archive"] == f"{SITE.url}feed-2026-04.{ending}"
        assert "next-archive" not in links
        assert head.find("fh:archive", NS) is not None
    assert text(atom, "atom:id") == text(etree.fromstring(documents["feed.atom"]), "atom:id")
    assert etree.fromstring(documents["feed.xml"])[0].find("fh:archive", NS) is None


# The key of a document


def rendered_by_stem(articles: Library) -> dict[str, tuple[str, object]]:
    """The key and the bytes of every document."""
    listed = feed_documents.documents(articles, SITE, lambda article: builders.cover(article).url_path)
    writer = FeedWriter(SITE, listed, builders.cover)
    return {document.stem: (document.key, next(writer.render([document]))) for document in listed}


def test_a_document_has_another_key_where_it_comes_out_otherwise(stock: Library) -> None:
    before = rendered_by_stem(stock)
    article = stock.articles[5]
    changed = builders.edited(list(stock.articles), article.id, title="改过的标题", digest="changed")
    after = rendered_by_stem(changed)
    assert before.keys() == after.keys()
    for stem, (key, data) in before.items():
        assert (key == after[stem][0]) == (data == after[stem][1]), stem
    assert [stem for stem in before if before[stem] != after[stem]]


def test_the_key_changes_with_every_input(stock: Library) -> None:
    documents = feed_documents.documents(stock, SITE, lambda article: builders.cover(article).url_path)
    document = next(each for each in documents if getattr(each.entries[0], "scams", ()))
    for name, head in variants(document.head):
        assert replace(document, head=head).key != document.key, name
    first, *rest = document.entries
    for name, entry in variants(first):
        assert replace(document, entries=(entry, *rest)).key != document.key, name
    assert replace(document, entries=tuple(rest)).key != document.key
