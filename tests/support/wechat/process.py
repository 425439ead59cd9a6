"""The command in a process of its own that can be killed, without the second that loading it anew would take.

`multiprocessing`'s fork server loads this module once, and with it the command; each run is then a fork of it.
"""

from __future__ import annotations

import importlib.util
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from multiprocessing import connection, forkserver
from pathlib import Path

import pytest

from support.project import ROOT

SCRIPT = ROOT / "scripts" / "wechat.py"


def _load() -> Callable[..., int]:
    spec = importlib.util.spec_from_file_location("wechat_command", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    main: Callable[..., int] = module.main
    return main


main = _load()
_LOCK = threading.Lock()
"""Starting a process asks after all others too, and an exit code can be read from its pipe only once."""


def run(
    arguments: Sequence[str], environment: Mapping[str, str], folder: Path, started: Callable[[int], None]
) -> tuple[int, str]:
    """Exit code (negative: killed by that signal) and all that it printed. `started` is given the process id."""
    with _LOCK:
        _serve()
    context = multiprocessing.get_context("forkserver")
    output = folder / "output.txt"
    process = context.Process(target=_child, args=(list(arguments), dict(environment), output))
    with _LOCK:
        process.start()
    assert process.pid is not None
    started(process.pid)
    assert connection.wait([process.sentinel], 60), "still running"
    with _LOCK:
        code = process.exitcode
    assert code is not None
    return code, output.read_text(encoding="utf-8")


@cache
def _serve() -> None:
    """Start the fork server. That of Python 3.11 is told where modules lie by the environment only."""
    multiprocessing.set_forkserver_preload(["__main__", __name__])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        forkserver.ensure_running()


def _child(arguments: Sequence[str], environment: Mapping[str, str], output: Path) -> None:
    with output.open("w", encoding="utf-8") as out:
        sys.stdout = sys.stderr = out
        os.environ.clear()
        os.environ.update(environment)
        code = main(arguments)
        out.flush()
    os._exit(code)
