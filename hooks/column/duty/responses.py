"""What became of a warning (预警研判-宣传教育-技术防控-案件处置): from its publication to the talks of all that owe one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median

from column.content.library import Library
from column.content.register import Register
from column.duty.data import DutyData
from column.duty.talks import Talk, moment
from column.model.article import BEIJING
from column.model.case import Case
from column.model.kinds import Duty
from column.model.steps import Step
from column.model.terms import Unit

SPANS = ("video", "push", "first", "half", "all")
"""What is timed, from the publication on."""


@dataclass(frozen=True, slots=True)
class Response:
    """One warning. `published`: when it first reached the main line; `until`: the end of the last day of its window; `required`: the
    units that owe a talk; `covered`: those that held one within the window, each with the moment of its first; `talks`:
    all that passed it on within the window, a joint one once; `steps`: what was done, the internal ones too."""

    id: str
    title: str
    url: str
    published: datetime
    until: datetime
    required: tuple[Unit, ...]
    covered: tuple[tuple[Unit, datetime], ...]
    talks: int
    steps: tuple[Step, ...]

    @property
    def missing(self) -> tuple[Unit, ...]:
        there = {unit.id for unit, _ in self.covered}
        return tuple(unit for unit in self.required if unit.id not in there)

    def is_over(self, today: date) -> bool:
        return self.until.date() < today

    def hours(self, span: str) -> float | None:
        """Hours from the publication to a step of `SPANS`; None where it has not been reached. What was there before is
        0."""
        moments = sorted(at for _, at in self.covered)
        at: datetime | None = None
        if span in ("video", "push"):
            done = [moment(step.date, step.time) for step in self.steps if step.step == span]
            at = min(done, default=None)
        elif self.required:
            needed = {"first": 1, "half": (len(self.required) + 1) // 2, "all": len(self.required)}[span]
            at = moments[needed - 1] if len(moments) >= needed else None
        return None if at is None else max(0.0, round((at - self.published).total_seconds() / 3600, 1))


def of_warnings(
    library: Library, register: Register, talks: Sequence[Talk], data: DutyData, today: date
) -> tuple[Response, ...]:
    """The warnings that were published up to a day, newest first; no samples."""
    found = []
    for case in library.warnings():
        published = register.first_published(case)
        if published and published.date() <= today and not case.sample:
            found.append(_response(case, published, library, talks, data))
    return tuple(sorted(found, key=lambda response: (response.published, response.id), reverse=True))


def _response(
    case: Case, published: datetime, library: Library, talks: Iterable[Talk], data: DutyData
) -> Response:
    last = published.date() + timedelta(days=case.window or data.rules.window_days)
    until = datetime.combine(last, time.max, BEIJING)
    required = case.requires or tuple(
        unit
        for unit in library.vocabulary.units.records
        if unit.duty is Duty.WEEKLY
        and (unit.since or published.date()) <= published.date() <= (unit.until or published.date())
    )
    telling = [
        talk
        for talk in talks
        if case.id in talk.answers and published <= talk.at <= until and not talk.is_withdrawn
    ]
    first = {
        unit.id: min(talk.at for talk in telling if unit in talk.units)
        for unit in required
        if any(unit in talk.units for talk in telling)
    }
    internal = tuple(step for id, step in data.steps if id in (case.id, *case.aliases))
    return Response(
        case.id,
        case.title,
        case.url,
        published,
        until,
        tuple(required),
        tuple((unit, first[unit.id]) for unit in required if unit.id in first),
        len(telling),
        (*case.steps, *internal),
    )


def medians(responses: Iterable[Response]) -> dict[str, float | None]:
    """The median of each of `SPANS` over the warnings that reached it."""
    several = list(responses)
    hours = {span: [found for each in several if (found := each.hours(span)) is not None] for span in SPANS}
    return {span: round(median(found), 1) if found else None for span, found in hours.items()}
