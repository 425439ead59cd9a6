"""The walk of a reader through the site in a browser of 2019, as it sits inside WeChat on an old telephone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.browsing import KINDS, Serve, address
from support.old_chromium import OldPage, opened

SEEN = "(names => [...document.querySelectorAll(names)].filter(one => one.getClientRects().length).length)"
"""How many of the elements that selectors find are shown."""


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OldPage]:
    with opened(tmp_path_factory.mktemp("old")) as page:
        assert "Chrome/79." in page.evaluate("navigator.userAgent")
        yield page


@pytest.fixture
def walk(old: OldPage, site: Path, serve: Serve) -> Iterator[OldPage]:
    old.complaints.clear()
    old.goto(serve(site) + "/")
    yield old
    old.goto("about:blank")  # while its server is there
    assert old.complaints == []


def test_every_kind_of_page_opens_without_a_complaint_and_fits(walk: OldPage, site: Path) -> None:
    base = walk.origin
    wide = []
    for kind in KINDS:
        walk.goto(base + address(site, kind))
        assert walk.evaluate("document.querySelector('h1').getClientRects().length"), kind
        if walk.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(kind)
    assert wide == []


def test_home_shows_what_to_do_and_whom_to_call(walk: OldPage) -> None:
    seen = walk.evaluate(
        "[...document.querySelectorAll('main a[href^=\"tel:\"], .c-door--now')]"
        ".filter(one => one.getBoundingClientRect().bottom <= innerHeight).map(one => one.textContent.trim())"
    )
    assert any("110" in text for text in seen)
    assert any("96110" in text for text in seen)
    assert any("先挂断" in text for text in seen)


def test_menu_elder_mode_and_back(walk: OldPage) -> None:
    walk.click(".c-menu summary")
    assert walk.evaluate(f"{SEEN}('.c-menu a')") > 6
    walk.click(".c-tools [data-elder-switch]")
    assert walk.evaluate(f"{SEEN}('.c-urgent--home .c-call, .c-urgent--home .c-door')") == 6
    walk.click(".c-leave")
    assert walk.evaluate(f"{SEEN}('main h2')") > 3


def test_search_understands_a_sentence(walk: OldPage) -> None:
    walk.click(".c-search__open")
    walk.fill(".c-search__input", "我被骗了")
    walk.until("document.querySelector('.c-search__list li a')")
    assert walk.evaluate("document.querySelector('.c-search__list li a').href").endswith("/help/")


def test_self_check_and_a_pasted_message(walk: OldPage) -> None:
    walk.goto(walk.origin + "/check/")
    walk.click("[data-check-begin]")
    for _ in range(4):
        walk.click("[data-check-question]:not([hidden]) [data-check-answer]")
    assert walk.evaluate(f"{SEEN}('[data-check-title]')") == 1
    assert walk.evaluate(f"{SEEN}('[data-check-verdict] .c-call')") == 2
    walk.fill("#message", "我是民警，您涉嫌洗钱，把钱转到安全账户，不要告诉家里人")
    walk.click("[data-signs] [type=submit]")
    assert walk.evaluate(f"{SEEN}('[data-sign]')") > 1


def test_quiz_to_its_end_and_the_hall(walk: OldPage) -> None:
    walk.goto(walk.origin + "/quiz/students/")
    walk.click("[data-quiz-go]")
    for _ in range(5):
        walk.click("[data-quiz-choice]")
        walk.click("[data-quiz-next]")
    assert "共 5 题" in walk.evaluate("document.querySelector('[data-quiz-total]').textContent")
    walk.goto(walk.origin + "/quiz/")
    walk.click("[data-hall-open]")
    walk.click("[data-hall-on]")
    assert walk.evaluate(f"{SEEN}('[data-hall-why]')") == 1


def test_reading_aloud_leaves_the_numbers(walk: OldPage) -> None:
    walk.click(".c-tools [data-elder-switch]")
    walk.click("[data-read=play]")
    assert walk.evaluate("document.documentElement.getAttribute('data-reading')") == "on"
    assert walk.evaluate(f"{SEEN}('.c-tools__call')") == 2


def test_the_form_finds_private_data_and_makes_its_zip(walk: OldPage) -> None:
    walk.goto(walk.origin + "/contribute/form/")
    walk.fill("#form-text", "受害人张建国接到电话，手机19900001234。")
    assert "像电话号码" in walk.evaluate("document.querySelector('#form-text-fault').textContent")
    walk.click("[name=form-kind][value=briefing]")
    values = {"title": "民警走进小区讲防骗", "date": "2026-03-05", "venue": "进社区"}
    for name, value in values.items():
        walk.fill(f"#form-{name}", value)
    walk.fill("#form-unit", "wucheng")
    walk.click("[data-form-field=groups] [type=checkbox]")
    walk.fill("#form-text", "民警来到小区，讲了三种骗局。")
    for number in range(3):
        walk.click(f"#form-sure-{number}")
    walk.evaluate(
        "[...document.querySelectorAll('.c-form button')].find(one => one.textContent === '检查，做成压缩包').click()"
    )
    walk.until("document.querySelector('.c-form__result a[download]')")
