"""The preview of a pull request, unpacked and opened by a double click, as its comment tells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import url2pathname

import pytest
from lxml import html
from playwright.sync_api import Browser

from ci import file_preview
from support.browsing import drawn_icons


@pytest.fixture(scope="module")
def preview(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("解压") / "preview"
    file_preview.copy(site, target)
    return target


def links(page: Path) -> Iterator[str]:
    for link in html.fromstring(page.read_text("utf-8")).iter("a"):
        yield link.get("href", "")


def test_every_link_within_the_site_is_a_file(preview: Path) -> None:
    for page in preview.rglob("*.html"):
        if page.name == "404.html":  # shown at any address, so its links begin at the site's root
            continue
        for address in links(page):
            whole = urlsplit(urljoin(page.as_uri(), address))
            if whole.scheme == "file":
                assert Path(unquote(url2pathname(whole.path))).is_file(), (page, address)


def test_a_reader_gets_from_page_to_page(preview: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((preview / "index.html").as_uri())
    assert file_preview.NOTE in page.locator("body").inner_text()
    assert drawn_icons(page) > 3
    for link in (page.get_by_role("link", name="所队快讯").first, page.locator("main .c-card a").first):
        link.click()
        assert page.url.endswith("/index.html")
        assert page.locator("h1").count() == 1
    page.close()


@pytest.mark.parametrize(
    "address",
    [
        "https://a.gov.cn/b/",
        "tel:110",
        "#top",
        "",
        "/a/",
        "//a.gov.cn/",
        "feed.xml",
        "a/b.jpg",
        "mailto:a@b.cn",
    ],
)
def test_other_addresses_stay(address: str) -> None:
    assert file_preview.to_file(address) == address


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("a/", "a/index.html"),
        ("./", "./index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        ("../a/#b", "../a/index.html#b"),
        (".", "./index.html"),
    ],
)
def test_a_folder_becomes_its_page(address: str, file: str) -> None:
    assert file_preview.to_file(address) == file
