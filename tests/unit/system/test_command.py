"""Every command ends with an exit code that a script can trust, and never with a traceback for what a disk did."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from column.system import command


def ends(main: Callable[[], int]) -> int | str | None:
    with pytest.raises(SystemExit) as end:
        command.run(main)
    return end.value.code


def raises(fault: BaseException) -> Callable[[], int]:
    def main() -> int:
        raise fault

    return main


def test_the_code_of_the_command_is_that_of_the_process() -> None:
    assert [ends(lambda code=code: code) for code in (0, 1, 2)] == [0, 1, 2]  # type: ignore[misc]


def test_an_interrupt_is_no_traceback() -> None:
    assert ends(raises(KeyboardInterrupt())) == 130


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (errno.ENOSPC, "磁盘满了"),
        (errno.EACCES, "没有权限"),
        (errno.EROFS, "只读"),
        (errno.EISDIR, "占着"),
        (errno.EEXIST, "占着"),
    ],
)
def test_what_the_system_refuses_is_one_sentence(
    capsys: pytest.CaptureFixture[str], number: int, word: str
) -> None:
    assert ends(raises(OSError(number, os.strerror(number), ".cache/a", None, ".cache/b"))) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(".cache/b：")
    assert word in line


def test_a_fault_of_ours_is_still_seen() -> None:
    with pytest.raises(ConnectionError):
        command.run(raises(ConnectionError("no file")))


def test_a_reader_who_has_left_is_no_traceback(tmp_path: Path) -> None:
    program = "import sys\nfrom column.system import command\ncommand.run(lambda: print('x' * 100_000) or 0)"
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 1
    assert errors == b""
