"""Work in several processes, where the system can fork them.

What starts processes is imported when the first one starts: a build in which nothing changed starts none.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")


@contextmanager
def in_background(do: Callable[[], R]) -> Iterator[Callable[[], R]]:
    """Run `do` in a forked process where the system has them; gives a function that waits for its result and raises
    what `do` raised. Where there are no such processes, `do` runs when the result is asked for.

    The process has ended when the block is left, on every way out: one whose result nobody took is terminated. It
    must not outlive the block: its result may be larger than a pipe holds, and it would wait for ever to send it.
    """
    if _processors() < 2:
        yield do
        return
    from multiprocessing import get_context

    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(os.getpid(), here, there, do))
    process.start()
    there.close()

    def result() -> R:
        try:
            answer, fault = here.recv()
        except EOFError:
            raise RuntimeError("a worker process ended before its work was done") from None
        process.join()
        if fault:
            raise fault
        return cast(R, answer)

    try:
        yield result
    finally:
        process.terminate()
        process.join()
        here.close()


def in_parallel(tasks: Sequence[T], do: Callable[[Sequence[T]], R], pays: bool = True) -> list[R]:
    """The results of `do` on shares of `tasks`, one for each processor; a share is every n-th task.

    `pays`: whether there is enough to do for a second process, which takes some 10 ms to start. What `do` raises in any
    process is raised here.
    """
    count = max(1, min(_processors(), len(tasks))) if pays else 1
    with ExitStack() as others:
        results = [
            others.enter_context(in_background(partial(do, tasks[number::count])))
            for number in range(1, count)
        ]
        return [do(tasks[0::count]), *(result() for result in results)]


def _processors() -> int:
    """How many processes may work at once: 1 where they cannot be forked, and while this process has more than one
    thread, as the preview has: a forked process gets their locks, but not the threads that would release them
    (documentation of Python's `os.fork`)."""
    if sys.platform in ("win32", "darwin") or _threads() > 1:
        return 1
    return min(os.cpu_count() or 1, 8)


def _threads() -> int:
    """The threads of this process; on Linux also those that Python did not start."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return threading.active_count()


def _end_with(parent: int) -> None:
    """Let the system kill this process when `parent`, which forked it, ends (prctl(2), PR_SET_PDEATHSIG): it must not go
    on writing beside the next build. The processes that it forks end with it in the same way."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
        if os.getppid() != parent:  # it has ended already
            os._exit(1)


def _send(parent: int, here: Connection, there: Connection, do: Callable[[], object]) -> None:
    """Do the work and send its result; end in silence where nobody reads it any more."""
    _end_with(parent)
    here.close()  # else the pipe would never break while this process lives
    try:
        answer: tuple[object, Exception | None] = (do(), None)
    except Exception as fault:  # whatever it is, the parent process raises it
        answer = (None, fault)
    with suppress(BrokenPipeError):
        there.send(answer)
    there.close()


def with_progress(tasks: Iterable[T], what: str, total: int) -> Iterator[T]:
    """The tasks, with a progress line on standard error (what, how many of how many, seconds) if that is a terminal."""
    if not sys.stderr.isatty():
        yield from tasks
        return
    start = shown = time.monotonic()
    for number, task in enumerate(tasks, start=1):
        yield task
        now = time.monotonic()
        if now - shown > 0.2 or number == total:
            shown = now
            sys.stderr.write(f"\r\x1b[K{what} {number}/{total}，{now - start:.0f} 秒")
    sys.stderr.write("\r\x1b[K")
