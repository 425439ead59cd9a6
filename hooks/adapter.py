"""What happens at which event of MkDocs. Everything else is in `column`, which knows nothing of MkDocs.

on_startup    serve shows drafts, build does not
on_config     read all content, print what is wrong, stop on errors
on_files      leave to MkDocs only the pages that are written by hand
on_nav        put the column's own sections into the navigation
on_env        keep the theme at hand for the page frames
on_post_build write pages, feeds and pictures beside MkDocs' own
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Link, Navigation

from column import edition, metadata, pages, printing, reports, settings
from column.edition import Edition
from frames import ThemeFrames

_GENERATED = ("groups/", "scams/", "data/")
_USELESS = (".map", "lunr/", "workers/")


class _Run:
    """What one build hands from event to event; each is set by an event that MkDocs calls before it is read."""

    drafts = False
    edition: Edition
    nav: Navigation
    frames: ThemeFrames
    others: tuple[str, ...]


_run = _Run()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    _run.drafts = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    root = Path(config.config_file_path).parent
    try:
        _run.edition = edition.read(root, settings.parse(config), _run.drafts)
    except settings.SettingsError as fault:
        raise Abort(str(fault)) from fault
    if _run.edition.problems:
        sys.stderr.write(reports.text(_run.edition.problems, sys.stderr.isatty()))
        sys.stderr.write(reports.summary(_run.edition.problems, _run.edition.articles) + "\n")
    if not _run.edition.sound:
        raise Abort("内容有错误，没有发布。改好上面列出的错误再来一次。")
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for file in list(files):
        if file.src_uri.startswith(_GENERATED) or any(part in file.src_uri for part in _USELESS):
            files.remove(file)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    nav.items[:0] = [Link(title, url or "./") for url, title in pages.SECTIONS]
    _run.nav = nav
    _run.others = tuple(page.url for page in nav.pages)
    return nav


def on_page_context(
    context: dict[str, object], page: object, config: MkDocsConfig, nav: Navigation
) -> dict[str, object]:
    return context | {"site_head": metadata.for_site(_run.edition.settings)}


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    _run.frames = ThemeFrames(env, config, _run.nav, files)
    return env


def on_post_build(config: MkDocsConfig) -> None:
    kept = _run.edition.root / ".cache" / "pictures"
    printing.publish(_run.edition, _run.frames, kept, Path(config.site_dir), _run.others)
    (Path(config.site_dir) / "sitemap.xml.gz").unlink(missing_ok=True)
