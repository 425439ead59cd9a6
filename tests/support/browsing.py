"""Pages of the site as a reader finds them in Chromium."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; media-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'self'; "
    "base-uri 'self'"
)
Serve = Callable[..., str]
Open = Callable[..., Page]

KINDS = {
    "home": "index.html",
    "briefings": "briefings/index.html",
    "month": "briefings/20*/*/index.html",
    "briefing": "briefings/*/20*/index.html",
    "cases": "cases/index.html",
    "case": "cases/20*/index.html",
    "groups": "groups/index.html",
    "group": "groups/elderly/index.html",
    "scams": "scams/index.html",
    "scam": "scams/goip/index.html",
    "units": "units/index.html",
    "unit": "units/wucheng/index.html",
    "venues": "venues/index.html",
    "venue": "venues/community/index.html",
    "notice": "plan/index.html",
    "accessibility": "accessibility/index.html",
    "feeds": "feeds/index.html",
    "contribute": "contribute/index.html",
    "rules": "contribute/rules/index.html",
    "form": "contribute/form/index.html",
    "sitemap": "sitemap/index.html",
    "now": "now/index.html",
    "stations": "stations/index.html",
    "check": "check/index.html",
    "help": "help/index.html",
    "text": "family/index.html",
    "law": "law/index.html",
    "lecturers": "lecturers/index.html",
    "sign-in": "lecturers/sign-in/index.html",
    "partner": "partners/bank/index.html",
    "partners": "partners/index.html",
    "check of a place": "scam-free/enterprise/index.html",
    "quiz": "quiz/elderly/index.html",
    "trends": "trends/index.html",
    "feedback": "feedback/index.html",
    "letter": "groups/parents/letter/index.html",
    "notice for finance": "groups/finance-staff/notice/index.html",
    "card": "groups/students/card/index.html",
    "large type": "groups/elderly/large/index.html",
    "404": "404.html",
}
"""Every kind of page, by a pattern that finds one of it."""


def address(site: Path, kind: str) -> str:
    file = min(site.glob(KINDS[kind]))
    return "/" + file.relative_to(site).as_posix().removesuffix("index.html")


def drawn_icons(page: Page) -> int:
    """How many icons are seen on the page. Fails where one is empty, as it is where its file did not come."""
    page.wait_for_load_state()
    widths = page.locator(".c-icon use").evaluate_all(
        "all => all.filter(icon => icon.parentNode.getClientRects().length).map(icon => icon.getBBox().width)"
    )
    assert all(width > 20 for width in widths)
    return len(widths)


class Eye:
    """axe-core on one page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        page.evaluate(Axe().axe_script)

    def faults(self, *rules: str) -> list[str]:
        options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
        found = self._page.evaluate("options => axe.run(document, options)", options)["violations"]
        return [f"{fault['id']}: {node['html']}" for fault in found for node in fault["nodes"]]


RIGHT = """() => {
  const told = entries => entries.map(entry => entry.textContent).join();
  const asked = told([...document.querySelectorAll("[data-quiz-choice] > span:nth-child(2)")]);
  const question = [...document.querySelectorAll("[data-quiz-question]")].find(
    one => told([...one.querySelectorAll("[data-quiz-body] li[value]")]) === asked);
  return question.dataset.quizQuestion.split(" ").map(Number);
}"""
"""The numbers of the right choices of the question that is asked, from the list of all questions on the page."""
