"""Parse results as they are stored: a struct for each kind of article, made from the fields of its record.

A new front-matter key needs nothing here: its type in the record says how it is stored. Terms of taxonomies are stored
as their ids, the body is stored apart (`article_cache`), everything else as it is. msgspec reads 10,000 of them in
some 20 ms.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from enum import Enum
from operator import attrgetter
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from column.content.articles import Parsed
from column.content.taxonomies import Vocabulary
from column.model.any_article import AnyArticle
from column.model.article import Body
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.problems import Problem
from column.model.terms import Group, ScamType, Unit, Venue

Stamp = tuple[tuple[str, int, int, int, int], ...]
"""Of each file of an article: its name and `Stat`, as plain values."""
Way = Callable[[Any], Any]
KINDS: tuple[type[AnyArticle], ...] = (Briefing, Case)
_TAXONOMIES: Mapping[type, str] = {Unit: "units", Venue: "venues", ScamType: "scams", Group: "groups"}
_REPEATED = ("source", "editor", "title", "short_title")
A = TypeVar("A")


class Stored(msgspec.Struct, Generic[A], array_like=True, frozen=True, gc=False):
    """What is known of one file: the state of the article's files by `Stat` and by content, and the parse result."""

    path: str
    stamp: Stamp
    digest: str
    article: A | None
    problems: tuple[Problem, ...]
    excused: tuple[Problem, ...]
    lines: dict[str, int]


StoredArticle = Stored[Any]


class Storage:
    """The way to bytes and back, for articles of the given kinds whose terms are all in the vocabulary."""

    def __init__(self, vocabulary: Vocabulary, kinds: Sequence[type[AnyArticle]] = KINDS) -> None:
        terms = {
            record: {term.id: term for term in vocabulary.by_name[name].records}.__getitem__
            for record, name in _TAXONOMIES.items()
        }
        self._forms = {kind: _Form(kind, terms) for kind in kinds}
        self._by_struct = {form.struct: form for form in self._forms.values()}
        every: Any = Union[tuple(self._by_struct)]  # noqa: UP007 - made at run time
        self._encoder = msgspec.msgpack.Encoder(enc_hook=str)  # of types that are texts
        self._decoder = msgspec.msgpack.Decoder(list[Stored[every]])

    def stored(self, parsed: Parsed, path: str, stamp: Stamp, digest: str) -> StoredArticle:
        """A parse result without its article's body."""
        article = parsed.article
        struct = self._forms[type(article)].struct_of(article) if article else None
        return Stored(path, stamp, digest, struct, parsed.problems, parsed.excused, dict(parsed.lines))

    def parsed(self, stored: StoredArticle, body: Callable[[str, str], Body]) -> Parsed:
        """The parse result; `body` gives the body from the article's path and digest. Raises `KeyError` where a term is
        not in the vocabulary."""
        struct = stored.article
        article = self._by_struct[type(struct)].article_of(struct, body) if struct else None
        return Parsed(article, stored.problems, stored.excused, stored.lines)

    def encode(self, several: Iterable[StoredArticle]) -> bytes:
        return self._encoder.encode(list(several))

    def decode(self, data: bytes) -> list[StoredArticle]:
        """Raises `msgspec.DecodeError` for what `encode` has not made."""
        return self._decoder.decode(data) if data else []


class _Form:
    """One kind of article: its struct, and the values that differ between struct and record."""

    def __init__(self, kind: type[AnyArticle], terms: Mapping[type, Way]) -> None:
        hints = get_type_hints(kind)
        self._kind = kind
        self._names = names = [field.name for field in fields(kind) if field.init and field.name != "body"]
        types = [hints[name] for name in names]
        plain = [(name, _plain(hint)) for name, hint in zip(names, types, strict=True)]
        self.struct = msgspec.defstruct(
            kind.__name__, plain, tag=kind.__name__, array_like=True, frozen=True, gc=False
        )
        self._there = _changing(names, map(_reference, types))
        self._back = _changing(names, (_resolved(hint, terms) for hint in types))

    def struct_of(self, article: AnyArticle) -> msgspec.Struct:
        return self.struct(**_changed({name: getattr(article, name) for name in self._names}, self._there))

    def article_of(self, struct: msgspec.Struct, body: Callable[[str, str], Body]) -> AnyArticle:
        values = _changed(msgspec.structs.asdict(struct), self._back)
        for name in _REPEATED:  # the same text is in memory once
            values[name] = sys.intern(values[name])
        article: AnyArticle = self._kind(body=body(values["path"], values["digest"]), **values)
        return article


def _changing(names: Iterable[str], ways: Iterable[Way | None]) -> list[tuple[str, Way]]:
    return [(name, way) for name, way in zip(names, ways, strict=True) if way]


def _changed(values: dict[str, Any], ways: Sequence[tuple[str, Way]]) -> dict[str, Any]:
    for name, way in ways:
        if values[name] is not None:
            values[name] = way(values[name])
    return values


def _choices(hint: Any) -> tuple[Any, ...]:
    """The types that a value may have."""
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


def _is_text(kind: Any) -> bool:
    """Whether a type is a text that cannot hold everything, such as `ArticleId`."""
    return isinstance(kind, type) and issubclass(kind, str) and kind is not str and not issubclass(kind, Enum)


def _plain(hint: Any) -> Any:
    """The type of the stored value."""
    choices = _choices(hint)
    if len(choices) > 1:
        return Union[tuple(map(_plain, choices))]  # noqa: UP007 - made at run time
    if get_origin(hint) is tuple:
        return tuple[_plain(get_args(hint)[0]), ...]  # type: ignore[misc]
    return str if hint in _TAXONOMIES or _is_text(hint) else hint


def _reference(hint: Any) -> Way | None:
    """How a value with terms in it is stored; None where there are none."""
    if get_origin(hint) is tuple:
        each = _reference(get_args(hint)[0])
        return (lambda values: tuple(map(each, values))) if each else None
    return attrgetter("id") if hint in _TAXONOMIES else None


def _resolved(hint: Any, terms: Mapping[type, Way]) -> Way | None:
    """The way back from a stored value; None where it is the value."""
    if get_origin(hint) is tuple:
        each = _resolved(get_args(hint)[0], terms)
        return (lambda values: tuple(map(each, values))) if each else None
    text = next(filter(_is_text, _choices(hint)), None)
    if text:
        return lambda value: text(value) if isinstance(value, str) else value
    return terms.get(hint)
