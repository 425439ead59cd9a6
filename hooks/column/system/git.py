"""What Git knows of the project: its main line, commit by commit, and files as they stood in one.

A tree without Git, or a machine without the program, is no fault: `None` and empty answers say so.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_COMMIT = re.compile(rb"\x01(?P<id>[0-9a-f]+) (?P<time>\d+)\0*")
_CHANGE = re.compile(rb":\d+ (?P<mode>\d+) [0-9a-f]+ (?P<blob>[0-9a-f]+) [A-Z]\d*\0(?P<path>[^\0]+)\0")
_GONE = b"000000"
_FILE = b"100"
"""What the mode of a file begins with; links and modules of others have another."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of the main line: when it was made there (seconds since 1970), and the blob of each file that it
    changed, None where it is gone. A merge counts as one commit with all that it brought."""

    id: str
    time: int
    changes: tuple[tuple[str, str | None], ...]


class Git:
    """The repository whose top folder is `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def ask(self, *arguments: str) -> bytes | None:
        """The answer of a command of Git; None where there is no Git, no repository, or no such thing."""
        command = ["git", "-C", str(self._root), *arguments]
        try:
            call = subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - fixed words, no shell
        except FileNotFoundError:
            return None
        return call.stdout if call.returncode == 0 else None

    @property
    def is_top(self) -> bool:
        """Whether `root` is the top of a repository with at least one commit, and not only lies in another."""
        top = self.ask("rev-parse", "--show-toplevel", "HEAD")
        return top is not None and Path(top.decode().split("\n")[0]).resolve() == self._root.resolve()

    @property
    def is_shallow(self) -> bool:
        return self.ask("rev-parse", "--is-shallow-repository") == b"true\n"

    @property
    def branch(self) -> str:
        """The branch that is checked out; empty where a commit is."""
        return (self.ask("symbolic-ref", "--quiet", "--short", "HEAD") or b"").decode().strip()

    @property
    def head(self) -> str:
        """The commit that is checked out; empty where there is none."""
        return (self.ask("rev-parse", "--verify", "--quiet", "HEAD") or b"").decode().strip()

    @property
    def committed_at(self) -> int:
        """When the commit that is checked out was made, in seconds since 1970. Raises `ValueError` where there is none."""
        return int(self.ask("show", "--no-patch", "--format=%ct", "HEAD") or b"")

    def is_clean(self, *places: str) -> bool:
        """Whether nothing at these paths differs from the commit that is checked out."""
        return self.ask("status", "--porcelain", "--", *places) == b""

    def file(self, revision: str, path: str) -> bytes | None:
        """A file as it stood; None where it did not."""
        return self.ask("show", "--end-of-options", f"{revision}:{path}")

    def names(self, revision: str, folder: str) -> tuple[str, ...]:
        """The paths of all files below a folder as they stood."""
        listed = self.ask("ls-tree", "-r", "-z", "--name-only", revision, "--", f"{folder}/")
        return tuple((listed or b"").decode().split("\0")[:-1])

    def main_line(self, *places: str) -> Iterator[Commit]:
        """The commits of the first-parent line that changed something at these paths, oldest first."""
        log = self.ask(
            *(
                "log",
                "--first-parent",
                "--diff-merges=first-parent",
                "--reverse",
                "--no-renames",
                "--raw",
                "-z",
            ),
            *("--no-abbrev", "--format=%x01%H %ct", "--", *places),
        )
        starts = list(_COMMIT.finditer(log or b""))
        for found, after in zip(starts, [*starts[1:], None], strict=True):
            part = (log or b"")[found.end() : after.start() if after else None]
            changes = (
                (
                    change["path"].decode(),
                    None if change["mode"] == _GONE else change["blob"].decode(),
                )
                for change in _CHANGE.finditer(part)
                if change["mode"] == _GONE or change["mode"].startswith(_FILE)
            )
            yield Commit(found["id"].decode(), int(found["time"]), tuple(changes))

    def blobs(self, ids: Sequence[str]) -> Iterator[bytes]:
        """The content of each blob."""
        if not ids:
            return
        command = ["git", "-C", str(self._root), "cat-file", "--batch"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as call:  # noqa: S603
            if call.stdin is None or call.stdout is None:
                raise ChildProcessError("no pipe to git")
            for id in ids:
                call.stdin.write(f"{id}\n".encode())
                call.stdin.flush()
                size = int(call.stdout.readline().split()[2])
                yield call.stdout.read(size + 1)[:size]
