"""A browser complains of nothing under the policy that nginx sends."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from support.browsing import RIGHT
from support.nginx import (
    Served,
    place,
)

_VIOLATIONS = """document.addEventListener("securitypolicyviolation", event =>
  console.error("policy:", event.violatedDirective, event.blockedURI, event.sourceFile, event.lineNumber));"""


class Visit:
    """A reader's browser, which notes whatever it complains of and every address outside the site that is asked for."""

    def __init__(self, page: Page, served: Served) -> None:
        self.page, self._served = page, served
        self.complaints: list[str] = []
        page.add_init_script(_VIOLATIONS)
        page.on("console", lambda message: self.note(message.text))
        page.on("pageerror", lambda fault: self.note(str(fault)))
        # Aborted is what was still on its way (an icon, say) when the reader went on to another page.
        page.on(
            "requestfailed",
            lambda request: (
                None if request.failure == "net::ERR_ABORTED" else self.note(f"failed: {request.url}")
            ),
        )
        page.on("request", lambda request: self._asked(request.url))

    def note(self, words: str) -> None:
        self.complaints.append(f"{self.page.url}: {words}")

    def _asked(self, url: str) -> None:
        if urllib.parse.urlsplit(url).scheme != "data" and not url.startswith(f"{self._served.address}/"):
            self.note(f"asked: {url}")

    def open(self, path: str) -> None:
        self.page.goto(self._served.address + path, wait_until="load")


@pytest.fixture(params=["served", "below"])
def visit(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Visit]:
    """A visit to the site at a host's root, and one below a path; fails at the end for any complaint."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    one = Visit(context.new_page(), request.getfixturevalue(request.param))
    yield one
    context.close()
    assert one.complaints == []


def test_no_page_breaks_the_policy(visit: Visit, site: Path) -> None:
    """Every page one folder down (self-check, first aid, quiz, trends among them), and one of each kind further down."""
    tops = [
        "/" + file.relative_to(site).as_posix().removesuffix("index.html")
        for file in site.glob("*/index.html")
    ]
    kinds = (
        "briefings/20*/*",
        "briefings/*/20*",
        "cases/20*",
        "groups/elderly",
        "scams/goip",
        "units/*",
        "venues/*",
    )
    for path in ["/", *sorted(tops), *(place(site, f"{kind}/index.html") for kind in kinds)]:
        visit.open(path)
        expect(visit.page.locator("h1").first).to_be_visible()


def test_menu_and_colours_work_under_the_policy(visit: Visit) -> None:
    visit.open("/groups/elderly/")
    page, ground = visit.page, "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="深色").click()
    assert page.evaluate(ground) != light
    page.locator("summary", has_text="菜单").click()
    page.get_by_role("navigation", name="栏目菜单").get_by_role("link", name="诈骗类型").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("诈骗类型")
    assert page.evaluate(ground) != light


def test_the_self_check_and_the_quiz_work_under_the_policy(visit: Visit) -> None:
    page = visit.page
    visit.open("/check/")
    verdict = page.locator("[data-check-verdict]")
    page.locator("[data-check-begin]").click()
    for _ in page.locator("[data-check-question]").all():
        page.locator("[data-check-answer]:visible").first.click()
    expect(verdict).to_be_visible()
    visit.open("/quiz/")
    page.locator("[data-quiz-go]:visible").click()
    for _ in range(int(page.locator("[data-quiz]").get_attribute("data-quiz") or 0)):
        page.locator(f"[data-quiz-choice='{page.evaluate(RIGHT)[0]}']").click()
        page.locator("[data-quiz-next]").click()
    certificate = page.locator("[data-quiz-certificate] img")
    expect(certificate).to_be_visible()
    assert certificate.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0


def test_a_feed_shows_people_a_page(visit: Visit) -> None:
    for path in ("/feed.xml", "/groups/elderly/feed.xml"):
        visit.open(path)
        shown = visit.page.evaluate("getComputedStyle(document.documentElement, '::before').content")
        assert "这是订阅源" in shown


def test_a_missing_page_is_whole_under_the_policy(served: Served, browser: Browser) -> None:
    page = browser.new_page()
    visit = Visit(page, served)
    visit.open("/not/there/at/all")
    expect(page.get_by_role("heading", level=1)).to_have_text("没有找到这个页面")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.c-header')).backgroundColor")
        != "rgba(0, 0, 0, 0)"
    )
    page.close()
    assert [words for words in visit.complaints if "404" not in words] == []
