"""The site's files, written beside the site that stands and swapped in, in proportion to what changed.

Two trees take turns: `site/`, which stands, and the one before it, kept under `.cache/`. A build brings the older
one up to date and then exchanges the two. Each tree has a manifest that tells of every file what it was made from
(its key), its size and its modification time; a file that is not as its manifest says is written again.
"""

from __future__ import annotations

import marshal
import os
import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from column.system import sealed_file as sealed

Entry = tuple[str, int, int]
"""The key of a file, its size in bytes, its modification time in nanoseconds."""


Done = tuple[dict[str, Entry], int]
"""The entries of the files in a part of a tree, and how many of them were written."""
Survey = tuple[dict[str, Entry], dict[str, Entry]]
"""What is known of the older tree and of the site that stands."""


class PathError(ValueError):
    """A path that the writer refuses: it leads out of the tree, or two different files claim it; says so in Chinese.
    Whatever made the path should have told of it long before (`content`, `library.across`)."""


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_UNSAFE = re.compile(r"[\\:\x00-\x1f\x7f]")


class Tree:
    """A tree being brought up to date below `folder`.

    Ask `wants` for each file of the new site, write those that it wants, then call `finish`. What the site that
    stands (`other`) has the same is linked from there.
    """

    def __init__(self, folder: Path, known: dict[str, Entry], other: Path, others: dict[str, Entry]) -> None:
        self.folder = folder
        self._base = str(folder)
        self._known = known
        self._other, self._others = other, others
        self._live: dict[str, Entry] = {}
        self._folders: set[str] = set()
        self.written = 0

    @property
    def bare(self) -> bool:
        """Whether nothing is known of any file, so that all must be written."""
        return not self._known and not self._others

    def wants(self, path: str, key: str) -> bool:
        """Whether the file must be written; where not, it stays as it is. Raises `PathError` where another file has
        claimed its path."""
        self._claim(path, key)
        entry = self._known.get(path)
        if entry is None or entry[0] != key:
            entry = self._others.get(path)
            if entry is None or entry[0] != key or not self._linked(path, entry):
                return True
        self._live[path] = entry
        return False

    def _claim(self, path: str, key: str) -> None:
        """Two files that claim one path may only be the same file."""
        if path in self._live and self._live[path][0] != key:
            raise PathError(f"有两个文件都要写到 {path}")

    def _linked(self, path: str, entry: Entry) -> bool:
        """Take a file over from the site that stands, where it is there as its manifest says."""
        source, target = f"{self._other}/{path}", self._place(path)
        try:
            status = os.stat(source)
            if (status.st_size, status.st_mtime_ns) != entry[1:]:
                return False
            if path in self._known:
                os.unlink(target)
            try:
                os.link(source, target)
            except OSError:
                os.link(source, self.clear(path))
        except OSError:
            return False
        return True

    def write(self, path: str, data: bytes) -> tuple[int, int]:
        """Write a file and tell its size and time; `took` must be told of it. Raises `PathError`."""
        target = self._place(path)
        try:
            self.parent(path)
            handle = os.open(target, _NEW, 0o644)
        except OSError:
            handle = os.open(self.clear(path), _NEW, 0o644)
        try:
            with os.fdopen(handle, "wb", buffering=0) as file:
                file.write(data)
                status = os.fstat(handle)
        except OSError:
            os.unlink(target)
            raise
        return status.st_size, status.st_mtime_ns

    def _place(self, path: str) -> str:
        """Where a file of the tree lies. Raises `PathError` for a path that could lie anywhere else.

        `path` is relative, with forward slashes; none of its parts is empty, `.` or `..`, or holds a backslash, a
        colon (Windows' drives and streams) or a control character.
        """
        parts = path.split("/")
        if any(part in ("", ".", "..") for part in parts) or _UNSAFE.search(path):
            raise PathError(f"有一个文件要写到网站外面：{path!r}")
        return f"{self._base}/{path}"

    def parent(self, path: str) -> str:
        """The folder of a file, there; raises `OSError` where something else stands in its place."""
        folder = os.path.dirname(self._place(path))
        if folder not in self._folders:
            try:
                os.mkdir(folder)
            except FileExistsError:
                pass
            except FileNotFoundError:
                os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        return folder

    def clear(self, path: str) -> Path:
        """Make a place for a file: its folder there, nothing in its way."""
        target = Path(self._place(path))
        for parent in [*target.parents][::-1]:
            if parent.is_file() and parent.is_relative_to(self.folder):
                parent.unlink()
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink(missing_ok=True)
        return target

    def took(self, path: str, key: str, size: int, time: int) -> None:
        """Record a file that was written. Raises `PathError` where another one was written there before."""
        self._claim(path, key)
        self._live[path] = (key, size, time)
        self.written += 1

    def put(self, path: str, key: str, data: bytes) -> None:
        """Write a file where it is wanted."""
        if self.wants(path, key):
            self.took(path, key, *self.write(path, data))

    def measured(self, path: str) -> tuple[int, int]:
        """Size and time of a file that somebody else put in its place, for `took`."""
        status = os.stat(self._place(path))
        return status.st_size, status.st_mtime_ns

    def part(self) -> Tree:
        """The same tree for another process, which fills a part of it; `join` takes up what it has `done`."""
        return Tree(self.folder, self._known, self._other, self._others)

    def done(self) -> Done:
        return self._live, self.written

    def join(self, done: Done) -> None:
        live, written = done
        for path in live.keys() & self._live.keys():
            self._claim(path, live[path][0])
        self._live |= live
        self.written += written

    def finish(self, manifest: Path) -> None:
        """Remove what is no longer part of the site and write the manifest."""
        gone = self._known.keys() - self._live.keys()
        for path in gone:
            # A folder may have taken the file's place, or a file that of its folder.
            with suppress(IsADirectoryError, NotADirectoryError, FileNotFoundError, PermissionError):
                (self.folder / path).unlink()
        for folder in sorted({str(Path(path).parent) for path in gone}, key=len, reverse=True):
            _prune(self.folder, folder)
        sealed.write(manifest, marshal.dumps(self._live))


def _prune(root: Path, folder: str) -> None:
    """Remove a folder and those above it while they are empty."""
    while folder not in ("", "."):
        try:
            (root / folder).rmdir()
        except OSError:
            return
        folder = str(Path(folder).parent)


def manifest_of(path: Path) -> dict[str, Entry]:
    data = sealed.read(path)
    return marshal.loads(data) if data else {}  # noqa: S302 - sealed: ours, and whole


def sound(folder: Path, manifest: Path) -> dict[str, Entry]:
    """The entries of a manifest whose files are as it says; every other file below `folder` is removed."""
    known = manifest_of(manifest)
    kept: dict[str, Entry] = {}
    for path, size, time in _files(str(folder)):
        entry = known.get(path)
        if entry and entry[1:] == (size, time):
            kept[path] = entry
        else:
            (folder / path).unlink()
    return kept


def matches(folder: Path, manifest: Path) -> bool:
    """Whether the tree is, file for file, as its manifest says."""
    known = manifest_of(manifest)
    count = 0
    for path, size, time in _files(str(folder)):
        entry = known.get(path)
        if not entry or entry[1:] != (size, time):
            return False
        count += 1
    return count == len(known) > 0


def _files(folder: str) -> Iterable[tuple[str, int, int]]:
    """Every file below `folder`: its path there, size and time."""
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
                    status = entry.stat(follow_symlinks=False)
                    yield inside + entry.name, status.st_size, status.st_mtime_ns


class Pair:
    """The tree at `site`, the one before it and both manifests, which lie below `kept`."""

    def __init__(self, site: Path, kept: Path) -> None:
        self.site = site
        self._spare = kept / "spare"
        self._site_manifest = kept / "site.manifest"
        self._spare_manifest = kept / "spare.manifest"

    def standing(self) -> bool:
        """Whether `site/` is whole, as the last build left it."""
        return matches(self.site, self._site_manifest)

    def survey(self) -> Survey:
        """Look through the older tree; what is not as its manifest says is removed from it."""
        return sound(self._spare, self._spare_manifest), manifest_of(self._site_manifest)

    def begin(self, survey: Survey) -> Tree:
        """The tree to bring up to date; its manifest is void until `swap`."""
        self._spare.mkdir(parents=True, exist_ok=True)
        self._spare_manifest.unlink(missing_ok=True)
        known, others = survey
        return Tree(self._spare, known, self.site, others)

    def swap(self, tree: Tree) -> None:
        """Finish the tree and put it in the site's place; whatever happens, one of the two stands whole."""
        tree.finish(self._spare_manifest)
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
        old = sealed.read(self._site_manifest)
        self._spare_manifest.replace(self._site_manifest)
        if aside.exists():
            aside.rename(self._spare)
            if old:
                sealed.write(self._spare_manifest, old)
