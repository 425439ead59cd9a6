"""What readers mean by the words that they type into the search, and which page is for it."""

from __future__ import annotations

from dataclasses import dataclass

URGENT = 10
"""An intent of a lower order means that money is leaving or gone: the numbers to dial are shown with it."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Intent:
    """It is met where a query has all words of one of its sayings (`say`), in any order. `page`: an address from the
    site's root."""

    say: tuple[Words, ...]
    page: str
    order: int


@dataclass(frozen=True, slots=True)
class Intents:
    """All words are folded. `spellings`: rows of a word and its wrong or foreign spellings; `words`: rows of a word and
    others for it; `filler`: what says nothing; `intents`: in the order in which they are shown."""

    spellings: tuple[Words, ...] = ()
    words: tuple[Words, ...] = ()
    filler: Words = ()
    intents: tuple[Intent, ...] = ()
