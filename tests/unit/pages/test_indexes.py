"""The pages that lead to other pages name each of them, with what is newest or how much there is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from column.content import library
from column.content.taxonomies import Taxonomy
from column.model.kinds import UnitKind
from column.pages import indexes
from support import builders
from support.pages import CHANNELS, links, shown

ARTICLES = [
    builders.briefing("old", date(2026, 2, 1), unit="gaogou", venue="school"),
    builders.briefing("new", date(2026, 3, 5), unit="gaogou", venue="school"),
]
PAGES = {page.url: page for page in indexes.pages(library.build(builders.VOCABULARY, ARTICLES), CHANNELS)}


def tile(tree: Any, address: str) -> str:
    (link,) = (link for link in tree.iter("a") if link.get("href") == address)
    words: str = link.text_content()
    return words


@pytest.mark.parametrize(
    ("url", "ids"),
    [
        ("groups/", builders.GROUPS),
        ("scams/", builders.SCAMS),
        ("units/", [unit.id for unit in builders.UNITS]),
        ("venues/", [venue.id for venue in builders.VOCABULARY.venues.records]),
    ],
)
def test_an_index_leads_to_each_of_its_pages_once(url: str, ids: list[str]) -> None:
    found = links(shown(PAGES[url]))
    assert [link for link in found if link in {f"{url}{id}/" for id in ids}] == [f"{url}{id}/" for id in ids]


def test_a_unit_stands_with_its_newest_briefing() -> None:
    tree = shown(PAGES["units/"])
    assert "2026-03-05" in tile(tree, "units/gaogou/")
    assert "还没有简报" in tile(tree, "units/wucheng/")


def test_a_venue_stands_with_the_number_of_its_briefings() -> None:
    tree = shown(PAGES["venues/"])
    assert "2 篇简报" in tile(tree, "venues/school/")
    assert "0 篇简报" in tile(tree, "venues/village/")


def test_the_page_of_feeds_has_every_feed_in_three_formats_and_the_list_of_all() -> None:
    found = set(links(shown(PAGES["feeds/"])))
    assert {
        f"{channel.path}feed.{ending}" for channel in CHANNELS for ending in ("xml", "atom", "json")
    } <= found
    assert "feeds/column.opml" in found


def test_the_site_map_leads_everywhere() -> None:
    found = set(links(shown(PAGES["sitemap/"])))
    assert {*PAGES, "", "briefings/", "cases/", "check/", "help/", "quiz/", "trends/", "feedback/"} - {
        "sitemap/"
    } <= found
    assert {f"scams/{id}/" for id in builders.SCAMS} | {f"groups/{id}/" for id in builders.GROUPS} <= found
    assert {f"units/{unit.id}/" for unit in builders.UNITS} <= found


def test_stations_stand_under_their_towns_with_what_they_made_public() -> None:
    first, second, *_ = builders.UNITS
    known = replace(
        first, phone="0553-6000000", address="无城镇某路某号", hours="全天", towns=("无城镇", "福渡镇")
    )
    words = replace(builders.VOCABULARY, units=Taxonomy("单位", (known, second)))
    pages = {page.url: page for page in indexes.pages(library.build(words, []), CHANNELS)}
    tree = shown(pages["stations/"])
    assert [head.text_content() for head in tree.iter("h2")][:3] == ["无城镇", "福渡镇", "其他"]
    assert links(tree).count("tel:05536000000") == 2
    assert "某路某号" in tree.text_content()
    assert "由110转接" in tree.text_content()
    nothing = shown(PAGES["stations/"]).text_content()
    assert nothing.count("由110转接") == sum(unit.kind is UnitKind.STATION for unit in builders.UNITS)
