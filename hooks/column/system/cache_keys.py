"""Cache keys: texts that stand for the values that a file is made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from operator import attrgetter
from typing import Any


def key_of(value: object) -> str:
    """A text that differs where the values differ.

    A record whose class says `NAMED_BY` is named by that field alone: an article by the digest of all its files, a
    taxonomy's term by its id, since the taxonomies are in the version of the project, as settings and code are. Other
    records, tuples and mappings are named by what they hold, in its order. Raises `TypeError` for what is no value, such
    as a function.
    """
    return _WRITERS[type(value)](value)


class _Writers(dict[type, Callable[[Any], str]]):
    """The function that writes the values of a type, found once a type: a site has 100,000 values."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        self[kind] = _writer(kind)
        return self[kind]


_WRITERS = _Writers()


def _writer(kind: type) -> Callable[[Any], str]:
    if field := getattr(kind, "NAMED_BY", ""):
        return attrgetter(field)
    if issubclass(kind, (str, int, float, date, datetime, time, Enum, type(None))):
        return repr
    if issubclass(kind, tuple):
        return _tuple
    if issubclass(kind, Mapping):
        return _mapping
    if is_dataclass(kind):
        return _record(kind)
    raise TypeError(f"a {kind.__name__} cannot be an input")


def _tuple(values: Any) -> str:
    return f"({','.join([_WRITERS[type(value)](value) for value in values])})"


def _mapping(values: Any) -> str:
    return f"{{{','.join([f'{key_of(name)}:{key_of(value)}' for name, value in values.items()])}}}"


def _record(kind: type) -> Callable[[Any], str]:
    names = [field.name for field in fields(kind)]

    def write(record: Any) -> str:
        return f"{kind.__name__}{_tuple([getattr(record, name) for name in names])}"

    return write
