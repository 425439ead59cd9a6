"""Propose the lock file that this run of the workflow has made: push a branch, open a pull request or update it.

The standard library, git and gh; nothing of the new packages runs here, where there is a right to write.
Exit code 0 also when nothing has changed, 1 when a command failed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = "requirements.lock"
BRANCH = "lock-update"
TITLE = "更新锁定的软件包版本"
BODY = """\
每周自动更新：`make lock`。新版本已经通过 `make lint` 和 `make test`。

合并以前看一眼改动：有没有陌生的软件包，有没有大版本变化。
"""
LARGEST = 4_000_000
"""Bytes; the file is some 160 kB."""


def main(root: Path = ROOT) -> int:
    try:
        return _propose(root)
    except subprocess.CalledProcessError as fault:
        sys.stderr.write(f"{' '.join(fault.cmd[:3])} 没有成功。\n")
        return 1


def _propose(root: Path) -> int:
    with tempfile.TemporaryDirectory() as folder:
        _run(root, "gh", "run", "download", os.environ["GITHUB_RUN_ID"], "--name", "lock", "--dir", folder)
        made = Path(folder, LOCK)
        if made.is_symlink() or not made.is_file() or made.stat().st_size > LARGEST:
            sys.stderr.write(f"下载的 {LOCK} 不像锁定文件。\n")
            return 1
        shutil.copyfile(made, root / LOCK)
    if not _run(root, "git", "status", "--porcelain", "--", LOCK):
        sys.stdout.write("没有新版本。\n")
        return 0
    _run(root, "git", "switch", "--force-create", BRANCH)
    name, mail = "github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com"
    identity = ("-c", f"user.name={name}", "-c", f"user.email={mail}")
    _run(root, "git", *identity, "commit", "--quiet", "--message", TITLE, "--", LOCK)
    _run(root, "gh", "auth", "setup-git")
    _run(root, "git", "push", "--force", "origin", f"{BRANCH}:{BRANCH}")
    if not _run(
        root, "gh", "pr", "list", "--head", BRANCH, "--state", "open", "--json", "number", "--jq", ".[]"
    ):
        _run(root, "gh", "pr", "create", "--head", BRANCH, "--title", TITLE, "--body", BODY)
    return 0


def _run(root: Path, *command: str) -> str:
    call = subprocess.run(command, check=True, cwd=root, stdout=subprocess.PIPE, encoding="utf-8")
    return call.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
