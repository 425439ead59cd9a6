"""Two output trees that take turns, so that the site stands whole whatever happens to a build.

One is `site/`, which stands, the other the one before it, kept in the cache. A build brings the older one up to date
and then exchanges the two in one step.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from column.system.cache import Cache
from column.system.fingerprint import Stat
from column.system.output_tree import Entry, Known, OutputTree

_SITE, _SPARE = "site.manifest", "spare.manifest"
_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD (paths start where the process is) and RENAME_EXCHANGE of Linux."""


class SiteTrees:
    """The tree at `site`, and below `folder` the other one and the manifests of both."""

    def __init__(self, site: Path, folder: Path) -> None:
        self.site = site
        self._spare, self._aside = folder / "spare", folder / "aside"
        self._manifests = Cache(folder)

    def is_whole(self) -> bool:
        """Whether `site/` is there, file for file, as the last build left it."""
        known = self._manifest(_SITE)
        count = 0
        for path, state in _files(self.site):
            entry = known.get(path)
            if not entry or entry[2:] != state:
                return False
            count += 1
        return count == len(known) > 0

    def known(self) -> Known:
        """What the manifests say of both trees."""
        older: dict[str, Entry | None] | None = self._manifests.load(_SPARE, None)
        return Known(self._manifest(_SITE), older)

    def absent(self, known: Known) -> set[str]:
        """Compare the older tree with what is known of it. What is not as it should be is removed; gives the paths of
        what is not there now."""
        wrong: set[str] = set()
        sound = 0
        for path, state in _files(self._spare):
            entry = known.in_older(path)
            if entry and entry[2:] == state:
                sound += 1
            else:
                (self._spare / path).unlink()
                wrong.add(path)
        if sound < sum(1 for _ in known.older_paths()):
            there = {path for path, _ in _files(self._spare)}
            wrong |= {path for path in known.older_paths() if path not in there}
        return wrong

    def begin(self, known: Known, absent: set[str]) -> OutputTree:
        """The older tree, to be brought up to date; it has no manifest until the next `swap`."""
        self._spare.mkdir(parents=True, exist_ok=True)
        self._manifests.remove(_SPARE)
        return OutputTree(self._spare, known, absent, self.site)

    def swap(self, known: Known, tree: OutputTree) -> None:
        """Finish the tree and put it in the site's place: in one step where the system can exchange two folders, else in
        two, of which `repair` undoes the first."""
        new, old = tree.finish(), known.site
        if not self.site.exists():
            self._spare.rename(self.site)
        elif not _exchange(self._spare, self.site):
            self.site.rename(self._aside)
            try:
                self._spare.rename(self.site)
            except OSError:
                self.repair()
                raise
            self._aside.rename(self._spare)
        self._manifests.save(_SITE, new)
        if self._spare.exists():
            differing = {path: old.get(path) for path, entry in new.items() if old.get(path) != entry}
            self._manifests.save(_SPARE, differing | {path: old[path] for path in old.keys() - new.keys()})

    def repair(self) -> None:
        """Put the site back where a build has ended between the two steps."""
        if self._aside.exists():
            if self.site.exists():
                shutil.rmtree(self._aside)
            else:
                self._aside.rename(self.site)

    def _manifest(self, name: str) -> Mapping[str, Entry]:
        empty: dict[str, Entry] = {}
        return self._manifests.load(name, empty)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, as Linux can on most file systems (renameat2(2), RENAME_EXCHANGE); whether it was
    done."""
    if sys.platform != "linux":
        return False
    import ctypes

    try:
        rename = ctypes.CDLL(None).renameat2
    except AttributeError:
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


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
