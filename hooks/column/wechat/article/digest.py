"""Digest (摘要) of an article."""

from __future__ import annotations

import re

from column.wechat.article import sanitise
from column.wechat.feed_reader.items import Item
from column.wechat.platform import limits

_CLOSING = "[”’」』）)】]*"
_SENTENCE = re.compile(f"[。！!？?]+{_CLOSING}|…+{_CLOSING}")
_CLAUSE = re.compile("[，,；;：、]")


def digest(item: Item) -> tuple[str, bool]:
    """The digest, at most `limits.DIGEST` characters, and whether it ends within a sentence.

    It is the item's summary, or the start of its content if it has none: a draft's digest is never empty. A longer
    text is cut after its last sentence that fits, else after a clause.
    """
    text = item.summary or sanitise.text(item)
    if len(text) <= limits.DIGEST:
        return text, False
    ends = [found.end() for found in _SENTENCE.finditer(text) if found.end() <= limits.DIGEST]
    if ends:
        return text[: ends[-1]].strip(), False
    clauses = [found.start() for found in _CLAUSE.finditer(text, 0, limits.DIGEST - 1)]
    return text[: clauses[-1] if clauses else limits.DIGEST - 2].strip() + "……", True
