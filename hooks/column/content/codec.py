"""Parsed files as rows of plain values and back: marshal reads them at ten times the speed of pickle.

How a field is written follows from its type in the record, so a new front-matter key needs nothing here. A row names
terms of taxonomies by their ids and leaves the body out, which few of those who ask for an article need.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, fields, is_dataclass
from datetime import date, time
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from column.content.articles import Parsed
from column.content.taxonomies import Vocabulary
from column.model.any_article import AnyArticle
from column.model.article import Body
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.problems import Problem, Severity
from column.model.terms import Group, ScamType, Unit, Venue

Row = tuple[Any, ...]
Way = Callable[[Any], Any]
KINDS: tuple[type[AnyArticle], ...] = (Briefing, Case)
_TAXONOMIES: Mapping[type, str] = {Unit: "units", Venue: "venues", ScamType: "scams", Group: "groups"}


def row(parsed: Parsed, kinds: Sequence[type[AnyArticle]] = KINDS) -> Row:
    """A parsed file, but for the article's body."""
    article = parsed.article
    written = None
    if article:
        kind: type = type(article)
        ways = _ways_there(kind)
        values = [getattr(article, name) for name in _names(kind)]
        for at, way in ways:
            if values[at] is not None:
                values[at] = way(values[at])
        written = (kinds.index(type(article)), *values)
    return (
        written,
        tuple(map(_problem_row, parsed.problems)),
        tuple(map(_problem_row, parsed.excused)),
        dict(parsed.lines),
    )


def reader(
    vocabulary: Vocabulary, kinds: Sequence[type[AnyArticle]] = KINDS
) -> Callable[[Row, Body], Parsed]:
    """The way back, for rows whose terms are all in the vocabulary. Raises `KeyError` where one is not."""
    terms = {
        record: {term.id: term for term in vocabulary.by_name[name].records}.__getitem__
        for record, name in _TAXONOMIES.items()
    }
    known = [(kind, *_way_back(kind, terms)) for kind in kinds]

    def parsed(found: Row, body: Body) -> Parsed:
        written, problems, excused, lines = found
        article = None
        if written:
            kind, names, ways = known[written[0]]
            values = list(written[1:])
            for at, way in ways:
                if values[at] is not None:
                    values[at] = way(values[at])
            article = kind(body=body, **dict(zip(names, values, strict=True)))
        return Parsed(article, tuple(map(_problem, problems)), tuple(map(_problem, excused)), lines)

    return parsed


def _way_back(kind: type, terms: Mapping[type, Way]) -> tuple[tuple[str, ...], tuple[tuple[int, Way], ...]]:
    return _names(kind), _ways_back(kind, terms)


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a record that are stored, in their order."""
    return tuple(field.name for field in fields(kind) if field.init and field.name != "body")


def _stored_types(kind: type) -> list[Any]:
    hints = get_type_hints(kind)
    return [hints[name] for name in _names(kind)]


@cache
def _ways_there(kind: type) -> tuple[tuple[int, Way], ...]:
    ways = ((at, _there(hint)) for at, hint in enumerate(_stored_types(kind)))
    return tuple((at, way) for at, way in ways if way)


def _ways_back(kind: type, terms: Mapping[type, Way]) -> tuple[tuple[int, Way], ...]:
    ways = ((at, _back(hint, terms)) for at, hint in enumerate(_stored_types(kind)))
    return tuple((at, way) for at, way in ways if way)


def _choices(hint: Any) -> list[Any]:
    """The types of a value that is there."""
    union = get_origin(hint) in (Union, types.UnionType)
    return [each for each in get_args(hint) if each is not type(None)] if union else [hint]


def _there(hint: Any) -> Way | None:
    """How a value of a type is written as plain values; None where it is plain."""
    choices = _choices(hint)
    if len(choices) > 1:
        ways = {each: _there(each) or _same for each in choices}
        return lambda value: ways[type(value)](value)
    (only,) = choices
    if get_origin(only) is tuple:
        each = _there(get_args(only)[0])
        return (lambda values: tuple(map(each, values))) if each else None
    if only in _TAXONOMIES:
        return lambda term: term.id
    if only is date:
        return date.toordinal
    if only is time:
        return time.isoformat
    if is_dataclass(only):
        return astuple
    return str if only is not str and issubclass(only, str) else None


def _back(hint: Any, terms: Mapping[type, Way]) -> Way | None:
    """The way back of `_there`."""
    choices = _choices(hint)
    if len(choices) > 1:  # of these, one is a record and the other a text
        ways = {is_dataclass(each): _back(each, terms) or _same for each in choices}
        return lambda value: ways[isinstance(value, tuple)](value)
    (only,) = choices
    if get_origin(only) is tuple:
        each = _back(get_args(only)[0], terms)
        return (lambda values: tuple(map(each, values))) if each else None
    if only in _TAXONOMIES:
        return terms[only]
    if only is date:
        return date.fromordinal
    if only is time:
        return time.fromisoformat
    if is_dataclass(only):
        make: Any = only
        return lambda values: make(*values)
    return only if only is not str and issubclass(only, str) else None


def _same(value: Any) -> Any:
    return value


def _problem_row(problem: Problem) -> Row:
    *values, severity = (getattr(problem, name) for name in _PROBLEM)
    return (*values, str(severity))


_PROBLEM = tuple(field.name for field in fields(Problem))


def _problem(row: Row) -> Problem:
    values = dict(zip(_PROBLEM, row, strict=True))
    return Problem(**values | {"severity": Severity(values["severity"])})
