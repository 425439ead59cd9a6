"""Contributors' Markdown becomes HTML that can do nothing but be read."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from column.text import markdown_html
from support.payloads import PAYLOADS

TAGS = markdown_html.TAGS | {"figure"}
PLAIN = {"href", "title", "alt", "src", "align", "colspan", "rowspan", "start", "id", "class", "rel"}


def tree(source: str) -> Any:
    return html.fragment_fromstring(markdown_html.render(source).html, create_parent="main")


def assert_harmless(source: str) -> None:
    for element in tree(source).iterdescendants():
        assert element.tag in TAGS, (source, element.tag)
        assert set(element.attrib) <= PLAIN, (source, dict(element.attrib))
        for name in ("href", "src"):
            # As a browser reads it (URL standard, 4.4): tabs and line ends vanish, so does white space in front.
            address = re.sub(r"[\t\n\r]", "", element.get(name, "")).lstrip("".join(map(chr, range(33))))
            scheme = re.match(r"([a-z][a-z0-9+.-]*):", address, re.I)
            assert not scheme or scheme[1].lower() in ("http", "https", "tel"), (source, address)
        assert "//" not in element.get("src", "")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_are_harmless(payload: str) -> None:
    assert_harmless(payload)
    assert_harmless(f"- 列表\n\n> {payload}\n\n| a | b |\n| - | - |\n| {payload} | 二 |\n")


@settings(max_examples=300)
@given(st.text())
def test_any_text_is_rendered_harmless(text: str) -> None:
    assert_harmless(text)


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from(
            [*PAYLOADS, "\n", "> ", "- ", "[", "](", ")", "![", "<", ">", '"', "'", "`", "&#", "反诈", "\t"]
        ),
        max_size=8,
    )
)
def test_any_mixture_is_rendered_harmless(parts: list[str]) -> None:
    assert_harmless("".join(parts))


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("## 小标题", "//h2"),
        ("# 大标题", "//h2"),
        ("| 一 | 二 |\n| :- | -: |\n| 甲 | 乙 |", "//table//td[@align='right']"),
        ("1. 一\n2. 二", "//ol/li[2]"),
        ("> 引用", "//blockquote"),
        ("**重**", "//strong"),
        (
            '!!! warning "注意"\n    不要转账',
            "//div[contains(@class,'warning')]/p[@class='admonition-title']",
        ),
        ("一句[^1]\n\n[^1]: 注", "//a[@class='footnote-ref']"),
        ("![民警在讲解](a.jpg)", "//img[@src='a.jpg'][@alt='民警在讲解']"),
        ("[工作方案](https://www.example.gov.cn/)", "//a[contains(@rel,'nofollow')]"),
        ("第一行\n第二行", "//br"),
        ("    四个空格开头的一段", "//p"),
        ("　　全角空格开头", "//p[starts-with(., '全角')]"),
    ],
)
def test_what_officers_use_stays(source: str, path: str) -> None:
    assert tree(source).xpath(path), markdown_html.render(source).html


@pytest.mark.parametrize(
    "text",
    ["{{ config }}", "{% raw %}", "hxxps://bad[.]example", "www.bad.example", "a@b.example", "1 < 2 & 3"],
)
def test_text_stays_text(text: str) -> None:
    rendered = markdown_html.render(text)
    assert rendered.text == text
    assert not tree(text).xpath("//a")


def test_pictures_from_elsewhere_are_named() -> None:
    source = '![a](https://x.example/a.png) ![b](../b.png) <img src="//x.example/c.png"> ![d](d.png)'
    rendered = markdown_html.render(source)
    assert set(rendered.dropped) == {"https://x.example/a.png", "../b.png", "//x.example/c.png"}
    assert [name for name, _ in rendered.images] == ["d.png"]


@pytest.mark.parametrize("sign", ["[", "![", "[](", "[a](", "[[a]", "[^1]", "[a]: "])
def test_more_brackets_than_anybody_writes_are_text(sign: str) -> None:
    """20,000 of them took minutes; all of them are still read."""
    many = sign * (20_000 // len(sign))
    rendered = markdown_html.render(f"{many}\n\n[链接](https://a.gov.cn/)\n")
    assert rendered.text.split("\n")[0].count("[") == many.count("[")
    assert '<a href="https://a.gov.cn/"' in rendered.html
