"""The self-help pages: all are made, each from its own data, and left out without it."""

from __future__ import annotations

from dataclasses import replace

from column.content import library
from column.pages import selfhelp_pages
from column.pages.layout.page import Page
from column.pages.layout.templates import Templates
from column.selfhelp.data import SelfHelpData
from column.selfhelp.printables import Layout
from column.settings.records import Feedback, Government
from column.text.placeholders import ROOT
from support.own_data import SELF_HELP, VOCABULARY
from support.pages import TEMPLATES


def made(data: SelfHelpData) -> dict[str, Page]:
    """The pages by address, of a column in which nothing was published."""
    pages = selfhelp_pages.pages(library.build(VOCABULARY, []), data)
    return {page.url: page.make(TEMPLATES) for page in pages}


def test_every_page_is_made_where_nothing_was_published() -> None:
    pages = made(SELF_HELP)
    assert [page.url for page in pages.values()] == list(pages)
    assert set(pages) >= {
        "now/",
        "check/",
        "help/",
        "quiz/",
        "trends/",
        "feedback/",
        "groups/parents/letter/",
    }
    assert len({page.title for page in pages.values()}) == len(pages)
    assert {page.section for page in pages.values()} <= {"now/", "check/", "help/", "", "groups/"}
    assert "还没有发布文章" in pages["trends/"].body
    assert "问卷还没有开通" in pages["feedback/"].body


def test_the_questionnaire_stands_as_link_and_code() -> None:
    survey = "https://survey.gov.cn/f?a=1&b=2"
    page = made(replace(SELF_HELP, feedback=Feedback(survey=survey)))["feedback/"]
    assert 'href="https://survey.gov.cn/f?a=1&amp;b=2"' in page.body
    assert "<title>线上问卷的二维码</title>" in page.body


def test_a_page_is_left_out_where_its_data_cannot_be_used() -> None:
    pages = made(replace(SELF_HELP, check=None, quiz=None))
    assert not {"check/", "quiz/"} & set(pages)
    assert f'href="{ROOT}quiz/"' not in pages["help/"].body


def test_the_blocks_for_other_pages_are_silent_where_nothing_is_set() -> None:
    assert TEMPLATES.block("useful-question", "").strip() == ""
    assert 'href="https://a.cn/?a&amp;b"' in TEMPLATES.block("useful-question", "https://a.cn/?a&b")
    assert TEMPLATES.block("printables", ()).strip() == ""
    assert "groups/elderly/large/" in TEMPLATES.block("printables", SELF_HELP.prints)


def test_letters_and_notices_are_signed_by_the_bureau_of_the_settings() -> None:
    office = "某某市公安局"
    templates = Templates(replace(TEMPLATES.settings, government=Government(organizer=office)))
    pages = selfhelp_pages.pages(library.build(VOCABULARY, []), SELF_HELP)
    signed = {page.url for page in pages if office in page.make(templates).body}
    assert (
        signed
        == {one.url for one in SELF_HELP.prints if one.layout in (Layout.LETTER, Layout.NOTICE)}
        != set()
    )
