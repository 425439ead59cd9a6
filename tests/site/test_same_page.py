"""A page made on the quick path equals, byte for byte, the page that MkDocs itself makes of the same article."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import _build_page
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page

from bridge import build, theme_shell
from bridge.plugin import ColumnPlugin
from bridge.theme import TEMPLATE
from column.pages import all_pages
from column.pages.layout.page import AnyPage
from column.pages.layout.templates import Templates
from column.text.placeholders import ROOT, up
from support.project import CASE, copy_pictures, copy_tree, put

KINDS = (
    "",
    "briefings/",
    "briefings/2026/10/",
    "briefings/wucheng/2026-10-20-xingfu-xiaoqu/",
    "cases/",
    "cases/2026-11-20-scan-card-in-parcel/",
    "cases/2025-12-09-overseas-fake-police/",
    "groups/",
    "groups/elderly/",
    "scams/",
    "scams/goip/",
    "units/",
    "units/xingzhen/",
    "venues/",
    "venues/online/",
    "check/",
    "help/",
    "trends/",
    "quiz/",
    "feedback/",
    "feeds/",
    "sitemap/",
)

Made = tuple[ColumnPlugin, Templates, dict[str, AnyPage]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    root = copy_tree(tmp_path_factory.mktemp("same") / "tree", with_articles=True)
    project, plugin = build.read(root), build.run_mkdocs(root, True)
    pages = all_pages.every(
        project.library, project.settings, project.tools, lambda article: f"{article.url}cover.jpg"
    )
    return plugin, Templates(project.settings), {page.url: page for page in pages}


@pytest.fixture(autouse=True)
def _no_faults_in_the_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize("url", KINDS)
def test_both_ways(url: str, made: Made, tmp_path: Path) -> None:
    plugin, templates, pages = made
    page, theme = pages[url].make(templates), plugin.theme
    canonical = plugin.settings.url + url
    quick = plugin.shell.frame(page.section, url).fill(page, canonical)

    values = theme_shell.values(page, canonical)
    theme.config.site_dir = str(tmp_path)
    file = File.generated(theme.config, f"{url}index.md", content="", inclusion=InclusionLevel.INCLUDED)
    theirs = Page(None, file, theme.config)
    theirs.content = values["body"]
    theirs.meta = {key: values[key] for key in ("title", "description", "head")}
    theirs.meta |= {"template": TEMPLATE, "section": page.section, "hide": ["navigation", "toc"]}
    theirs.canonical_url = values["canonical"]
    _build_page(theirs, theme.config, [file], theme.nav, theme.env)
    written = (tmp_path / url / "index.html").read_text("utf-8")
    assert quick.replace(ROOT, up(page.depth)) == written.replace(ROOT, up(page.depth))


def by_mkdocs(root: Path, site: Path) -> None:
    """What a plain `mkdocs build` does."""
    mkdocs_build(load_config(str(root / "mkdocs.yml"), site_dir=str(site)))


def test_builds_in_one_process_know_nothing_of_each_other(tmp_path: Path) -> None:
    first, second = (copy_tree(tmp_path / name / "tree", with_articles=False) for name in ("one", "two"))
    for root in (first, second):
        copy_pictures(root)
        put(root, f"cases/2026-03-01-{root.parent.name}/index.md", CASE)
    by_mkdocs(first, tmp_path / "a")
    searchable = build.run_mkdocs(second, True).shell
    bare = build.run_mkdocs(first, False).shell
    by_mkdocs(second, tmp_path / "b")
    for site, own, other in (("a", "one", "two"), ("b", "two", "one")):
        assert (tmp_path / site / f"cases/2026-03-01-{own}/index.html").is_file()
        assert not (tmp_path / site / f"cases/2026-03-01-{other}").exists()
        assert (tmp_path / site / "search/manifest.json").is_file()
    assert "data-search" in searchable.frames["", "", 0]
    assert "data-search" not in bare.frames["", "", 0]
    assert not any(path.startswith("cases/") for path in (*searchable.files, *bare.files))
