"""A page made on the quick path equals, byte for byte, the page that MkDocs itself makes of the same article."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import _build_page
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from bridge import build as building
from bridge import state as seam
from bridge import frames as shell
from column.publish import site as printing
from column.pages import all_pages
from column.project.load import Edition
from column.pages.page import ROOT, AnyPage
from column.pages.templates import Templates
from support.project import copy_tree
from bridge.theme import TEMPLATE, Theme

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


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Edition, shell.ThemeShell, Theme, dict[str, AnyPage]]:
    root = copy_tree(tmp_path_factory.mktemp("same") / "tree", with_articles=True)
    edition, theme_shell = building.read(root), building.theme(root, True)
    every = all_pages.every(
        edition.library, edition.settings, edition.tools, lambda article: f"{article.url}cover.jpg"
    )
    return edition, theme_shell, seam.run.theme, {page.url: page for page in every}


@pytest.fixture(autouse=True)
def _no_faults_in_the_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize("url", KINDS)
def test_both_ways(
    url: str, made: tuple[Edition, shell.ThemeShell, Theme, dict[str, AnyPage]], tmp_path: Path
) -> None:
    edition, theme_shell, theme, pages = made
    page = pages[url].make(Templates(edition.settings))
    canonical = edition.settings.url + url
    quick = theme_shell.frame(page.section, url).fill(page, canonical)

    config, values = theme._config, shell.values(page, canonical)
    config.site_dir = str(tmp_path)
    file = File.generated(config, f"{url}index.md", content="", inclusion=InclusionLevel.INCLUDED)
    theirs = Page(None, file, config)
    theirs.content = values["body"]
    theirs.meta = {key: values[key] for key in ("title", "description", "head")}
    theirs.meta |= {"template": TEMPLATE, "hide": ["navigation", "toc"]}
    theirs.canonical_url = values["canonical"]
    for item in theme._nav.items:
        item.active = getattr(item, "url", None) == (page.section or "./")
    _build_page(theirs, config, [file], theme._nav, theme._env)
    written = (tmp_path / url / "index.html").read_text("utf-8")
    assert quick.replace(ROOT, printing.up(page.depth)) == written.replace(ROOT, printing.up(page.depth))
    assert isinstance(theme._files, Files)
