"""Take the pictures of the form for the contributors' page from the form itself, as it is built: `make screenshots`.

A made-up entry is filled in at the width of a phone; what stands in the pictures is what stands in the form.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import FilePayload, Locator, Page, ViewportSize, sync_playwright

import install_programs

ROOT = Path(__file__).resolve().parents[2]
FORM = ROOT / "site" / "contribute" / "form" / "fanzha-form.html"
TARGET = ROOT / "docs" / "contribute"
SIZE = ViewportSize(width=400, height=760)
COLOURS = 48
"""Enough for text on flat colours."""


def main() -> int:
    if not install_programs.ensure({"chromium": "chromium"}, "截图"):
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        page = browser.new_page(viewport=SIZE, timezone_id="Asia/Shanghai", locale="zh-CN")
        page.clock.set_fixed_time("2026-03-05T14:30:00+08:00")
        page.goto(FORM.as_uri())
        _take(page)
        browser.close()
    return 0


def _take(page: Page) -> None:
    part = page.locator(".c-form__part")
    page.locator("#form-unit").select_option("wucheng")
    page.locator("#form-title").fill("民警走进幸福小区讲防骗")
    page.locator("#form-date").fill("2026-03-05")
    _save(page, page.locator("[data-form]"), "form-write.png", 640)
    page.locator("[data-form-field=venue] select").select_option("进社区")
    page.locator("[data-form-field=groups] [type=checkbox]").first.check()
    text = page.locator("#form-text")
    text.fill("3月5日，民警来到幸福小区。\n受害人张建国接到电话，手机19900001234。")
    _save(page, part.nth(2), "form-check.png", 700)
    text.fill("3月5日，民警来到幸福小区，和居民一起认了三种常见骗局。")
    photo = FilePayload(name="IMG_1.JPG", mimeType="image/jpeg", buffer=_photo())
    page.locator("input[type=file]").first.set_input_files(photo)
    page.locator("#form-caption-0").fill("幸福小区里讲防骗的凉亭")
    _save(page, part.nth(3), "form-photo.png", 760)
    for box in page.locator("[id^=form-sure-]").all():
        box.check()
    page.get_by_role("button", name="检查，做成压缩包").click()
    _save(page, page.locator(".c-form__result"), "form-done.png", 640)


def _photo() -> bytes:
    """A drawn scene: hills, a pavilion, no people."""
    image = Image.new("RGB", (1200, 800), "#cfe3ee")
    draw = ImageDraw.Draw(image)
    draw.polygon([(0, 560), (330, 250), (640, 560)], fill="#8fb49a")
    draw.polygon([(420, 560), (860, 180), (1200, 520), (1200, 560)], fill="#7aa386")
    draw.rectangle((0, 560, 1200, 800), fill="#d9cfa8")
    draw.polygon([(440, 420), (600, 320), (760, 420)], fill="#8a4b3a")
    for left in (480, 700):
        draw.rectangle((left, 420, left + 20, 640), fill="#8a4b3a")
    out = io.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()


def _save(page: Page, place: Locator, name: str, most: int) -> None:
    """The upper `most` pixels of an element as a small PNG."""
    place.scroll_into_view_if_needed()
    image = Image.open(io.BytesIO(place.screenshot(animations="disabled"))).convert("RGB")
    cut = image.crop((0, 0, image.width, min(image.height, most)))
    cut.quantize(COLOURS, dither=Image.Dither.NONE).save(TARGET / name, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
