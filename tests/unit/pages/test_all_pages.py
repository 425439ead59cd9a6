"""Every page of the site is made from its inputs alone, and has another key where one of them differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest

from column.content import library
from column.content.library import Library
from column.pages import all_pages
from column.pages.layout.page import AnyPage
from column.pages.layout.templates import Templates
from support import builders
from support.changes import variants
from support.own_data import SELF_HELP

SITE = builders.site()


def pages_of(articles: Library) -> dict[str, AnyPage]:
    pages = list(all_pages.every(articles, SITE, SELF_HELP, lambda article: f"{article.url}cover.jpg"))
    by_address = {page.url: page for page in pages}
    assert len(by_address) == len(pages), "two pages have one address"
    return by_address


def stocked() -> list[Any]:
    return [replace(article, digest=f"digest of {article.id}") for article in builders.many(90)]


PAGES = pages_of(library.build(builders.VOCABULARY, stocked()))


def kinds() -> Iterator[AnyPage]:
    """A page of each kind of inputs, and a first and a further page of the lists."""
    seen = set()
    for page in PAGES.values():
        kind = (type(page.inputs), getattr(page.inputs, "section", ""), getattr(page.inputs, "number", 1))
        if kind not in seen:
            seen.add(kind)
            yield page


@pytest.mark.parametrize("page", list(kinds()), ids=lambda page: page.url or "home")
def test_the_key_changes_with_every_input(page: AnyPage) -> None:
    for name, inputs in variants(page.inputs):
        assert replace(page, inputs=inputs).key != page.key, name


@pytest.mark.parametrize("page", list(kinds()), ids=lambda page: page.url or "home")
def test_a_page_is_rendered_from_its_inputs_and_nothing_else(page: AnyPage) -> None:
    render: Any = page.render
    assert render.__closure__ is None, "it holds on to something"
    assert render.__defaults__ is None
    made = page.make(Templates(SITE))
    assert made.url == page.url
    assert made == page.make(Templates(SITE))


def test_a_page_that_comes_out_otherwise_has_another_key() -> None:
    articles, templates = stocked(), Templates(SITE)
    changed = builders.edited(articles, articles[3].id, title="改过的标题", digest="changed")
    after, again = pages_of(changed), Templates(SITE)
    assert after.keys() == PAGES.keys()
    stale = [
        url
        for url, page in PAGES.items()
        if page.key == after[url].key and page.make(templates) != after[url].make(again)
    ]
    assert stale == []
    different = {url for url, page in PAGES.items() if page.key != after[url].key}
    assert articles[3].url in different
    assert {"groups/", "scams/", "feeds/", "sitemap/", "help/", "quiz/"}.isdisjoint(different)


def test_a_list_that_grows_changes_the_pages_that_show_it() -> None:
    new = builders.briefing("xin", builders.many(1)[0].date, digest="new", time=builders.MORNING)
    after = pages_of(library.build(builders.VOCABULARY, [*stocked(), new]))
    assert {url for url, page in PAGES.items() if page.key != after[url].key} >= {
        "",
        "briefings/",
        "units/",
        "venues/",
        "trends/",
        "groups/elderly/",
        f"units/{new.unit.id}/",
        "briefings/2026/10/",
    }


def test_no_input_holds_the_whole_column() -> None:
    """A page whose inputs held the library would be made anew with every article."""
    for page in PAGES.values():
        assert not any(isinstance(getattr(page.inputs, field.name), Library) for field in fields(page.inputs))
