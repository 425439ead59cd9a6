"""Lists are divided into pages, and a pager leads from each to the others."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from column.content import library
from column.content.library import Library
from column.feeds.channels import channels
from column.model.kinds import STAGES
from column.pages import lists
from column.pages.lists import ListInputs, Week
from support import builders
from support.own_data import VOCABULARY
from support.pages import shown

CHANNELS = {channel.path: channel for channel in channels(builders.VOCABULARY, builders.site())}


@given(st.integers(0, 60), st.integers(1, 7))
def test_every_article_stands_on_one_page_of_its_list(count: int, size: int) -> None:
    articles = builders.stocked(count)
    inputs = briefing_pages(articles, size)
    order = [inputs["briefings/"]]
    while order[-1].older is not None:
        assert inputs[order[-1].older].newer in ("briefings/", *inputs)
        order.append(inputs[order[-1].older])
    assert [article for page in order for article in page.articles] == list(articles.briefings)
    assert len(order) == len(inputs)
    assert [page.newer for page in order[1:]] == urls(order)[:-1]
    assert all(len(page.articles) == size for page in order[1:])
    assert len(order) == 1 or size <= len(order[0].articles) < 2 * size


def urls(order: list[ListInputs]) -> list[str]:
    return [f"briefings/page/{page.number}/" if page.number else "briefings/" for page in order]


def briefing_pages(articles: Library, size: int) -> dict[str, ListInputs]:
    pages = lists.pages(articles, CHANNELS, size, ())
    return {page.url: page.inputs for page in pages if re.fullmatch(r"briefings/(page/\d+/)?", page.url)}


def test_eight_articles_by_three() -> None:
    articles = library.build(builders.VOCABULARY, builders.stocked(90).briefings[:8])
    inputs = briefing_pages(articles, 3)
    assert {url: len(page.articles) for url, page in inputs.items()} == {
        "briefings/": 5,
        "briefings/page/1/": 3,
    }
    assert inputs["briefings/"].years
    assert not inputs["briefings/page/1/"].years


@given(st.integers(1, 60), st.integers(1, 7))
def test_a_new_article_changes_no_page_that_is_full_but_the_newest(count: int, size: int) -> None:
    """The page before a new one learns of its address; all others stay as they are."""
    briefings = builders.stocked(90).briefings[:count]
    before = briefing_pages(library.build(builders.VOCABULARY, briefings[1:]), size)
    after = briefing_pages(library.build(builders.VOCABULARY, briefings), size)
    changed = {url for url in before if url != "briefings/" and before[url] != after[url]}
    assert len(changed) <= 1
    assert all(before[url].number == len(before) - 1 and len(after) > len(before) for url in changed)


def test_a_list_without_articles_is_one_page() -> None:
    pages = {page.url for page in lists.pages(library.build(builders.VOCABULARY, []), CHANNELS, 20, ())}
    assert {"briefings/", "groups/elderly/", "units/wucheng/"} <= pages
    assert not any("/page/" in url for url in pages)


def test_the_feed_of_a_list_is_its_own_or_none() -> None:
    pages = {page.url: page.inputs for page in lists.pages(builders.stocked(90), CHANNELS, 20, ())}
    for url, feed in (("cases/", "cases/"), ("groups/elderly/page/1/", "groups/elderly/")):
        assert pages[url].channel.path == feed
    assert pages["venues/community/"].channel is None


def test_the_first_page_tells_of_the_week_of_the_newest_briefing() -> None:
    day = date(2026, 11, 25)
    talks = [
        builders.briefing("a", day, with_=("襄安派出所", "市邮政分公司")),
        builders.briefing("b", day - timedelta(2), unit="gaogou"),
        builders.briefing("c", day - timedelta(2), unit="gaogou"),
        builders.briefing("d", day - timedelta(3), unit="shijian"),
    ]
    pages = briefing_pages(library.build(builders.VOCABULARY, talks), 1)
    assert pages["briefings/"].week == Week(date(2026, 11, 23), date(2026, 11, 29), 3, 3)
    assert [page.week for url, page in pages.items() if url != "briefings/"] == [None] * 3
    assert briefing_pages(library.build(builders.VOCABULARY, ()), 1)["briefings/"].week is None


def test_a_group_s_page_says_at_once_what_to_do_and_last_what_to_tell() -> None:
    pages = {page.url: page for page in lists.pages(own_library(), CHANNELS, 20, ())}
    tree = shown(pages["groups/elderly/"])
    heads = [head.text_content() for head in tree.iter("h2")]
    assert heads[:2] == ["现在就做", "怎么认出来"]
    assert heads[-1] == "讲给身边的人听"
    elderly = VOCABULARY.groups.find("elderly")
    assert elderly
    words = tree.text_content()
    assert all(line in words for line in (*elderly.tips, *elderly.signs, *elderly.tell))
    folded = {fold.find(".//summary/strong").text: fold for fold in tree.iter("details")}
    assert {"怎么认出来", "该怎么做", "儿女可以帮什么"} <= set(folded)
    written = Markup(elderly.body).striptags().split()
    assert all(word in words for word in written), "folding loses no word"


def test_a_type_s_page_shows_what_swindlers_say_before_the_advice() -> None:
    pages = {page.url: page for page in lists.pages(own_library(), CHANNELS, 20, ())}
    for scam in VOCABULARY.scams.records:
        words = shown(pages[f"scams/{scam.id}/"]).text_content()
        assert [words.index(scam.said), words.index(scam.tips[0]), words.index("骗子会这么说")] == sorted(
            [words.index(scam.said), words.index(scam.tips[0]), words.index("骗子会这么说")]
        )
        assert 4 <= len(scam.script) <= 6
        assert all(line.say in words and line.flaw in words for line in scam.script)
        assert all(
            name in words and sentence in words
            for name, sentence in zip(STAGES[scam.family], scam.stages, strict=True)
        )


def own_library() -> Library:
    return library.build(VOCABULARY, [])
