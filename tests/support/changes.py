"""Records changed in one field, for tests of what depends on each field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from enum import Enum
from typing import Any, TypeVar

from column.model.article import Article

R = TypeVar("R")


def variants(record: R) -> Iterator[tuple[str, R]]:
    """The record with another value in each of its fields in turn, and the field's name."""
    given: Any = record
    for field in fields(given):
        yield field.name, replace(given, **{field.name: other(getattr(given, field.name))})


def other(value: Any) -> Any:
    """Another value of the same kind."""
    match value:
        case Enum():
            return next(member for member in type(value) if member is not value)
        case bool() | None:
            return not value
        case int():
            return value + 1
        case str():
            return f"{value}x"
        case date():
            return value + timedelta(days=1)
        case tuple():
            return value[1:] or ("x",)
        case Mapping():
            return {} if value else {"x": 1}
        case Article():
            return replace(value, digest=f"{value.digest}x")
    name, changed = next(variants(value))
    assert getattr(changed, name) != getattr(value, name)
    return changed
