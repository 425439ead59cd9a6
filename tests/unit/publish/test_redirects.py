"""A renamed article is found at its former addresses."""

from __future__ import annotations

from datetime import date
from typing import Any

from lxml import html

from column.publish import redirects
from support import builders

NEW = builders.briefing("new", date(2026, 3, 5), title="《<b>新</b>》", aliases=("wucheng/2026-03-01-old",))


def test_each_former_address_leads_to_the_article() -> None:
    assert list(redirects.redirects([NEW, builders.case("c", date(2026, 2, 1))])) == [
        ("briefings/wucheng/2026-03-01-old/", NEW)
    ]


def test_the_page_names_the_new_address_and_keeps_text_text() -> None:
    settings: Any = type("", (), {"url": "https://fanzha.example.gov.cn/"})
    page: Any = html.fromstring(redirects.page("briefings/wucheng/2026-03-01-old/", NEW, settings).decode())
    (link,) = page.xpath("//a/@href")
    assert link == f"../../../{NEW.url}"
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={link}"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"https://fanzha.example.gov.cn/{NEW.url}"]
    assert page.findtext(".//a") == page.findtext(".//title") == NEW.title
