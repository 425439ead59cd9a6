"""Long work shared between the machine's processors."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, TypeVar, cast

T = TypeVar("T")
R = TypeVar("R")
_FORK: Any = multiprocessing.get_context("fork") if sys.platform != "win32" else None


def aside(do: Callable[[], R]) -> Callable[[], R]:
    """Start `do` in a forked process where the system has them; gives what waits for its result. Where there are no
    such processes, it is done when it is asked for. What it raises is raised there."""
    if _processors() < 2:
        return do
    here, there = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_send, args=(there, do))
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

    return result


def shared(tasks: Sequence[T], do: Callable[[Sequence[T]], R], worth: int = 200) -> list[R]:
    """`do` on shares of `tasks`, one a processor.

    `worth`: how many tasks a second process pays for. The results come in the order of the shares; a share is every
    n-th task. What a share raises is raised here.
    """
    count = _processors() if len(tasks) >= worth else 1
    others = [aside(partial(do, tasks[number::count])) for number in range(1, count)]
    return [do(tasks[0::count]), *(result() for result in others)]


def _processors() -> int:
    """How many processes may work at once; one where they cannot be forked."""
    return 1 if sys.platform in ("win32", "darwin") else min(os.cpu_count() or 1, 8)


def _send(pipe: Connection, do: Callable[[], object]) -> None:
    try:
        pipe.send((do(), None))
    except Exception as fault:  # whatever it is, the parent process must hear of it
        pipe.send((None, fault))
    finally:
        pipe.close()


def told(tasks: Iterable[T], what: str, total: int) -> Iterator[T]:
    """The tasks, with a progress line (what, how many of how many, how long) where a person watches."""
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
