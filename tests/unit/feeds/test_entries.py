"""An article as an entry: its full text, who it is for ever, and when it was published."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from column.feeds import entries
from column.model.addresses import ArticleId
from column.model.article import BEIJING
from support import builders
from support.feeds import DAY, SITE, body, guids, items, odd_articles, only, rendered, text


def test_content_stands_without_the_site() -> None:
    piece = odd_articles()[0]
    page = SITE.url + piece.url
    (item,) = items(rendered(only(piece))["feed.xml"])
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(body(item))
    (image,) = tree.iter("img")
    assert dict(image.attrib) == {
        "src": f"{page}0123456789abcdef-720.jpg", "width": "720", "height": "540", "alt": "民警讲解",
    }  # fmt: skip
    assert [link.get("href") for link in tree.iter("a")] == [
        "https://example.gov.cn/a?b=1&c=2", f"{SITE.url}plan/", f"{page}#x", f"{page}#fn:1",
    ]  # fmt: skip
    assert not [
        name for element in tree.iter() for name in element.attrib if name in ("class", "id", "style")
    ]
    assert [cell.get("align") for cell in tree.iter("td")] == ["left", "right"]
    assert "<p><strong>注意</strong></p>" in body(item)


def test_a_case_begins_with_signs_and_tips() -> None:
    (item,) = items(rendered(only(builders.case("kefu", DAY)))["feed.xml"])
    tree = html5lib.parseFragment(body(item), namespaceHTMLElements=False)
    assert [heading.text for heading in tree.iter("h2")] == ["识别要点", "防范提示", "详细情况"]
    assert [line.text for line in tree.iter("li")][1] == "要您共享屏幕"
    assert tree[0].text == "识别要点"


def test_a_correction_stands_at_the_head_and_moves_the_item_up() -> None:
    old = builders.briefing("jiu", date(2026, 1, 5), updated=DAY, correction="时间应为 1 月 4 日。")
    held = only(*builders.many(60), old)
    first = items(rendered(held)["feed.xml"])[0]
    assert text(first, "guid").endswith("2026-01-05-jiu")
    assert body(first).startswith("<p><strong>更正（2026年10月31日）：</strong>时间应为 1 月 4 日。</p>")
    assert parsedate_to_datetime(text(first, "pubDate")).date() == date(2026, 1, 5)
    assert text(first, "atom:updated").startswith("2026-10-31T")


def test_a_correction_on_the_same_day_is_later_than_the_publication() -> None:
    (item,) = items(rendered(only(builders.briefing("x", DAY, time=time(23, 10), updated=DAY)))["feed.xml"])
    assert datetime.fromisoformat(text(item, "atom:updated")) > parsedate_to_datetime(text(item, "pubDate"))


def test_nobody_can_take_a_sample_for_real() -> None:
    documents = rendered(only(builders.case("li", DAY, sample=True, title="冒充客服退款")))
    (item,), (thing,) = items(documents["feed.xml"]), json.loads(documents["feed.json"])["items"]
    assert text(item, "title") == text(item, "dcterms:alternative") == "【示例】冒充客服退款"
    assert text(item, "description").startswith("【示例】")
    assert body(item).startswith("<p><strong>【示例】</strong>")
    assert "urn:column:sample:true" in [of.get("domain") for of in item.findall("category")]
    assert thing["_column"]["sample"] is True


@effort(max_examples=60)
@example("<i>斜</i> &lt; ]]>", "<b>粗</b> &amp; R&D", "<i>斜</i> &lt; {{ x }} ]]> 😀𠮷\x0b\ufdd1")
@given(st.text(min_size=1, max_size=40), st.text(max_size=60), st.text(max_size=60))
def test_any_text_comes_through(title: str, summary: str, words: str) -> None:
    own: dict[str, Any] = {
        "title": f"题{title}",
        "summary": f"要{summary}",
        "correction": f"正{words}",
        "updated": DAY,
    }
    documents = rendered(only(builders.case("x", DAY, signs=(f"认{words}", "二"), **own)))
    (item,), (entry,) = items(documents["feed.xml"]), items(documents["feed.atom"])
    (thing,) = json.loads(documents["feed.json"])["items"]
    fit = " ".join(entries.clean(f"要{summary}").split())
    assert text(entry, "atom:summary") == thing["summary"] == fit
    assert html5lib.parseFragment(text(item, "description"), namespaceHTMLElements=False).text == fit
    assert text(item, "title") == text(entry, "atom:title") == thing["title"] == entries.label(f"题{title}")
    assert body(item) == body(entry) == thing["content_html"]
    lines = html5lib.parseFragment(body(item), namespaceHTMLElements=False).iter("li")
    assert "".join(next(lines).itertext()) == entries.clean(f"认{words}")


@pytest.mark.parametrize(
    ("given_", "wanted"),
    [
        ("粘贴\x0b来的\x00字\ufdd1\ud800\uffff", "粘贴来的字"),
        ("{{ 变量 }} ]]> 😀𠮷", "{{ 变量 }} ]]＞ 😀𠮷"),
        ("<b>粗</b>\n两行", "＜b＞粗＜/b＞ 两行"),
        ("R&D 和 AT&amp;T &#60;", "R&D 和 AT＆amp;T ＆#60;"),
    ],
)
def test_titles_cannot_be_taken_for_html(given_: str, wanted: str) -> None:
    assert entries.label(given_) == wanted


def test_a_guid_survives_title_address_and_rename() -> None:
    piece = builders.briefing("yuanming", DAY)
    known = guids(rendered(only(piece))["feed.xml"])
    moved = builders.site("https://www.example.gov.cn/fanzha/")
    renamed = replace(
        piece,
        id="gaogou/2026-10-31-xinming",
        aliases=(ArticleId(piece.id), ArticleId("gaogou/2026-10-31-zhongjian")),
    )
    for other, site in ((replace(piece, title="新标题"), SITE), (piece, moved), (renamed, SITE)):
        for name in ("feed.xml", "feed.atom", "feed.json"):
            assert guids(rendered(only(other), site)[name]) == known
    assert re.fullmatch(
        r"tag:[a-z.]+,\d{4}-\d\d-\d\d:briefings/wucheng/2026-10-31-yuanming", known[0]
    )  # RFC 4151, 2.1


def test_no_two_items_have_one_time_and_given_times_are_kept() -> None:
    crowd = [builders.briefing(f"yi-{number}", DAY) for number in range(150)]
    timed = [builders.briefing(f"er-{number}", DAY, time=builders.MORNING) for number in range(3)]
    fixed = [builders.case(f"san-{number}", DAY - timedelta(9), updated=DAY) for number in range(150)]
    when = entries.moments([*crowd, *timed, *fixed])
    assert len({moment.published for moment in when.values()}) == len(when) == 303
    assert len({moment.updated for moment in when.values()}) == 303
    assert when[timed[0].id].published == datetime(2026, 10, 31, 9, 30, tzinfo=BEIJING)
    assert all(
        moment.published.hour == 0 for id, moment in when.items() if id in {piece.id for piece in crowd}
    )
    assert all(moment.updated.date() == DAY for moment in when.values())


def test_a_given_time_goes_before_one_that_is_made_up() -> None:
    vague = builders.briefing("zao", DAY)
    moment = entries.moments([vague])[vague.id].published
    exact = builders.case("zhun", DAY, time=moment.time())
    when = entries.moments([vague, exact])
    assert (when[exact.id].published, when[vague.id].published) == (moment, moment + timedelta(seconds=1))


def test_times_stay_when_other_articles_come() -> None:
    before = entries.moments(builders.many(200))
    later = [builders.briefing(f"lai-{number}", DAY + timedelta(number)) for number in range(40)]
    after = entries.moments([*builders.many(200), *later])
    assert {id: after[id] for id in before} == before


def test_what_may_be_out_of_date_says_so_in_every_format_and_is_no_new_item() -> None:
    due = builders.case("due", DAY - timedelta(9), review_by=DAY - timedelta(1))
    before, after = rendered(only(due)), rendered(only(due, builders.briefing("later", DAY)))
    words = "<p><strong>可能过时：</strong>本文已过复核日期"
    old, new = (
        next(item for item in items(of["feed.xml"]) if "-due" in text(item, "guid")) for of in (before, after)
    )
    assert words not in body(old)
    assert body(new).startswith(words)
    assert [text(old, name) for name in ("guid", "pubDate", "atom:updated")] == [
        text(new, name) for name in ("guid", "pubDate", "atom:updated")
    ]
    assert b'<category domain="urn:column:outdated:true">' in after["feed.xml"]
    assert b'scheme="urn:column:outdated"' in after["feed.atom"]
    assert [thing["_column"].get("outdated") for thing in json.loads(after["feed.json"])["items"]] == [
        None,
        True,
    ]
