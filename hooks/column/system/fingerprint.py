"""The state of files, as a value to compare: by size and times, or by content."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

PLACES = ("mkdocs.yml", "requirements.lock", "briefings", "cases", "docs", "hooks", "scripts")
"""What a build reads, from the project's root."""


class Stat(NamedTuple):
    """What the system says of a file: its bytes, modification time (ns), inode and change time (ns)."""

    size: int
    modified: int
    inode: int
    changed: int

    @classmethod
    def of(cls, path: str | Path) -> Stat:
        """The state of a file, a link followed. Raises `OSError` where there is none."""
        return cls.read(os.stat(path))

    @classmethod
    def read(cls, status: os.stat_result) -> Stat:
        return cls(status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns)

    @property
    def linked(self) -> tuple[int, int, int]:
        """What stays when the file gets a hard link more or one less, which sets the change time."""
        return self[:3]

    @property
    def copied(self) -> tuple[int, int]:
        """What stays when the whole tree is copied with its times."""
        return self[:2]

    @staticmethod
    def copied_of(status: os.stat_result) -> tuple[int, int]:
        """`copied` alone, for tens of thousands of files in a row."""
        return status.st_size, status.st_mtime_ns


def of_project(root: Path) -> str:
    """A digest of path and state of every file that a build of `root` reads; none of them is opened."""
    state = hashlib.blake2b(digest_size=16)
    for place in PLACES:
        for path, stat in sorted(_walk(f"{root}/{place}")):
            state.update(f"{path} {tuple(stat)}\n".encode("utf-8", "surrogateescape"))
    return state.hexdigest()


def _walk(place: str) -> Iterator[tuple[str, Stat]]:
    """Every file at or below `place`, but for compiled modules."""
    if os.path.isfile(place):
        yield place, Stat.of(place)
        return
    pending = [place]
    while pending:
        try:
            entries = os.scandir(pending.pop())
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        pending.append(entry.path)
                else:
                    yield entry.path, Stat.read(entry.stat(follow_symlinks=False))


def version_of(*parts: ModuleType | Path | str) -> str:
    """A digest of the state of code and data, 64 hexadecimal digits.

    A module counts by its `__version__`, where it has none by its source; a file or folder by names and contents, from
    its own name on; a text by itself. A path at which nothing is counts as empty.
    """
    state = hashlib.sha256()
    for part in parts:
        for item in _states(part):
            state.update(hashlib.sha256(item).digest())
    return state.hexdigest()


def _states(part: ModuleType | Path | str) -> Iterable[bytes]:
    if isinstance(part, str):
        return [part.encode()]
    if isinstance(part, ModuleType):
        release = getattr(part, "__version__", None)
        return [release.encode() if release else Path(str(part.__file__)).read_bytes()]
    files = sorted(part.rglob("*")) if part.is_dir() else [part]
    return [
        f"{file.relative_to(part.parent).as_posix()}\0".encode() + file.read_bytes()
        for file in files
        if file.is_file() and file.suffix != ".pyc"
    ]
