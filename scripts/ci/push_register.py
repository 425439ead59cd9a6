"""Commit the registers that `make register` has just written, and push it to the branch that was deployed.

The standard library, git and gh. Exit code 0 also when nothing has changed or when the branch has gone on meanwhile (its
own deployment registers all); 1 when the push is refused.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REGISTERS = "docs/data/registers"
TITLE = "登记新发布和更正的文章"
BRANCH = "main"


def main(root: Path = ROOT) -> int:
    if not _run(root, "git", "status", "--porcelain", "--untracked-files=all", "--", REGISTERS):
        sys.stdout.write("没有要登记的。\n")
        return 0
    before = _run(root, "git", "rev-parse", "HEAD")
    name, mail = "github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com"
    identity = ("-c", f"user.name={name}", "-c", f"user.email={mail}")
    _run(root, "git", "add", "--", REGISTERS)
    _run(root, "git", *identity, "commit", "--quiet", "--message", TITLE, "--", REGISTERS)
    _run(root, "gh", "auth", "setup-git")
    if subprocess.run(["git", "push", "origin", f"HEAD:{BRANCH}"], check=False, cwd=root).returncode == 0:
        return 0
    _run(root, "git", "fetch", "--quiet", "origin", BRANCH)
    if _run(root, "git", "rev-parse", "FETCH_HEAD") != before:
        sys.stdout.write(f"{BRANCH} 又有了更新，由它的部署来登记。\n")
        return 0
    sys.stderr.write("推送被拒绝：在自己的电脑上运行 make register，把登记表用合并请求交上来。\n")
    return 1


def _run(root: Path, *command: str) -> str:
    call = subprocess.run(command, check=True, cwd=root, stdout=subprocess.PIPE, encoding="utf-8")
    return call.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
