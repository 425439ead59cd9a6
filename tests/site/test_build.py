"""The built site, read with parsers as a reader's programs would read it."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import html5lib
import pytest
from lxml import etree, html
from PIL import Image

from support.project import BRIEFING, CASE, ROOT, copy_tree, put, run

SAMPLES = {
    "": "首页",
    "briefings/": "所队快讯",
    "briefings/2026/10/": "月",
    "briefings/wucheng/2026-10-20-xingfu-xiaoqu/": "简报",
    "cases/": "案例",
    "cases/2026-11-20-scan-card-in-parcel/": "风险提示",
    "groups/": "人群",
    "groups/elderly/": "老年人",
    "scams/": "类型",
    "scams/shuadan/": "刷单返利",
    "units/": "单位",
    "units/wucheng/": "无城派出所",
    "venues/": "五进",
    "venues/school/": "进学校",
    "plan/": "工作方案",
    "404.html": "404",
}


def parsed(text: str) -> Any:
    """The page as a tree; lxml's stubs know too little of what a query gives."""
    return html.fromstring(text)


def page(site: Path, url: str) -> Any:
    file = site / url if url.endswith(".html") else site / url / "index.html"
    return parsed(file.read_text("utf-8"))


def words(node: Any) -> str:
    return re.sub(r"\s+", "", node.text_content())


def every_page(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_every_row_of_the_contract_is_there(site: Path) -> None:
    for url in SAMPLES:
        assert (site / url / "index.html").is_file() or (site / url).is_file(), url
    ids = {
        kind: sorted(path.stem for path in (ROOT / "docs" / kind).glob("*.md"))
        for kind in ("groups", "scams")
    }
    assert len(ids["groups"]) == 10
    assert len(ids["scams"]) == 16
    for kind, names in ids.items():
        for name in names:
            assert (site / kind / name / "index.html").is_file()
            assert (site / kind / name / "feed.xml").is_file()


def test_the_content_has_no_problem() -> None:
    result = run("check.py", root=ROOT)
    assert result.returncode == 0, result.stdout
    assert "没有发现问题" in result.stdout


def test_pages_are_well_formed(site: Path) -> None:
    for file in every_page(site):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(file.read_text("utf-8"))
        faults = [
            fault for fault in parser.errors if fault[1] not in ("non-void-element-with-trailing-solidus",)
        ]
        assert not faults, (file, faults[:3])


def test_no_inner_link_or_file_is_dead(site: Path) -> None:
    base = "https://x.example/sub/path/"
    for file in every_page(site):
        tree = parsed(file.read_text("utf-8"))
        if file.name == "404.html":
            continue
        here = urljoin(base, file.relative_to(site).as_posix().removesuffix("index.html"))
        for element, _, link, _ in tree.iterlinks():
            if (
                link.startswith(("tel:", "data:", "https://fanzha.example.gov.cn", "#"))
                or element.get("rel") == "canonical"
            ):
                continue
            target = urldefrag(urljoin(here, link))[0]
            assert target.startswith(base), (file, link)
            path = site / unquote(urlsplit(target).path.removeprefix("/sub/path/"))
            assert (path / "index.html").is_file() if target.endswith("/") else path.is_file(), (file, link)


def test_each_page_has_one_heading_title_and_description(site: Path) -> None:
    titles: dict[str, Path] = {}
    for file in every_page(site):
        tree = parsed(file.read_text("utf-8"))
        assert len(tree.findall("head/title")) == 1
        if file.name == "404.html" or tree.xpath("//meta[@http-equiv='refresh']"):
            continue
        assert len(tree.xpath("//h1")) == 1, file
        assert tree.xpath("string(//meta[@name='description']/@content)").strip(), file
        title = tree.findtext("head/title")
        assert title
        assert titles.setdefault(title, file) == file


def test_government_tags_stand_once_and_are_not_empty(site: Path) -> None:
    wanted = {
        "cases/2026-11-20-scan-card-in-parcel/": (
            "SiteName",
            "SiteDomain",
            "ColumnName",
            "ArticleTitle",
            "PubDate",
            "ContentSource",
        ),
        "briefings/": ("SiteName", "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"),
    }
    for url, names in wanted.items():
        tree = page(site, url)
        for name in names:
            assert [bool(value.strip()) for value in tree.xpath(f"//meta[@name='{name}']/@content")] == [
                True
            ], (url, name)
    date = page(site, "cases/2026-11-20-scan-card-in-parcel/").xpath(
        "string(//meta[@name='PubDate']/@content)"
    )
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", date)


def test_an_article_says_where_it_comes_from(site: Path) -> None:
    text = words(page(site, "briefings/wucheng/2026-10-20-xingfu-xiaoqu/"))
    for word in (
        "发布时间：2026-10-20",
        "信息来源：无城派出所",
        "进社区",
        "老年人",
        "示例",
        "上一篇",
        "下一篇",
        "96110",
        "110",
    ):
        assert word in text
    meta = json.loads(
        page(site, "briefings/wucheng/2026-10-20-xingfu-xiaoqu/")
        .xpath("//script[@type='application/ld+json']")[0]
        .text
    )
    assert meta["@type"] == "NewsArticle"


def test_the_notice_is_published_whole(site: Path) -> None:
    published = words(page(site, "plan/").xpath("//article")[0])
    notice = (ROOT / "docs" / "plan.md").read_text("utf-8").split("---", 2)[2]
    plain = re.sub(r"[#*\s]", "", notice)
    assert re.sub(r"[¶\s]", "", published).count(plain[40:400]) == 1
    assert plain[-200:] in published


def test_hotlines_dial_only_what_answers(site: Path) -> None:
    for file in every_page(site):
        numbers = set(parsed(file.read_text("utf-8")).xpath("//a[starts-with(@href, 'tel:')]/@href"))
        assert numbers <= {"tel:110", "tel:96110"}, file


def test_samples_are_marked(site: Path) -> None:
    for file in site.glob("cases/2*/index.html"):
        assert "示例内容" in words(parsed(file.read_text("utf-8"))), file


def test_covers_are_pictures_in_the_place_that_is_named(site: Path) -> None:
    for file in [*site.glob("cases/2*/index.html"), *site.glob("briefings/*/2*/index.html")]:
        (address,) = parsed(file.read_text("utf-8")).xpath("//meta[@property='og:image']/@content")
        path = site / address.removeprefix("https://fanzha.example.gov.cn/")
        assert Image.open(path).width >= 480, address


def test_the_site_map_lists_every_page_once(site: Path) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    sitemap: Any = etree.parse(site / "sitemap.xml")
    places = sitemap.xpath("//s:loc/text()", namespaces=space)
    urls = {place.removeprefix("https://fanzha.example.gov.cn/") for place in places}
    assert len(urls) == len(places)
    pages = {
        f"{file.parent.relative_to(site).as_posix()}/".removeprefix("./") for file in site.rglob("index.html")
    }
    assert urls == pages


def digest(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files
    }


def test_two_builds_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    root = copy_tree(tmp_path / "again", with_articles=True)
    assert run("build.py", root=root).returncode == 0
    assert digest(root / "site") == digest(site)


def test_a_failed_build_lists_all_and_leaves_the_site_whole(tree: Path) -> None:
    put(tree, "briefings/wucheng/2026-03-05-xingfu/index.md", BRIEFING)
    assert run("build.py", root=tree).returncode == 0
    before = digest(tree / "site")
    put(tree, "briefings/wucheng/2026-03-06-a.md", BRIEFING.replace("进社区", "进小区"))
    put(tree, "cases/2026-03-01-kefu/index.md", CASE.replace("kind: warning", "kind: 故事"))
    result = run("build.py", root=tree)
    assert result.returncode == 1
    assert "briefings/wucheng/2026-03-06-a.md:4:" in result.stderr
    assert "cases/2026-03-01-kefu/index.md:4:" in result.stderr
    assert "Traceback" not in result.stderr
    assert digest(tree / "site") == before


def test_an_article_that_leads_to_itself_stops_the_build(tree: Path) -> None:
    text = BRIEFING.replace("摘要:", "曾用编号: wucheng/2026-03-05-xingfu\n摘要:")
    put(tree, "briefings/wucheng/2026-03-05-xingfu/index.md", text)
    result = run("build.py", "--no-search", root=tree)
    assert (result.returncode, "Traceback" in result.stderr) == (1, False)


def test_lists_have_further_pages_and_months(tree: Path) -> None:
    put(tree, "mkdocs.yml", (tree / "mkdocs.yml").read_text("utf-8").replace("page_size: 20", "page_size: 3"))
    for day in range(1, 9):
        text = BRIEFING.replace("2026-03-05", f"2026-03-0{day}").replace("讲防骗", f"讲第{day}课")
        put(tree, f"briefings/wucheng/2026-03-0{day}-lesson.md", text)
    assert run("build.py", root=tree).returncode == 0
    site = tree / "site"
    for prefix in ("briefings/", "groups/elderly/", "units/wucheng/", "venues/community/"):
        seen = []
        for url in (prefix, f"{prefix}page/1/"):
            seen += page(site, url).xpath("//ul[contains(@class,'c-list')]//a/@href")
        assert [re.sub(r".*/(2026-03-\d\d)-.*", r"\1", href) for href in seen] == [
            f"2026-03-0{day}" for day in range(8, 0, -1)
        ]
        assert page(site, prefix).xpath("//a[@rel='next']/@href") == [
            f"../{'../' if prefix.count('/') > 1 else ''}{prefix}page/1/"
        ]
        assert page(site, f"{prefix}page/1/").xpath("//a[@rel='prev']/@href")[0].endswith(f"../{prefix}")
        assert not (site / prefix / "page/2").exists()
    assert len(page(site, "briefings/2026/03/").xpath("//ul[contains(@class,'c-list')]//a")) == 8


def test_no_article_at_all(tree: Path) -> None:
    result = run("build.py", root=tree)
    assert result.returncode == 0, result.stderr
    assert "还没有简报" in words(page(tree / "site", "briefings/"))
    assert "还没有" in words(page(tree / "site", "groups/elderly/"))
    assert etree.parse(tree / "site" / "feed.xml").getroot().tag == "rss"


def test_a_renamed_article_leaves_a_redirect(tree: Path) -> None:
    text = BRIEFING.replace("摘要:", "曾用编号: wucheng/2026-03-05-old\n摘要:")
    put(tree, "briefings/wucheng/2026-03-05-new/index.md", text)
    assert run("build.py", root=tree).returncode == 0
    (refresh,) = page(tree / "site", "briefings/wucheng/2026-03-05-old/").xpath(
        "//meta[@http-equiv='refresh']/@content"
    )
    assert refresh.endswith("url=../../../briefings/wucheng/2026-03-05-new/")


@pytest.mark.parametrize(
    "text", ["{{ config }} {% raw %} {# x #}", "<b>粗</b>&amp;&lt;", "\\1 \\g<0> $1 %s {0}"]
)
def test_template_syntax_stays_text(tree: Path, text: str) -> None:
    put(
        tree,
        "cases/2026-03-01-kefu/index.md",
        CASE.replace("对方自称客服", f"'{text}").replace("屏幕共享。", "屏幕共享。'", 1) + f"\n{text}\n",
    )
    result = run("build.py", root=tree)
    assert result.returncode == 0, result.stderr
    tree_of_page = page(tree / "site", "cases/2026-03-01-kefu/")
    assert text in tree_of_page.xpath("string(//meta[@name='description']/@content)")
    if "<" not in text:
        assert text in tree_of_page.text_content()


_NEWER = {
    ".css": r":(?:has|is|where|not)\([^()]*,|:has\(|:is\(|:where\(|aspect-ratio|[{;\s]inset(?:-\w+)*:|@layer|@container|"
    r"color-mix\(|[{;\s](?:row-)?gap:|&:|\b(?:dvh|svh|lvh)\b|overflow:\s*clip",
    ".js": r"\?\.(?!\d)|\?\?|\|\|=|&&=|\.(?:at|replaceAll|findLast|toSorted)\(|Object\.hasOwn|structuredClone|"
    r"Promise\.any|\.replaceChildren|\.inert\b|showModal",
}
"""What Chromium 79 (the engine of WeChat on old telephones) does not know, in our own styles and scripts."""
_COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$", re.DOTALL | re.MULTILINE)


def test_nothing_needs_a_browser_newer_than_2019(site: Path) -> None:
    ours = {path for place in ("styles", "scripts") for path in (ROOT / "hooks/frontend" / place).glob("*.*")}
    names = {path.name for path in ours}
    files = [
        file
        for place in ("stylesheets", "javascripts")
        for file in sorted((site / "assets" / place).rglob("*"))
        if file.name in names or (file.suffix == ".js" and file.parent.name == "search")
    ]
    assert len(files) >= len(names)
    found = {
        file.name: sorted(set(re.findall(_NEWER[file.suffix], _COMMENT.sub("", file.read_text("utf-8")))))
        for file in files
    }
    assert {name: words for name, words in found.items() if words} == {}
