"""Search in a browser: forty queries on articles full of traps, and the box by keyboard and by touch."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from column.content import library
from column.model.intents import Intents
from column.search import documents, index
from column.system.output_tree import Batch, OutputTree
from support.builders import VOCABULARY, briefing
from support.search_site import (
    FANLI,
    GOIP,
    PLAN,
    QUERIES,
    RARE,
    S_SHUADAN,
    SHUADAN,
    TOUZI,
    XINGFU,
    YANGLAO,
    B,
    ask,
    fifteen_articles,
    found,
    settled,
)

Serve = Callable[..., str]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "media-src 'self'; form-action 'self'; base-uri 'self'"
)


@pytest.fixture(scope="module")
def stocked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with the search files of other articles in place of its own, and the pages of three of its articles."""
    place = tmp_path_factory.mktemp("stocked") / "site"

    def own(folder: str, names: list[str]) -> list[str]:
        return ["search"] if Path(folder) == site else []

    shutil.copytree(site, place, ignore=own, copy_function=os.link)
    extra = [(PLAN, "工作方案", "实事求是，坚决避免夸大宣传。")]
    with pytest.MonkeyPatch.context() as small:
        small.setattr(index, "SHARD", 2000)  # so that these few articles need many shards
        OutputTree(place).update(
            Batch(documents.products(fifteen_articles(), extra, Intents(), place.parent / "kept"))
        )
    frame = next(site.glob("briefings/wucheng/2*/index.html")).read_text("utf-8")
    for url in (XINGFU, SHUADAN, YANGLAO):
        article = next(article for article in fifteen_articles().articles if article.url == url)
        filler = "<p>　</p>" * 60
        body = f"\\1<h1>{article.title}</h1>{filler}{article.html}\\2"
        html = re.sub(r"(<article[^>]* id=.content[^>]*>).*(</article>)", body, frame, count=1, flags=re.S)
        (place / url).mkdir(parents=True)
        (place / url / "index.html").write_text(html, "utf-8")
    return place


@pytest.fixture
def desktop(stocked: Path, serve: Serve, browser: Browser) -> Iterator[Page]:
    """A page of the site on a desktop, no result loaded; what the page complains of fails the test."""
    with opened(browser, serve(stocked) + "/plan/") as page:
        yield page


@pytest.fixture
def phone(stocked: Path, serve: Serve, browser: Browser) -> Iterator[Page]:
    with opened(browser, serve(stocked) + "/plan/", width=360, has_touch=True, is_mobile=True) as page:
        yield page


@contextmanager
def opened(browser: Browser, address: str, width: int = 1280, **device: Any) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": 740}, **device)
    context.set_default_timeout(10_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(address)
    yield page
    context.close()
    assert not complaints


def test_queries_find_what_they_should_and_nothing_else_first(desktop: Page) -> None:
    wrong = {query: answer for query, wanted in QUERIES.items() if (answer := ask(desktop, query)) != wanted}
    assert wrong == {}


def test_what_is_near_is_shown_and_said_to_be_no_more(desktop: Page) -> None:
    assert ask(desktop, "刷单返现") == []
    assert "没有找到“刷单返现”，下面是相近的内容" in desktop.inner_text(".c-search__status")
    assert {S_SHUADAN, SHUADAN} <= set(found(desktop)[:2])
    assert ask(desktop, "天气预报") == found(desktop) == []
    assert "没有找到，不等于没有问题" in desktop.inner_text(".c-search__status")
    assert "96110" in desktop.inner_text(".c-search__help")


def test_a_slow_answer_to_an_earlier_query_is_dropped(desktop: Page) -> None:
    """The answer for 幸福小区 comes late: by then the reader has gone back to what was typed before."""
    ask(desktop, "刷单")
    desktop.evaluate(
        """() => {
            const quick = window.fetch;
            window.fetch = (...asked) => new Promise(done => setTimeout(done, 500)).then(() => quick(...asked));
        }"""
    )
    for query in ("幸福小区", "刷单"):
        desktop.fill(".c-search__input", query)
        desktop.wait_for_timeout(250)
    desktop.wait_for_timeout(1200)
    settled(desktop, "刷单")
    assert found(desktop) == QUERIES["刷单"]


def test_a_result_says_what_it_is(desktop: Page) -> None:
    ask(desktop, "提现")
    first = desktop.locator(".c-search__link").first
    assert first.locator(".c-badge").all_inner_texts() == ["典型案例", "可能过时"]
    assert "虚假网络投资理财" in first.locator(".c-search__label").inner_text()
    assert first.locator("time").get_attribute("datetime") == "2024-08-08"
    assert first.locator(".c-search__title mark").all_inner_texts() == ["提现"]
    assert first.locator(".c-search__excerpt mark").all_inner_texts() == ["提现"]
    ask(desktop, "goip")
    assert desktop.locator(".c-search__link mark").all_inner_texts() == ["ＧＯＩＰ", "GoIP"]
    ask(desktop, "加粗")
    assert desktop.locator(".c-search__title").all_inner_texts() == ["<b>加粗</b>&amp;的标题也只是字"]


def test_results_can_be_narrowed(desktop: Page) -> None:
    def choices(name: str) -> list[str]:
        return [
            text.split("（")[0] for text in desktop.locator(f"[name={name}] option").all_inner_texts()[1:]
        ]

    ask(desktop, "110")
    desktop.wait_for_selector("[name=kind]:enabled")
    assert set(choices("kind")) == {"风险提示", "典型案例", "所队快讯"}
    assert choices("year") == ["2026年", "2024年", "2023年"]
    assert set(choices("group")) == {"企业财会人员", "学生", "老年人", "宝妈"}
    desktop.select_option("[name=kind]", "典型案例")
    expect(desktop.locator(".c-search__status")).to_have_text("“110”：找到 2 篇。")
    assert found(desktop) == [TOUZI, FANLI]
    assert choices("year") == ["2024年", "2023年"]
    desktop.select_option("[name=scam]", "刷单返利")
    expect(desktop.locator(".c-search__link")).to_have_count(1)
    assert found(desktop) == [FANLI]
    desktop.select_option("[name=kind]", "")
    desktop.select_option("[name=scam]", "")
    desktop.select_option("[name=unit]", "刑侦大队")
    expect(desktop.locator(".c-search__status")).to_have_text("“110”：找到 1 篇。")
    assert found(desktop) == [GOIP]
    ask(desktop, "96110")
    assert found(desktop) == [XINGFU], "what was chosen is for one query"


def test_by_keyboard(desktop: Page) -> None:
    for key in "/s":
        desktop.keyboard.press(key)
        expect(desktop.locator(".c-search__input")).to_be_focused()
        expect(desktop.locator(".c-search__panel")).to_be_visible()
        assert desktop.input_value(".c-search__input") == ""
        desktop.keyboard.press("Escape")
        expect(desktop.locator(".c-search__panel")).to_be_hidden()
        expect(desktop.locator(".c-search__input")).not_to_be_focused()
    desktop.keyboard.press("/")
    desktop.keyboard.type("刷单返利/s", delay=5)
    assert desktop.input_value(".c-search__input") == "刷单返利/s"
    for _ in "/s":
        desktop.keyboard.press("Backspace")
    settled(desktop, "刷单返利")
    links = desktop.locator(".c-search__link")
    for focused in (links.nth(0), links.nth(1), links.nth(2)):
        desktop.keyboard.press("ArrowDown")
        expect(focused).to_be_focused()
    desktop.keyboard.press("ArrowUp")
    desktop.keyboard.press("Enter")
    desktop.wait_for_url(f"**/{SHUADAN}")
    expect(desktop.locator("#content mark").first).to_be_in_viewport()
    assert set(desktop.locator("#content mark").all_inner_texts()) == {"刷单返利"}
    desktop.go_back()
    settled(desktop, "刷单返利")
    assert found(desktop) == QUERIES["刷单返利"], "the way back leads to the results"
    desktop.keyboard.press("Escape")
    assert desktop.url.endswith("/plan/")


def test_enter_in_the_box_opens_the_first_result(desktop: Page) -> None:
    ask(desktop, "屏幕共享")
    desktop.keyboard.press("Enter")
    desktop.wait_for_url(f"**/{YANGLAO}")


def test_by_touch(phone: Page) -> None:
    expect(phone.locator(".c-search__input")).to_be_hidden()
    phone.tap(".c-search__open")
    expect(phone.locator(".c-search__input")).to_be_focused()
    layer = phone.get_by_role("dialog", name="搜索")
    assert layer.bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 740}
    ask(phone, "110")
    phone.wait_for_selector("[name=kind]:enabled")
    for control in phone.locator(".c-search__layer :is(button, select, a):visible").all():
        box = control.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44, control.inner_text()
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    phone.select_option("[name=year]", "2023年")
    expect(phone.locator(".c-search__link")).to_have_count(1)
    phone.go_back()
    expect(layer).to_be_hidden()
    assert phone.url.endswith("/plan/"), "the way back closes the layer and stays on the page"
    phone.tap(".c-search__open")
    ask(phone, "幸福小区")
    phone.tap(".c-search__link")
    phone.wait_for_url(f"**/{XINGFU}")
    expect(phone.locator("#content mark").first).to_be_in_viewport()
    phone.go_back()
    settled(phone, "幸福小区")
    phone.tap(".c-search__close")
    expect(layer).to_be_hidden()


def test_a_page_marks_what_was_found_across_tags_and_keeps_its_address(
    stocked: Path, serve: Serve, browser: Browser
) -> None:
    with opened(browser, f"{serve(stocked)}/{YANGLAO}?from=feed&h=养老钱 验证码#content") as page:
        expect(page.locator("#content mark")).to_have_count(3)
        assert page.locator("#content mark").all_inner_texts() == ["验证码", "养老", "钱"]
        assert page.locator("#content strong mark").all_inner_texts() == ["养老"]
        expect(page.locator("#content mark").first).to_be_in_viewport()
        assert page.url.endswith("?from=feed#content")


def test_nothing_is_loaded_before_a_search(stocked: Path, serve: Serve, browser: Browser) -> None:
    with opened(browser, "about:blank") as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(serve(stocked) + "/plan/", wait_until="networkidle")
        assert [url for url in asked if "search/" in url] == []
        ask(page, "刷单返利")
        assert any(url.endswith("search/manifest.json") for url in asked)


def test_below_any_path_from_no_other_host_under_the_strict_policy(
    stocked: Path, serve: Serve, browser: Browser
) -> None:
    base = serve(stocked, prefix="/fz/column")
    with opened(browser, "about:blank") as page:
        asked: list[str] = []

        def strict(route: Route) -> None:
            asked.append(route.request.url)
            answer = route.fetch()
            route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": POLICY})

        page.route("**/*", strict)
        page.goto(f"{base}/{YANGLAO}")
        assert ask(page, "养老钱") == [YANGLAO]
        page.locator(".c-search__link").click()
        expect(page.locator("#content mark").first).to_be_in_viewport()
        assert all(url.startswith(f"{base}/") for url in asked)
        page.unroute_all(behavior="ignoreErrors")


def test_a_broken_connection_is_told_and_mended(stocked: Path, serve: Serve, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(serve(stocked) + "/plan/")
    page.route("**/search/*/*.txt", lambda route: route.abort())
    page.keyboard.press("/")
    page.keyboard.type("刷单返利")
    expect(page.locator(".c-search__status")).to_contain_text("请检查网络")
    page.unroute("**/search/*/*.txt")
    page.keyboard.press("Enter")
    settled(page, "刷单返利")
    assert found(page) == QUERIES["刷单返利"]
    page.close()


def test_a_site_that_is_published_anew_is_searched_as_it_is_now(
    stocked: Path, serve: Serve, browser: Browser, tmp_path: Path
) -> None:
    shutil.copytree(stocked, tmp_path / "site", copy_function=os.link)
    page = browser.new_page()
    page.goto(serve(tmp_path / "site") + "/plan/")
    assert ask(page, "腊八粥") == [RARE]
    shutil.rmtree(tmp_path / "site" / "search")
    later = library.build(
        VOCABULARY, [*fifteen_articles().articles, briefing("neu", date(2026, 4, 1), "新来的一篇讲刷单返利")]
    )
    OutputTree(tmp_path / "site").update(Batch(documents.products(later, [], Intents(), tmp_path / "kept")))
    assert ask(page, "幸福小区") == [XINGFU]
    assert ask(page, "新来的一篇") == [f"{B}wucheng/2026-04-01-neu/"]
    page.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_open_box_passes_axe(stocked: Path, serve: Serve, browser: Browser, width: int) -> None:
    with opened(browser, serve(stocked) + "/plan/?q=110", width=width) as page:
        settled(page, "110")
        page.wait_for_selector("[name=kind]:enabled")
        result = Axe().run(page, context=".c-search")
        assert result.violations_count == 0, result.generate_report()


def test_the_guide_for_officers_is_found_by_its_title_alone(site: Path) -> None:
    """It shows how not to write, with scammers' words among it."""
    blocks = "".join(file.read_text("utf-8") for file in site.glob("search/*/*.json"))
    example = "居民问得最多的是“客服”来电"
    assert example in (site / "contribute/index.html").read_text("utf-8")
    assert example not in blocks
    assert '"contribute/"' in blocks


@pytest.mark.parametrize(
    ("query", "first"), [("已经转账", "help/"), ("我已经转账了怎么办", "help/"), ("遇到骗子", "check/")]
)
def test_who_asks_for_help_finds_it_first(
    site: Path, serve: Serve, browser: Browser, query: str, first: str
) -> None:
    with opened(browser, serve(site) + "/") as page:
        ask(page, query)
        assert found(page)[0] == first
