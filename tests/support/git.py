"""A repository in which a branch of a contributor is merged into a main that has gone on."""

from __future__ import annotations

import subprocess
from pathlib import Path

UNITS = """\
units:
  - {id: zhenggong, name: 政工室, kind: office, duty: none, github: [zhengban]}
  - {id: xingzhen, name: 刑侦大队, kind: brigade, duty: monthly, github: [xingban, both]}
  - {id: wucheng, name: 无城派出所, kind: station, duty: weekly, github: [ZhangSan, both]}
  - {id: wucheng-2, name: 无城第二派出所, kind: station, duty: weekly}
"""
MINE = "briefings/wucheng/2026-03-05-shequ/index.md"
CASES = "cases/2026-03-01-kefu/index.md"


def git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main")
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


def save(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    git(root, "add", "--all")


def merged(root: Path) -> Path:
    """What GitHub checks out: the branch merged into a main that has gone on meanwhile."""
    git(root, "commit", "--quiet", "--message", "branch")
    git(root, "switch", "--quiet", "main")
    save(root, "docs/meanwhile.md", "别人的改动。\n")
    git(root, "commit", "--quiet", "--message", "meanwhile")
    git(root, "merge", "--quiet", "--no-ff", "--no-edit", "branch")
    return root
