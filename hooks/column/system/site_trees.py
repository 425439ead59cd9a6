"""Two output trees that take turns, so that the site stands whole whatever happens to a build.

One is `site/`, which stands, the other its twin, the same files linked into the cache. A build brings the twin up to
date, exchanges the two in one step, and gives the new twin what has changed.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from column.system.cache import Cache
from column.system.fingerprint import Stat
from column.system.output_tree import Entry, OutputTree

_MANIFEST, _EQUAL = "site.manifest", "twin.equal"
_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD (paths start where the process is) and RENAME_EXCHANGE of Linux."""


class SiteTrees:
    """The tree at `site`, and below `folder` its twin and the manifest of both."""

    def __init__(self, site: Path, folder: Path) -> None:
        self.site = site
        self._twin, self._aside = folder / "twin", folder / "aside"
        self._cache = Cache(folder)

    def is_whole(self) -> bool:
        """Whether `site/` is there, file for file, as the last build left it."""
        known = self.known()
        count = 0
        for path, state in _files(self.site):
            entry = known.get(path)
            if not entry or entry[2:] != state:
                return False
            count += 1
        return count == len(known) > 0

    def known(self) -> Mapping[str, Entry]:
        """What the manifest says of both trees."""
        empty: dict[str, Entry] = {}
        return self._cache.load(_MANIFEST, empty)

    def absent(self, known: Mapping[str, Entry]) -> set[str]:
        """Compare the twin with what is known of it. What is not as it should be is removed; gives the paths of what is
        not there now."""
        if not self._cache.load(_EQUAL, False):
            shutil.rmtree(self._twin, ignore_errors=True)
        sound = set()
        for path, state in _files(self._twin):
            entry = known.get(path)
            if entry and entry[2:] == state:
                sound.add(path)
            else:
                (self._twin / path).unlink()
        return known.keys() - sound

    def begin(self, known: Mapping[str, Entry], absent: set[str]) -> OutputTree:
        """The twin, to be brought up to date; it is not trusted until the next `swap`."""
        self._twin.mkdir(parents=True, exist_ok=True)
        self._cache.remove(_EQUAL)
        return OutputTree(self._twin, known, absent, self.site)

    def swap(self, known: Mapping[str, Entry], tree: OutputTree) -> None:
        """Finish the tree and put it in the site's place: in one step where the system can exchange two folders, else in
        two, of which `repair` undoes the first."""
        new = tree.finish()
        if not self.site.exists():
            self._twin.rename(self.site)
        elif not _exchange(self._twin, self.site):
            self.site.rename(self._aside)
            try:
                self._twin.rename(self.site)
            except OSError:
                self.repair()
                raise
            self._aside.rename(self._twin)
        self._cache.save(_MANIFEST, new)
        self._cache.save(_EQUAL, self._follow(known if self._twin.exists() else {}, new))

    def _follow(self, old: Mapping[str, Entry], new: Mapping[str, Entry]) -> bool:
        """Bring the twin from `old` to what the site has; whether that could be done."""
        twin = OutputTree(self._twin, old, site=self.site)
        twin.remove(old.keys() - new.keys())
        return all(twin.take_over(path, entry) for path, entry in new.items() if old.get(path) != entry)

    def repair(self) -> None:
        """Put the site back where a build has ended between the two steps."""
        if self._aside.exists():
            if self.site.exists():
                shutil.rmtree(self._aside)
            else:
                self._aside.rename(self.site)


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
