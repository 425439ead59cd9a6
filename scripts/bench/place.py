"""Where a run works, so that what it deletes does not slow down what it measures.

ext4 does not use an inode again for minutes after its file was deleted, and walks over all of these for each new file:
after 40,000 deletions a new one costs the kernel 7 to 28 times as much. So a run works in memory
(tmpfs) where there is room; else on disk, where what is to be forgotten is moved aside and deleted at the very end.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")  # noqa: S108 - the tmpfs of every Linux


class Place:
    """A folder with room for so many bytes, in memory or else in the folder `disk`. A context manager: at its end the
    folder is gone."""

    def __init__(self, room: int, disk: Path) -> None:
        self.in_memory = _MEMORY.is_dir() and _free() > room
        disk.mkdir(parents=True, exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(prefix="bench-", dir=_MEMORY if self.in_memory else disk))

    def __enter__(self) -> Place:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder)

    def forget(self, *paths: Path) -> None:
        """Take files and folders out of the way; those that are not there count as forgotten."""
        trash = Path(tempfile.mkdtemp(prefix="trash-", dir=self.folder))
        for path in paths:
            if path.exists():
                path.rename(trash / path.name)
        if self.in_memory:  # tmpfs keeps no memory of what was deleted, but memory is dear
            shutil.rmtree(trash)

    def __str__(self) -> str:
        return "目录在内存里（tmpfs）" if self.in_memory else "目录在磁盘上，旧的只移开、最后才删"


def _free() -> int:
    """Bytes that files in memory may take: the least of the tmpfs' room and the system's available memory."""
    lines = Path("/proc/meminfo").read_text().splitlines()
    available = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    return min(available, shutil.disk_usage(_MEMORY).free)
