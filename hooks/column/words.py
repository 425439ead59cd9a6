"""A pattern that looks for many words at once without trying them one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable


def either(words: Iterable[str]) -> str:
    """The source of a regular expression that matches one of the words, the longest first. Words that begin alike
    share their first character, so that a place in the text is compared with few of them."""
    heads: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        heads.setdefault(word[0], []).append(re.escape(word[1:]))
    return (
        "(?:"
        + "|".join(re.escape(head) + "(?:" + "|".join(tails) + ")" for head, tails in heads.items())
        + ")"
    )
