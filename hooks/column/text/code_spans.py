"""Where a Markdown text holds code: fenced blocks, and what stands in a line between two rows of backticks of the same length.

One walk over the rows of backticks, so that a text of nothing but them costs no more than another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

_FENCE = re.compile(r"^(?:```|~~~).*$", re.M)
_TICKS = re.compile(r"`+")

Span = tuple[int, int]


def spans(text: str) -> Iterator[Span]:
    """Start and end of each piece of code, in order."""
    if "`" not in text and "~~~" not in text:
        return
    blocks = list(_fenced(text))
    start = 0
    for block in (*blocks, (len(text), len(text))):
        yield from _inline(text, start, block[0])
        if block[0] < block[1]:
            yield block
        start = block[1]


def _fenced(text: str) -> Iterator[Span]:
    opened = None
    for line in _FENCE.finditer(text):
        if opened is None:
            opened = line
        elif line[0][:3] == opened[0][:3]:
            yield opened.start(), line.end()
            opened = None


def _inline(text: str, start: int, end: int) -> Iterator[Span]:
    """The pieces within a line: over several lines, marks of blocks count before those of code."""
    rows: list[re.Match[str]] = []
    for row in _TICKS.finditer(text, start, end):
        if rows and "\n" in text[rows[-1].end() : row.start()]:
            yield from _pairs(rows)
            rows = []
        rows.append(row)
    yield from _pairs(rows)


def _pairs(rows: Sequence[re.Match[str]]) -> Iterator[Span]:
    """From each row to the next one as long, if there is one."""
    closing: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        closing.setdefault(len(row[0]), []).append(number)
    done, at = dict.fromkeys(closing, 0), 0
    while at < len(rows):
        length = len(rows[at][0])
        same = closing[length]
        while done[length] < len(same) and same[done[length]] <= at:
            done[length] += 1
        if done[length] == len(same):
            at += 1
            continue
        last = same[done[length]]
        yield rows[at].start(), rows[last].end()
        at = last + 1


def replaced(text: str, by: Callable[[str], str]) -> str:
    """The text with each piece of code replaced."""
    parts, end = [], 0
    for start, stop in spans(text):
        parts += [text[end:start], by(text[start:stop])]
        end = stop
    return "".join([*parts, text[end:]]) if end else text
