"""The linters that run on Node: installed in `.cache/tools` as `.github/tools/package-lock.json` pins them."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import install_programs

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / ".cache" / "tools"
_SOURCE = ROOT / ".github" / "tools"
_PINS = ("package.json", "package-lock.json")


def ready(purpose: str) -> bool:
    """Whether Node and its linters are there, after an attempt to install what is not; `purpose` is named in messages
    (检查工作流). The linters' settings lie beside them, so that these find their packages."""
    if not install_programs.ensure(install_programs.FOR_LINT, purpose):
        return False
    wanted = hashlib.sha256(b"\0".join((_SOURCE / name).read_bytes() for name in _PINS)).hexdigest()
    stamp = PLACE / "stamp"
    if not stamp.is_file() or stamp.read_text("ascii") != wanted:
        shutil.rmtree(PLACE, ignore_errors=True)
        PLACE.mkdir(parents=True)
        for name in _PINS:
            shutil.copyfile(_SOURCE / name, PLACE / name)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        if subprocess.run(command, check=False, cwd=PLACE).returncode:
            sys.stderr.write("检查工具没有装上（npm ci 失败）。检查网络后再运行一次。\n")
            return False
        stamp.write_text(wanted, encoding="ascii")
    for settings in _SOURCE.glob("*.mjs"):
        shutil.copyfile(settings, PLACE / settings.name)
    return True


def start(script: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a script below `.cache/tools` on Node, in the project's folder."""
    return subprocess.Popen(["node", str(PLACE / script), *arguments], cwd=ROOT)


def program(name: str) -> str:
    """A linter that is a Python package: beside the Python that runs this, else wherever the system finds it."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or name
