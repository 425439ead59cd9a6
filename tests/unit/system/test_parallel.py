"""Work in other processes: nothing of it is lost, and no way out of it leaves a process behind.

Each test runs in a Python of its own, as a build does: this one has threads, so nothing is forked in it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

import pytest

from support.project import ROOT

BEFORE = """
import os, signal, threading
from itertools import chain
from multiprocessing import active_children
from column.system import parallel as work
work.os.cpu_count = lambda: 2

def large():  # more than a pipe holds
    return b"x" * 10_000_000
"""


def python(code: str) -> str:
    """What a program prints that ends well, and soon: one that waits for ever is stopped and fails."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", BEFORE + textwrap.dedent(code)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        env=os.environ | {"PYTHONPATH": str(ROOT / "hooks")},
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.strip()


def test_shared_work_loses_nothing() -> None:
    code = "print(sorted(chain.from_iterable(work.shared(range(1000), list))) == list(range(1000)))"
    assert python(code) == "True"


def test_a_result_larger_than_a_pipe_arrives() -> None:
    assert python("with work.aside(large) as result: print(len(result()))") == "10000000"


@pytest.mark.parametrize("share", [0, 1], ids=["in this process", "in the other"])
def test_a_fault_is_told_wherever_it_happens(share: int) -> None:
    code = f"""
    def fail(share):
        if {share} in share:
            raise ValueError("here")
        return large()
    try:
        work.shared(range(1000), fail)
    except ValueError as fault:
        print(fault, active_children())
    """
    assert python(code) == "here []"


def test_what_nobody_takes_ends_with_the_block() -> None:
    code = """
    try:
        with work.aside(large):
            raise ValueError("refused")
    except ValueError as fault:
        print(fault, active_children())
    """
    assert python(code) == "refused []"


def test_work_that_would_never_end_ends_with_the_block() -> None:
    code = """
    with work.aside(signal.pause):
        pass
    print(active_children())
    """
    assert python(code) == "[]"


def test_what_a_helper_has_started_ends_with_it() -> None:
    code = """
    read, alive = os.pipe()
    started, told = os.pipe()
    def outer():
        with work.aside(lambda: (os.write(told, b"."), signal.pause())):
            signal.pause()
    with work.aside(outer):
        os.read(started, 1)
    os.close(alive)
    print(os.read(read, 1))
    """
    assert python(code) == "b''"


def test_a_process_that_dies_is_told() -> None:
    code = """
    with work.aside(lambda: os.kill(os.getpid(), signal.SIGKILL)) as result:
        try:
            result()
        except RuntimeError as fault:
            print(fault)
    """
    assert "ended before" in python(code)


def test_who_is_killed_leaves_no_process_that_waits_to_send() -> None:
    """The other process finds nobody at the end of its pipe and ends; its end closes `alive`."""
    code = """
    read, alive = os.pipe()
    parent = os.fork()
    if parent == 0:
        os.close(read)
        gone, here = os.pipe()
        with work.aside(lambda: (os.close(here), os.read(gone, 1), large())[-1]):
            os.kill(os.getpid(), signal.SIGKILL)
    os.close(alive)
    os.waitpid(parent, 0)
    print(os.read(read, 1))
    """
    assert python(code) == "b''"


def test_who_is_killed_leaves_no_process_that_works_on() -> None:
    code = """
    read, alive = os.pipe()
    parent = os.fork()
    if parent == 0:
        os.close(read)
        started, told = os.pipe()
        def outer():
            with work.aside(lambda: (os.write(told, b"."), signal.pause())):
                signal.pause()
        with work.aside(outer):
            os.read(started, 1)
            os.kill(os.getpid(), signal.SIGKILL)
    os.close(alive)
    os.waitpid(parent, 0)
    print(os.read(read, 1))
    """
    assert python(code) == "b''"


def test_nothing_is_forked_while_threads_run() -> None:
    code = """
    done = threading.Event()
    threading.Thread(target=done.wait).start()
    with work.aside(os.getpid) as result:
        print(result() == os.getpid())
    print(len(work.shared(range(1000), len)))
    done.set()
    """
    assert python(code).split() == ["True", "1"]
