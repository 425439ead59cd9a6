"""Which ways of writing a character count as one for a search: width, case, compatibility, traditional and simplified."""

from __future__ import annotations

import unicodedata

from column.text.traditional import SIMPLIFIED

HAN = "\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff"
WORD = "0-9a-z\u00df-\u024f\u0370-\u052f"
"""Characters that are looked for, as the inside of a set of a regular expression: those that stand for themselves, and
those that words are made of."""


class _Folding(dict[int, str]):
    """Full-width as half-width, capitals as small letters, compatibility characters as what they stand for
    (Unicode's NFKC), traditional characters as simplified ones, each character by itself."""

    def __missing__(self, point: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(point)).lower()
        self[point] = folded = SIMPLIFIED.get(folded, folded)
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    return text.translate(_FOLDING)
