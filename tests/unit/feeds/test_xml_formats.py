"""RSS items and Atom entries as feedgen writes them and readers parse them, and the JSON that says the same."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.content import library
from column.content.library import Library
from column.feeds import entries, xml_formats
from column.feeds.model import Category, Enclosure, Entry, Origin, Recorded
from column.model.article import BEIJING
from support import builders, feedgen_entries
from support.feeds import DAY, NS, SITE, body, guids, items, odd_articles, only, rendered, text

ODD = (
    "&", "<b>", "&lt;", "&#10;", '"', "'", "]]>", "<!-- ", "</item>", " ", "\n", "\t", "\u00a0", "防骗", "😀",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(ODD) | st.text(), min_size=1).map("".join).map(entries.clean)
LINES = TEXTS.map(entries.label).filter(bool)
ADDRESSES = st.text('abc/"&<>?=防').map(lambda path: f"https://fanzha.example.gov.cn/{path}")
MOMENTS = st.integers(0, 4 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, BEIJING))
AXES = st.sampled_from(["kind", "group", "scam", "venue", "unit", "sample"])
ENTRIES = st.builds(
    Entry,
    tag=LINES,
    link=ADDRESSES,
    title=LINES,
    short_title=LINES | st.just(""),
    summary=TEXTS | st.just(""),
    html=TEXTS.filter(bool),
    author=LINES,
    published=MOMENTS,
    updated=MOMENTS,
    categories=st.lists(st.builds(Category, AXES, LINES, LINES)).map(tuple),
    cover=st.builds(
        Enclosure,
        url_path=ADDRESSES,
        length=st.integers(0),
        type=st.sampled_from(["image/jpeg", "image/png"]),
        width=st.integers(1),
        height=st.integers(1),
    ),
    picture=ADDRESSES,
    origin=st.builds(Origin, LINES, LINES, LINES, ADDRESSES),
    recorded=st.none()
    | st.builds(
        Recorded,
        url=ADDRESSES,
        length=st.integers(0),
        type=st.sampled_from(["video/mp4", "audio/mpeg"]),
        seconds=st.integers(1),
        width=st.integers(0),
        height=st.integers(1),
    ),
)


@pytest.fixture(scope="module")
def stock() -> Library:
    return library.build(builders.VOCABULARY, builders.many(130) + odd_articles())


@pytest.fixture(scope="module")
def documents(stock: Library) -> dict[str, bytes]:
    return rendered(stock, builders.site(hub="https://hub.example.gov.cn/"))


@given(ENTRIES)
def test_an_entry_has_the_bytes_of_feedgen(entry: Entry) -> None:
    assert xml_formats.render_entry(entry) == feedgen_entries.render(entry)


def test_an_rss_item_says_it_all() -> None:
    piece = builders.briefing("xingfu", DAY, title="走进幸福小区讲防骗", time=builders.MORNING)
    (item,) = items(rendered(only(piece))["feed.xml"])
    page = "https://fanzha.example.gov.cn/briefings/wucheng/2026-10-31-xingfu/"
    assert text(item, "title") == text(item, "dcterms:alternative") == "走进幸福小区讲防骗"
    assert text(item, "link") == page
    assert text(item, "guid") == "tag:fanzha.example.gov.cn,2025-04-27:briefings/wucheng/2026-10-31-xingfu"
    guid = item.find("guid")
    assert guid is not None
    assert guid.get("isPermaLink") == "false"
    assert text(item, "pubDate") == "Sat, 31 Oct 2026 09:30:00 +0800"
    assert text(item, "atom:updated") == "2026-10-31T09:30:00+08:00"
    assert text(item, "dc:creator") == "无城派出所"
    assert text(item, "description") == builders.PARAGRAPHS[0]
    assert [child.tag for child in item].index("description") < [child.tag for child in item].index(
        f"{{{NS['content']}}}encoded"
    )
    assert {of.get("domain"): of.text for of in item.findall("category")} == {
        "urn:column:kind:briefing": "宣传简报",
        "urn:column:group:elderly": "老年人",
        "urn:column:venue:community": "进社区",
        "urn:column:unit:wucheng": "无城派出所",
    }
    enclosure, media = item.find("enclosure"), item.find("media:content", NS)
    assert enclosure is not None
    assert dict(enclosure.items()) == {
        "url": f"{page}0123456789abcdef-1600.jpg",
        "length": "123456",
        "type": "image/jpeg",
    }
    assert media is not None
    assert (media.get("url"), media.get("width"), media.get("height")) == (
        enclosure.get("url"),
        "1600",
        "1200",
    )
    source = item.find("source")
    assert source is not None
    assert (source.get("url"), source.text) == (
        f"{SITE.url}units/wucheng/feed.xml",
        "反诈宣传专栏 · 无城派出所",
    )


def test_an_item_has_no_source_in_the_feed_that_it_comes_from(documents: dict[str, bytes]) -> None:
    for name in ("units/wucheng/feed.xml", "cases/feed.xml"):
        assert all(item.find("source") is None for item in items(documents[name]))
    for name in ("units/wucheng/feed.atom", "cases/feed.atom"):
        assert all(item.find("atom:source", NS) is None for item in items(documents[name]))
    assert all(item.find("atom:source/atom:id", NS) is not None for item in items(documents["feed.atom"]))


def test_atom_has_ids_as_terms_and_whole_links() -> None:
    (entry,) = items(rendered(only(builders.case("kefu", DAY, scam="police")))["cases/feed.atom"])
    categories = [
        (of.get("scheme"), of.get("term"), of.get("label")) for of in entry.findall("atom:category", NS)
    ]
    assert categories == [
        ("urn:column:kind", "warning", "风险提示"),
        ("urn:column:group", "students", "学生"),
        ("urn:column:scam", "police", "冒充公检法及政府机关"),
    ]
    links = {link.get("rel"): link for link in entry.findall("atom:link", NS)}
    assert links["alternate"].get("type") == "text/html"
    assert (links["enclosure"].get("type"), links["enclosure"].get("length")) == ("image/jpeg", "123456")
    assert text(entry, "atom:author/atom:name") == "反电诈中心"


def test_a_briefing_belongs_to_the_scam_of_the_warning_that_it_passes_on() -> None:
    warning = builders.case("yujing", DAY, scam="investment")
    held = only(warning, builders.briefing("zhuanfa", DAY, responds_to=(warning.id,)))
    (item,) = json.loads(rendered(held)["briefings/feed.json"])["items"]
    assert item["_column"]["scam"] == "investment"
    assert len(guids(rendered(held)["scams/investment/feed.xml"])) == 2


def test_the_three_formats_say_the_same(documents: dict[str, bytes]) -> None:
    rss, atom = items(documents["feed.xml"]), items(documents["feed.atom"])
    for item, entry, thing in zip(rss, atom, json.loads(documents["feed.json"])["items"], strict=True):
        assert text(item, "guid") == text(entry, "atom:id") == thing["id"]
        assert text(item, "title") == text(entry, "atom:title") == thing["title"]
        assert body(item) == body(entry) == thing["content_html"]
        assert text(item, "atom:updated") == text(entry, "atom:updated") == thing["date_modified"]
        published = parsedate_to_datetime(text(item, "pubDate"))
        assert published == datetime.fromisoformat(text(entry, "atom:published"))
        assert published == datetime.fromisoformat(thing["date_published"])
        assert published.utcoffset() == timedelta(hours=8)
        short = item.findtext("dcterms:alternative", namespaces=NS)
        assert (
            short
            == entry.findtext("dcterms:alternative", namespaces=NS)
            == thing["_column"].get("short_title")
        )
        ids = [of.get("domain") for of in item.findall("category")]
        assert ids == [f"{of.get('scheme')}:{of.get('term')}" for of in entry.findall("atom:category", NS)]
        assert thing["tags"] == [of.text for of in item.findall("category")]
