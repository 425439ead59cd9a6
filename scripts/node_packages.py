"""Packages of npm, installed below `.cache/` as a lock file with hashes pins them."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

PROGRAMS = {"node": "nodejs", "npm": "npm"}
"""Program to Debian package."""
_PINS = ("package.json", "package-lock.json")


def install(source: Path, place: Path) -> bool:
    """Whether the packages that the lock in the folder `source` names are in `place`, after an attempt to install them."""
    wanted = hashlib.sha256(b"\0".join((source / name).read_bytes() for name in _PINS)).hexdigest()
    stamp = place / "stamp"
    if stamp.is_file() and stamp.read_text("ascii") == wanted:
        return True
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    for name in _PINS:
        shutil.copyfile(source / name, place / name)
    command = [shutil.which("npm") or "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(command, check=False, cwd=place).returncode:
        sys.stderr.write("Node 的软件包没有装上（npm ci 失败）。检查网络后再运行一次。\n")
        return False
    stamp.write_text(wanted, encoding="ascii")
    return True
