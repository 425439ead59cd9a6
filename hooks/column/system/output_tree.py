"""A site's files, written in proportion to what changed.

A tree has a manifest: of every file, the key (the state of all that it was made from), the size and the time. What is
there as the manifest says and has the same key stays; the rest is made anew, on all processors.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from column.system import parallel
from column.system.fingerprint import Stat

Entry = tuple[str, str, int, int]
"""The path of a file, its key, its size in bytes, its modification time in nanoseconds; plain, so that a manifest is read
fast. The path is that of the manifest's own key: 200,000 paths are in memory once."""
Content = bytes | Path
"""What is written to a file: its bytes, or a file elsewhere that is linked into its place, or copied."""

T = TypeVar("T")

_WORTH = 200
"""Files to make that a second process pays for."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_UNSAFE = re.compile(r"[\\:\x00-\x1f\x7f]")


class PathError(ValueError):
    """A path that the tree refuses: it leads out of the tree, or two different files claim it; says so in Chinese.
    Whatever made the path should have found it long before (`content.articles`, `content.references`)."""


class Product(NamedTuple):
    """Files that are made one after the other by one process, as they share what they are made from. `key`: gives the key
    of the file at a path; `make`: gives path and content of each that is asked for, but for those that could not be made."""

    paths: Sequence[str]
    key: Callable[[str], str]
    make: Callable[[Collection[str]], Iterable[tuple[str, Content]]]

    @classmethod
    def single(cls, path: str, key: str, make: Callable[[], Content]) -> Product:
        return cls((path,), lambda _: key, lambda _: [(path, make())])

    def only(self, paths: Sequence[str]) -> Product:
        """The same with some of its files."""
        return Product(paths, self.key, self.make)


class Batch(NamedTuple):
    """Products of one sort. `pattern`: what the paths of all their files match; `progress`: the word for it that a
    waiting person is shown; `prepare` is given the stale products before they are made."""

    products: Iterable[Product]
    pattern: str = ""
    progress: str = ""
    prepare: Callable[[Sequence[Product]], None] | None = None


class OutputTree:
    """The tree below `folder`, brought up to date by `update` with all files of the new site, then by `finish`. `known`:
    the files that it has, but for those that are `absent`; the site that stands at `site` should have them all.

    `written` counts the files that were made anew.
    """

    def __init__(
        self,
        folder: Path,
        known: Mapping[str, Entry] = MappingProxyType({}),
        absent: Set[str] = frozenset(),
        site: Path | None = None,
    ) -> None:
        self._folder, self._base, self._site = folder, str(folder), site or folder
        self._known, self._absent = known, absent
        self._stale: dict[str, str] = {}
        self._entries: dict[str, Entry] = {}
        self._folders: set[str] = set()
        self.written = 0

    def update(self, batch: Batch) -> None:
        """Make and write what is stale, on all processors; the other files stay, or are linked. Raises `PathError`."""
        claimed = (
            product.only([path for path in product.paths if self._claim(path, product.key(path))])
            for product in batch.products
        )
        stale = [product for product in claimed if product.paths]
        if stale and batch.prepare:
            batch.prepare(stale)

        def make(share: Sequence[Product]) -> dict[str, Entry]:
            entries: dict[str, Entry] = {}
            for product in (
                parallel.with_progress(share, batch.progress, len(share)) if batch.progress else share
            ):
                for path, content in product.make(product.paths):
                    entries[path] = (path, self._stale[path], *self._write(path, content))
            return entries

        files = sum(len(product.paths) for product in stale)
        for entries in parallel.in_parallel(stale, make, pays=files >= _WORTH):
            self._entries |= entries
            self.written += len(entries)
        self._stale.clear()

    def finish(self) -> Mapping[str, Entry]:
        """Remove what is no longer part of the site; gives the new manifest's entries."""
        self.remove(self._known.keys() - self._entries.keys())
        return self._entries

    def remove(self, paths: Collection[str]) -> None:
        """Remove files, and folders in which nothing is left."""
        for path in paths:
            # A folder may have taken the file's place, or a file that of its folder.
            with suppress(IsADirectoryError, NotADirectoryError, FileNotFoundError, PermissionError):
                (self._folder / path).unlink()
        for folder in sorted({str(Path(path).parent) for path in paths}, key=len, reverse=True):
            _prune(self._folder, folder)

    def take_over(self, path: str, entry: Entry) -> bool:
        """Link a file from the site that stands; whether it was there as its manifest says."""
        source = f"{self._site}/{path}"
        try:
            if Stat.of(source).copied != entry[2:]:
                return False
            self._put(path, partial(_link, source))
        except OSError:
            return False
        return True

    def _claim(self, path: str, key: str) -> bool:
        """Whether a file of the new site must be written. Two files that claim one path may only be the same file."""
        claimed = self._stale.get(path) or (self._entries[path][1] if path in self._entries else None)
        if claimed is not None:
            if claimed != key:
                raise PathError(f"有两个文件都要写到 {path}")
            return False
        entry = self._known.get(path)
        if entry is None or entry[1] != key or (path in self._absent and not self.take_over(path, entry)):
            self._stale[path] = key
            return True
        self._entries[entry[0]] = entry
        return False

    def _write(self, path: str, content: Content) -> tuple[int, int]:
        """Write a file; gives its size and time."""
        return self._put(path, partial(_create, content))

    def _put(self, path: str, make: Callable[[str], T]) -> T:
        """Make a file at a path of the tree, in the place of what is there."""
        target = self._location(path)
        try:
            if path in self._known and path not in self._absent:
                os.unlink(target)
            self._make_folder(os.path.dirname(target))
            return make(target)
        except OSError:
            self._clear(path)
            return make(target)

    def _location(self, path: str) -> str:
        """Where a file of the tree lies. Raises `PathError` for a path that could lie anywhere else.

        `path` is relative, with forward slashes; none of its parts is empty, `.` or `..`, or holds a backslash, a
        colon (Windows' drives and streams) or a control character.
        """
        parts = path.split("/")
        if any(part in ("", ".", "..") for part in parts) or _UNSAFE.search(path):
            raise PathError(f"有一个文件要写到网站外面：{path!r}")
        return f"{self._base}/{path}"

    def _make_folder(self, folder: str) -> None:
        if folder not in self._folders:
            try:
                os.mkdir(folder)
            except FileExistsError:
                pass
            except FileNotFoundError:
                os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)

    def _clear(self, path: str) -> None:
        """Make room for a file: its folder there, nothing in its way."""
        target = Path(self._location(path))
        for parent in [*target.parents][::-1]:
            if parent.is_file() and parent.is_relative_to(self._folder):
                parent.unlink()
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink(missing_ok=True)


def _create(content: Content, target: str) -> tuple[int, int]:
    """A new file where none is; gives its size and time. Raises `OSError`, and leaves none then."""
    if isinstance(content, Path):
        _link(str(content), target)
        return Stat.of(target).copied
    handle = os.open(target, _NEW, 0o644)
    try:
        with os.fdopen(handle, "wb", buffering=0) as file:
            file.write(content)
            return Stat.read(os.fstat(handle)).copied
    except OSError:
        os.unlink(target)
        raise


def _link(source: str, target: str) -> None:
    """The same file in a second place, without a copy where the file system can."""
    try:
        os.link(source, target)
    except (FileExistsError, FileNotFoundError, NotADirectoryError):
        raise
    except OSError:
        with suppress(FileNotFoundError):
            os.unlink(target)
        shutil.copy2(source, target)


def _prune(root: Path, folder: str) -> None:
    """Remove a folder and those above it while they are empty."""
    while folder not in ("", "."):
        try:
            (root / folder).rmdir()
        except OSError:
            return
        folder = str(Path(folder).parent)
