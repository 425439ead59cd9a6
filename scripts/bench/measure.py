"""Measuring a whole process with all its children, and saying on what kind of machine that was."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """What a process took: seconds of processor (user and system) and of wall time, megabytes at the peak (PSS). `files`:
    how many a build wrote."""

    cpu: float
    wall: float
    peak: float
    files: int = 0


def middle(figures: Sequence[Figure]) -> Figure:
    """The median of each value."""
    values = [astuple(figure) for figure in figures]
    return Figure(*map(statistics.median, zip(*values, strict=True)))


def measured(command: list[str], folder: Path) -> tuple[Figure, str]:
    """Run a command in a folder to its end; gives what it took and what it wrote to standard error. Raises
    `CalledProcessError` where it fails."""
    with tempfile.TemporaryFile() as told:
        start = time.monotonic()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(folder),
            stdout=subprocess.DEVNULL,
            stderr=told,
            start_new_session=True,
        )
        peak = _Peak(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        peak.stop()
        told.seek(0)
        errors = told.read().decode()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=errors[-2000:])
    return Figure(usage.ru_utime + usage.ru_stime, wall, peak.highest / 1024), errors


def environment(folder: Path) -> dict[str, str]:
    """The variables of a process that works on the project in a folder, by that project's code."""
    return os.environ | {"PYTHONPATH": str(folder / "hooks"), "NO_MKDOCS_2_WARNING": "1"}


class _Peak:
    """The highest sum of proportional memory (KB) over a session's processes, looked at five times a second, as each look costs."""

    def __init__(self, session: int) -> None:
        self.highest = 0
        self._session, self._done = session, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.2):
            self.highest = max(self.highest, sum(map(_pss, _processes(self._session))))


def _processes(session: int) -> list[int]:
    found = []
    for entry in os.scandir("/proc"):
        if entry.name.isdecimal():
            try:
                if os.getsid(int(entry.name)) == session:
                    found.append(int(entry.name))
            except ProcessLookupError:
                continue
    return found


def _pss(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def machine() -> str:
    """Python and how it was built, and the processors: what figures hang on, in Chinese."""
    pgo = "是" if _optimised() else "否"
    return f"Python {sys.version.split()[0]}（PGO：{pgo}），{len(os.sched_getaffinity(0))} 个处理器"


def _optimised() -> bool:
    """Whether the running Python was built with profile-guided optimisation: its build says so, or, as Debian's does,
    has had the flag for it removed from what it says."""
    said = " ".join(
        str(sysconfig.get_config_var(name)) for name in ("CONFIG_ARGS", "PY_CFLAGS", "PY_CFLAGS_NODIST")
    )
    removed = sysconfig.get_config_var("PGO_PROF_GEN_FLAG") and not sysconfig.get_config_var(
        "PGO_PROF_USE_FLAG"
    )
    return "--enable-optimizations" in said or "-fprofile-use" in said or bool(removed)
