"""sitemap.xml and robots.txt, read as a search engine reads them."""

from __future__ import annotations

from datetime import date
from typing import Any

from lxml import etree

from column.publish.sitemap import Listed, robots, sitemap

BASE = "https://fanzha.example.gov.cn/a/"


def test_every_page_is_listed_once_in_order_with_its_day() -> None:
    pages = [Listed("cases/?a&b/"), Listed(""), Listed("b/", date(2026, 3, 5))]
    tree: Any = etree.fromstring(sitemap(BASE, pages))
    found = [tuple(child.text for child in url) for url in tree]
    assert found == [(BASE,), (f"{BASE}b/", "2026-03-05"), (f"{BASE}cases/?a&b/",)]
    assert tree.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"


def test_robots_may_read_everything_and_find_the_sitemap() -> None:
    lines = robots(BASE).decode().splitlines()
    assert lines == ["User-agent: *", "Allow: /", f"Sitemap: {BASE}sitemap.xml"]
