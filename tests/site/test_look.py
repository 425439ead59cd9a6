"""The look: what a reader sees, reaches and hears, in Chromium, with the headers that the site is served with."""

from __future__ import annotations

import gzip
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from support.browsing import KINDS, Eye, Open, drawn_icons

_SMALL = """() => [...document.querySelectorAll("a, button, summary")].filter(element => {
  const box = element.getBoundingClientRect();
  const inText = element.closest("p:not([class]), .c-article__body, .c-advice, .c-text, .c-card__title, [data-md-component=skip]");
  return box.width && element.checkVisibility() && !element.matches(".c-skip") && !(inText && element.matches("a"))
    && (box.width < 43.5 || box.height < 43.5);
}).map(element => element.outerHTML)"""

_TINY = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    if (walk.currentNode.textContent.trim() && element.getClientRects().length
        && parseFloat(getComputedStyle(element).fontSize) < 20) found.push(element.outerHTML);
  }
  return found;
}"""


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_is_open_to_all(kind: str, opened: Open) -> None:
    """axe finds nothing in light, dark and elder mode; nothing leaves the screen; fingers and old eyes can do."""
    page = opened(kind, 360, prefix="" if kind == "404" else "/a/b")
    eye = Eye(page)
    colours = ("color-contrast", "target-size")
    assert eye.faults() == []
    page.emulate_media(color_scheme="dark")
    assert eye.faults(*colours) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    assert eye.faults() == []
    page.set_viewport_size({"width": 320, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(_SMALL) == []
    page.evaluate("document.documentElement.setAttribute('data-elder', 'on')")
    assert eye.faults(*colours) == []
    page.emulate_media(color_scheme="light")
    assert eye.faults(*colours) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(_SMALL) == []
    assert page.evaluate(_TINY) == []


def test_elder_mode_is_on_every_page_and_remembered(opened: Open) -> None:
    page = opened("home")
    page.get_by_role("button", name="老年人模式").click()
    expect(page.get_by_role("button", name="退出老年人模式")).to_be_visible()
    expect(page.locator("[data-status]")).to_have_text("已打开老年人模式")
    place = page.get_by_role("button", name="退出老年人模式").bounding_box()
    page.locator(".c-door--now").click()
    leave = page.get_by_role("button", name="退出老年人模式")
    expect(leave).to_be_visible()
    assert leave.bounding_box() == place
    leave.click()
    expect(page.locator("html")).not_to_have_attribute("data-elder", "on")
    page.go_back()
    expect(page.get_by_role("button", name="老年人模式", exact=True)).to_be_visible()


def test_type_size_and_colours_are_chosen_and_remembered(opened: Open) -> None:
    page = opened("case", color_scheme="light")
    size = "parseFloat(getComputedStyle(document.querySelector('.c-article__body p')).fontSize)"
    ground = "getComputedStyle(document.body).backgroundColor"
    before, light = page.evaluate(size), page.evaluate(ground)
    page.get_by_role("button", name="大", exact=True).click()
    assert page.evaluate(size) > before
    page.get_by_role("button", name="深色").click()
    assert page.evaluate(ground) != light
    page.reload()
    assert page.evaluate(size) > before
    assert page.evaluate(ground) != light
    page.get_by_role("button", name="浅色").click()
    page.get_by_role("button", name="中", exact=True).click()
    assert (page.evaluate(size), page.evaluate(ground)) == (before, light)


def test_everything_is_read_without_scripts_and_storage(opened: Open) -> None:
    page = opened("case", java_script_enabled=False, color_scheme="dark")
    expect(page.locator(".c-article__body p").first).to_be_visible()
    expect(page.get_by_text("老年人模式")).to_be_hidden()
    expect(page.get_by_text("打印")).to_be_hidden()
    page.get_by_text("菜单").click()
    expect(
        page.get_by_role("navigation", name="栏目菜单").get_by_role("link", name="诈骗类型")
    ).to_be_visible()
    red, green, blue = page.locator("body").evaluate(
        "body => getComputedStyle(body).backgroundColor.match(/\\d+/g).map(Number)"
    )
    assert red + green + blue < 150


_SPEAK = "speak(words) { said.push(words.text); this.now = words; if (words.onstart) words.onstart(); }"
_VOICE = """
window.said = [];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
Object.defineProperty(window, "speechSynthesis", { value: {
  speak(words) { said.push(words.text); this.now = words; if (words.onstart) words.onstart(); },
  cancel() {},
  end() { this.now.onend(); },
} });
"""


def test_only_the_article_is_read_aloud(opened: Open, browser: Browser) -> None:
    page = opened("case")
    page.add_init_script(_VOICE)
    page.reload()
    title = page.get_by_role("heading", level=1).inner_text()
    play = page.locator(".c-article__tools [data-read=play]")
    play.click()
    assert page.evaluate("said") == [title]
    expect(page.get_by_role("heading", level=1)).to_have_class("c-spoken")
    expect(play).to_have_text("暂停")
    play.click()
    expect(play).to_have_text("继续")
    play.click()
    assert page.evaluate("said") == [title, title]
    page.evaluate("while (document.documentElement.dataset.reading) speechSynthesis.end()")
    said = "".join(page.evaluate("said"))
    assert page.locator(".c-points--tips li").first.inner_text() in said
    for left_out in ("相关阅读", "找谁帮忙", "发布时间", "首页", "110", "12381"):
        assert left_out not in said
    expect(play).to_have_text("朗读")
    play.click()
    page.locator(".c-tools [data-read=stop]").click()
    expect(page.locator(".c-spoken")).to_have_count(0)


def test_reading_says_what_is_seen_and_each_link_by_itself(opened: Open) -> None:
    page = opened("home")
    page.add_init_script(_VOICE)
    page.reload()
    page.get_by_role("button", name="老年人模式").click()
    page.locator(".c-tools [data-read=play]").click()
    page.evaluate("while (document.documentElement.dataset.reading) speechSynthesis.end()")
    said = page.evaluate("said")
    assert "拨打 幺幺零 报警电话" in said
    assert any("先挂断" in words and "钱已经转了" not in words for words in said)
    assert not any("拿不准是不是骗局" in words for words in said), "hidden in elder mode"
    assert not any("复核日期" in words for words in said)
    assert not any("-11-" in words for words in said)


@pytest.mark.parametrize("kind", ["home", "group", "case"])
@pytest.mark.parametrize("elder", [False, True])
def test_what_is_read_can_be_read(opened: Open, kind: str, elder: bool) -> None:
    page = opened(kind)
    page.add_init_script(_VOICE)
    page.reload()
    page.get_by_role("button", name="老年人模式").click()
    page.locator(".c-tools [data-read=play]").click()
    if not elder:
        page.evaluate("document.documentElement.removeAttribute('data-elder')")
    for _ in range(6):
        found = Axe().run(page, context=".c-spoken", options={"runOnly": ["color-contrast"]})
        assert found.violations_count == 0, found.generate_report()
        for number in ("110", "96110"):
            expect(page.locator(f".c-tools__call[href='tel:{number}']")).to_be_visible()
        page.evaluate("speechSynthesis.end()")


_SIGNS_A_SECOND = 4.2
"""What a Chinese voice says at the speed that is asked for."""
_READ = "while (document.documentElement.dataset.reading) speechSynthesis.end()"


def read(page: Page) -> list[str]:
    """All that a page says in elder mode."""
    page.evaluate("document.documentElement.setAttribute('data-elder', 'on')")
    page.locator(".c-tools [data-read=play]").click()
    page.evaluate(_READ)
    said: list[str] = page.evaluate("said.splice(0)")
    return said


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_read_in_a_minute(opened: Open, kind: str) -> None:
    page = opened(kind)
    page.add_init_script(_VOICE)
    page.reload()
    said = read(page)
    assert len("".join(said)) / _SIGNS_A_SECOND <= 60, said
    assert said[0] == " ".join(page.get_by_role("heading", level=1).inner_text().split())
    for number in ("幺幺零", "九六幺幺零"):
        assert any(number in words.split() for words in said)


def test_what_to_do_is_read_whole_for_each_group_and_type(site: Path, opened: Open) -> None:
    page = opened("home")
    page.add_init_script(_VOICE)
    base = page.url
    folders = sorted(
        file.parent for place in ("groups", "scams") for file in site.glob(f"{place}/*/index.html")
    )
    assert len(folders) == 26
    for folder in folders:
        page.goto(base + folder.relative_to(site).as_posix() + "/")
        lines = page.locator(".c-points--tips li, h2:text-is('该怎么做') + ol > li").all_inner_texts()
        assert len(lines) >= 3
        said = "".join(read(page))
        for line in lines:
            assert line.replace("96110", "九六幺幺零").replace("110", "幺幺零") in said, folder.name


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("elder", [True, False])
def test_reading_can_be_stopped_and_elder_mode_left_on_the_smallest_screen(
    opened: Open, width: int, elder: bool
) -> None:
    page = opened("case", width)
    page.add_init_script(_VOICE)
    page.reload()
    if elder:
        page.get_by_role("button", name="老年人模式").click()
        assert page.evaluate("document.activeElement.closest('header') !== null")
    page.locator("[data-read=play]:visible").first.click()
    line = "element => element.scrollWidth <= element.clientWidth && element.offsetHeight < 60"
    stop = page.locator(".c-tools [data-read=stop]")
    for button in (page.locator(".c-tools [data-read=play]"), stop, *page.locator(".c-tools__call").all()):
        expect(button).to_be_in_viewport(ratio=1)
        assert button.evaluate(line)
    places = [button.bounding_box() for button in page.locator(".c-tools :is(a, button):visible").all()]
    assert len({round(place["y"] + place["height"] / 2) for place in places if place}) == 1
    leave = page.locator(".c-header").get_by_role("button", name="退出老年人模式")
    expect(leave).to_be_visible(visible=elder)
    if elder:
        expect(leave).to_be_in_viewport(ratio=1)
        stop.click()
        leave.click()
        assert page.evaluate("document.activeElement.closest('.c-tools') !== null")
    assert Eye(page).faults() == []


_ENGLISH = "getVoices() { return [{ lang: 'en-US' }]; }, speak() {}"


@pytest.mark.parametrize(
    ("voice", "patience"),
    [
        (_VOICE.replace(_SPEAK, "speak() {}"), 3100),
        (_VOICE.replace(_SPEAK, "speak(words) { words.onerror(); }"), 0),
        (_VOICE.replace(_SPEAK, _ENGLISH), 0),
        (_VOICE, 30_000),
        ("delete Window.prototype.speechSynthesis; delete window.speechSynthesis;", 0),
    ],
    ids=["never begins", "fails", "speaks English alone", "never ends", "is not there"],
)
def test_a_device_without_a_voice_says_so_for_all_to_see(opened: Open, voice: str, patience: int) -> None:
    page = opened("home")
    page.clock.install()
    page.add_init_script(voice)
    page.reload()
    page.get_by_role("button", name="老年人模式").click()
    play = page.locator(".c-tools [data-read=play]")
    play.click()
    page.clock.run_for(patience)
    expect(page.locator("[data-status]")).to_contain_text("不能朗读中文")
    box = page.locator("[data-status]").bounding_box()
    assert box
    assert box["height"] > 20
    expect(play).to_have_text("朗读")
    for number in ("110", "96110"):
        expect(page.locator(f".c-tools__call[href='tel:{number}']")).to_be_visible()


@pytest.mark.parametrize("kind", ["case", "briefing", "group", "scam"])
def test_paper_carries_the_text_its_address_and_a_code(kind: str, opened: Open) -> None:
    page = opened(kind, 794)
    printed = page.locator(".c-printed")
    expect(printed).to_be_hidden()
    page.emulate_media(media="print")
    expect(printed).to_contain_text("https://")
    expect(printed.locator("svg")).to_be_visible()
    for left_out in (".c-header", ".c-tools", ".c-footer", ".c-crumbs", ".c-button >> nth=0"):
        expect(page.locator(left_out)).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize(("day", "old"), [("2020-01-31", True), ("2999-01-31", False)])
def test_a_warning_past_its_review_says_so(day: str, old: bool, opened: Open) -> None:
    page = opened("case")
    review = f'<p data-review-by="{day}"><strong class="c-review__old" hidden>旧</strong></p>'
    review += f'<b class="c-badge" data-review-by="{day}" hidden>可能过时</b>'
    page.route(
        "**/review.html",
        lambda route: route.fulfill(
            body=f'<!doctype html><html lang="zh"><body>{review}<article id="content"></article>'
            '<script defer src="assets/javascripts/column.js"></script></body></html>',
            content_type="text/html; charset=utf-8",
        ),
    )
    page.goto(page.url.split("cases/")[0] + "review.html")
    expect(page.locator(".c-review__old")).to_be_visible(visible=old)
    expect(page.locator(".c-badge")).to_be_visible(visible=old)


@pytest.mark.parametrize("kind", ["case", "briefing", "group", "scam"])
def test_what_to_do_comes_before_the_tools(kind: str, opened: Open) -> None:
    page = opened(kind)
    tops = page.locator(".c-points--tips, .c-article__body, .c-article__tools").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().top)"
    )
    assert len(tops) >= 2
    assert max(tops) == tops[-1]
    assert drawn_icons(page) >= 3


@pytest.mark.parametrize(("kind", "most"), [("home", 2700), ("trends", 1200), ("feeds", 2000)])
def test_a_page_is_short_on_a_phone(kind: str, most: int, opened: Open) -> None:
    assert opened(kind).evaluate("document.documentElement.scrollHeight") <= most


@pytest.mark.parametrize(
    "kind", ["case", "briefing", "group", "scam", "notice", "accessibility", "contribute"]
)
def test_type_size_is_chosen_on_a_page_that_is_read(kind: str, opened: Open) -> None:
    page = opened(kind)
    tools = page.locator(".c-article__tools")
    expect(tools).to_have_count(1)
    text = ".c-advice p, .c-article__body p, .c-text > p"
    size = f"parseFloat(getComputedStyle(document.querySelector('{text}')).fontSize)"
    before = page.evaluate(size)
    tools.get_by_role("button", name="大").click()
    assert page.evaluate(size) > before


def test_the_page_for_the_old_is_set_in_large_type(opened: Open) -> None:
    sizes = []
    for kind in ("group", "scam"):
        page = opened(kind)
        sizes.append(
            page.locator(".c-advice p").first.evaluate("p => parseFloat(getComputedStyle(p).fontSize)")
        )
    assert sizes[0] >= 20 > sizes[1]


def test_a_group_is_warned_of_three_scams_and_of_each_once(opened: Open) -> None:
    cards = opened("group").locator(".c-threats .c-card")
    types = cards.locator(".c-badge:not(.c-badge--sample, .c-badge--outdated)").all_inner_texts()
    assert len(types) == len(set(types)) == 3
    expect(cards.first.locator(".c-card__label")).to_contain_text("以来")


def test_the_menu_leads_to_what_helps_this_minute(opened: Open) -> None:
    page = opened("case")
    page.get_by_text("菜单").click()
    names = page.get_by_role("navigation", name="栏目菜单").get_by_role("link").all_inner_texts()
    assert names[:3] == ["我遇到骗子了吗", "正在通话，先挂断", "已经转账了"]
    page.goto(page.url.split("/cases/")[0] + "/groups/")
    for width in (960, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        tops = page.locator(".c-tabs > ul").evaluate_all("all => all.map(one => one.offsetHeight)")
        assert len(tops) == 2, width
        assert max(tops) < 60, width
    expect(page.locator(".c-tabs [aria-current]")).to_have_text(["防骗指南", "按人群看"])


class _Inline(HTMLParser):
    """Whatever a policy without unsafe-inline forbids."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        kind = given.get("type") or ""
        script = tag == "script" and "src" not in given and "json" not in kind
        if script or tag in ("style", "base") or any(n == "style" or n.startswith("on") for n in given):
            self.found.append(self.get_starttag_text() or tag)


def test_icons_are_seen_where_colours_are_forced(opened: Open) -> None:
    page = opened("home", forced_colors="active")
    assert drawn_icons(page) > 20
    grounds = page.locator(".c-tools__call, .c-button--scheme").evaluate_all(
        "all => all.map(one => getComputedStyle(one, '::before').backgroundColor)"
    )
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert len(grounds) == 3
    assert not {ground, "rgba(0, 0, 0, 0)"}.intersection(grounds)
    for kind in ("home", "group"):
        page.goto(
            page.url.split("/groups/")[0].rstrip("/") + ("/groups/elderly/" if kind == "group" else "/")
        )
        assert Eye(page).faults() == []


def test_a_link_that_is_passed_on_has_a_picture_and_a_name(site: Path) -> None:
    pictures = {}
    for kind, pattern in KINDS.items():
        if kind == "404":
            continue
        tree: Any = lxml.html.fromstring(min(site.glob(pattern)).read_text("utf-8"))
        (picture,), (title,) = (
            tree.xpath(f"//meta[@property='og:{name}']/@content") for name in ("image", "title")
        )
        assert title != "首页"
        pictures[kind] = picture
        with Image.open(site / picture.split("example.gov.cn/")[1]) as drawn:
            assert drawn.width >= 600, kind
    own = (
        "home",
        "briefings",
        "briefing",
        "cases",
        "case",
        "groups",
        "group",
        "scams",
        "scam",
        "venue",
        "check",
    )
    assert len({pictures[kind] for kind in own}) == len(own)


def test_no_page_has_inline_scripts_or_styles(site: Path) -> None:
    one_file = site / "contribute/form/fanzha-form.html"  # sent as an attachment, opened from a disk
    for file in set(site.rglob("*.html")) - {one_file}:
        page = _Inline()
        page.feed(file.read_text(encoding="utf-8"))
        assert page.found == [], file


@pytest.mark.parametrize("kind", ["home", "now", "check", "help", "group", "scam", "case", "quiz"])
def test_a_page_is_light(kind: str, site: Path, opened: Open) -> None:
    """On a first visit, photos aside, gzipped."""
    page = opened(kind)
    asked = page.evaluate(
        "[location.pathname, ...performance.getEntriesByType('resource').map(e => new URL(e.name).pathname)]"
    )
    files = [site / (path.lstrip("/") + ("index.html" if path.endswith("/") else "")) for path in asked]
    weight = sum(
        len(gzip.compress(file.read_bytes())) for file in files if file.suffix not in (".jpg", ".png")
    )
    assert weight < 70_000
    assert not any("bundle" in path for path in asked)


def test_a_missing_page_leads_on_from_any_depth(site: Path, opened: Open) -> None:
    page = opened("404")
    for link in page.locator("a[href]").all():
        href = link.get_attribute("href") or ""
        assert href.startswith(("/", "tel:", "#")), href
    expect(page.get_by_role("link", name="96110").first).to_be_visible()
    for name in ("遇到骗子", "找派出所"):
        expect(page.get_by_role("main").get_by_role("link", name=name)).to_be_visible()
