"""An article that came down: which, when, why, and what stands in its place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from column.model.addresses import ArticleId


class End(StrEnum):
    """What became of an article: `WITHDRAWN` keeps its text, under a banner; of what is `REMOVED` no word stays; what is
    `MERGED` leads to another."""

    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    MERGED = "merged"


ENDS = {"withdrawn": "撤回", "removed": "撤下", "merged": "并入"}
"""What the office writes and readers see for each end, by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """`at` is in +08:00, midnight where only the day is known; `reason` is said in public; `into`: where a merged article
    leads; `by`: who decided, for the bureau alone; `counts`: whether the event still counts for the unit's duty;
    `aliases`: the ids that it had before, the first one first; `purge`: whether it is to leave the history and the caches
    of others too (docs/maintain/withdrawal.md)."""

    id: ArticleId
    at: dt.datetime
    end: End
    reason: str
    by: str
    into: ArticleId | None = None
    counts: bool = False
    aliases: tuple[ArticleId, ...] = ()
    purge: bool = False

    @property
    def url(self) -> str:
        """The address that the article had, from the site's root."""
        return address(self.id)

    @property
    def former(self) -> tuple[str, ...]:
        """The addresses that it had before."""
        return tuple(address(alias) for alias in self.aliases)

    @property
    def first(self) -> str:
        """The first address that it had: what it is known by in feeds."""
        return next(iter(self.former), self.url)

    @property
    def notice(self) -> str:
        """The address of the page that stands in the place of a removed article."""
        return f"gone/{self.id}/"

    @property
    def what(self) -> str:
        """What came down, in words that tell nothing of it."""
        return "一篇宣传简报" if self.id.of_briefing else "一篇案例"


def address(id: ArticleId) -> str:
    """The address of an article's page from the site's root."""
    return f"{'briefings' if id.of_briefing else 'cases'}/{id}/"
