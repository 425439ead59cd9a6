"""Made-up texts of articles: millions of different sentences out of the words of `words.yml`, the same for the same chance.

The words are short, so that two texts hardly have five characters in a row in common, as real texts have not.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

import yaml

_DATA = yaml.safe_load(Path(__file__).with_name("words.yml").read_text("utf-8"))
_WORDS: dict[str, list[str]] = {
    **{name: words.split() for name, words in _DATA["words"].items()},
    **{
        name: [str(number) for number in range(*limits)]
        for name, limits in {"count": (3, 61), "month": (1, 13), "day": (1, 29), "page": (100, 500)}.items()
    },
}
RICH: dict[str, tuple[str, str]] = _DATA["rich"]
"""What rich bodies hold beside paragraphs and headings, by its name: a block's beginning, and what follows some times."""
_SLOT = re.compile(r"\{(\w+)\}")


class Writer:
    """Writes the texts of one article about the scam type of a name."""

    def __init__(self, chance: random.Random, scam: str) -> None:
        self._chance, self._scam = chance, scam

    def line(self, pattern: str) -> str:
        """A pattern with something by chance in each of its slots."""
        return _SLOT.sub(lambda slot: self._filled(slot[1]), pattern)

    def _filled(self, slot: str) -> str:
        if slot == "scam":
            return self._scam
        if slot == "sentence":
            return self.sentence()
        return self.point() if slot == "point" else self._chance.choice(_WORDS[slot])

    def sentence(self) -> str:
        """A sentence without its full stop; one of fifteen is a fixed one."""
        kind = "fixed" if self._chance.random() < 1 / 15 else "sentences"
        return self.line(self._chance.choice(_DATA[kind]))

    def point(self) -> str:
        """A short line: what a swindle looks like and what to do."""
        return self.line(self._chance.choice(_DATA["points"]))

    def points(self) -> tuple[str, ...]:
        return tuple(self.point() for _ in range(self._chance.randint(2, 5)))

    def body(self, rich: bool) -> str:
        """Markdown of 400 to 1,000 characters; `rich` with blocks of three kinds more."""
        wanted, length = self._chance.randint(400, 900), 0
        blocks: list[str] = []
        while length < wanted:
            if blocks:
                blocks.append(self.line("## {heading}"))
            for _ in range(self._chance.randint(1, 2)):
                blocks.append(self._paragraph())
                length += len(blocks[-1])
        for kind in self._chance.sample(sorted(RICH), 3) if rich else ():
            blocks.insert(self._chance.randint(1, len(blocks)), self._block(*RICH[kind]))
        return "\n\n".join(blocks) + "\n"

    def _paragraph(self) -> str:
        return "".join(f"{self.sentence()}。" for _ in range(self._chance.randint(3, 5)))

    def _block(self, first: str, more: str) -> str:
        return self.line(first + more * self._chance.randint(2, 4))
