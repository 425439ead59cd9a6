"""The article keeps what it says and holds nothing that the platform drops."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as dom

from column.wechat.article import layout as article
from column.wechat.article import sanitise as content
from column.wechat.feed.items import Item
from support.wechat import samples

KEPT = {
    "a", "br", "caption", "del", "em", "h2", "h3", "h4", "hr", "img", "ins", "li", "ol", "p", "s", "section", "span", "strong",
    "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
PICTURE = "https://mmbiz.example.invalid/p"


def dressed(html: str, summary: str = "") -> str:
    item = samples.item(html=html, summary=summary)
    return article.dress(item, samples.HOTLINES, lambda address: PICTURE, PICTURE).html


def body(html: str) -> str:
    """What comes of this content alone."""
    item = Item(guid="", link=samples.item().link, title="", html=html)
    found = article.dress(item, (), lambda address: PICTURE, "").html
    inner = re.sub(r"^<section[^>]*>", "", found)
    return inner[: inner.rindex("<section")]


def bare(html: str) -> str:
    return re.sub(r' style="[^"]*"', "", body(html))


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
        article.dress(item, samples.HOTLINES, lambda address: PICTURE, PICTURE).html
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


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p>见<a href="https://a.example.invalid/x?a=1&amp;b=2">甲</a>。</p>', "<p>见甲<sup>[1]</sup>。</p>"),
        ('<p><a href="#fn:1">1</a>甲</p>', "<p>1甲</p>"),
        ('<p>甲<a class="footnote-backref" href="#fnref:1">↩</a></p>', "<p>甲</p>"),
        ('<p><a href="tel:96110">96110</a></p>', "<p>96110</p>"),
        ('<p><a href="https://mp.weixin.qq.com/s/x">往期</a></p>', '<p><a href="https://mp.weixin.qq.com/s/x">往期</a></p>'),
        ('<p><a href="javascript:x()">甲</a></p>', "<p>甲</p>"),
        ("<ul><li><p>甲</p><p>乙</p></li></ul>", "<ul><li>甲<br>乙</li></ul>"),
        ("<ol><li>甲<ul><li>乙</li><li>丙</li></ul></li><li>丁</li></ol>",
         "<ol><li>甲<section>– 乙</section><section>– 丙</section></li><li>丁</li></ol>"),
        ("<ul><li>甲<ol start='3'><li>乙<ul><li>丙</li></ul></li></ol></li></ul>",
         "<ul><li>甲<section>3. 乙<section>– 丙</section></section></li></ul>"),
        ("<blockquote><p>甲</p></blockquote>", "<section><p>甲</p></section>"),
        ("<h1>甲</h1><h5>乙</h5>", "<h2>甲</h2><h4>乙</h4>"),
        ("<p></p><p> </p><p>甲</p>", "<p>甲</p>"),
        ("<p>甲，\n乙\nabc\ndef</p>", "<p>甲，乙\nabc\ndef</p>"),
        ("<dl><dt>甲</dt><dd>乙</dd></dl>", "<section><p>甲</p><p>乙</p></section>"),
        ("<p><b>甲</b><i>乙</i></p>", "<p><strong>甲</strong><em>乙</em></p>"),
    ],
)  # fmt: skip
def test_content_is_rewritten(html: str, expected: str) -> None:
    found = bare(html)
    assert found.split("<section><p>文中")[0] == expected


def test_links_have_numbers_and_each_address_stands_once_at_the_end() -> None:
    link = samples.item().link
    found = bare(
        '<p><a href="https://a.example.invalid/">甲</a><a href="../b/">乙</a><a href="https://a.example.invalid/">丙</a>'
        f'<a href="https://c.example.invalid/">https://c.example.invalid/</a><a href="{link}">本页</a></p>'
    )
    assert "甲<sup>[1]</sup>乙<sup>[2]</sup>丙<sup>[1]</sup>https://c.example.invalid/本页" in found
    assert found.count("https://a.example.invalid/") == 1
    assert f"[2] {samples.SITE}briefings/wucheng/b/" in found
    assert "<a " not in found


def test_pictures_get_the_platforms_address_and_their_caption() -> None:
    found = body(
        '<p>甲<img src="a.jpg" alt="民警讲课" width="1200">乙</p><p><img src="b.jpg" alt="IMG_1.jpg"></p>'
    )
    assert found.count(f'src="{PICTURE}"') == 2
    assert "民警讲课</p>" in found
    assert found.count("IMG_1.jpg") == 1, "a file name is no caption"
    assert "width:100%" in found
    assert '<img src="' + PICTURE + '" style="width:20px;height:auto">' in body(
        '<p>甲<img src="a.png" width="20">乙</p>'
    )
    item = samples.item(
        html='<img src="a.jpg"><img src="/b.jpg"><img src="a.jpg"><img src="https://x.example.invalid/c.png">'
    )
    assert content.pictures(item) == (
        item.link + "a.jpg",
        "https://column.example.invalid/b.jpg",
        "https://x.example.invalid/c.png",
    )


def test_what_cannot_be_shown_leaves_a_line_and_a_finding() -> None:
    item = samples.item(
        html='<p>甲</p><video src="a.mp4"><p>乙</p></video>丙<iframe src="x"></iframe><img src="data:image/png;base64,AA">'
    )
    found = article.dress(item, (), lambda address: PICTURE, PICTURE)
    assert "此处有视频，请点文末“阅读原文”查看" in found.html
    assert "丙" in found.html
    assert {finding.what for finding in found.losses} == {
        "正文里的视频公众号收不下。", "正文里的嵌入网页公众号收不下。", "正文里的内嵌图片公众号收不下。",
    }  # fmt: skip
    assert not any(finding.stops for finding in found.losses)


def test_text_is_plain() -> None:
    assert (
        content.text(samples.item(html="<p>甲&amp;乙</p>\n<table><tr><td>丙</td></tr></table><p>丁</p>"))
        == "甲&乙 丁"
    )


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
def test_any_soup_gives_an_article_that_wechat_keeps(html: str) -> None:
    found = dressed(html)
    tree = dom.fragment_fromstring(found)
    assert {str(element.tag) for element in tree.iter()} <= KEPT
    assert not any(link.get("href") for link in tree.iter("a"))
    assert all(image.get("src") == PICTURE for image in tree.iter("img"))
