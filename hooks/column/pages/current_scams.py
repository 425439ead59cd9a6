"""Ranking of the scam types that a group's page warns of first: those with a case in force; of these, those that are its
own risks, then those with the newest case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from column.model.case import Case
from column.model.terms import ScamType

MONTHS = 6
"""Calendar months whose cases are counted; the last is that of the newest case, never today's, so that the same
articles give the same page."""
SHOWN = 3


@dataclass(frozen=True, slots=True)
class CurrentScam:
    """A scam type: its newest `case`, in force if there is one, and the `count` of its cases since the month of
    `since`, 0 where the newest is older."""

    case: Case
    count: int
    since: date


def rank(cases: Iterable[Case], risks: Sequence[ScamType] = ()) -> tuple[CurrentScam, ...]:
    """At most three types, from cases that come newest first. `risks`: the group's own, worst first: a case that is tagged
    with a group in passing must not push them aside."""
    newest: dict[str, Case] = {}
    counts: dict[str, int] = {}
    since = date.min
    for case in cases:
        if not newest:
            since = _months_before(case.date, MONTHS - 1)
        known = newest.setdefault(case.scam.id, case)
        if known.outdated and not case.outdated:
            newest[case.scam.id] = case
        counts[case.scam.id] = counts.get(case.scam.id, 0) + (case.date >= since)
    place = {scam.id: at for at, scam in enumerate(risks)}
    # The sort keeps the order of equals, and that is the newest first.
    ranked = sorted(newest, key=lambda scam: (newest[scam].outdated, place.get(scam, len(place))))
    return tuple(CurrentScam(newest[scam], counts[scam], since) for scam in ranked[:SHOWN])


def _months_before(day: date, months: int) -> date:
    """The first day of the month that lies so many months before that of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)
