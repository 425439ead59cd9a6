"""A preview has a page and a JSON file for each draft, and an index."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html as dom

from column.wechat.article.payload import PayloadBuilder
from column.wechat.delivery import preview
from column.wechat.feed_reader.fetch import Fetcher
from support.wechat import samples


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    items = [samples.story(), samples.item(2, short_title="", title="一" * 40), samples.item(3)]
    fetcher = Fetcher(lambda pause: None)
    fetcher.fetch_feed(str(samples.folder(tmp_path / "site", items)))
    out = tmp_path / "out"
    left = preview.write(
        out, items, PayloadBuilder(samples.HOTLINES, "", fetcher, preview.FolderUploader(out)), "无为公安"
    )
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
