"""The self-help pages as readers use them: by keyboard, without the network, without scripts, on paper."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize, expect

from column.content import taxonomies
from column.selfhelp import calendar, self_check
from support import own_data
from support.browsing import RIGHT
from support.project import ROOT

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'self'"
PRINTABLES = (
    "groups/parents/letter/",
    "groups/students/card/",
    "groups/finance-staff/notice/",
    "groups/elderly/large/",
    "groups/elderly/talk/",
    "groups/elderly/counter/",
    "lecturers/sign-in/",
    "scam-free/community/",
    "scam-free/school/",
    "scam-free/office/",
    "scam-free/enterprise/",
)
PAGES = ("now/", "check/", "help/", "quiz/", "quiz/students/", "trends/", "feedback/")
PHONE = ViewportSize(width=360, height=740)
PAPER = ViewportSize(width=658, height=979)
"""A4 less the margins of print.css, at 96 pixels an inch."""

ANSWERS = """ways => ways.map(way => {
  document.querySelector("[data-check-again]").click();
  document.querySelector("[data-check-begin]").click();
  way.forEach(number => document.querySelector(
    `[data-check-question]:not([hidden]) [data-check-answer="${number}"]`).click());
  return [
    [...document.querySelectorAll("[data-check-shown]")].map(type => type.dataset.checkShown),
    [...document.querySelectorAll("[data-check-act]:not([hidden])")].map(act => act.dataset.checkAct),
  ];
})"""
"""Answers each way and tells the scam types and the acts that are shown."""

Open = Callable[[str], Page]


@pytest.fixture
def opened(site: Path, serve: Callable[..., str], browser: Browser) -> Iterator[Open]:
    """`opened(address)` opens a page below a sub-path under a strict policy; at the end there must be no complaint
    of the browser and no request elsewhere."""
    base = serve(site, prefix="/city/column")
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    complaints: list[str] = []

    def strict(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": POLICY})

    context.route(lambda url: url.endswith("/"), strict)

    def start(address: str) -> Page:
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"{message.text} {message.location['url']}"))
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((base, "data:"))
                else complaints.append(f"asked: {request.url}")
            ),
        )
        page.goto(f"{base}/{address}")
        return page

    yield start
    context.close()
    # The icon of the tab is fetched whenever the browser likes, also after a test went offline.
    assert [complaint for complaint in complaints if "/favicon." not in complaint] == []


def answer(page: Page, number: int) -> None:
    page.locator(f"[data-check-question]:visible [data-check-answer='{number}']").click()


def choose(page: Page, right: bool) -> Locator:
    """The right choice of the quiz's question, or a wrong one."""
    numbers: list[int] = page.evaluate(RIGHT)
    number = numbers[0] if right else next(number for number in range(4) if number not in numbers)
    return page.locator(f"[data-quiz-choice='{number}']")


def accessible(page: Page) -> None:
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    assert found.violations_count == 0, found.generate_report()


def test_the_self_check_by_keyboard_alone_and_without_the_network(opened: Open) -> None:
    page = opened("check/")
    page.context.set_offline(True)
    page.get_by_role("button", name="我拿不准").press("Enter")
    for number in range(4):
        expect(page.locator(".c-step:visible")).to_have_text(f"第 {number + 1} 题，共 4 题")
        assert page.evaluate("document.activeElement.tagName") == "H2"
        for _ in range(1 + (0, 1, 1, 5)[number]):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    expect(page.locator("[data-check-title]")).to_have_text("很像“假投资、假老师”")
    expect(page.locator("[data-check-official]")).to_have_text("公安机关的叫法：虚假网络投资理财")
    assert page.evaluate("document.activeElement.id") == "verdict"
    assert "假投资" in page.locator("[data-check-status]").inner_text()
    expect(page.locator("[data-check-act]:visible").first).to_contain_text("先停下来")
    expect(page.locator("[data-check-message]")).to_contain_text("请帮我一起看看")
    calls = page.locator("[data-check-verdict] .c-call")
    assert calls.evaluate_all("links => links.map(link => link.href)") == ["tel:110", "tel:96110"]
    expect(page.locator("[data-check-likely] details[open]")).to_contain_text("最近的案例和提示")
    drawn = page.locator("[data-check-drawn]:visible use")
    expect(drawn).to_have_attribute("href", re.compile("#type-investment$"))
    assert drawn.evaluate("use => use.getBBox().width") > 20
    page.context.set_offline(False)
    accessible(page)
    page.get_by_role("button", name="上一题").click()
    expect(page.locator(".c-step:visible")).to_have_text("第 4 题，共 4 题")
    answer(page, 0)
    page.get_by_role("button", name="从头再答").click()
    expect(page.locator("[data-check-start]")).to_be_visible()
    expect(page.locator("[data-check]")).to_be_hidden()
    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0


@pytest.mark.parametrize("elder", [False, True])
def test_who_is_in_danger_sees_what_to_do_without_a_tap(opened: Open, elder: bool) -> None:
    """360×740 is the telephone of an old woman: 挂断 and both numbers stand on home without scrolling."""
    page = opened("")
    if elder:
        page.get_by_role("button", name="老年人模式").click()
        assert page.locator(".c-urgent--home :is(.c-call, .c-door):visible").count() == 6
        bottom = page.locator(".c-urgent--home .c-door:visible").last.evaluate(
            "door => door.getBoundingClientRect().bottom"
        )
        assert bottom <= PHONE["height"]
    expect(page.get_by_text("先挂断", exact=False).locator("visible=true").first).to_be_in_viewport(ratio=1)
    for number in ("110", "96110"):
        expect(page.locator(f"main a[href='tel:{number}']").first).to_be_in_viewport(ratio=1)
    accessible(page)
    page.locator(".c-door--now").click()
    for act in page.locator(".c-now__acts li").all():
        expect(act).to_be_in_viewport(ratio=1)
    if not elder:
        for call in page.locator(".c-now .c-call").all():
            expect(call).to_be_in_viewport(ratio=1)
    accessible(page)


@pytest.mark.parametrize("day", ["2027-01-10", "2027-06-20", "2027-09-21", "2027-12-11", "2027-12-31"])
def test_the_calendar_goes_by_the_readers_clock(opened: Open, day: str) -> None:
    page = opened("")
    page.clock.set_fixed_time(f"{day}T08:00:00+08:00")
    page.reload()
    seen = page.locator("[data-calendar] li:visible strong")
    names = [entry.name for entry in calendar.coming(own_data.SELF_HELP.calendar, date.fromisoformat(day))]
    assert seen.all_inner_texts() == names[:1], "a phone shows the nearest"
    page.set_viewport_size({"width": 1280, "height": 900})
    assert seen.all_inner_texts() == names


def test_the_self_check_sends_who_is_in_danger_on(opened: Open) -> None:
    page = opened("check/")
    doors = page.locator("[data-check-start] .c-door")
    assert doors.count() == 3
    for door in doors.all():
        expect(door).to_be_in_viewport(ratio=1)
    assert [door.get_attribute("href") for door in doors.all()] == ["../now/", "../help/", None]
    doors.last.click()
    for _ in range(4):
        expect(page.locator("[data-check-question]:visible h2")).to_be_in_viewport(ratio=1)
        assert page.locator("[data-check-question]:visible .c-answer").count() <= 7
        page.locator("[data-check-question]:visible .c-answer").last.click()
    expect(page.locator("[data-check-title]")).to_have_text("还说不准，先别给钱")
    calls = page.locator("[data-check-verdict] .c-call")
    expect(calls).to_have_count(2)
    for call in calls.all():
        expect(call).to_be_in_viewport(ratio=1)


def test_a_touch_leaves_no_answer_looking_chosen(
    site: Path, serve: Callable[..., str], browser: Browser
) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{serve(site)}/check/")
    page.locator("[data-check-begin]").tap()
    for number in range(3):
        page.locator("[data-check-question]:visible .c-answer").nth(2).tap()
        grounds = page.locator("[data-check-question]:visible .c-answer").evaluate_all(
            "all => [...new Set(all.map(one => getComputedStyle(one).backgroundColor))]"
        )
        assert len(grounds) == 1, number
    context.close()


def test_the_browser_judges_as_the_table_says(opened: Open) -> None:
    words, _ = taxonomies.load(ROOT)
    path = "docs/data/check.yml"
    check, _ = self_check.parse(path, (ROOT / path).read_bytes(), words)
    assert check
    page = opened("check/")
    ways = [self_check.way_to(check, scam) for scam in words.scams.records]
    ways += [
        tuple((number * 5 + place) % len(q.answers) for place, q in enumerate(check.questions))
        for number in range(8)
    ]
    advised = [self_check.advise(check, way or ()) for way in ways]
    wanted = [([scam.id for scam in advice.scams], [act.id for act in advice.acts]) for advice in advised]
    assert page.evaluate(ANSWERS, ways) == [list(pair) for pair in wanted]


def test_without_scripts_every_type_can_be_read(
    site: Path, serve: Callable[..., str], browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    base = serve(site)
    page.goto(f"{base}/check/")
    expect(page.locator("[data-check]")).to_be_hidden()
    expect(page.locator("[data-check-begin]")).to_be_hidden()
    expect(page.locator("[data-signs]")).to_be_hidden()
    assert "小问题" not in page.locator("main").inner_text()
    types = page.locator("[data-check-scam]")
    assert types.count() == len(list((ROOT / "docs/scams").glob("*.md")))
    types.first.locator("summary").click()
    expect(types.first.locator(".c-marks").first).to_be_visible()
    page.goto(f"{base}/quiz/")
    expect(page.locator("[data-quiz]")).to_be_hidden()
    assert "一轮" not in page.locator("main").inner_text()
    for question in page.locator("[data-quiz-question]").all()[:2]:
        question.locator("summary").first.click()
        expect(question.locator("[data-quiz-body] li").first).to_be_visible()
        expect(question.locator("[data-quiz-reason]")).to_be_hidden()
        question.get_by_text("看答案").click()
        expect(question.locator("[data-quiz-reason]")).to_be_visible()
    context.close()


def play(page: Page, missed: int) -> list[str]:
    """Answer a round by keyboard, the first of it wrongly; the texts of what was asked."""
    asked = []
    for number in range(5):
        expect(page.locator("[data-quiz-step]")).to_have_text(f"第 {number + 1} 题，共 5 题")
        assert page.evaluate("document.activeElement.id") == "asked"
        asked.append(page.locator("[data-quiz-choices]").inner_text())
        choose(page, right=number >= missed).press("Enter")
        heading = page.evaluate("document.activeElement.textContent")
        told = ("不对劲的是：", "对的是：") if number < missed else ("找对了", "答对了")
        assert heading.startswith(told), heading
        assert bool(page.locator("[data-quiz-do]").inner_text()) == ("仿真示例" in asked[-1])
        page.locator("[data-quiz-next]").press("Enter")
    return asked


def test_the_quiz_to_its_certificate(opened: Open) -> None:
    page = opened("quiz/students/")
    page.context.set_offline(True)
    page.get_by_role("button", name="开始答题").press("Enter")
    first = play(page, missed=2)
    expect(page.locator("[data-quiz-total]")).to_have_text("答对 3 题，共 5 题")
    expect(page.locator("[data-quiz-praise]")).to_contain_text("再来一轮")
    expect(page.locator("[data-quiz-certificate]")).to_be_hidden()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "再来一轮"
    page.keyboard.press("Enter")
    second = play(page, missed=1)
    messages = ["仿真示例" in asked for asked in (*first, *second)]
    assert messages == [True, False] * 5
    assert len({*first, *second}) == 10
    expect(page.locator("[data-quiz-total]")).to_have_text("答对 4 题，共 5 题")
    source = page.locator("[data-quiz-certificate] img").get_attribute("src") or ""
    kind, _, data = source.partition(",")
    assert kind == "data:image/png;base64"
    with Image.open(BytesIO(b64decode(data))) as picture:
        assert picture.size == (1080, 1520)
        assert len(picture.convert("RGB").getcolors(1 << 20) or ()) > 20
    assert "我完成了反诈知识问答（学生）" in (
        page.locator("[data-quiz-certificate] img").get_attribute("alt") or ""
    )
    page.context.set_offline(False)
    accessible(page)
    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0


def test_a_class_answers_by_keyboard_and_leaves_by_escape(opened: Open) -> None:
    page = opened("quiz/")
    page.add_init_script("Element.prototype.requestFullscreen = () => Promise.reject()")
    page.reload()
    page.set_viewport_size({"width": 1024, "height": 768})
    hall, on = page.locator("[data-hall]"), page.locator("[data-hall-step]")
    page.get_by_role("button", name="上课模式").press("Enter")
    count = page.locator("[data-quiz-question]").count()
    expect(on).to_have_text(f"第 1 题，共 {count} 题")
    expect(hall).to_contain_text("仿真示例")
    page.keyboard.press(str(page.evaluate(RIGHT)[0] + 1))
    expect(hall.locator(".c-answer--right")).to_be_visible()
    expect(hall.locator("[data-hall-do]")).to_contain_text("该怎么做")
    page.keyboard.press("ArrowRight")
    expect(on).to_have_text(f"第 2 题，共 {count} 题")
    page.keyboard.press("ArrowLeft")
    expect(on).to_have_text(f"第 1 题，共 {count} 题")
    for _ in range(9):
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('[data-hall]')")
    page.locator("[data-hall-ask]").focus()
    for size in ((1024, 768), (1920, 1080)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        for _ in range(2 * count):
            page.keyboard.press("Enter")
            assert hall.evaluate("hall => hall.scrollHeight <= hall.clientHeight"), on.inner_text()
    expect(on).to_have_text(f"第 1 题，共 {count} 题")
    page.keyboard.press("Escape")
    expect(hall).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == "上课模式"


def test_the_quiz_is_accessible_in_every_mode(opened: Open) -> None:
    page = opened("quiz/minors/")
    page.get_by_role("button", name="开始答题").click()
    choose(page, right=False).click()
    for elder in (False, True):
        if elder:
            page.get_by_role("button", name="老年人模式").click()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, forced_colors="active" if elder else "none")
            accessible(page)
            page.locator("[data-hall-open]").evaluate("button => button.click()")
            accessible(page)
            page.keyboard.press("Enter")
            accessible(page)
            low = page.locator("[data-hall] button:visible").evaluate_all(
                "all => all.map(one => one.getBoundingClientRect().height).filter(height => height < 44)"
            )
            assert low == []
            page.keyboard.press("Escape")


@pytest.mark.parametrize("address", PAGES)
def test_pages_fit_a_phone(opened: Open, address: str) -> None:
    assert opened(address).evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("address", [*PAGES, *PRINTABLES])
def test_there_is_no_inline_script_or_style(site: Path, address: str) -> None:
    tree: Any = html.fromstring((site / address / "index.html").read_text("utf-8"))
    assert not tree.xpath("//article//@style")
    assert set(tree.xpath("//article//script[not(@src)]/@type")) <= {"application/json"}


def test_targets_are_large_enough_for_a_thumb(opened: Open) -> None:
    for address, names in {
        "check/": ".c-button--action, .c-call, summary",
        "quiz/": ".c-button--action, summary, .c-pills a",
        "help/": ".c-call",
    }.items():
        page = opened(address)
        low = page.locator(f"#content :is({names})").evaluate_all(
            "all => all.filter(one => one.getClientRects().length && one.getBoundingClientRect().height < 44)"
            ".map(one => one.textContent)"
        )
        assert low == []


@pytest.mark.parametrize("address", PRINTABLES)
def test_a_printable_is_one_page_of_paper(opened: Open, address: str) -> None:
    page = opened(address)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)
    over = page.locator(".c-sheet").evaluate_all(
        "all => all.filter(one => one.scrollHeight > one.clientHeight + 1).length"
    )
    assert over == 0


@pytest.mark.parametrize("kind", ["groups", "scams"])
def test_a_landing_page_is_two_pages_of_paper_at_most(site: Path, opened: Open, kind: str) -> None:
    page = opened("")
    base = page.url
    for file in sorted(site.glob(f"{kind}/*/index.html")):
        page.goto(base + file.parent.relative_to(site).as_posix() + "/")
        paper = page.pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 2, file


def test_the_quiz_is_printed_with_its_answers_on_a_sheet_of_their_own(opened: Open) -> None:
    page = opened("quiz/students/")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    answers = page.locator(".c-solutions li")
    questions = page.locator("[data-quiz-question]").all()
    assert answers.count() == len(questions)
    for number, question in enumerate(questions):
        expect(question.locator("[data-quiz-body] li[value]").last).to_be_visible()
        reason = question.locator("[data-quiz-reason]")
        expect(reason).to_be_hidden()
        expect(answers.nth(number)).to_contain_text(reason.text_content() or "")
    assert page.locator(".c-solutions").evaluate("sheet => getComputedStyle(sheet).breakBefore") == "page"
    assert page.locator(".c-solutions ~ *:visible").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("[data-quiz-question][open]").count() == 0


def test_charts_have_words_and_tables(site: Path) -> None:
    tree: Any = html.fromstring((site / "trends/index.html").read_text("utf-8"))
    charts = tree.xpath("//svg[@role='img'][ancestor::section[@class='c-chart']]")
    assert charts
    for chart in charts:
        name = chart.get("aria-label").split("：")[0]
        (row,) = chart.xpath("ancestor::section//tbody/tr[th = $name]", name=name)
        drawn = sum(bool(cell.text_content()) for cell in row.xpath("td[position() > 1]"))
        assert len(chart.xpath("./rect")) == drawn > 0
    words = tree.text_content()
    assert "这不是案情统计" in words
    assert "示例" in words
