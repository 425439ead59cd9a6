"""The dry run: pages that stand alone, and that read well on a phone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html as dom
from playwright.sync_api import Browser

from column.wechat.article import preview
from column.wechat.article.payload import Packer
from column.wechat.feed.fetch import Sources
from support.wechat import samples


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    items = [samples.story(), samples.item(2, short_title="", title="一" * 40), samples.item(3)]
    reader = Sources(lambda pause: None)
    reader.feed(str(samples.folder(tmp_path / "site", items)))
    out = tmp_path / "out"
    left = preview.write(out, items, Packer(samples.HOTLINES, "", reader, preview.Folder(out)), "无为公安")
    assert [item.guid for item, _ in left] == [items[1].guid]
    return out


def test_each_draft_has_a_page_and_its_json_and_an_index_lists_them(folder: Path) -> None:
    assert {path.name for path in folder.glob("*.*")} == {
        "001.html",
        "001.json",
        "003.html",
        "003.json",
        "index.html",
    }
    body = json.loads((folder / "001.json").read_text(encoding="utf-8"))
    assert body["title"] == samples.story().short_title
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert 'href="001.html"' in index
    assert "不能成为草稿" in index
    for name in ("001.html", "003.html", "index.html"):
        page = dom.fromstring((folder / name).read_text(encoding="utf-8"))
        for image in page.iter("img"):
            assert (folder / image.get("src", "")).is_file()


def test_on_a_phone_it_fits_the_width_and_its_type_is_large_enough(folder: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 812})
    faults: list[str] = []
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.goto((folder / "001.html").as_uri())
    width = page.evaluate("document.documentElement.scrollWidth")
    small = page.evaluate(
        "[...document.querySelectorAll('article p, article li')].filter(e => e.innerText.trim().length > 20 &&"
        " !e.innerText.includes('http') && parseFloat(getComputedStyle(e).fontSize) < 14).map(e => e.innerText)"
    )
    body = page.evaluate("parseFloat(getComputedStyle(document.querySelector('article li')).fontSize)")
    page.close()
    assert width == 375
    assert small == []
    assert body >= 17
    assert faults == []
