"""The preview reads well on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from column.wechat.article.payload import PayloadBuilder
from column.wechat.delivery import preview
from column.wechat.feed_reader.fetch import Fetcher
from support.wechat import samples


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fetcher = Fetcher(lambda pause: None)
    fetcher.fetch_feed(str(samples.folder(tmp_path / "site", [samples.story()])))
    out = tmp_path / "out"
    builder = PayloadBuilder(samples.HOTLINES, "", fetcher, preview.FolderUploader(out))
    assert preview.write(out, [samples.story()], builder, "无为公安") == ()
    return out


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
