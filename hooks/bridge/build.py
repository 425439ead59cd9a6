"""A whole build: read, stop on errors, get the theme's shell, write what changed, swap."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from pathlib import Path

from bridge import frames
from bridge.frames import ThemeShell
from column.media.films import FilmError
from column.media.picture_store import PictureStore
from column.pages import selfhelp_pages as tools
from column.project import load as edition
from column.project import report as reports
from column.project.load import Edition
from column.publish import site
from column.search import documents as search
from column.settings import load as settings
from column.system import parallel
from column.system.output_tree import OutputTree, PathError
from column.system.tree_pair import TreePair


class StoppedError(Exception):
    """Something stands against publishing; the message lists it, for people."""


def build(root: Path, pair: TreePair, searchable: bool) -> str:
    """Bring `site/` up to date, with or without search, and give the report of what is to be mended. Raises
    `StoppedError`."""
    with parallel.in_background(pair.survey) as survey:
        issue = read(root)
        report = reports.text(issue.problems, sys.stderr.isatty())
        if not issue.sound:
            raise StoppedError(report + reports.summary(issue.problems, issue.articles))
        sys.stderr.write(report)
        frame = frames.load_or_make(root, searchable, lambda: theme(root, searchable))
        tree = pair.begin(survey())
    write(issue, frame, tree)
    pair.swap(tree)
    sys.stderr.write(f"{issue.articles} 篇文章，写了 {tree.written} 个文件。\n")
    return report


def read(root: Path, drafts: bool = False) -> Edition:
    try:
        return edition.read(root, settings.load(root), drafts)
    except settings.SettingsError as fault:
        raise StoppedError(str(fault)) from fault


def write(issue: Edition, frame: ThemeShell, tree: OutputTree) -> None:
    """The theme's files and the column's. Raises `StoppedError`."""
    kept = issue.root / ".cache"
    try:
        for path, data in frame.files.items():
            tree.put(path, f"shell {frame.version}", data)
        site.publish(issue, frame, PictureStore(kept / "pictures"), tree)
        if frame.searchable:
            search.publish(issue.library, (*frame.others, *tools.guides(issue.tools)), kept / "search", tree)
    except PathError as fault:
        what = "网站没有写完：{}。这是程序的错误，不是稿件的问题，请告诉维护网站的人。"
        raise StoppedError(what.format(fault)) from fault
    except FilmError as fault:
        raise StoppedError(f"网站没有写完：{fault.what}{fault.mend}") from fault


class _Heard(logging.Handler):
    """What MkDocs warns of, for the message that stops a build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"MkDocs：{record.getMessage()}")


def theme(root: Path, searchable: bool) -> ThemeShell:
    """Let MkDocs build its part, strictly, and take it; `searchable` puts the search box into it. Raises `StoppedError` on any warning."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, BuildError, ConfigurationError

    from bridge.state import run

    run.alone, run.searchable = False, searchable
    heard, logger = _Heard(), logging.getLogger("mkdocs")
    logger.addHandler(heard)
    with tempfile.TemporaryDirectory() as folder:
        try:
            mkdocs_build(load_config(str(root / "mkdocs.yml"), site_dir=folder, strict=True))
        except (Abort, BuildError, ConfigurationError) as fault:
            raise StoppedError("\n".join([*heard.lines, f"MkDocs：{fault}"])) from fault
        finally:
            run.alone, run.searchable = True, True
            logger.removeHandler(heard)
    return run.shell
