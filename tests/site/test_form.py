"""The form of contributors, opened from a disk, in Chromium: what is filled in is what the repository receives."""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, expect

from column.authoring import parcels
from column.content import front_matter
from column.content.taxonomies import load
from column.model.briefing import Briefing
from column.model.case import Case
from column.pages import form_description
from column.project import check
from column.settings import load as settings
from support.browsing import Eye, Open
from support.project import ROOT, put

ENTRIES = 30
WORDS = (
    "防骗",
    "民警",
    "居民",
    "“共享屏幕”",
    "A*B",
    "[链接]",
    "<b>",
    "1. 一",
    "#号",
    "a: b",
    "c & d",
    "\\反",
    "_x_",
)


@pytest.fixture
def filled(site: Path, browser: Browser) -> Iterator[Page]:
    """The file, opened from a disk; whatever it asks for or complains of fails the test."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, timezone_id="Asia/Shanghai")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    file = (site / "contribute/form/fanzha-form.html").as_uri()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file)
    yield page
    context.close()
    assert complaints == []
    assert [address[:80] for address in asked if not address.startswith((file, "data:image/", "blob:"))] == []


def photo() -> bytes:
    """A wide photo that is to be turned, with the place where it was taken, and stripes in what becomes its upper right."""
    out = io.BytesIO()
    image = Image.new("RGB", (2400, 800), "#345")
    for left in range(0, 200, 40):
        image.paste((200, 40, 40), (left, 0, left + 20, 200))
        image.paste("white", (left + 20, 0, left + 40, 200))
    exif = image.getexif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (31.0, 18.0, 0.0), 3: "E", 4: (117.0, 54.0, 0.0)}
    exif[0x010F] = "Maker"
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def sentence(rng: random.Random, least: int, most: int) -> str:
    text = "甲"
    while len(text) < least:
        text += rng.choice(WORDS)
    return text[:most].strip()


def entry(rng: random.Random, described: dict[str, Any]) -> tuple[str, str, dict[str, Any], list[str]]:
    """Unit, kind, values by key and paragraphs of an entry."""
    kind = rng.choice(["briefing", "case", "warning"])
    values: dict[str, Any] = {}
    for field in described["fields"]["briefing" if kind == "briefing" else "case"]:
        if not field["must"] and rng.random() < 0.5:
            continue
        choices = [choice for choice, _ in field["choices"]]
        match field["widget"]:
            case "one":
                value: Any = rng.choice(choices)
            case "many":
                chosen = rng.sample(choices, min(2, len(choices)))
                value = [each for each in choices if each in chosen]
            case "date":
                value = (date(2026, 1, 1) + timedelta(days=rng.randrange(90))).isoformat()
            case "whole":
                value = str(rng.randrange(1, 60))
            case "points":
                value = [f"{n}、{sentence(rng, 6, 40)}" for n in range(rng.randrange(2, 6))]
            case "items":
                value = ["甲社区居委会", "乙中学"]
            case _:
                value = sentence(rng, max(field["least"], 5), min(field["most"], 30))
        if value:
            values[field["name"]] = value
    unit = rng.choice([id for id, _, _ in described["units"]])
    return unit, kind, values, [sentence(rng, 20, 60) + "。" for _ in range(rng.randrange(1, 4))]


def fill(page: Page, unit: str, kind: str, values: dict[str, Any], paragraphs: list[str]) -> None:
    page.locator(f"[name=form-kind][value={kind}]").check()
    page.locator("#form-unit").select_option(unit)
    for fold in page.locator("summary").all():
        fold.click()
    for name, value in values.items():
        field = page.locator(f"[data-form-field={name}]")
        if field.locator("[type=checkbox]").count():
            for each in value:
                field.locator(f'[type=checkbox][value="{each}"]').check()
        elif field.locator("select").count():
            field.locator("select").select_option(value)
        else:
            field.locator("input, textarea").fill(
                value if isinstance(value, str) else ("、" if name == "with" else "\n").join(value)
            )
    page.locator("#form-text").fill("\n".join(paragraphs))


def saved(page: Page) -> tuple[str, bytes]:
    """The name and the bytes of the zip that the form makes."""
    for box in page.locator("[id^=form-sure-]").all():
        box.check()
    page.get_by_role("button", name="检查，做成压缩包").click()
    expect(page.locator(".c-form__result h3")).to_have_text("做好了")
    with page.expect_download() as download:
        page.get_by_role("link", name="存下压缩包").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def clear(page: Page) -> None:
    page.get_by_role("button", name="清空重写").click()
    page.get_by_role("button", name="真的清空").click()


def test_what_is_filled_in_is_what_is_received(filled: Page, tree: Path) -> None:
    rng = random.Random(18)
    vocabulary = load(ROOT)[0]
    described = form_description.description(vocabulary, settings.load(ROOT), [])
    for _ in range(ENTRIES):
        unit, kind, values, paragraphs = entry(rng, described)
        values.pop("responds_to", None)
        fill(filled, unit, kind, values, paragraphs)
        name, data = saved(filled)
        parcel = parcels.unpack(data)
        record = Briefing if kind == "briefing" else Case
        column = unit if kind == "briefing" else "案例"
        assert name == f"投稿-{column}-{parcel.id.split('/')[-1]}.zip"
        source, problems = front_matter.read(record, f"{parcel.folder}/index.md", parcel.files["index.md"])
        assert problems == []
        read = dict(source.matter)
        if kind != "briefing":
            assert read.pop("kind") == {"case": "典型案例", "warning": "风险提示"}[kind]
        assert read == values
        for file, content in parcel.files.items():
            put(tree, f"{parcel.folder}/{file}", content)
        text = parcel.files["index.md"].decode().partition("\n---\n\n")[2]
        assert len(text.strip().split("\n\n")) == len(paragraphs)
        clear(filled)
    assert [problem for problem in check.check(tree).problems if problem.severity == "error"] == []


def test_a_photo_leaves_with_its_pixels_alone(filled: Page) -> None:
    values = {"title": "民警走进小区讲防骗", "date": "2026-03-05", "venue": "进社区", "groups": ["老年人"]}
    fill(filled, "wucheng", "briefing", values, ["民警来到小区。"])
    filled.locator("input[type=file]").first.set_input_files(
        FilePayload(name="IMG_1.JPG", mimeType="image/jpeg", buffer=photo())
    )
    filled.locator("#form-caption-0").fill("民警在讲解")
    brush = filled.get_by_role("button", name="打码")
    brush.focus()
    filled.keyboard.press("Enter")
    filled.locator(".c-form__photo").focus()
    for _ in range(40):
        filled.keyboard.press("ArrowUp")
        filled.keyboard.press("ArrowRight")
    filled.keyboard.press("Space")
    data = parcels.unpack(saved(filled)[1]).files
    image = Image.open(io.BytesIO(data["photo-1.jpg"]))
    assert image.size == (533, 1600)
    assert b"Exif" not in data["photo-1.jpg"]
    assert b"Maker" not in data["photo-1.jpg"]
    covered = image.convert("RGB").crop((410, 10, 525, 125))
    red, green, _ = covered.resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]
    assert red > green + 40, "the upper right is where it should be"
    lightest, darkest = covered.convert("L").getextrema()[::-1]
    assert lightest - darkest < 40, "the stripes are gone"  # type: ignore[operator]
    assert "![民警在讲解](photo-1.jpg)" in data["index.md"].decode()


def test_who_can_be_recognised_who_agreed_and_what_is_known_are_asked(filled: Page) -> None:
    values = {"title": "民警走进小区讲防骗", "date": "2026-03-05", "venue": "进社区", "groups": ["老年人"]}
    fill(filled, "wucheng", "briefing", values, ["民警来到小区。"])
    filled.get_by_role("button", name="检查，做成压缩包").click()
    expect(filled.locator(".c-form__result h3")).to_have_text("还有 3 处要改")
    asked = filled.get_by_role("group", name="交以前看一遍").inner_text()
    for word in ("认不出当事人", "都同意了", "事实有出处"):
        assert word in asked
    saved(filled)
    clear(filled)
    assert filled.locator("[id^=form-sure-]:checked").count() == 0


def test_the_whole_form_by_keyboard_alone(filled: Page) -> None:
    """From the first key to the zip, with Tab, arrows, Space and letters."""
    keyboard = filled.keyboard

    def reach(selector: str) -> None:
        for _ in range(150):
            if filled.evaluate("selector => !!document.activeElement?.matches(selector)", selector):
                return
            keyboard.press("Tab")
        raise AssertionError(f"{selector} is not reached by Tab")

    reach("#form-unit")
    keyboard.press("ArrowDown")
    for name, value in {"title": "民警走进小区讲防骗", "date": "03052026"}.items():
        reach(f"#form-{name}")
        keyboard.type(value)
    reach("[data-form-field=venue] select")
    keyboard.press("ArrowDown")
    reach("[data-form-field=groups] input")
    keyboard.press("Space")
    reach("#form-text")
    keyboard.insert_text("民警来到小区，和居民一起认了三种常见骗局。")
    for number in range(3):
        reach(f"#form-sure-{number}")
        keyboard.press("Space")
    reach(".c-form__button--main")
    keyboard.press("Enter")
    expect(filled.locator(".c-form__result h3")).to_have_text("做好了")
    reach(".c-form__result a[download]")
    with filled.expect_download() as download:
        keyboard.press("Enter")
    files = parcels.unpack(Path(download.value.path()).read_bytes()).files
    assert "民警来到小区" in files["index.md"].decode()


def test_a_thumb_finds_everything(filled: Page) -> None:
    """WCAG 2.2, 2.5.5: what is touched is 44 px high; nothing stands over the edge of a small phone."""
    for fold in filled.locator("summary").all():
        fold.click()
    small = filled.evaluate(
        """() => [...document.querySelectorAll(
            "[data-form] button, [data-form] select, [data-form] textarea, [data-form] summary, [data-form] label:has(input), "
            + "[data-form] input:not([type=checkbox], [type=radio], [type=file])"
          )].filter(each => each.offsetParent && each.getBoundingClientRect().height < 44)
          .map(each => each.outerHTML.slice(0, 80) + " " + each.getBoundingClientRect().height)"""
    )
    assert small == []
    assert filled.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_browser_that_does_not_look_behind_finds_no_less(filled: Page) -> None:
    filled.add_init_script(
        """const Real = RegExp;
        window.RegExp = function (source, flags) {
          if (source.includes("(?<=") || source.includes("(?<!")) throw new SyntaxError("invalid group specifier name");
          return new Real(source, flags);
        };"""
    )
    filled.reload()
    for text, rules in json.loads((ROOT / "tests/data/form_rules.json").read_text("utf-8")):
        filled.locator("#form-text").fill(text)
        told = filled.locator("#form-text-fault").inner_text()
        assert len(re.findall("”(?:像|不是|只发)", told)) >= len(rules), (text, told)


def test_the_draft_survives_and_can_be_cleared(filled: Page) -> None:
    filled.locator("#form-title").fill("没写完的一篇")
    expect(filled.locator(".c-form__preview h2")).to_have_text("没写完的一篇")
    filled.reload()
    assert filled.locator("#form-title").input_value() == "没写完的一篇"
    clear(filled)
    filled.reload()
    assert filled.locator("#form-title").input_value() == ""


def test_a_store_that_is_refused_is_no_error(filled: Page) -> None:
    filled.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() {throw new DOMException('', 'SecurityError')}})"
    )
    filled.reload()
    filled.locator("#form-title").fill("写一篇")
    expect(filled.locator(".c-form__preview h2")).to_have_text("写一篇")
    expect(filled.get_by_text("这个浏览器不让存草稿")).to_be_visible()


def test_what_is_wrong_is_told_and_reached_by_keyboard(filled: Page) -> None:
    filled.locator("#form-text").fill("受害人张建国接到电话，手机19900001234。")
    filled.get_by_role("button", name="检查，做成压缩包").focus()
    filled.keyboard.press("Enter")
    told = filled.locator(".c-form__result")
    expect(told.locator("h3")).to_be_focused()
    assert "“张建国”像当事人的全名" in told.inner_text()
    assert "“19900001234”像电话号码" in told.inner_text()
    filled.keyboard.press("Tab")
    filled.keyboard.press("Enter")
    expect(filled.locator("#form-unit")).to_be_focused()
    assert Eye(filled).faults() == []
    assert filled.evaluate("document.documentElement.scrollWidth") <= 360


def test_paste_from_word_keeps_the_structure_and_says_what_went(filled: Page) -> None:
    html = (
        "<html><body><h1>题目</h1><p class=MsoNormal><b>第一段</b><span> 的字</span></p>"
        "<p class=MsoListParagraph style='mso-list:l0'>·&nbsp;第一条</p><ol><li>先挂断</li></ol>"
        "<table><tr><td>日期</td><td>人数</td></tr><tr><td>3月</td><td>60</td></tr></table>"
        "<p><img src='file:///C:/a.png'>图后的字</p></body></html>"
    )
    filled.locator("#form-text").focus()
    filled.evaluate(
        """html => { const data = new DataTransfer(); data.setData("text/html", html);
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true,
        cancelable: true})); }""",
        html,
    )
    assert filled.locator("#form-text").input_value() == (
        "## 题目\n第一段 的字\n- 第一条\n1. 先挂断\n\n| 日期 | 人数 |\n| 3月 | 60 |\n\n图后的字"
    )
    assert "没有留下的：图片" in filled.locator("[data-form]").inner_text()


def test_both_sides_find_the_same(filled: Page) -> None:
    vectors = json.loads((ROOT / "tests/data/form_rules.json").read_text("utf-8"))
    for text, rules in vectors:
        filled.locator("#form-text").fill(text)
        told = filled.locator("#form-text-fault").inner_text()
        assert len(re.findall("”(?:像|不是|只发)", told)) == len(rules), (text, told)


def test_heic_is_told_in_a_sentence(filled: Page) -> None:
    filled.locator("input[type=file]").first.set_input_files(
        FilePayload(name="IMG_1.HEIC", mimeType="image/heic", buffer=b"\0\0\0\x18ftypheic" + b"\0" * 40)
    )
    expect(filled.get_by_text("这是苹果手机的 HEIC 照片")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_of_the_site_is_the_same_form(opened: Open, width: int) -> None:
    page = opened("form", width)
    page.locator("#form-title").fill("民警走进小区讲防骗")
    expect(page.locator(".c-form__preview h2")).to_have_text("民警走进小区讲防骗")
    assert Eye(page).faults() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
