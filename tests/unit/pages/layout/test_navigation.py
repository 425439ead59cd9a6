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


def test_every_page_of_the_menu_is_there_and_stands_once() -> None:
    assert set(navigation.SECTIONS) <= PAGES | {kits.URL}
    assert {folder for _, folder in navigation.APART} <= PAGES | {kits.URL, kits.CODES}
    titles = [title for part in navigation.MENU for _, title in part.pages]
    assert len(set(navigation.SECTIONS)) == len(navigation.SECTIONS) == len(set(titles)) + 1


def test_the_menu_has_six_entries_and_help_is_the_first() -> None:
    assert [part.title for part in navigation.MENU] == [
        "遇到骗子",
        "防骗指南",
        "案例预警",
        "所队快讯",
        "宣传材料",
        "找派出所",
    ]
    assert navigation.MENU[0].holds("help/")
    assert not navigation.MENU[0].holds("groups/")


def test_a_page_that_the_office_does_without_is_not_in_the_menu() -> None:
    whole = {url for part in navigation.MENU for url, _ in part.pages}
    assert {url for part in navigation.menu(("now/",)) for url, _ in part.pages} == whole - {"now/"}
    assert "stations/" not in {url for part in navigation.menu(("stations/",)) for url, _ in part.pages}


def test_every_section_with_a_list_says_what_is_in_it() -> None:
    assert navigation.COLUMNS.keys() < set(navigation.SECTIONS)
    assert all(
        column.name and column.description and column.keywords for column in navigation.COLUMNS.values()
    )
