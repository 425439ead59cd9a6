"""The article keeps what it says and holds nothing that the platform drops."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html as dom

from column.wechat.article import layout
from support.wechat import samples

KEPT = {
    "a", "br", "caption", "del", "em", "h2", "h3", "h4", "hr", "img", "ins", "li", "ol", "p", "s", "section", "span", "strong",
    "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
PICTURE = "https://mmbiz.example.invalid/p"


def dressed(html: str, summary: str = "") -> str:
    item = samples.item(html=html, summary=summary)
    return layout.lay_out(item, samples.HOTLINES, lambda address: PICTURE, PICTURE).html


def test_only_what_wechat_keeps_is_in_it() -> None:
    found = dressed(
        samples.story().html + '<script>x()</script><p id="a" onclick="x()" style="position:fixed">甲</p>'
    )
    tree = dom.fragment_fromstring(found)
    assert {str(element.tag) for element in tree.iter()} <= KEPT
    assert {name for element in tree.iter() for name in element.attrib} <= {
        "style",
        "src",
        "alt",
        "colspan",
        "rowspan",
        "start",
        "href",
    }
    assert not re.search(r"position|transform|float|var\(|@|url\(|<!--", found)
    assert "x()" not in found


def test_it_reads_from_kicker_to_source() -> None:
    item = samples.story()
    words = dom.fragment_fromstring(
        layout.lay_out(item, samples.HOTLINES, lambda address: PICTURE, PICTURE).html
    ).text_content()
    parts = ["宣传简报", "无城派出所 · 2025年4月27日", "当场帮助36位居民", "骗子最爱说的三句话", "民警用真实案例讲解",
             "[1] https://gov.example.invalid/app/", "记住这三个号码", "110", "96110", "12381", "阅读原文", item.link]  # fmt: skip
    places = [
        words.index(part)
        for part in ("宣传简报", "骗子最爱说的三句话", "[1] https", "记住这三个号码", "阅读原文")
    ]
    assert places == sorted(places)
    assert all(part in words for part in parts)
    assert "收到提醒请停止转账并核实。此号码只发短信，不能拨打。" in words


def test_a_summary_that_opens_the_content_is_not_said_twice() -> None:
    assert dressed("<p>开头一段话。</p><p>第二段。</p>", summary="开头一段话。").count("开头一段话") == 1
    assert dressed("<p>另一段话。</p>", summary="开头一段话。").count("开头一段话") == 1


TAGS = st.sampled_from([
    "p", "div", "ul", "ol", "li", "a", "img", "h1", "h2", "blockquote", "table", "tr", "td", "pre", "code", "figure",
    "figcaption", "dl", "dt", "b", "section",
])  # fmt: skip
SOUP = st.lists(
    st.one_of(TAGS.map(lambda tag: f'<{tag} class="admonition" src="a.jpg" href="https://a.example.invalid/">'),
              TAGS.map(lambda tag: f"</{tag}>"), st.text(max_size=8)),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=150, database=None)
@given(SOUP)
@example("<h2><div><h1><figcaption>")
def test_any_soup_gives_an_article_that_wechat_keeps(html: str) -> None:
    found = dressed(html)
    tree = dom.fragment_fromstring(found)
    assert {str(element.tag) for element in tree.iter()} <= KEPT
    assert not any(link.get("href") for link in tree.iter("a"))
    assert all(image.get("src") == PICTURE for image in tree.iter("img"))
