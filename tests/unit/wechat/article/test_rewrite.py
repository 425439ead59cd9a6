"""Content is rewritten to what the platform's editor keeps."""

from __future__ import annotations

import re

import pytest

from column.wechat.article import layout
from column.wechat.feed_reader.items import Item
from support.wechat import samples

PICTURE = "https://mmbiz.example.invalid/p"


def body(html: str) -> str:
    """What comes of this content alone."""
    item = Item(guid="", link=samples.item().link, title="", html=html)
    found = layout.lay_out(item, (), lambda address: PICTURE, "").html
    inner = re.sub(r"^<section[^>]*>", "", found)
    return inner[: inner.rindex("<section")]


def bare(html: str) -> str:
    return re.sub(r' style="[^"]*"', "", body(html))


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
