"""What happens at which event of MkDocs. Everything else is in `column`, which knows nothing of MkDocs.

on_startup      serve shows drafts, build does not
on_config       take the settings; read all content, print what is wrong, stop on errors
on_files        leave to MkDocs only the pages that are written by hand, and add the page of rules
on_nav          put the column's own sections into the navigation
on_page_context, on_template_context
                give pages by hand, and the 404, the site's tags
on_env          ask the theme for the page frames
on_post_build   write pages, feeds and pictures beside MkDocs' own

`scripts/build.py` and `scripts/serve.py` do the second half of on_config and of on_post_build themselves, beside the
site that stands and in proportion to what changed (`seam.run.alone` is false then).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation
from mkdocs.structure.pages import Page

from bridge import build as building
from bridge.state import run
from bridge.theme import Theme
from column.media import qr as codes
from column.pages import head_tags as metadata
from column.pages.navigation import NAVIGATION
from column.project import load as edition
from column.project import report as reports
from column.rules import registry as rules
from column.rules import wording_file as wordbook
from column.settings import load as settings
from column.system.output_tree import Tree

_OURS = ("groups/", "scams/", "data/")
"""Folders of docs/ whose files are content of the column, not pages of MkDocs."""
_UNUSED = (".map", "lunr/", "workers/", "javascripts/bundle", "stylesheets/palette")
"""Files of the theme that no page of ours asks for."""


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    run.drafts = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    try:
        run.settings = settings.parse(config)
    except settings.SettingsError as fault:
        raise Abort(str(fault)) from fault
    config.extra["search"] = run.searchable
    if run.alone:
        run.edition = edition.read(Path(config.config_file_path).parent, run.settings, run.drafts)
        sys.stderr.write(reports.text(run.edition.problems, sys.stderr.isatty()))
        if not run.edition.sound:
            raise Abort(reports.summary(run.edition.problems, run.edition.articles))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for file in list(files):
        if file.src_uri.startswith(_OURS) or any(part in file.src_uri for part in _UNUSED):
            files.remove(file)
    files.append(File.generated(config, "contribute/rules.md", content=rules.page(_house(config))))
    return files


def _house(config: MkDocsConfig) -> rules.House:
    root = Path(config.config_file_path).parent
    return rules.House(run.settings, wordbook.load(root)[0])


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    nav.items[:0] = [Link(title, url or "./") for url, title in NAVIGATION]
    run.nav = nav
    return nav


def on_page_context(
    context: dict[str, object], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, object]:
    if "head" in page.meta:
        return context
    return context | {"site_head": metadata.for_site(run.settings), "qr": codes.svg(page.canonical_url or "")}


def on_template_context(
    context: dict[str, object], template_name: str, config: MkDocsConfig
) -> dict[str, object]:
    return context | {"site_head": metadata.for_site(run.settings)}


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    run.theme = Theme(env, config, run.nav, files)
    return env


def on_post_build(config: MkDocsConfig) -> None:
    root, site = Path(config.config_file_path).parent, Path(config.site_dir)
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (site / name).unlink(missing_ok=True)
    run.shell = run.theme.shell(root, site, run.searchable)
    if run.alone:
        building.write(run.edition, run.shell, Tree(site, {}, site, {}))
