"""Front matter of a record: the model that its keys make, and values held to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

from pydantic import Field, create_model

from column.model.briefing import Briefing
from column.model.case import Case
from column.model.front_matter.key import keys_of, prose_keys
from column.model.front_matter.written import Matter
from column.model.problems import Problem
from column.parsing import source, validation
from column.parsing.source import Source


@cache
def model_of(record: type) -> type[Matter]:
    """The model of what may be written: one field a key of the record."""
    fields: dict[str, Any] = {
        key.name: (key.written, Field(... if key.required else None, title=key.title))
        for key in keys_of(record).values()
    }
    return create_model(f"{record.__name__}Matter", __base__=Matter, **fields)


def names(record: type) -> Mapping[str, str]:
    """Every key that a record's front matter takes, in English and in Chinese, to its canonical key."""
    return validation.names(model_of(record))


def read(record: type, path: str, data: bytes) -> tuple[Source, list[Problem]]:
    """A file whose front matter has the keys of a record, taken apart."""
    return source.read(path, data, names(record), prose_keys(record))


def validate(
    record: type, path: str, written: Mapping[str, Any], line: Callable[..., int]
) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The values of the keys that are written, by the record's field, or None with every problem in them.

    Values are those of the record's fields, but for names of a taxonomy, which are still as written.
    """
    filled, problems = validation.validate(
        model_of(record), path, written, line, unknown=partial(_of_another, record)
    )
    if not filled:
        return None, problems
    keys = keys_of(record)
    return {keys[name].field: getattr(filled, name) for name in filled.model_fields_set}, problems


def _of_another(record: type, key: str) -> tuple[str, str] | None:
    """What to say of a key that only the other kind of article has; None for every other key."""
    if not issubclass(record, Briefing | Case):
        return None
    for other, kind in ((Briefing, "简报"), (Case, "典型案例和风险提示")):
        name = names(other).get(key, "")
        if found := keys_of(other).get(name):
            return f"“{found.title}”（{name}）只用在{kind}里。", "把这一行删掉。"
    return None
