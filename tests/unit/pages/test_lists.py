"""Lists are divided into pages, and a pager leads from each to the others."""

from __future__ import annotations

import pytest

from column.content import library
from column.feeds.channels import channels
from column.pages import lists
from support import builders

CHANNELS = {channel.path: channel for channel in channels(builders.VOCABULARY, builders.site())}


def test_every_article_stands_on_one_page_of_its_list() -> None:
    articles = builders.stocked(90)
    pages = {page.url: page.inputs for page in lists.pages(articles, CHANNELS, 20, ())}
    addresses = ["briefings/", "briefings/page/2/", "briefings/page/3/", "briefings/page/4/"]
    assert [article for url in addresses for article in pages[url].articles] == list(articles.briefings)
    assert "briefings/page/5/" not in pages
    assert pages["briefings/"].years
    assert not pages["briefings/page/2/"].years


def test_a_list_without_articles_is_one_page() -> None:
    pages = {page.url for page in lists.pages(library.build(builders.VOCABULARY, []), CHANNELS, 20, ())}
    assert {"briefings/", "groups/elderly/", "units/wucheng/"} <= pages
    assert not any("/page/" in url for url in pages)


def test_the_feed_of_a_list_is_its_own_or_none() -> None:
    pages = {page.url: page.inputs for page in lists.pages(builders.stocked(90), CHANNELS, 20, ())}
    for url, feed in (("cases/", "cases/"), ("groups/elderly/page/2/", "groups/elderly/")):
        assert pages[url].channel.path == feed
    assert pages["venues/community/"].channel is None


@pytest.mark.parametrize(
    ("number", "count", "newer", "older", "numbers"),
    [
        (1, 1, "", "", [1]),
        (1, 9, "", "x/page/2/", [1, 2, 9]),
        (2, 9, "x/", "x/page/3/", [1, 2, 3, 9]),
        (5, 9, "x/page/4/", "x/page/6/", [1, 4, 5, 6, 9]),
        (9, 9, "x/page/8/", "", [1, 8, 9]),
    ],
)
def test_the_pager(number: int, count: int, newer: str, older: str, numbers: list[int]) -> None:
    pager = lists.pager("x/", number, count)
    assert (pager.newer, pager.older) == (newer, older)
    assert [n for n, _ in pager.numbers] == numbers
    assert pager.numbers[0][1] == "x/"
