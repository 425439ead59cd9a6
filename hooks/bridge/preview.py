"""The preview: each file of the site is made when a browser asks for it, from what was saved last; nothing is written.

It takes the batches that a build takes, so a page is that of the build byte for byte, but for drafts, and for articles
with errors, whose pages say what to mend.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path

from bridge import build, theme_shell
from bridge.build import StoppedError
from bridge.theme_shell import ThemeShell
from column.media.picture_store import PictureStore
from column.pages import findings
from column.project import report
from column.project.load import Project, ProjectReader
from column.publish.site import Site
from column.settings.load import SettingsError
from column.system.live_tree import LiveTree
from column.system.output_tree import Batch

_CONTENT = ("briefings/", "cases/")


class Preview:
    """The site of the project below `root`, as it would be. `update` brings it to what is saved now."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._reader = ProjectReader(root, drafts=True)
        self._store = PictureStore(root / ".cache" / "pictures")
        self._shell: ThemeShell | None = None
        self._tree = LiveTree(())

    def get(self, path: str) -> bytes | None:
        """The bytes of a file of the site; None where it has none."""
        return self._tree.get(path)

    def update(self, saved: Collection[str] = ()) -> None:
        """`saved`: the files that have changed, relative to the root; where none is named, any may have. Raises
        `StoppedError` where not even the settings can be read; the preview stays as it was then."""
        try:
            project = self._reader.read_again(saved) if saved else self._reader.read()
        except SettingsError as fault:
            raise StoppedError(report.text(fault.problems, sys.stderr.isatty())) from fault
        if self._shell is None or not all(path.startswith(_CONTENT) for path in saved):
            make = partial(build.run_mkdocs, self._root, True)
            self._shell = theme_shell.load_or_make(self._root, True, lambda: make().shell)
        self._tree = LiveTree(self._batches(project, self._shell))
        sys.stderr.write(report.text(project.problems, sys.stderr.isatty()))
        sys.stderr.write(report.summary(project.problems, project.found) + "\n")
        sys.stderr.write(report.account(project) + "\n")

    def _batches(self, project: Project, shell: ThemeShell) -> Iterator[Batch]:
        column = Site(project, shell, self._store)
        pages = (findings.page(each.url, each.path, each.problems) for each in project.withheld)
        yield Batch([column.page(page) for page in pages], r".*index\.html$")
        yield from build.batches(project, shell, column)
