"""How a text is folded and cut into the terms that find it: pairs of neighbouring characters, and words.

`text.js` in `frontend/scripts/search/` does the same in the browser; `fold` and `terms` must agree with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from operator import add

HAN = "\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff"
WORD = "0-9a-z\u00df-\u024f\u0370-\u052f"
_RUN = re.compile(f"[{HAN}{WORD}]+(?: +[{HAN}{WORD}]+)*")
_MIXED = re.compile(f"[{WORD} ]")
_UNIT = re.compile(f"[{HAN}]|[{WORD}]+")
_IS_WORD = re.compile(f"[{WORD}]")


class _Folding(dict[int, str]):
    """Full-width as half-width, capitals as small letters, compatibility characters as what they stand for
    (Unicode's NFKC), each character by itself."""

    def __missing__(self, point: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(point)).lower()
        self[point] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    return text.translate(_FOLDING)


def terms(folded: str) -> Iterator[str]:
    """What a text is found by: each pair of neighbours, each word of letters or digits, the last character before
    a break. A space is no break (拨打 110), punctuation and the end of a line are."""
    for run in _RUN.findall(folded):
        if _MIXED.search(run):
            yield from _mixed(_UNIT.findall(run))
        else:
            yield from map(add, run, run[1:])
            yield run[-1]


def _mixed(units: Sequence[str]) -> Iterator[str]:
    words = [_IS_WORD.match(unit) is not None for unit in units]
    for at, unit in enumerate(units):
        if words[at]:
            yield unit
        if at + 1 == len(units):
            if not words[at]:
                yield unit
        elif not (words[at] and words[at + 1]):
            yield unit + units[at + 1]
