"""Regular expressions that are only tried on texts in which they may match.

Most rules find nothing in most texts. google-re2 looks for all their patterns in one pass of 0.02 ms, where trying each
takes 0.4 ms an article; `FilteredPattern.pattern` is the plain way. What it looks for is wider than the pattern: RE2 has
no look-around, and needs fewer states for a repetition without a limit. It is made from the parse tree of `re`, which
is not part of the interface of `re`: where that is not there, or says something that is not known here, the pattern is
always tried.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

try:
    from re import _constants as op  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:
    parser = None

if TYPE_CHECKING:
    import re2

_WORTH = 200
"""Texts that looking for all patterns at once pays for: to prepare it takes 30 ms."""
_RECENT = 16
_MEMORY = 32 * 2**20
"""Bytes for RE2 at most; the rules need 3 MB."""
_ALL = ""
"""Matches everywhere."""
_NARROW = {"CATEGORY_DIGIT": "0-9", "CATEGORY_SPACE": r" \t-\r", "CATEGORY_WORD": "0-9A-Za-z_"}
_WIDE = {
    "CATEGORY_DIGIT": r"\p{Nd}",
    "CATEGORY_NOT_DIGIT": r"\x00-/:-\x{10ffff}",
    "CATEGORY_SPACE": r"\t-\r\x1c-\x20\x85\xa0\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}",
    "CATEGORY_NOT_SPACE": r"\x00-\x08\x0e-\x1f!-\x{10ffff}",
    "CATEGORY_WORD": r"\p{L}\p{N}_",
    "CATEGORY_NOT_WORD": r"\x00-/:-@\[-^`{-\x{10ffff}",
}
"""Classes of `re` in a set, as parts of a set of RE2: with ASCII alone, and with all that they may hold in Python."""


class PatternSet:
    """Patterns that are looked for together, after the first `worth` texts."""

    def __init__(self, worth: int = _WORTH) -> None:
        self._worth = worth
        self._numbers: dict[tuple[str, int], int] = {}
        self.in_text = lru_cache(_RECENT)(self._in_text)

    def add(self, source: str, flags: int) -> int:
        """The number of a pattern; equal ones have the same."""
        number = self._numbers.setdefault((source, flags), len(self._numbers))
        self.in_text.cache_clear()
        self.__dict__.pop("_together", None)
        return number

    @cached_property
    def _together(self) -> re2.Set | None:
        """All patterns; None where they are too many for RE2."""
        import re2

        options = re2.Options()
        options.max_mem, options.log_errors = _MEMORY, False
        together = re2.Set.SearchSet(options)
        try:
            for source, flags in self._numbers:
                together.Add(_wider(source, flags))
            together.Compile()
        except re2.error:
            return None
        return together

    def _in_text(self, text: str) -> Container[int]:
        """The numbers of all patterns that may match in a text."""
        self._worth -= 1
        if self._worth < 0 and self._together:
            with suppress(UnicodeEncodeError):  # half of a surrogate pair, which RE2 does not know
                return frozenset(self._together.Match(text.encode()) or ())
        return range(len(self._numbers))


_RULES = PatternSet()


class FilteredPattern:
    """A regular expression, as the plain `pattern` and among others that are looked for together."""

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG, among: PatternSet = _RULES) -> None:
        self.pattern = re.compile(source, flags)
        self._among, self._number = among, among.add(source, int(flags))

    def may_match(self, text: str) -> bool:
        """Whether a match in the text is possible."""
        return self._number in self._among.in_text(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text) if self.may_match(text) else iter(())


def _wider(source: str, flags: int) -> str:
    """The source of an RE2 pattern that matches at least in all texts in which the pattern of `re` does."""
    if parser is None:
        return _ALL
    try:
        tree = parser.parse(source, flags)
        return _ALL if tree.state.flags & re.IGNORECASE else _sequence(tree)
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError):  # a tree of another form
        return _ALL


def _sequence(items: Iterable[tuple[Any, Any]]) -> str:
    return "".join(_one(*item) for item in items)


def _one(code: Any, argument: Any) -> str:
    if code in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return ""
    if code is op.ANY:
        return "(?s:.)"
    if code is op.LITERAL:
        return _char(argument)
    if code is op.NOT_LITERAL:
        return f"[^{_char(argument)}]"
    if code is op.IN:
        return _set(argument)
    if code is op.BRANCH:
        return f"(?:{'|'.join(map(_sequence, argument[1]))})"
    if code is op.ATOMIC_GROUP:
        return f"(?:{_sequence(argument)})"
    if code is op.SUBPATTERN and not argument[1] & re.IGNORECASE:
        return f"(?:{_sequence(argument[3])})"
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, most, items = argument
        return f"(?:{_sequence(items)}){'+' if least else '?' if most == 1 else '*'}"
    raise LookupError(code)


def _char(point: int) -> str:
    return rf"\x{{{point:x}}}"


def _set(items: list[tuple[Any, Any]]) -> str:
    """A set of characters. What it leaves out (`[^…]`) is narrower than it says, what it holds is wider."""
    negative = items[0][0] is op.NEGATE
    parts = [
        _char(argument)
        if code is op.LITERAL
        else "-".join(map(_char, argument))
        if code is op.RANGE
        else (_NARROW if negative else _WIDE)[str(argument)]
        for code, argument in items[negative:]
    ]
    return f"[{'^' if negative else ''}{''.join(parts)}]"
