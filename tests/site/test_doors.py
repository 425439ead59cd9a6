"""From a text and two photos of a telephone to a published page, by each of the three doors for officers."""

from __future__ import annotations

import io
from pathlib import Path

from lxml import html
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page

from support.docx import briefing
from support.project import BRIEFING, put, run

PLACE = b"Maker of the telephone"


def photo(colour: str) -> bytes:
    """A photo of a telephone, with the place where it was taken."""
    out = io.BytesIO()
    image = Image.new("RGB", (1800, 1200), colour)
    exif = image.getexif()
    exif[0x8825] = {1: "N", 2: (31.0, 18.0, 0.0), 3: "E", 4: (117.0, 54.0, 0.0)}
    exif[0x010F] = PLACE.decode()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def write(page: Page, click: list[str]) -> None:
    """Fill in the form as an officer does who has the text in Word: `click` counts what is clicked or chosen."""

    def choose(selector: str, value: str) -> None:
        click.append(selector)
        page.locator(selector).select_option(value)

    def paste(selector: str, text: str) -> None:
        click.append(selector)
        page.locator(selector).fill(text)

    choose("#form-unit", "wucheng")
    paste("#form-title", "民警走进小区讲防骗")
    paste("#form-date", "2026-03-05")
    choose("[data-form-field=venue] select", "进社区")
    click.append("groups")
    page.locator("[data-form-field=groups] [type=checkbox]").first.check()
    paste("#form-text", "民警来到幸福小区，和居民一起认了三种常见骗局。\n大家一起说：先挂断，再核实。")
    photos = [FilePayload(name=f"IMG_{n}.JPG", mimeType="image/jpeg", buffer=photo("#345")) for n in (1, 2)]
    click += ["photos", "photos"]
    page.locator("input[type=file]").first.set_input_files(photos)
    for number in range(2):
        paste(f"#form-caption-{number}", f"活动照片之{number + 1}")
    for box in page.locator("[id^=form-sure-]").all():
        click.append("sure")
        box.check()
    click += ["检查，做成压缩包", "存下压缩包"]
    page.get_by_role("button", name="检查，做成压缩包").click()


def test_each_door_leads_to_a_published_page_without_the_place(
    site: Path, tree: Path, tmp_path: Path, browser: Browser
) -> None:
    mail = tmp_path / "mail"
    mail.mkdir()
    page = browser.new_page(viewport={"width": 360, "height": 740}, timezone_id="Asia/Shanghai")
    page.goto((site / "contribute/form/fanzha-form.html").as_uri())
    clicks: list[str] = []
    write(page, clicks)
    with page.expect_download() as download:
        page.get_by_role("link", name="存下压缩包").click()
    download.value.save_as(mail / download.value.suggested_filename)
    page.close()
    assert len(clicks) <= 20, clicks

    word = briefing()
    word.picture(photo("#543"), "活动照片")
    put(mail, "无城.docx", word.bytes)
    received = run("receive.py", str(mail), root=tree)
    assert received.returncode == 0, received.stdout + received.stderr

    by_hand = "briefings/xiangan/2026-03-06-talk"
    put(tree, f"{by_hand}/index.md", BRIEFING.replace("2026-03-05", "2026-03-06") + "\n![活动照片](a.jpg)\n")
    put(tree, f"{by_hand}/a.jpg", photo("#435"))

    checked = run("check.py", root=tree)
    assert checked.returncode == 0, checked.stdout
    built = run("build.py", "--no-search", root=tree)
    assert built.returncode == 0, built.stderr
    folders = sorted(file.parent for file in tree.glob("briefings/*/2*/index.md"))
    assert len(folders) == 3
    for folder in folders:
        there = tree / "site" / folder.relative_to(tree)
        shown = html.fromstring((there / "index.html").read_text("utf-8"))
        pictures = shown.xpath("//article//img[contains(@src, '.jpg')]/@src")
        assert pictures, folder
        for file in there.glob("*.jpg"):
            assert PLACE not in file.read_bytes(), file
            assert not Image.open(file).getexif(), file
    raw = {
        folder.relative_to(tree).parts[1]: [PLACE in file.read_bytes() for file in folder.glob("*.jpg")]
        for folder in folders
        if "2025" not in folder.name
    }
    assert raw == {"wucheng": [False, False], "xiangan": [True]}, "the form alone lets no place out"
