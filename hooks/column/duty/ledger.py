"""The ledger of one month (台账): what each unit owed and did, every talk, what came in or was changed afterwards.

It says whether a duty was met (达标制), never who did most: units stand in the order of `units.yml`, there is no score.
The rules are those of the specification (FEATURES 1.3): each has a test with the numbers of a made-up quarter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from column.content.register import Entry
from column.duty.data import DutyData
from column.duty.periods import Month, Period, weeks_of, whole_month
from column.duty.talks import Judge, Standing, Talk, by_unit, changes, period_of
from column.model.kinds import Duty
from column.model.terms import Unit


class Mark(StrEnum):
    """What became of one period of a unit."""

    ON_TIME = "✔"
    LATE = "补"
    EXEMPT = "免"
    OPEN = "待"
    MISSING = ""
    BLANK = "—"


DONE = (Mark.ON_TIME, Mark.LATE)
COUNTED = (Standing.ON_TIME, Standing.LATE, Standing.DECIDED)
"""How talks stand that count."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums over talks that count. `joint`: those held with others; `answered`: different warnings passed on."""

    talks: int
    people: int
    leaflets: int
    joint: int
    answered: int

    @classmethod
    def of(cls, talks: Sequence[Talk]) -> Tally:
        return cls(
            len(talks),
            sum(talk.audience or 0 for talk in talks),
            sum(talk.leaflets or 0 for talk in talks),
            sum(talk.is_joint for talk in talks),
            len({id for talk in talks for id in talk.answers}),
        )


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit's month. `marks`: by period id, one a week or one for the month; `to_review`: talks that a person has to
    look at."""

    unit: Unit
    marks: tuple[tuple[str, Mark], ...]
    tally: Tally
    to_review: int

    @property
    def due(self) -> int:
        return sum(mark not in (Mark.EXEMPT, Mark.BLANK) for _, mark in self.marks)

    @property
    def done(self) -> int:
        return sum(mark in DONE for _, mark in self.marks)


@dataclass(frozen=True, slots=True)
class TalkRow:
    """One talk of the month. `period`: that of the unit that wrote it; `to_review`: why a person has to look at it."""

    talk: Talk
    period: Period
    standing: Standing
    to_review: str


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What came in or was changed too late for the ledger of its own month."""

    talk: Talk
    month: Month
    entry: Entry

    @property
    def key(self) -> str:
        """What tells it from all others, in every month's ledger."""
        return f"{self.entry.id} {self.entry.at.isoformat()} {self.entry.kind}"


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a frozen month holds: the ids of its talks, each with the time of its last entry, and the keys of what was
    listed in it afterwards."""

    month: Month
    talks: Mapping[str, datetime]
    listed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ledger:
    """One month. `sums`: over all talks, a joint one counted once."""

    month: Month
    weeks: tuple[Period, ...]
    holiday_weeks: frozenset[str]
    rows: tuple[UnitRow, ...]
    sums: Tally
    talks: tuple[TalkRow, ...]
    afterwards: tuple[Afterwards, ...]


def of_month(
    month: Month,
    units: Iterable[Unit],
    talks: Sequence[Talk],
    data: DutyData,
    frozen: Sequence[Frozen],
    today: date,
) -> Ledger:
    """The ledger of a month as it stands at the end of a day. `frozen`: the frozen months before it."""
    decisions = {decision.id: decision for decision in data.decisions}
    sealed = {str(each.month): frozenset(each.talks) for each in frozen if each.month < month}
    judge = Judge(data, decisions, sealed)
    count = _Count(month, data, judge, today)
    own = by_unit(talks)
    rows = tuple(count.row(unit, own.get(unit.id, ())) for unit in units if unit.duty is not Duty.NONE)
    listed = tuple(count.talk_row(talk) for talk in talks if count.belongs(talk))
    weeks = weeks_of(month)
    return Ledger(
        month,
        weeks,
        frozenset(week.id for week in weeks if data.workdays.is_holiday_week(week)),
        rows,
        Tally.of([row.talk for row in listed if row.standing in COUNTED]),
        listed,
        tuple(_afterwards(month, talks, judge, [each for each in frozen if each.month < month])),
    )


@dataclass(frozen=True, slots=True)
class _Count:
    month: Month
    data: DutyData
    judge: Judge
    today: date

    def belongs(self, talk: Talk) -> bool:
        return period_of(talk.day, talk.units[0]).month == self.month

    def talk_row(self, talk: Talk) -> TalkRow:
        own = period_of(talk.day, talk.units[0])
        return TalkRow(talk, own, self.judge.standing(talk, own), self.to_review(talk))

    def to_review(self, talk: Talk) -> str:
        if talk.id in self.judge.decisions:
            return ""
        if self.judge.is_backdated(talk, period_of(talk.day, talk.units[0])):
            return "补录，没有决定不算"
        return f"和 {talk.repeats} 几乎一样" if talk.repeats else ""

    def row(self, unit: Unit, talks: Sequence[Talk]) -> UnitRow:
        periods = (whole_month(self.month),) if unit.duty is Duty.MONTHLY else weeks_of(self.month)
        here = [talk for talk in talks if period_of(talk.day, unit).month == self.month]
        counted = [talk for talk in here if self.judge.standing(talk, period_of(talk.day, unit)) in COUNTED]
        return UnitRow(
            unit,
            tuple((period.id, self.mark(unit, period, talks)) for period in periods),
            Tally.of(counted),
            sum(bool(self.to_review(talk)) for talk in here),
        )

    def mark(self, unit: Unit, period: Period, talks: Iterable[Talk]) -> Mark:
        if (unit.since and period.first < unit.since) or (unit.until and period.last > unit.until):
            return Mark.BLANK
        filling = [talk for talk in talks if self.judge.counts_in(talk, unit) == period]
        if any(self.judge.standing(talk, period) in (Standing.ON_TIME, Standing.DECIDED) for talk in filling):
            return Mark.ON_TIME
        if filling:
            return Mark.LATE
        if self._exempt(unit, period):
            return Mark.EXEMPT
        deadline = self.data.workdays.deadline(period, self.data.rules.grace_workdays)
        return Mark.OPEN if self.today <= deadline.date() else Mark.MISSING

    def _exempt(self, unit: Unit, period: Period) -> bool:
        """Whether every working day of the period is exempt; of one without any, every day."""
        days = self.data.workdays.of(period) or tuple(period.days)
        spans = [each for each in self.data.exemptions if each.unit.id == unit.id]
        return all(any(each.first <= day <= each.last for each in spans) for day in days)


def _afterwards(
    month: Month, talks: Iterable[Talk], judge: Judge, frozen: Sequence[Frozen]
) -> Iterator[Afterwards]:
    """What a month's ledger lists of earlier ones, and of its own what was backdated: each thing once, in the ledger of
    the month in which it happened, or in the first one after that is not frozen."""
    listed = frozenset(key for each in frozen for key in each.listed)
    sealed = {each.month: each for each in frozen}
    found = []
    for talk in talks:
        own = period_of(talk.day, talk.units[0])
        kept = sealed.get(own.month)
        entries: list[Entry] = []
        if talk.entries and judge.is_backdated(talk, own):
            entries.append(talk.entries[0])
        if kept and talk.id in kept.talks:
            entries += [entry for entry in changes(talk) if entry.at > kept.talks[talk.id]]
        for entry in entries:
            happened = Month.of(entry.at.date())
            thing = Afterwards(talk, own.month, entry)
            if thing.key not in listed and (happened == month or (happened < month and happened in sealed)):
                found.append(thing)
    return iter(sorted(found, key=lambda thing: (thing.entry.at, thing.talk.id)))
