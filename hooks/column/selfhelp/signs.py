"""“把收到的话贴进来看看”: what swindlers often say, found in a message that a reader pastes on `/check/`.

File: `docs/data/signs.yml`. A sign is found where one of its words stands in the text, whatever spaces, punctuation,
width and case of letters; `signs.js` does the same in the reader's browser, and nothing leaves it. Nothing found is
never called safe.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from column.content.taxonomies import Vocabulary
from column.model.front_matter.written import Items, Line, Matter
from column.model.problems import Problem
from column.model.terms import ScamType
from column.parsing.data_file import DataFile, Id, Rows
from column.parsing.yaml_lines import Place

SHORTEST = 2
"""Characters of a word at least: a shorter one stands in many harmless messages."""
_BETWEEN = re.compile(r"[^0-9a-z\u3400-\u9fff]+")


class SignMatter(Matter):
    id: Id = Field(title="编号")
    words: Items = Field(title="说法")
    says: Annotated[str, Line(4, 40)] = Field(title="告诉读者")
    act: Annotated[str, Line(4, 60)] = Field(title="怎么做")
    scams: Items = Field((), title="诈骗类型")


class SignsMatter(Matter):
    signs: Rows = Field(title="说法列表")


@dataclass(frozen=True, slots=True)
class Sign:
    """`words`: normalised; `says`: what the message does; `act`: what to do; `scams`: what it most likely is."""

    id: str
    words: tuple[str, ...]
    says: str
    act: str
    scams: tuple[ScamType, ...]


def parse(path: str, data: bytes, words: Vocabulary) -> tuple[tuple[Sign, ...] | None, list[Problem]]:
    """The signs from their file, or None, and all that is wrong with it."""
    form = DataFile(path, data, SignsMatter, SignMatter)
    if form.fill(SignsMatter) is None:
        return None, form.problems
    rows = list(form.rows(SignMatter, "signs"))
    form.unique([(place, sign.id) for place, sign in rows])
    signs = tuple(_sign(form, place, sign, words) for place, sign in rows)
    return signs, form.problems


def _sign(form: DataFile, place: Place, sign: SignMatter, words: Vocabulary) -> Sign:
    for number, word in enumerate(sign.words):
        if len(normalised(word)) < SHORTEST:
            what = f"“{word}”太短，平常的话里也有。"
            form.wrong((*place, "words", number), what, f"至少 {SHORTEST} 个字，写得具体些。")
    found = (
        form.record(words.scams, *place, "scams", number, name=name) for number, name in enumerate(sign.scams)
    )
    return Sign(
        sign.id,
        tuple(map(normalised, sign.words)),
        sign.says,
        sign.act,
        tuple(scam for scam in found if scam),
    )


def normalised(text: str) -> str:
    """The text's letters, digits and Chinese characters, half width and lower case."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text).lower())


def found(signs: Sequence[Sign], message: str) -> Iterator[Sign]:
    """The signs that a message has, in the order of the file."""
    text = normalised(message)
    return (sign for sign in signs if any(word in text for word in sign.words))


def table(signs: Sequence[Sign]) -> str:
    """The words of each sign for `signs.js`, as JSON that cannot end a script element."""
    words = [[sign.id, *sign.words] for sign in signs]
    return json.dumps(words, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
