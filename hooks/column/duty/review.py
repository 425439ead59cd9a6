"""What may be out of date (时效性): cases and warnings whose day of review has come or comes soon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from column.content.library import Library
from column.model.case import Case

AHEAD = timedelta(days=30)
"""How long before its day an article is listed."""


@dataclass(frozen=True, slots=True)
class Due:
    """An article to look at again by a day; `newest`: the newest other one of its scam type, if it is newer."""

    by: date
    case: Case
    newest: Case | None


def due(library: Library, today: date) -> tuple[Due, ...]:
    """What is due by 30 days from a day, the most pressing first; no samples."""
    return tuple(sorted(_due(library, today + AHEAD), key=lambda each: (each.by, each.case.id)))


def _due(library: Library, last: date) -> Iterator[Due]:
    for case in library.cases:
        if case.review_by and case.review_by <= last and not case.sample:
            others = (other for other in library.of_scam(case.scam) if isinstance(other, Case))
            newest = next((other for other in others if other.id != case.id), None)
            yield Due(case.review_by, case, newest if newest and newest.date > case.date else None)
