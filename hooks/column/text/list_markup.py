"""Lists and tables as people write them, made so that Markdown reads them as they were meant.

Nested items need four spaces to Markdown and have two or three in most texts. A list that does not count 1, 2, 3 would
be numbered anew, a number alone at the start of a line (`12. 30 起`) would be a list: both stay text. Cells beyond those
of the header would vanish.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ITEM = re.compile(r"(?P<indent> *)(?P<mark>[-*+]|(?P<number>\d{1,9})(?P<sign>[.)]))(?P<gap>[ \t]+)(?=\S)")
_TWO_DIGITS = re.compile(r"\d")
_DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_BORDER = re.compile(r"(?<!\\)\|")
_SIGNS = {".": "&#46;", ")": "&#41;"}


@dataclass
class _Line:
    """An item of a list. `at`: its line; `level`: how deep it is nested."""

    at: int
    level: int
    found: re.Match[str]


def lists(text: str) -> str:
    """The text with its lists as they were meant."""
    lines = text.split("\n")
    for group in _groups(lines):
        for run in _runs(group):
            if not _counts(run, lines):
                for item in run:
                    found = item.found
                    end = found.end("number")
                    lines[item.at] = lines[item.at][:end] + _SIGNS[found["sign"]] + lines[item.at][end + 1 :]
        if any(len(item.found["indent"]) != 4 * item.level for item in group if item.level):
            _indent(group, lines)
    return "\n".join(lines)


def _groups(lines: Sequence[str]) -> Iterator[list[_Line]]:
    """The items that belong to one list: nothing but blank, indented and continued lines stands between them."""
    group: list[_Line] = []
    depths: list[int] = []
    blank = False
    for at, line in enumerate(lines):
        if found := _ITEM.match(line):
            indent = len(found["indent"])
            if not group and indent > 3:
                continue
            while len(depths) > 1 and indent < depths[-1]:
                depths.pop()
            if not depths or indent >= depths[-1] + 2:
                depths.append(indent)
            group.append(_Line(at, len(depths) - 1, found))
            blank = False
        elif not line.strip():
            blank = True
        elif group and blank and not line.startswith("  "):
            yield group
            group, depths = [], []
    if group:
        yield group


def _runs(group: Sequence[_Line]) -> Iterator[list[_Line]]:
    """The numbered items that are counted together."""
    open_runs: dict[int, list[_Line]] = {}
    for item in group:
        for level in [level for level in open_runs if level > item.level]:
            yield open_runs.pop(level)
        if item.found["number"]:
            open_runs.setdefault(item.level, []).append(item)
        elif item.level in open_runs:
            yield open_runs.pop(item.level)
    yield from open_runs.values()


def _counts(run: Sequence[_Line], lines: Sequence[str]) -> bool:
    """Whether the items count 1, 2, 3. One alone that goes on with a digit is a date or a sum."""
    numbers = [int(item.found["number"]) for item in run]
    alone = len(run) == 1 and _TWO_DIGITS.match(lines[run[0].at], run[0].found.end())
    return numbers == list(range(1, len(run) + 1)) and not alone


def _indent(group: Sequence[_Line], lines: list[str]) -> None:
    """Nested items by four spaces a level, and what goes on below them too."""
    for item, after in zip(group, [*group[1:], None], strict=True):
        end = after.at if after else len(lines)
        lines[item.at] = " " * (4 * item.level) + lines[item.at].lstrip(" ")
        for at in range(item.at + 1, end):
            if not lines[at].startswith("  "):
                if lines[at].strip() and not lines[at - 1].strip():
                    break
                continue
            lines[at] = " " * (4 * (item.level + 1)) + lines[at].lstrip(" ")


def tables(text: str) -> str:
    """The text with headers as wide as the widest row of their table."""
    lines = text.split("\n")
    for at in range(1, len(lines)):
        if "|" in lines[at - 1] and "-" in lines[at] and _DELIMITER.fullmatch(lines[at]):
            rows = []
            for line in lines[at + 1 :]:
                if not line.strip():
                    break
                rows.append(len(_cells(line)))
            header, below = _cells(lines[at - 1]), _cells(lines[at])
            missing = max(rows, default=0) - len(header)
            if missing > 0 and len(header) == len(below):
                lines[at - 1] = f"| {' | '.join([*header, *[''] * missing])} |"
                lines[at] = f"| {' | '.join([*below, *['---'] * missing])} |"
    return "\n".join(lines)


def _cells(line: str) -> list[str]:
    row = line.strip()
    row = row.removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return [cell.strip() for cell in _BORDER.split(row)]
