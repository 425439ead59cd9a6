"""A whole build: read, stop on errors, get the theme's shell, write what changed, swap."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bridge import theme_shell
from bridge.mkdocs_faults import Faults
from bridge.theme_shell import ThemeShell
from column.media.films import FilmError
from column.media.picture_store import PictureStore
from column.model.problems import Problem
from column.pages import all_pages
from column.project import load, report
from column.project.load import Project
from column.publish import gone_map, media_hosts
from column.publish.site import Site
from column.rules.privacy.masking import masked
from column.search import documents as search
from column.settings.load import SettingsError
from column.system import parallel
from column.system.cache import Cache
from column.system.output_tree import Batch, OutputTree, PathError, Product
from column.system.site_trees import SiteTrees

if TYPE_CHECKING:
    from bridge.plugin import ColumnPlugin


class StoppedError(Exception):
    """Something stands against publishing; the message lists it, for people."""


def build(root: Path, pair: SiteTrees, searchable: bool) -> str:
    """Bring `site/` up to date, with or without search, and give the report of what is to be mended. Raises
    `StoppedError`."""
    pair.repair()
    known = pair.known()
    with parallel.in_background(partial(pair.absent, known)) as absent:
        project = read(root)
        problems = report.text(project.problems, sys.stderr.isatty())
        if not project.sound:
            raise StoppedError(problems + report.summary(project.problems, project.found))
        sys.stderr.write(problems)
        shell = theme_shell.load_or_make(root, searchable, lambda: run_mkdocs(root, searchable).shell)
        tree = pair.begin(known, absent())
    left_out = write(project, shell, tree)
    pair.swap(known, tree)
    gone_map.write(root, project.library.withdrawals)
    media_hosts.write(root, project.settings.media_hosts)
    account = f"{report.account(project)}\n" + "".join(f"{line}\n" for line in left_out)
    sys.stderr.write(f"{account}写了 {tree.written} 个文件。\n")
    return problems + account


def read(root: Path, drafts: bool = False) -> Project:
    """The project as it is to be published. Raises `StoppedError` where the settings have an error."""
    try:
        return load.read(root, drafts)
    except SettingsError as fault:
        listed = report.text(fault.problems, sys.stderr.isatty())
        raise StoppedError(f"{listed}先改好上面这些。") from fault


def write(project: Project, shell: ThemeShell, tree: OutputTree) -> Sequence[str]:
    """The theme's files and the column's; gives what is to be told of sheets that were left out. Raises `StoppedError`."""
    column = Site(project, shell, PictureStore(project.root / ".cache" / "pictures"))
    try:
        column.pictures.make()
        for batch in batches(project, shell, column):
            tree.update(batch)
        column.pictures.forget()
        column.kits.forget()
        return list(column.kits.omitted())
    except PathError as fault:
        what = "网站没有写完：{}。这是程序的错误，不是稿件的问题，请告诉维护网站的人。"
        raise StoppedError(what.format(masked(str(fault)))) from fault
    except FilmError as fault:
        raise StoppedError(f"网站没有写完：{fault.what}{fault.mend}") from fault


def batches(project: Project, shell: ThemeShell, column: Site) -> Iterator[Batch]:
    """Every file of the site: the theme's, the column's, those of the search."""
    key = f"shell {shell.version}"
    yield Batch(Product.single(path, key, partial(shell.files.__getitem__, path)) for path in shell.files)
    yield from column.batches()
    if shell.searchable:
        others = (*shell.others, *all_pages.guides(project.tools))
        kept = project.root / ".cache" / "search"
        yield Batch(search.products(project.library, others, project.tools.intents, kept), search.FOLDER)


def problems_of_pages(root: Path) -> Sequence[Problem]:
    """What MkDocs has against the pages that it renders itself, below a root whose settings are sound. That it has nothing
    is kept until a page, the settings or the code changes."""
    kept = Cache(root / ".cache", theme_shell.version(root, searchable=True))
    if not kept.load("pages", False):
        try:
            _run(root, searchable=True)
        except _RefusedError as refusal:
            return refusal.problems
        kept.save("pages", True)
    return ()


def run_mkdocs(root: Path, searchable: bool) -> ColumnPlugin:
    """Let MkDocs build its part, strictly, and give the plugin of that build; `searchable` puts the search box into the
    frames. Raises `StoppedError` on any warning."""
    try:
        return _run(root, searchable)
    except _RefusedError as refusal:
        raise StoppedError(report.text(refusal.problems, sys.stderr.isatty()).rstrip()) from refusal


class _RefusedError(Exception):
    """MkDocs has something against the build."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(len(problems))
        self.problems = problems


def _run(root: Path, searchable: bool) -> ColumnPlugin:
    """As `run_mkdocs`. Raises `_RefusedError`."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, BuildError, ConfigurationError

    from bridge.plugin import ColumnPlugin

    plugin = ColumnPlugin(searchable, publishes=False)
    faults, logger = Faults(root), logging.getLogger("mkdocs")
    logger.addHandler(faults)
    with tempfile.TemporaryDirectory() as folder:
        try:
            try:
                config = load_config(str(root / "mkdocs.yml"), site_dir=folder, strict=True)
            except (AttributeError, LookupError, TypeError, ValueError) as fault:  # it trusts some values
                raise _RefusedError(faults.of_settings(fault)) from fault
            plugin.attach(config)
            mkdocs_build(config)
        except (Abort, BuildError, ConfigurationError, UnicodeDecodeError) as fault:
            raise _RefusedError(faults.of(fault)) from fault
        finally:
            logger.removeHandler(faults)
    return plugin
