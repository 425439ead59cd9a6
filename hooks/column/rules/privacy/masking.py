"""Masks of private details in whatever the project says itself: messages, annotations, comments, JSON, paths.

A message quotes what it speaks of, and what stands beside it. So nothing leaves unmasked: not what is private by itself
(`masked`), and not what is private where it stands in the file, nor a part of that (`Secrets`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from column.model.problems import Problem
from column.rules.privacy import personal_data
from column.text.digit_runs import HARD, SOFT, plain

_PART = 4
"""Digits in a row of a number that are not said: as many as a mask shows at its end."""
_WORD = 2
"""Characters at the head of a hit that a message which cuts its quotation (`……`) may not show."""
_DIGITS = re.compile(rf"\d(?:[{SOFT}{HARD}]{{0,6}}\d){{{_PART - 1},}}")
_LONG = re.compile(r"\d{7,}")


def masked(text: str) -> str:
    """The text with each private detail in it as its mask (`139****5678`)."""
    parts: list[str] = []
    place = 0
    for hit in personal_data.hits(text):
        parts += text[place : hit.start], hit.shown
        place = hit.end
    return "".join(parts) + text[place:] if parts else text


@dataclass(frozen=True, slots=True)
class Secrets:
    """Private details of a file. `words`: each as it is written, with its mask; `numbers`: the digits of each."""

    words: tuple[tuple[str, str], ...]
    numbers: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str], known: frozenset[str] = frozenset()) -> Secrets:
        """All that is private in the texts; `known`: telephone numbers that may stand."""
        words = {
            text[hit.start : hit.end]: hit.shown for text in texts for hit in personal_data.hits(text, known)
        }
        digits = {re.sub(r"\D", "", plain(word)) for word in words}
        longest = sorted(words.items(), key=lambda pair: len(pair[0]), reverse=True)
        return cls(tuple(longest), tuple(sorted(each for each in digits if len(each) >= _PART)))

    def hidden(self, text: str) -> str:
        """The text without these details, and without four digits in a row of their numbers."""
        text = masked(text)
        for word, mask in self.words:
            text = text.replace(word, mask)
        text = self._without_digits(text) if self.numbers else text
        for word, mask in self.words if "……" in text else ():
            text = _without_head(text, word, mask)
        return text

    def _without_digits(self, text: str) -> str:
        flat = plain(text)
        out = list(text)
        for run in _DIGITS.finditer(flat):
            places = [place for place in range(*run.span()) if flat[place].isdigit()]
            digits = "".join(flat[place] for place in places)
            for at in range(len(digits) - _PART + 1):
                part = digits[at : at + _PART]
                if any(part in number for number in self.numbers) and not _of_mask(flat, places, at):
                    for place in places[at : at + _PART]:
                        out[place] = "*"
        return "".join(out)


def _of_mask(flat: str, places: list[int], at: int) -> bool:
    """Whether the digits are those that a mask shows: four together, before or behind its stars."""
    first, last = places[at], places[at + _PART - 1]
    shown = flat[first - 1 : first] == "*" or flat[last + 1 :].startswith(("*", "-*"))
    return shown and last - first == _PART - 1


def _without_head(text: str, word: str, mask: str) -> str:
    """The text with its end, before `……`, masked where that is the head of a word."""
    for size in range(len(word) - 1, _WORD - 1, -1):
        if word[:size] + "……" in text:
            return text.replace(word[:size] + "……", mask[:1] + "*……")
    return text


def reason(text: str) -> str:
    """The reason of an excuse without anything that may be a number of a person: the file that it stands in is not
    at hand."""
    return _LONG.sub("*", masked(text))


def told(problem: Problem, secrets: Secrets | None = None) -> Problem:
    """A problem as it may be told; `secrets` are those of the file that it was found in."""
    own = secrets or Secrets.of([problem.path])
    return replace(problem, what=own.hidden(problem.what), mend=own.hidden(problem.mend))


def shown(problem: Problem) -> Problem:
    """A problem as it may leave the project, its path too."""
    return replace(told(problem), path=masked(problem.path))
