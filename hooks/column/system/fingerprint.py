"""Whether anything that a build reads has changed since the last one, told by the files' stamps alone."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

PLACES = ("mkdocs.yml", "requirements.lock", "briefings", "cases", "docs", "hooks", "scripts")


def stamp(root: Path) -> str:
    """A digest of path, size, times (ns) and inode of every file that a build of `root` reads."""
    state = hashlib.blake2b(digest_size=16)
    for place in PLACES:
        for line in sorted(_marks(f"{root}/{place}")):
            state.update(line.encode("utf-8", "surrogateescape"))
    return state.hexdigest()


def _marks(place: str) -> Iterator[str]:
    if os.path.isfile(place):
        yield _mark(place, os.stat(place))
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
                    yield _mark(entry.path, entry.stat(follow_symlinks=False))


def _mark(path: str, status: os.stat_result) -> str:
    return f"{path} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}\n"
