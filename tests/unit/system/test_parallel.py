"""Work in other processes: nothing of it is lost, and no way out of it leaves a process behind.

Each test runs in a Python of its own, as a build does: this one has threads, so nothing is forked in it.
"""

from __future__ import annotations

import pytest

from support.python import python


def test_work_in_parallel_loses_nothing() -> None:
    code = "print(sorted(chain.from_iterable(parallel.in_parallel(range(1000), list))) == list(range(1000)))"
    assert python(code) == "True"


def test_a_result_larger_than_a_pipe_arrives() -> None:
    assert python("with parallel.in_background(large) as result: print(len(result()))") == "10000000"


@pytest.mark.parametrize("share", [0, 1], ids=["in this process", "in the other"])
def test_a_fault_is_raised_wherever_it_happens(share: int) -> None:
    code = f"""
    def fail(share):
        if {share} in share:
            raise ValueError("here")
        return large()
    try:
        parallel.in_parallel(range(1000), fail)
    except ValueError as fault:
        print(fault, active_children())
    """
    assert python(code) == "here []"


def test_what_nobody_takes_ends_with_the_block() -> None:
    code = """
    try:
        with parallel.in_background(large):
            raise ValueError("refused")
    except ValueError as fault:
        print(fault, active_children())
    """
    assert python(code) == "refused []"


def test_work_that_would_never_end_ends_with_the_block() -> None:
    code = """
    with parallel.in_background(signal.pause):
        pass
    print(active_children())
    """
    assert python(code) == "[]"


def test_what_a_helper_has_started_ends_with_it() -> None:
    code = """
    read, alive = os.pipe()
    started, told = os.pipe()
    def outer():
        with parallel.in_background(lambda: (os.write(told, b"."), signal.pause())):
            signal.pause()
    with parallel.in_background(outer):
        os.read(started, 1)
    os.close(alive)
    print(os.read(read, 1))
    """
    assert python(code) == "b''"


def test_a_process_that_dies_is_a_fault() -> None:
    code = """
    with parallel.in_background(lambda: os.kill(os.getpid(), signal.SIGKILL)) as result:
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
        with parallel.in_background(lambda: (os.close(here), os.read(gone, 1), large())[-1]):
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
            with parallel.in_background(lambda: (os.write(told, b"."), signal.pause())):
                signal.pause()
        with parallel.in_background(outer):
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
    with parallel.in_background(os.getpid) as result:
        print(result() == os.getpid())
    print(len(parallel.in_parallel(range(1000), len)))
    done.set()
    """
    assert python(code).split() == ["True", "1"]


def test_work_that_does_not_pay_stays_in_this_process() -> None:
    code = """
    print(parallel.in_parallel(range(9), len, pays=False), parallel.in_parallel([], len))
    print(parallel.in_parallel([1], len))
    """
    assert python(code).split("\n") == ["[9] [0]", "[1]"]
