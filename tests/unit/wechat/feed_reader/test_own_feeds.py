"""What the site's own writers put into its feeds is what the tool reads out of them."""

from __future__ import annotations

from datetime import datetime

import pytest

from column.feeds import json_feed, xml_formats
from column.feeds.model import Category, Deleted, Enclosure, Entry, Head, Origin
from column.model.article import BEIJING
from column.wechat.feed_reader import parser
from column.wechat.feed_reader.items import Deletion, Item

LINK = "https://column.example.invalid/a/cases/2025-04-27-x/"
DAY = datetime(2025, 4, 27, 9, 0, tzinfo=BEIJING)
ENTRY = Entry(
    tag="tag:column.example.invalid,2025-04-27:cases/2025-04-27-x",
    link=LINK,
    title="“高息”R&D ＜b＞ 骗局",
    short_title="短标题 & 更短",
    summary="摘要 <b>不是标签</b> &amp; 到此。",
    html=f'<p>正文 &amp; <img src="{LINK}a.jpg" width="3" height="2" alt="图"></p>',
    author="反电诈中心",
    published=DAY,
    updated=DAY.replace(month=5),
    categories=(
        Category("kind", "warning", "风险提示"),
        Category("group", "elderly", "老年人"),
        Category("group", "students", "学生"),
        Category("scam", "investment", "虚假网络投资理财"),
        Category("scam", "loan", "虚假贷款"),
        Category("venue", "online", "线上"),
        Category("unit", "wucheng", "无城派出所"),
        Category("sample", "true", "示例"),
        Category("outdated", "true", "可能过时"),
    ),
    cover=Enclosure("a/c.jpg", 1000, "image/jpeg", 1200, 630),
    picture=f"{LINK}c.jpg",
    origin=Origin("cases", "tag:o", "典型案例", "https://column.example.invalid/a/cases/feed"),
)
HEAD = Head(
    tag="tag:f", title="反诈专栏", description="说明", home="https://column.example.invalid/a/",
    base="https://column.example.invalid/a/feed", current="", previous="", updated=DAY, publisher="某局",
    site="https://column.example.invalid/a/", image="https://column.example.invalid/a/i.png",
    guide="https://column.example.invalid/a/feeds/", hub="", copyright="", style="feed.css",
    deleted=(
        Deleted("tag:column.example.invalid,2025-04-27:cases/2025-04-20-a", DAY, "某局", "写错了 & 已核实。", LINK),
        Deleted("tag:column.example.invalid,2025-04-27:cases/2025-04-21-b", DAY.replace(day=28), "某局", "另发。", LINK),
    ),
)  # fmt: skip


def documents() -> dict[str, bytes]:
    rss, atom = xml_formats.render_entry(ENTRY)
    return {
        "rss": xml_formats.rss(HEAD, [rss]),
        "atom": xml_formats.atom(HEAD, [atom]),
        "json": json_feed.document(HEAD, [json_feed.render_entry(ENTRY, HEAD.guide)]),
    }


@pytest.mark.parametrize(("form", "ending"), [("rss", "xml"), ("atom", "atom"), ("json", "json")])
def test_each_format_is_read_as_it_was_meant(form: str, ending: str) -> None:
    feed = parser.parse(documents()[form])
    assert feed.deleted == tuple(Deletion(each.tag, each.at, each.reason) for each in HEAD.deleted)
    assert feed.self_url == f"{HEAD.base}.{ending}"
    assert feed.items == (
        Item(
            guid=ENTRY.tag, link=LINK, title=ENTRY.title, short_title=ENTRY.short_title, author=ENTRY.author,
            summary=ENTRY.summary, html=ENTRY.html,
            cover=ENTRY.picture, published=ENTRY.published, updated=ENTRY.updated, kind="warning", unit="wucheng",
            venue="online", scams=("investment", "loan"), groups=("elderly", "students"), sample=True, outdated=True,
        ),
    )  # fmt: skip
