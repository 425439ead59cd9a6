"""The navigation leads to pages that there are."""

from __future__ import annotations

from column.content import library
from column.pages import all_pages, kits
from column.pages.layout import navigation
from support import builders
from support.own_data import SELF_HELP

PAGES = {
    page.url
    for page in all_pages.every(
        library.build(builders.VOCABULARY, []), builders.site(), SELF_HELP, lambda article: ""
    )
}


def test_every_entry_is_a_page() -> None:
    assert {url for url, _ in navigation.NAVIGATION} <= PAGES
    assert {folder for _, folder in navigation.APART} <= PAGES | {kits.URL, kits.CODES}


def test_no_entry_stands_twice() -> None:
    addresses, titles = zip(*navigation.NAVIGATION, strict=True)
    assert len(set(addresses)) == len(set(titles)) == len(addresses)


def test_help_comes_right_after_home() -> None:
    assert [url for url, _ in navigation.NAVIGATION][:4] == ["", "now/", "check/", "help/"]


def test_every_section_with_a_list_says_what_is_in_it() -> None:
    sections = {url for url, _ in navigation.SECTIONS if url}
    assert navigation.COLUMNS.keys() == sections
    assert all(
        column.name and column.description and column.keywords for column in navigation.COLUMNS.values()
    )
