"""What readers type finds the page that helps them, in the site as it is published, on a telephone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from support.browsing import Eye, Open, Serve
from support.project import ROOT
from support.search_site import ask, found, settled

SENTENCES = yaml.safe_load((ROOT / "tests/data/search_sentences.yml").read_text("utf-8"))


@pytest.fixture
def phone(opened: Open) -> Page:
    """A page with the search open."""
    page = opened("notice", 360, has_touch=True, is_mobile=True)
    page.tap(".c-search__open")
    return page


def first(page: Page, query: str) -> str:
    """The address of the first entry, from the site's root."""
    ask(page, query)
    return next(iter(found(page)), "")


def test_sentences_find_their_page_first_and_the_urgent_say_whom_to_call(phone: Page) -> None:
    wrong = {}
    for one in SENTENCES:
        wanted = (one["find"], one.get("urgent", False))
        seen = (first(phone, one["ask"]), "报警点下面的号码" in phone.inner_text(".c-search__status"))
        if seen != wanted:
            wrong[one["ask"]] = (wanted, seen)
    assert len(SENTENCES) >= 80
    assert len({one["ask"] for one in SENTENCES}) == len(SENTENCES)
    assert wrong == {}


@pytest.mark.parametrize(
    ("query", "page", "urgent", "text"),
    [
        ("我被骗了", "help/", True, "被骗"),
        ("我被騙了怎麼辦", "help/", True, "被騙"),
        ("ＷＯＢＥＩＰＩＡＮＬＥ", "help/", True, "ＷＯＢＥＩＰＩＡＮＬＥ"),
        ("妈妈，在给人转钱", "help/", True, "妈妈，在给人转钱"),
        ("会被骗子用来", "check/", False, "会被骗子用来"),
        ("怎么不被骗", "groups/", False, "不被骗"),
        ("跑份", "scams/laundering/", False, "跑分"),
        ("pao fen", "scams/laundering/", False, "跑分"),
        ("apple", "", False, "apple"),
        ("怎么办", "", False, "怎么办"),
        ("无城派出所", "", False, "无城派出所"),
        ("刷单 怎么认", "scams/shuadan/", False, "刷单 认"),
        ("转账户口", "", False, "转账户口"),
    ],
)
def test_what_a_query_means(phone: Page, query: str, page: str, urgent: bool, text: str) -> None:
    meant = phone.evaluate(
        """async (query) => {
            const part = (name) => import(`/assets/javascripts/search/${name}.js`);
            const [index, reading] = await Promise.all([part("index"), part("query")]);
            const { lexicon } = await index.Index(new URL("/search/", location.href).href, []).begin();
            return reading.understand(query, lexicon);
        }""",
        query,
    )
    assert (next((one["url"] for one in meant["pages"]), ""), meant["urgent"]) == (page, urgent)
    assert meant["text"] == text


def test_what_is_meant_stands_above_what_was_found_and_no_page_twice(phone: Page) -> None:
    assert first(phone, "我被骗了") == "help/"
    links = phone.get_by_role("search").locator("li a")
    assert links.evaluate_all("all => all.map(one => one.className.includes('meant'))").index(False) == 1
    assert links.count() == phone.locator(".c-search__link").count() > 2
    assert len(set(found(phone))) == len(found(phone))
    assert "scams/two-cards/" not in found(phone), "it has 会被骗子用来"
    assert "另外找到" in phone.inner_text(".c-search__status")
    expect(links.first).to_be_in_viewport(ratio=1)
    expect(phone.get_by_role("search").get_by_role("link", name="拨打110")).to_be_in_viewport(ratio=1)
    links.first.click()
    phone.wait_for_url("**/help/")


def test_an_address_opens_the_search_with_a_question(phone: Page) -> None:
    phone.goto(phone.url.replace("/plan/", "/?q=警察打电话说我涉案"))
    settled(phone, "警察打电话说我涉案")
    assert found(phone)[0] == "now/"
    assert phone.get_by_role("search").locator("li a").first.inner_text().startswith("有人正跟您通话")


def test_a_message_can_be_pasted_whole(phone: Page) -> None:
    message = "【某某银行】您的信用卡已逾期，将影响征信，请立即拨打客服电话处理，否则冻结账户。退订回T"
    phone.locator(".c-search__input").press_sequentially(message)
    settled(phone, message)
    assert "scams/credit-report/" in found(phone)[:3]


@pytest.mark.parametrize("query", ["13800138000", "天气预报", "qwertz"])
def test_who_finds_nothing_is_told_what_to_do(phone: Page, query: str) -> None:
    ask(phone, query)
    assert found(phone) == []
    assert "没有找到，不等于没有问题" in phone.inner_text(".c-search__status")
    doors = phone.locator(".c-search__help a")
    assert doors.all_inner_texts() == ["拨打110", "拨打96110", "已经转账了", "自己测一测"]
    for door in doors.all():
        expect(door).to_be_in_viewport(ratio=1)
    assert Eye(phone).faults() == []


def test_a_wrong_spelling_is_searched_as_the_right_one_and_said_to_be(phone: Page) -> None:
    ask(phone, "反炸app")
    assert phone.inner_text(".c-search__status").startswith("“反炸app”（按“反诈app”找）")
    marks = phone.locator(".c-search__link mark").all_inner_texts()
    assert marks
    assert all("反诈" in mark for mark in marks)


def test_the_help_is_there_before_the_articles_and_without_them(
    site: Path, serve: Serve, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.route("**/search/*/*.txt", lambda route: route.abort())
    page.goto(f"{serve(site)}/?q=我被骗了")
    expect(page.locator(".c-search__status")).to_contain_text("网络不好，先看这里")
    assert found(page) == ["help/"]
    expect(page.get_by_role("search").get_by_role("link", name="拨打110")).to_be_visible()
    page.close()


def test_who_narrows_sees_articles_alone(phone: Page) -> None:
    assert first(phone, "刷单返利") == "scams/shuadan/"
    phone.wait_for_selector("[name=kind]:enabled")
    phone.select_option("[name=kind]", "所队快讯")
    expect(phone.locator(".c-search__link--meant")).to_have_count(0)
    assert all(address.startswith("briefings/") for address in found(phone))
    phone.select_option("[name=kind]", "")
    expect(phone.locator(".c-search__link--meant")).to_have_count(1)
    assert found(phone)[0] == "scams/shuadan/"


def test_a_found_page_marks_no_word_that_only_looks_like_it(phone: Page) -> None:
    phone.goto(phone.url.replace("/plan/", "/scams/laundering/?h=被骗"))
    expect(phone.locator("#content mark").first).to_be_in_viewport()
    around = phone.locator("#content mark").evaluate_all("all => all.map(one => one.nextSibling.data[0])")
    assert "子" not in around


@pytest.mark.parametrize("elder", [False, True])
def test_an_urgent_answer_is_open_to_all(phone: Page, elder: bool) -> None:
    if elder:
        phone.evaluate("document.documentElement.setAttribute('data-elder', 'on')")
    assert first(phone, "骗子打电话") == "now/"
    assert Eye(phone).faults() == []
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    expect(phone.locator(".c-search__link").first).to_be_in_viewport(ratio=1)


def test_every_page_that_is_meant_is_there(site: Path) -> None:
    about = json.loads((site / "search/manifest.json").read_text("utf-8"))
    words = json.loads((site / f"search/{about['words']}/0.json").read_text("utf-8"))
    assert len(words["pages"]) > 25
    for address, title, line in words["pages"]:
        assert title in (site / address / "index.html").read_text("utf-8")
        assert line
