"""Two output trees that take turns, so that the site stands whole whatever happens to a build.

One is `site/`, which stands, the other the one before it, kept in the cache. A build brings the older one up to date
and then exchanges the two.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from column.system.cache import Cache
from column.system.fingerprint import Stat
from column.system.output_tree import Entry, OutputTree, Survey

_SITE, _SPARE = "site.manifest", "spare.manifest"


class SiteTrees:
    """The tree at `site`, and below `folder` the other one and the manifests of both."""

    def __init__(self, site: Path, folder: Path) -> None:
        self.site = site
        self._spare = folder / "spare"
        self._manifests = Cache(folder)

    def is_whole(self) -> bool:
        """Whether `site/` is there, file for file, as the last build left it."""
        known = self._manifest(_SITE)
        count = 0
        for path, state in _files(self.site):
            entry = known.get(path)
            if not entry or entry[1:] != state:
                return False
            count += 1
        return count == len(known) > 0

    def survey(self) -> Survey:
        """Compare the older tree with its manifest; what is not as it says is removed."""
        known = self._manifest(_SPARE)
        checked: dict[str, Entry] = {}
        for path, state in _files(self._spare):
            entry = known.get(path)
            if entry and entry[1:] == state:
                checked[path] = entry
            else:
                (self._spare / path).unlink()
        return Survey(checked, self._manifest(_SITE))

    def begin(self, survey: Survey) -> OutputTree:
        """The older tree, to be brought up to date; it has no manifest until the next `swap`."""
        self._spare.mkdir(parents=True, exist_ok=True)
        self._manifests.remove(_SPARE)
        return OutputTree(self._spare, survey, self.site)

    def swap(self, tree: OutputTree) -> None:
        """Finish the tree and put it in the site's place; whatever happens, one of the two stands whole."""
        new, old = tree.finish(), self._manifest(_SITE)
        aside = self._spare.with_name("aside")
        shutil.rmtree(aside, ignore_errors=True)
        if self.site.exists():
            self.site.rename(aside)
        try:
            self._spare.rename(self.site)
        except OSError:
            if aside.exists():
                aside.rename(self.site)
            raise
        self._manifests.save(_SITE, new)
        if aside.exists():
            aside.rename(self._spare)
            self._manifests.save(_SPARE, old)

    def _manifest(self, name: str) -> Mapping[str, Entry]:
        empty: dict[str, Entry] = {}
        return self._manifests.load(name, empty)


def _files(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every file below `folder`: its path there, its size and time."""
    pending = [""]
    while pending:
        inside = pending.pop()
        try:
            entries = os.scandir(f"{folder}/{inside}")
        except FileNotFoundError:
            return
        with entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(f"{inside}{entry.name}/")
                else:
                    yield inside + entry.name, Stat.copied_of(entry.stat(follow_symlinks=False))
