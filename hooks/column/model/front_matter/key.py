"""The description of a front-matter key, written once, at the field of the record that holds its value.

The check of a file, the record's way into the cache, the questions of `make new`, the Word import, the templates on the
contributors' page and the pattern that keeps prose from being misread all read it from there.
"""

from __future__ import annotations

import keyword
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from functools import cache
from typing import Any, get_args

from column.model.front_matter.written import DAYS, NUMBERS, POINTS, Days, Line, OneOf, Points, Whole


@dataclass(frozen=True, slots=True)
class Key:
    """One key. `title`: its Chinese name. `written`: the type of what is written (`written`). `order`: its place in
    a new article's template; 0 where the template leaves it out. `names`: the taxonomy of `Vocabulary` whose ids or
    names are written. `ask`: the question of `make new`, which does not ask where it is empty. `hint` and `example`:
    the template's comment and value on the contributors' page, `case_example` where a case has another one. `offer`:
    the commented value in a new article's file, else `example`. `prose`: whether it is a sentence, in which a `#` or a
    colon is meant as it stands. `required` is the record's: a field without a default must be written."""

    name: str
    title: str
    written: Any
    required: bool
    order: int
    names: str
    ask: str
    hint: str
    example: str | tuple[str, ...]
    case_example: str | tuple[str, ...]
    offer: str
    prose: bool

    @property
    def field(self) -> str:
        """The record's field: the name, with `_` behind it where Python has the word for itself (`with`)."""
        return f"{self.name}_" if keyword.iskeyword(self.name) else self.name

    @property
    def limits(self) -> tuple[int, int] | None:
        """The least and the most characters of a line of text; None for other values."""
        return next(
            ((each.least, each.most) for each in get_args(self.written) if isinstance(each, Line)), None
        )

    @property
    def counts(self) -> tuple[int, int] | None:
        """The least and the most of a number, or the lines of a list of points; None for other values."""
        of_types = ((Whole, NUMBERS), (Days, DAYS), (Points, POINTS))
        return next((counts for written, counts in of_types if written == self.written), None)

    @property
    def choices(self) -> Mapping[str, str]:
        """The closed set of words that may be written: Chinese names by id; none for other values."""
        return next((each.names for each in get_args(self.written) if isinstance(each, OneOf)), {})

    @property
    def is_text(self) -> bool:
        """Whether the value is free text, so that a comment behind it could be taken for a part of it."""
        return self.limits is not None or self.written is Points


def key(
    title: str,
    written: Any,
    *,
    default: Any = MISSING,
    order: int = 0,
    names: str = "",
    ask: str = "",
    hint: str = "",
    example: str | tuple[str, ...] = "",
    case_example: str | tuple[str, ...] = "",
    offer: str = "",
    prose: bool = False,
) -> Any:
    """A dataclass field whose value is a front-matter key; see `Key`. Without `default` it must be written."""
    about = {
        "title": title,
        "written": written,
        "required": default is MISSING,
        "order": order,
        "names": names,
        "ask": ask,
        "hint": hint,
        "example": example,
        "case_example": case_example or example,
        "offer": offer or (example if isinstance(example, str) else ""),
        "prose": prose,
    }
    return field(default=default, metadata={"key": about})


@cache
def keys_of(record: type) -> Mapping[str, Key]:
    """The front-matter keys of a record, by canonical name, in the order of its fields."""
    names = ((each, each.name.rstrip("_")) for each in _with_key(record))
    return {name: Key(name, **each.metadata["key"]) for each, name in names}


def _with_key(record: Any) -> list[Field[Any]]:
    return [each for each in fields(record) if "key" in each.metadata]


@cache
def template_keys(record: type) -> tuple[Key, ...]:
    """The keys of a new article's template, in its order."""
    return tuple(
        sorted((each for each in keys_of(record).values() if each.order), key=lambda each: each.order)
    )


@cache
def prose_keys(record: type) -> frozenset[str]:
    """The canonical names of the keys that hold sentences."""
    return frozenset(name for name, each in keys_of(record).items() if each.prose)
