"""The linters that run on Node: installed in `.cache/tools` as `.github/tools/package-lock.json` pins them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import install_programs
import node_packages

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / ".cache" / "tools"
_SOURCE = ROOT / ".github" / "tools"


def ready(purpose: str) -> bool:
    """Whether Node and its linters are there, after an attempt to install what is not; `purpose` is named in messages
    (检查工作流). The linters' settings lie beside them, so that these find their packages."""
    if not install_programs.ensure(node_packages.PROGRAMS, purpose):
        return False
    if not node_packages.install(_SOURCE, PLACE):
        return False
    for settings in _SOURCE.glob("*.mjs"):
        shutil.copyfile(settings, PLACE / settings.name)
    return True


def start(script: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a script below `.cache/tools` on Node, in the project's folder."""
    return subprocess.Popen(["node", str(PLACE / script), *arguments], cwd=ROOT)


def program(name: str) -> str:
    """A linter that is a Python package: beside the Python that runs this, else wherever the system finds it."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or name
