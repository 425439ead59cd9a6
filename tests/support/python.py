"""Code run in a Python of its own, as a build is: without the threads of a test, so that it may fork."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

from support.project import ROOT

BEFORE = """
import os, signal, threading
from itertools import chain
from multiprocessing import active_children
from column.system import parallel
parallel.os.cpu_count = lambda: 2

def large():  # more than a pipe holds
    return b"x" * 10_000_000
"""


def python(code: str) -> str:
    """What a program prints that ends well, and soon: one that waits for ever is stopped and fails. Two processors, and
    the names of `BEFORE`, are there."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", BEFORE + textwrap.dedent(code)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        env=os.environ | {"PYTHONPATH": str(ROOT / "hooks")},
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.strip()
