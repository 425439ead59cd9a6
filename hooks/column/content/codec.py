"""Articles and problems as rows of plain values and back: marshal reads them at ten times the speed of pickle.

A row names the words of the vocabulary by their ids and leaves the body out, which few of those who ask for an
article need.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, time
from typing import Any

from column.content.articles import Parsed
from column.content.taxonomies import Vocabulary
from column.model.records import (
    ArticleId,
    Body,
    Briefing,
    Case,
    CaseKind,
    Excuse,
    Film,
    Photo,
    Problem,
    Severity,
    WebAddress,
)

Row = tuple[Any, ...]
Way = Callable[[Any], Any]


def row(parsed: Parsed) -> Row:
    """What became of a file, but for the article's body."""
    article = parsed.article
    written = None
    if article:
        kind = type(article)
        values = (getattr(article, name) for name in _NAMES[kind])
        written = (
            kind is Case,
            *(_THERE.get(name, _same)(value) for name, value in zip(_NAMES[kind], values, strict=True)),
        )
    return (
        written,
        tuple(map(_problem_row, parsed.problems)),
        tuple(map(_problem_row, parsed.excused)),
        dict(parsed.lines),
    )


def reader(words: Vocabulary) -> Callable[[Row, Body], Parsed]:
    """The way back, for rows whose words are all in the vocabulary. Raises `KeyError` where one is not."""
    ways = _ways(words)
    known = {
        kind: [(at, ways[name]) for at, name in enumerate(names) if name in ways]
        for kind, names in _NAMES.items()
    }

    def parsed(found: Row, body: Body) -> Parsed:
        written, problems, excused, lines = found
        article = None
        if written:
            kind = Case if written[0] else Briefing
            values = list(written[1:])
            for at, way in known[kind]:
                if values[at] is not None:
                    values[at] = way(values[at])
            article = kind(body=body, **dict(zip(_NAMES[kind], values, strict=True)))
        return Parsed(article, tuple(map(_problem, problems)), tuple(map(_problem, excused)), lines)

    return parsed


_NAMES: Mapping[type[Briefing] | type[Case], tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind) if field.init and field.name != "body")
    for kind in (Briefing, Case)
}


def _same(value: Any) -> Any:
    return value


def _id(word: Any) -> str:
    return str(word.id)


def _day(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _photo(photo: Photo | None) -> Row | None:
    return (photo.name, photo.digest, photo.width, photo.height, photo.alt) if photo else None


def _video(video: Film | WebAddress | None) -> Row | str | None:
    return (video.name, video.digest, video.suffix) if isinstance(video, Film) else video and str(video)


_THERE: Mapping[str, Way] = {
    "unit": _id,
    "venue": _id,
    "scam": _id,
    "groups": lambda groups: tuple(map(_id, groups)),
    "date": _day,
    "updated": _day,
    "review_by": _day,
    "time": lambda moment: moment.isoformat() if moment else None,
    "kind": str,
    "aliases": lambda ids: tuple(map(str, ids)),
    "video": _video,
    "cover": _photo,
    "photos": lambda photos: tuple(map(_photo, photos)),
    "allow": lambda excuses: tuple((excuse.rule, excuse.reason) for excuse in excuses),
}


def _ways(words: Vocabulary) -> Mapping[str, Way]:
    groups = {group.id: group for group in words.groups.records}
    return {
        "unit": {unit.id: unit for unit in words.units.records}.__getitem__,
        "venue": {venue.id: venue for venue in words.venues.records}.__getitem__,
        "scam": {scam.id: scam for scam in words.scams.records}.__getitem__,
        "groups": lambda ids: tuple(map(groups.__getitem__, ids)),
        "date": date.fromordinal,
        "updated": date.fromordinal,
        "review_by": date.fromordinal,
        "time": time.fromisoformat,
        "kind": CaseKind,
        "aliases": lambda ids: tuple(map(ArticleId, ids)),
        "video": lambda video: WebAddress(video) if isinstance(video, str) else Film(*video),
        "cover": lambda photo: Photo(*photo),
        "photos": lambda photos: tuple(Photo(*photo) for photo in photos),
        "allow": lambda excuses: tuple(Excuse(*excuse) for excuse in excuses),
    }


def _problem_row(problem: Problem) -> Row:
    *values, severity = (getattr(problem, name) for name in _PROBLEM)
    return (*values, str(severity))


_PROBLEM = tuple(field.name for field in fields(Problem))


def _problem(row: Row) -> Problem:
    values = dict(zip(_PROBLEM, row, strict=True))
    return Problem(**values | {"severity": Severity(values["severity"])})
