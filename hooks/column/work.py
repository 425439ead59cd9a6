"""Long work shared between the machine's processors."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def shared(tasks: Sequence[T], do: Callable[[Sequence[T]], R], worth: int = 200) -> list[R]:
    """`do` on shares of `tasks`, one a processor, in forked processes where the system has them.

    `worth`: how many tasks a second process pays for. The results come in the order of the shares; a share is every
    n-th task. What a share raises is raised here.
    """
    count = min(os.cpu_count() or 1, 8)
    if len(tasks) < worth or count < 2 or sys.platform in ("win32", "darwin"):
        return [do(tasks)]
    context = multiprocessing.get_context("fork")
    others = []
    for number in range(1, count):
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_share, args=(there, tasks[number::count], do), daemon=True)
        process.start()
        there.close()
        others.append((process, here))
    results = [do(tasks[0::count])]
    for process, here in others:
        try:
            result, fault = here.recv()
        except EOFError:
            raise RuntimeError("a worker process ended before its work was done") from None
        process.join()
        if fault:
            raise fault
        results.append(result)
    return results


def _share(pipe: Connection, tasks: Sequence[T], do: Callable[[Sequence[T]], R]) -> None:
    try:
        pipe.send((do(tasks), None))
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
