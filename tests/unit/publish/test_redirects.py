"""A renamed article is found at its former addresses."""

from __future__ import annotations

from datetime import date
from typing import Any

from lxml import html

from column.content import library
from column.model.withdrawal import End
from column.publish import redirects
from support import builders

NEW = builders.briefing("new", date(2026, 3, 5), title="《<b>新</b>》", aliases=("wucheng/2026-03-01-old",))


def test_each_former_address_leads_to_the_article() -> None:
    other = builders.case("c", date(2026, 2, 1))
    assert list(redirects.redirects(library.build(builders.VOCABULARY, [NEW, other]))) == [
        ("briefings/wucheng/2026-03-01-old/", NEW)
    ]


def test_what_was_merged_leads_to_what_it_is_in_while_that_is_published() -> None:
    merged = builders.withdrawal("wucheng/2026-02-01-gone", End.MERGED, into=NEW.id)
    built = library.build(builders.VOCABULARY, [NEW], [merged])
    assert ("briefings/wucheng/2026-02-01-gone/", NEW) in list(redirects.redirects(built))
    assert list(redirects.redirects(library.build(builders.VOCABULARY, [], [merged]))) == []


def test_the_page_names_the_new_address_and_keeps_text_text() -> None:
    settings: Any = type("", (), {"url": "https://fanzha.example.gov.cn/"})
    page: Any = html.fromstring(redirects.page("briefings/wucheng/2026-03-01-old/", NEW, settings).decode())
    (link,) = page.xpath("//a/@href")
    assert link == f"../../../{NEW.url}"
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={link}"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"https://fanzha.example.gov.cn/{NEW.url}"]
    assert page.findtext(".//a") == page.findtext(".//title") == NEW.title
