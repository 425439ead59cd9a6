"""Feeds tell machines and people what came down, and what was seriously corrected; others are left in peace."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from lxml import etree

from column.content import library
from column.content.library import Library
from column.feeds import notices
from column.model.addresses import ArticleId
from column.model.withdrawal import End, Withdrawal
from support import builders, feeds

LAST = date(2026, 10, 31)
AT = "{http://purl.org/atompub/tombstones/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"
ARTICLES = builders.many(12, last=LAST, days=24)
BRIEFING, CASE = ARTICLES[2], ARTICLES[4]


def down(end: End, id: str = BRIEFING.id, day: date = LAST) -> tuple[Library, Withdrawal]:
    kept = [each for each in ARTICLES if end is End.WITHDRAWN or each.id != id]
    record = builders.withdrawal(id, end, ARTICLES[0].id if end is End.MERGED else "", day)
    return library.build(builders.VOCABULARY, kept, [record]), record


def tombs(documents: dict[str, bytes], stem: str) -> tuple[list[str], list[str], list[str]]:
    atom, rss = etree.fromstring(documents[f"{stem}.atom"]), etree.fromstring(documents[f"{stem}.xml"])
    listed = json.loads(documents[f"{stem}.json"])["_column"].get("deleted", [])
    return (
        [str(each.get("ref")) for each in atom.iter(f"{AT}deleted-entry")],
        [str(each.get("ref")) for each in rss.iter("{urn:column:feed}deleted")],
        [each["id"] for each in listed],
    )


@pytest.mark.parametrize("end", [End.WITHDRAWN, End.REMOVED])
def test_what_came_down_leaves_and_is_told_of(end: End) -> None:
    built, _ = down(end)
    documents = feeds.rendered(built)
    feeds.check_all(documents, feeds.SITE.url)
    was, now = f"tag:fanzha.example.gov.cn,2025-04-27:briefings/{BRIEFING.id}", "withdrawn/" + BRIEFING.id
    for stem in ("feed", "briefings/feed", f"units/{BRIEFING.id.partition('/')[0]}/feed"):
        assert tombs(documents, stem) == ([was], [was], [was])
        for ending in ("xml", "atom"):
            guids = feeds.guids(documents[f"{stem}.{ending}"])
            assert was not in guids
            assert [guid for guid in guids if guid.endswith(now)]
    assert tombs(documents, "cases/feed") == ([], [], [])
    (tomb,) = etree.fromstring(documents["feed.atom"]).iter(f"{AT}deleted-entry")
    assert tomb.findtext(f"{AT}by/{ATOM}name")
    assert tomb.find(f"{ATOM}link") is not None
    for path, data in documents.items():
        assert BRIEFING.title not in data.decode()
        assert b"xmlns:ns0" not in data, (
            path
        )  # a prefix that readers of Atom trip over (W3C: AvoidNamespacePrefix)
    told = next(item for item in json.loads(documents["feed.json"])["items"] if item["id"].endswith(now))
    assert told["title"].startswith("【撤回】")
    assert told["_column"]["kind"] == "withdrawn"
    assert "内容有误，核实后另发。" in told["content_html"]


def test_what_was_merged_leaves_a_tombstone_alone() -> None:
    documents = feeds.rendered(down(End.MERGED)[0])
    assert len(tombs(documents, "feed")[0]) == 1
    assert not [guid for guid in feeds.guids(documents["feed.xml"]) if "withdrawn/" in guid]


@pytest.mark.parametrize(("days", "items", "stones"), [(30, 1, 1), (31, 0, 1), (90, 0, 1), (91, 0, 0)])
def test_windows_end_with_the_newest_article(days: int, items: int, stones: int) -> None:
    documents = feeds.rendered(down(End.REMOVED, CASE.id, LAST - timedelta(days=days))[0])
    told = [guid for guid in feeds.guids(documents["feed.xml"]) if "withdrawn/" in guid]
    assert (len(told), len(tombs(documents, "feed")[0])) == (items, stones)


def test_a_withdrawal_later_than_all_articles_ends_the_windows() -> None:
    built, record = down(End.REMOVED, CASE.id, LAST + timedelta(days=200))
    older = builders.withdrawal("2026-01-01-older", End.REMOVED, day=LAST)
    documents = feeds.rendered(library.build(builders.VOCABULARY, built.articles, [record, older]))
    assert [ref for ref in tombs(documents, "feed")[0] if ref.endswith("older")] == []


@pytest.mark.parametrize(("level", "count"), [("serious", 1), ("", 0)])
def test_a_serious_correction_is_a_new_item_beside_the_old_one(level: str, count: int) -> None:
    built = builders.edited(
        ARTICLES, BRIEFING.id, updated=LAST, correction="原文人数有误。", correction_level=level
    )
    documents = feeds.rendered(built)
    feeds.check_all(documents, feeds.SITE.url)
    guids = feeds.guids(documents["feed.xml"])
    assert [guid.endswith(f"corrected/briefings/{BRIEFING.id}/2026-10-31") for guid in guids].count(
        True
    ) == count
    assert f"tag:fanzha.example.gov.cn,2025-04-27:briefings/{BRIEFING.id}" in guids


def test_without_withdrawals_nothing_is_told() -> None:
    documents = feeds.rendered(library.build(builders.VOCABULARY, ARTICLES))
    assert tombs(documents, "feed") == ([], [], [])
    foreign = (b"urn:column:feed", b"tombstones")
    assert not any(name in documents[f"feed.{ending}"] for name in foreign for ending in ("xml", "atom"))


def test_the_tombstone_of_what_was_renamed_names_its_first_id() -> None:
    """By it every reader knows the item."""
    aliases = (ArticleId("2026-10-01-first"), ArticleId("2026-10-02-second"))
    down = [builders.withdrawal("2026-10-03-third", End.REMOVED, aliases=aliases)]
    tombs = notices.deleted(library.build(builders.VOCABULARY, builders.many(3), down), builders.site())
    assert [tomb.tag.rpartition(":")[2] for tomb in tombs[""]] == ["cases/2026-10-01-first"]
