"""The home page: who needs help first, then the newest of each kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from column.content import library
from column.kits import material
from column.model.kinds import CaseKind
from column.pages import home
from support import builders
from support.own_data import SELF_HELP
from support.pages import CHANNELS, links, shown

LIBRARY = library.build(
    builders.VOCABULARY,
    [
        *builders.many(60),
        *(builders.case(f"case-{day}", date(2026, 10, day), kind=CaseKind.CASE) for day in range(1, 9)),
    ],
)


def test_help_comes_before_all_articles() -> None:
    tree = shown(home.page(LIBRARY, CHANNELS[0], SELF_HELP))
    assert links(tree)[:4] == ["tel:96110", "now/", "help/", "check/"]


def test_what_is_not_there_has_no_door() -> None:
    data = replace(SELF_HELP, hang_up=None, check=None, prints=())
    assert links(shown(home.page(LIBRARY, CHANNELS[0], data)))[:3] == [
        "tel:96110",
        "help/",
        "groups/elderly/",
    ]


def test_the_newest_of_each_kind_are_shown() -> None:
    listed = links(shown(home.page(LIBRARY, CHANNELS[0], SELF_HELP)), "//ul[contains(@class, 'c-list')]")
    assert listed == [
        *(case.url for case in LIBRARY.warnings()[1 : home.WARNINGS]),
        *(briefing.url for briefing in LIBRARY.briefings[: home.BRIEFINGS]),
    ]


def test_the_newest_warning_comes_first_with_the_drawing_of_its_type() -> None:
    tree = shown(home.page(LIBRARY, CHANNELS[0], SELF_HELP))
    (first,) = tree.xpath("//div[contains(@class, 'c-card--lead')]")
    assert first.xpath(".//a/@href") == [LIBRARY.warnings()[0].url]
    assert first.xpath("./img/@src")[0].startswith(f"assets/images/{LIBRARY.warnings()[0].scam.id}.")


def test_kits_are_shown_where_there_are_some_the_newest_article_first() -> None:
    tree = shown(home.page(LIBRARY, CHANNELS[0], SELF_HELP))
    assert not links(tree, "//ul[contains(@class, 'c-posters')]")
    kits = list(material.materials(LIBRARY, builders.site(), SELF_HELP))
    listed = links(
        shown(home.page(LIBRARY, CHANNELS[0], SELF_HELP, kits)), "//ul[contains(@class, 'c-posters')]"
    )
    assert len(listed) == min(len(kits), home.KITS)
    assert listed[0].startswith("cases/")


def test_a_column_of_examples_says_so_once() -> None:
    samples = [replace(article, sample=True) for article in LIBRARY.articles]
    tree = shown(home.page(library.build(builders.VOCABULARY, samples), CHANNELS[0], SELF_HELP))
    assert "现在都是示例" in tree.text_content()
    assert tree.xpath("//*[contains(@class, 'c-samples')]")
    assert "现在都是示例" not in shown(home.page(LIBRARY, CHANNELS[0], SELF_HELP)).text_content()


def test_every_group_and_scam_type_is_one_step_away() -> None:
    found = set(links(shown(home.page(LIBRARY, CHANNELS[0], SELF_HELP))))
    assert {f"groups/{id}/" for id in builders.GROUPS} | {f"scams/{id}/" for id in builders.SCAMS} <= found


def test_an_empty_column_says_so() -> None:
    tree = shown(home.page(library.build(builders.VOCABULARY, []), CHANNELS[0], SELF_HELP))
    assert all(words in tree.text_content() for words in ("没有新的风险提示", "还没有简报"))


def test_three_entries_of_the_calendar_are_seen_and_lead_only_where_there_is_a_page() -> None:
    tree = shown(home.page(LIBRARY, CHANNELS[0], SELF_HELP))
    assert len(tree.xpath("//ul[@data-calendar]/li")) == len(SELF_HELP.calendar)
    assert len(tree.xpath("//ul[@data-calendar]/li[not(@hidden)]")) == 3
    assert "law/" in links(tree, "//ul[@data-calendar]")
    written = tuple(text for text in SELF_HELP.written if text.url != "law/")
    tree = shown(home.page(LIBRARY, CHANNELS[0], replace(SELF_HELP, written=written)))
    assert "law/" not in links(tree)
    tree = shown(home.page(LIBRARY, CHANNELS[0], replace(SELF_HELP, calendar=())))
    assert "calendar.ics" not in links(tree)


def test_what_may_be_out_of_date_is_marked_and_comes_after_what_is_in_force() -> None:
    old = builders.case("old", date(2026, 10, 31), review_by=date(2026, 11, 1))
    cases = [old, *(builders.case(f"case-{day}", date(2026, 10, day)) for day in range(1, 3))]
    later = builders.briefing("later", date(2026, 11, 2))
    held = library.build(builders.VOCABULARY, [later, *cases])
    tree = shown(home.page(held, CHANNELS[0], SELF_HELP))
    assert links(tree, "//*[contains(@class, 'c-card--warning')]") == [
        *(case.url for case in held.cases if case.id != old.id),
        old.url,
    ]
    (mark,) = tree.xpath("//b[@data-review-by]")
    assert (mark.text, mark.get("hidden")) == ("可能过时", None)
    assert mark.getparent().getparent() in tree.xpath(f"//li[.//a[contains(@href, '{old.url}')]]")
    tree = shown(home.page(library.build(builders.VOCABULARY, cases), CHANNELS[0], SELF_HELP))
    assert tree.xpath("//b/@data-review-by[../@hidden]") == ["2026-11-01"], "the reader's clock decides"
