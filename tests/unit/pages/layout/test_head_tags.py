"""The tags in a page's head: each once and none empty, and the feed of the page or that of the whole column."""

from __future__ import annotations

import json
import re
from datetime import date

from lxml import html

from column.feeds.channels import channels
from column.pages.layout import head_tags, share
from column.pages.layout.navigation import COLUMNS
from column.text.placeholders import ROOT
from support import builders

SITE = builders.site()
CHANNELS = {channel.path: channel for channel in channels(builders.VOCABULARY, SITE)}


def feeds(head: str) -> list[str]:
    return re.findall(rf'rel="alternate"[^>]*href="{ROOT}([^"]*)"', head)


def test_a_list_names_its_own_feeds() -> None:
    head = head_tags.for_list(
        SITE, "groups/elderly/page/2/", "老年人", "说明", "词", CHANNELS["groups/elderly/"]
    )
    assert feeds(head) == [f"groups/elderly/feed.{ending}" for ending in ("xml", "atom", "json")]
    assert 'property="og:url" content="https://fanzha.example.gov.cn/groups/elderly/page/2/"' in head


def test_a_page_without_a_feed_names_that_of_the_column() -> None:
    head = head_tags.for_list(SITE, "venues/online/", "线上", "说明", "词", None)
    assert feeds(head) == ["feed.xml", "feed.atom", "feed.json"]
    assert f'title="{SITE.name}"' in head


def test_each_part_of_the_site_has_a_picture_of_its_own() -> None:
    def picture(url: str) -> str:
        found = re.search(
            r'"og:image" content="https://fanzha\.example\.gov\.cn/(assets/images/card-[0-9a-f]{16}\.jpg)"',
            head_tags.for_list(SITE, url, "名称", "说明", "词", None),
        )
        assert found
        return found[1]

    own = [
        picture(url) for url in ("", "now/", "check/", "help/", "cases/", "briefings/", "groups/", "scams/")
    ]
    assert len(set(own)) == len(own)
    assert picture("briefings/2026/11/") == picture("briefings/")
    assert picture("trends/") == picture("")
    made = {share.FOLDER + card.name for card in share.all_cards(SITE, builders.VOCABULARY)}
    assert made.issuperset(own)


def test_each_tag_of_an_article_stands_once_and_none_is_empty() -> None:
    article = builders.case("a", date(2026, 3, 1), title='<b>"客服"</b>来电')
    head = head_tags.for_article(SITE, article, "cases/", COLUMNS["cases/"], f"{article.url}c.jpg")
    tree = html.fromstring(f"<html><head>{head}</head></html>")
    names = [meta.get("name") or meta.get("property") for meta in tree.iter("meta")]
    assert len(names) == len(set(names))
    assert all(meta.get("content") for meta in tree.iter("meta"))
    assert {"SiteName", "ColumnName", "ArticleTitle", "PubDate", "ContentSource", "Url"} <= set(names)
    news, crumbs = (json.loads(script.text or "") for script in tree.iter("script"))
    assert news["headline"] == article.title
    assert [item["name"] for item in crumbs["itemListElement"]] == [
        "首页",
        "典型案例与风险提示",
        article.title,
    ]
    assert "</b>" not in head, "no text can end an element"
