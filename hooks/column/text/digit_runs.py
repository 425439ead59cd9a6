"""Numbers as people write them: half and full width, Chinese digits, spaces and dashes in between.

`plain` makes every digit of a text an ASCII digit without moving anything, so that a place found in the plain
text is the place in the original. `runs` gives the stretches in which digits follow one another, each cut into
groups; whoever looks for a kind of number asks every `window` of groups whether it is one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

CHINESE = {
    **dict(zip("〇一二三四五六七八九", "0123456789", strict=True)),
    **dict(zip("零壹贰叁肆伍陆柒捌玖", "0123456789", strict=True)),
    "○": "0",
    "幺": "1",
    "弌": "1",
    "弍": "2",
    "弎": "3",
    "陸": "6",
    "貳": "2",
    "叄": "3",
}
"""Chinese digits, plain and as in accounts (GB/T 15835-2011); 幺 is how a 1 is read out in a number."""

_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，！？；"}
_OTHER = {
    chr(code): str(unicodedata.digit(chr(code)))
    for code in (*range(0x80, 0x3300), *range(0x1D7CE, 0x1D800))
    if unicodedata.digit(chr(code), None) is not None
}
TABLE = _OTHER | _FULL_WIDTH | CHINESE | {"\u3000": " "}
_ODD = frozenset(TABLE)

SOFT = (
    r" \t\xa0\-.·•‧・_/\\()\[\]{}<>~*+=`'\"^#@&$%!?\u00ad\u0300-\u036f\u2000-\u206f\u20d0-\u20ff\u2190-\u21ff\u2212"
    r"\u2500-\u27bf\u3000-\u301f\ufe00-\ufe0f\ufe58\ufe63\ufeff\U0001f000-\U0001faff"
)
"""What may stand between the digits of one number."""
HARD = r",，、;；:：|"
"""What parts the entries of a list: between the digits of one number only where every digit stands alone, or
where the groups are those in which such a number is customarily written."""

RUN = re.compile(rf"\d(?:[{SOFT}{HARD}]{{0,6}}\d){{6,}}")
CHECK_LETTER = re.compile(rf"[{SOFT}]{{0,6}}(?P<x>[Xx×])(?![A-Za-z])")
_HARD = re.compile(f"[{HARD}]")


@lru_cache(maxsize=16)
def plain(text: str) -> str:
    """The text with every digit in ASCII and full-width letters and signs at half width, but for the stops of a
    sentence; as long as the original."""
    flat = text
    for char in _ODD.intersection(text):
        flat = flat.replace(char, TABLE[char])
    return flat


@dataclass(frozen=True, slots=True)
class Group:
    """Digits that stand together: `value` in ASCII, and the `gap` before them in the same run. A Chinese digit is
    a group of its own, because Chinese numerals may belong to the word before or after."""

    start: int
    end: int
    value: str
    gap: str


@dataclass(frozen=True, slots=True)
class Window:
    """Some neighbouring groups of a run, taken together as one number; `value`: its digits."""

    start: int
    end: int
    groups: tuple[Group, ...]
    value: str

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(len(group.value) for group in self.groups)

    @property
    def single(self) -> bool:
        """Whether every digit stands alone."""
        return len(self.groups) > 1 and set(self.sizes) == {1}

    def listed(self) -> bool:
        """Whether a comma or the like stands between the groups, as in a list of several numbers."""
        return any(_HARD.search(group.gap) for group in self.groups[1:])


@lru_cache(maxsize=16)
def runs(text: str) -> tuple[tuple[Group, ...], ...]:
    """The stretches of seven digits and more in a text, as groups; an X that may be an ID's check digit closes
    one (GB 11643-1999)."""
    flat = plain(text)
    return tuple(_closed(list(_groups(text, flat, *found.span()))) for found in RUN.finditer(flat))


def _groups(text: str, flat: str, start: int, end: int) -> Iterator[Group]:
    gap = begin = start
    for place in range(start, end):
        if not flat[place].isdigit():
            continue
        if place == start or not flat[place - 1].isdigit():
            begin = place
        last = place + 1 == end or not flat[place + 1].isdigit()
        alone = text[place] in CHINESE or (not last and text[place + 1] in CHINESE)
        if last or alone:
            yield Group(begin, place + 1, flat[begin : place + 1], flat[gap:begin])
            gap = begin = place + 1
    if found := CHECK_LETTER.match(flat, end):
        yield Group(found.start("x"), found.end(), "X", flat[end : found.start("x")])


def _closed(groups: list[Group]) -> tuple[Group, ...]:
    """The groups with an X that touches the last of them made part of it."""
    *front, last = groups
    if front and last.value == "X" and not last.gap and len(front[-1].value) > 1:
        body = front.pop()
        return (*front, Group(body.start, last.end, body.value + "X", body.gap))
    return tuple(groups)


def pieces(groups: Sequence[Group], least: int, most: int) -> Iterator[Window]:
    """Every group of `least` to `most` digits by itself."""
    for group in groups:
        if least <= len(group.value) <= most:
            yield Window(group.start, group.end, (group,), group.value)


def windows(groups: Sequence[Group], least: int, most: int) -> Iterator[Window]:
    """Every row of neighbouring groups with `least` to `most` digits, longer rows from the same group first."""
    digits = "".join(group.value for group in groups)
    ends = list(accumulate(len(group.value) for group in groups))
    for first, group in enumerate(groups):
        begin = ends[first] - len(group.value)
        for last in range(bisect_right(ends, begin + most) - 1, bisect_left(ends, begin + least) - 1, -1):
            if last >= first:
                several = tuple(groups[first : last + 1])
                yield Window(group.start, groups[last].end, several, digits[begin : ends[last]])


def before(text: str, place: int, size: int = 14) -> str:
    """What stands before a place on the same line, at most `size` characters."""
    return text[max(0, place - size) : place].rpartition("\n")[2]


def position(text: str, place: int) -> tuple[int, int]:
    """Line and column of a place, both from 1."""
    return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)


def line_span(text: str, place: int) -> tuple[int, int]:
    """Where the line of a place begins and ends."""
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, len(text) if end < 0 else end
