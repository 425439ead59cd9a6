"""The keyboard reaches everything, and shows where it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from support.browsing import Open


def test_the_keyboard_reaches_text_and_menu(opened: Open) -> None:
    page = opened("case")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="搜索", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("summary", has_text="菜单")).to_be_focused()
    page.keyboard.press("Enter")
    menu = page.get_by_role("navigation", name="栏目菜单")
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(page.locator("summary", has_text="菜单")).to_be_focused()
    page.get_by_role("link", name="跳到正文").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


_FOCUS = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect();
  if (element === document.body) return null;
  const outlined = part => {
    const style = getComputedStyle(element, part);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const covered = box.bottom <= document.querySelector(".c-tools").getBoundingClientRect().bottom
    && !element.closest(".c-header, .c-tools, .c-skip");
  element.dataset.reached = "";
  return (outlined(null) || outlined("::after")) && !covered ? "" : element.outerHTML;
}"""

_UNREACHED = """() => [...document.querySelectorAll("a[href], button, summary, input, select")].filter(element =>
  element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length
  && !("reached" in element.dataset)).map(element => element.outerHTML)"""


@pytest.mark.parametrize(
    "kind",
    ["home", "briefings", "case", "group", "card", "check", "help", "quiz", "trends", "contribute", "404"],
)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(kind: str, opened: Open) -> None:
    page = opened(kind)
    unseen = []
    for _ in range(200):
        page.keyboard.press("Tab")
        found = page.evaluate(_FOCUS)
        if found is None:
            break
        unseen += [found] if found else []
    assert unseen == []
    assert page.evaluate(_UNREACHED) == []
