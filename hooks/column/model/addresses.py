"""Texts that become a path or an address, as types that cannot hold anything else."""

from __future__ import annotations

import re
from datetime import date

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What ids and slugs look like."""


class WebAddress(str):
    """An address that a page may link to: `https`, a host with a dot in its name, neither user nor port, and none but
    the characters of RFC 3986 (2.1 to 2.3) that cannot end an attribute. Raises `ValueError` for every other text."""

    __slots__ = ()
    _FORM = re.compile(
        r"(?i:https)://(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9](?:[/?#][A-Za-z0-9._~:/?#\[\]@!$&()*+,;=%-]*)?"
    )

    def __new__(cls, text: str) -> WebAddress:
        if not cls._FORM.fullmatch(text):
            raise ValueError("not an https address")
        return super().__new__(cls, text)


class ArticleId(str):
    """The id of an article: `unit/date-slug` for a briefing, `date-slug` for a case (contract 2). It becomes a path
    below `briefings/` or `cases/`, so whatever has another form raises `ValueError`. The columns' names are no units."""

    __slots__ = ()
    _LONGEST = 200
    """A folder's name has 255 bytes at most on every system."""
    _FORM = re.compile(
        r"(?:(?!cases/|briefings/)[a-z0-9]+(?:-[a-z0-9]+)*/)?(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:-[a-z0-9]+)+"
    )

    def __new__(cls, text: str) -> ArticleId:
        found = cls._FORM.fullmatch(text)
        if not found or len(text) > cls._LONGEST:
            raise ValueError("not the id of an article")
        date.fromisoformat(found["date"])
        return super().__new__(cls, text)

    @property
    def of_briefing(self) -> bool:
        return "/" in self
