"""A repository of the project whose commits are made at set times."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from column.content import register
from support.project import run


class Repository:
    """A repository whose commits are made at set times."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, at: str = "2026-03-01T08:00:00+08:00") -> str:
        when = {"GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z", "GIT_COMMITTER_DATE": at}
        who = ("-c", "user.name=t", "-c", "user.email=t@example.com")
        command = ["git", "-C", str(self.root), *who, *arguments]
        call = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | when)
        return call.stdout

    def commit(self, at: str, **_: object) -> None:
        self.git("add", "--all", at=at)
        self.git("commit", "--quiet", "--allow-empty", "--message", "x", at=at)

    def register(self) -> list[tuple[str, str, str]]:
        """What the register holds after it was written: id, time without the zone, kind."""
        call = run("register.py", root=self.root)
        assert call.returncode == 0, call.stderr
        lines = (self.root / register.PATH).read_text().splitlines()
        assert lines[0] == "id,first_published,kind,digest"
        rows = [line.split(",") for line in lines[1:]]
        assert all(row[1].endswith("+08:00") for row in rows)
        return [(row[0], row[1][:16], row[2]) for row in rows]
