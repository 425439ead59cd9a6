"""The self-help pages: all are made, each from its own data, and left out without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from column.content import library
from column.pages import all_pages, selfhelp_pages
from column.pages.layout.page import AnyPage, Page
from column.pages.layout.templates import Templates
from column.selfhelp import intents, text_pages
from column.selfhelp.data import SelfHelpData
from column.selfhelp.printables import Layout
from column.settings.records import Feedback, Government
from column.text.placeholders import ROOT
from support.own_data import SELF_HELP, VOCABULARY
from support.pages import TEMPLATES
from support.project import ROOT as PROJECT
from support.project import put


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
    assert {page.section for page in pages.values()} <= {"now/", "check/", "help/", "quiz/", "", "groups/"}
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
    sheets = {one.url for one in SELF_HELP.prints}
    signed = {page.url for page in pages if page.url in sheets and office in page.make(templates).body}
    assert (
        signed
        == {one.url for one in SELF_HELP.prints if one.layout in (Layout.LETTER, Layout.NOTICE)}
        != set()
    )


FILES = {text_pages.address(path): path for path in (page.path for page in SELF_HELP.texts)}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office's own texts, in a folder where files can be taken away."""
    root = tmp_path_factory.mktemp("office")
    for file in sorted((PROJECT / "docs").rglob("*.md")):
        put(root, file.relative_to(PROJECT).as_posix(), file.read_bytes())
    return root


@pytest.mark.parametrize("gone", FILES)
def test_an_absent_file_leaves_no_link(office: Path, gone: str) -> None:
    """Each is taken away in turn; no page of the site leads to it any more."""
    sheets = {sheet.url for sheet in SELF_HELP.prints}
    file = office / FILES[gone]
    taken = file.rename(office / "taken")

    def has_page(address: str) -> bool:
        return intents.has_page(office, address, sheets)

    written, problems = text_pages.load(office, VOCABULARY, ["110", "96110"], has_page)
    taken.rename(file)
    assert problems == []
    bodies = {page.url: page.make(TEMPLATES).body for page in _every(replace(SELF_HELP, written=written))}
    assert gone not in bodies
    assert [url for url, body in bodies.items() if re.search(rf'href="{ROOT}{gone}["#]', body)] == []


def test_a_page_of_text_is_linked_from_where_it_says() -> None:
    pages = {page.url: page.make(TEMPLATES).body for page in _every(SELF_HELP)}
    for text in SELF_HELP.texts:
        places = {url for url in pages if text.is_shown_on(url) and url != text.url}
        assert places | {"sitemap/"} <= {url for url in pages if f'href="{ROOT}{text.url}"' in pages[url]}, (
            text.url
        )
    assert {"recovery/", "verify/", "family/"} <= {
        text.url for text in SELF_HELP.texts if text.is_shown_on("help/")
    }


def _every(data: SelfHelpData) -> Iterator[AnyPage]:
    return all_pages.others(library.build(VOCABULARY, []), TEMPLATES.settings, data)
