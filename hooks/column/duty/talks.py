"""Talks: what the ledger counts. Each public briefing is one; so is one that was taken down and still counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from column.content.library import Library
from column.content.register import CORRECTED, NEW, Entry, Register
from column.content.taxonomies import Taxonomy
from column.duty.data import Decision, DutyData
from column.duty.periods import CLOSING, Month, Period, Workdays, week_of, whole_month
from column.model.article import BEIJING
from column.model.briefing import Briefing
from column.model.kinds import Duty
from column.model.terms import Group, ScamType, Unit, Venue
from column.model.withdrawal import Withdrawal


class Standing(StrEnum):
    """How a talk stands to its period."""

    ON_TIME = "按期"
    LATE = "补报"
    BACKDATED = "补录"
    UNPUBLISHED = "未发布"
    NOT_COUNTED = "不计"
    DECIDED = "按决定计入"


@dataclass(frozen=True, slots=True)
class Talk:
    """One event. `units`: who held it, the unit that wrote the briefing first; `partners`: others than units; `at`: its
    moment, `is_about` where no time is given; `answers`: ids of the warnings, cases and must-talks that it passes on;
    `entries`: its lines of the register; `repeats`: the id of an earlier briefing that it nearly repeats;
    `down`: whether its briefing came down, `counts`: whether it counts all the same."""

    id: str
    title: str
    url: str
    day: date
    at: datetime
    is_about: bool
    units: tuple[Unit, ...]
    partners: tuple[str, ...] = ()
    venue: Venue | None = None
    place: str = ""
    groups: tuple[Group, ...] = ()
    scams: tuple[ScamType, ...] = ()
    form: str = ""
    audience: int | None = None
    leaflets: int | None = None
    consulted: int | None = None
    installed: int | None = None
    answers: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    repeats: str = ""
    down: bool = False
    counts: bool = False

    @property
    def published(self) -> datetime | None:
        """When it first reached the main line; None where it has not yet."""
        return self.entries[0].at if self.entries else None

    @property
    def is_withdrawn(self) -> bool:
        """Whether its briefing came down, without a word that it counts all the same."""
        gone = self.down or (bool(self.entries) and self.entries[-1].kind not in (NEW, CORRECTED))
        return gone and not self.counts

    @property
    def is_joint(self) -> bool:
        return len(self.units) > 1 or bool(self.partners)


def of_library(
    library: Library, register: Register, repeats: Mapping[str, str], until: date
) -> tuple[Talk, ...]:
    """The talks of the public briefings up to a day, and of those that came down, by day and id. `repeats`: see `Talk`."""
    briefings = [*library.briefings, *library.withdrawn.values()]
    talks = [
        _talk(briefing, library, register, repeats.get(briefing.id, ""))
        for briefing in briefings
        if isinstance(briefing, Briefing) and not briefing.sample and not briefing.draft
    ]
    there = {talk.id for talk in talks}
    gone = (_gone(record, library, register) for record in library.withdrawals if record.id not in there)
    talks += filter(None, gone)
    down = {str(record.id): record for record in library.withdrawals if record.at.date() <= until}
    talks = [
        replace(talk, down=True, counts=down[talk.id].counts) if talk.id in down else talk for talk in talks
    ]
    return tuple(sorted((talk for talk in talks if talk.day <= until), key=lambda talk: (talk.day, talk.id)))


def _gone(record: Withdrawal, library: Library, register: Register) -> Talk | None:
    """The talk of a briefing of which nothing is left but its id; None for what is none, or was never published."""
    unit_id, _, name = record.id.rpartition("/")
    unit, entries = library.vocabulary.units.find(unit_id), register.of_ids([record.id])
    if unit is None or not entries:
        return None
    day = date.fromisoformat(name[:10])
    return Talk(
        id=record.id,
        title="（已撤下）",
        url=record.notice,
        day=day,
        at=moment(day, None),
        is_about=True,
        units=(unit,),
        entries=entries,
    )


def _talk(briefing: Briefing, library: Library, register: Register, repeats: str) -> Talk:
    units, partners = _named(briefing, library.vocabulary.units)
    known = (library.by_id.get(id) for id in briefing.responds_to)
    answers = dict(zip(briefing.responds_to, known, strict=True))
    return Talk(
        id=briefing.id,
        title=briefing.title,
        url=briefing.url,
        day=briefing.date,
        at=moment(briefing.date, briefing.time),
        is_about=briefing.time is None,
        units=units,
        partners=partners,
        venue=briefing.venue,
        place=briefing.place,
        groups=briefing.groups,
        scams=library.scams_of(briefing),
        form=briefing.form,
        audience=briefing.audience,
        leaflets=briefing.leaflets,
        consulted=briefing.consulted,
        installed=briefing.installed,
        answers=tuple(case.id if case else id for id, case in answers.items()),
        entries=register.of(briefing),
        repeats=repeats,
    )


def _named(briefing: Briefing, units: Taxonomy[Unit]) -> tuple[tuple[Unit, ...], tuple[str, ...]]:
    """The units that held the event, its own first, and partners that are none."""
    found = {name: units.find(name) for name in briefing.with_}
    others = tuple(unit for unit in found.values() if unit and unit != briefing.unit)
    return tuple(dict.fromkeys((briefing.unit, *others))), tuple(n for n, unit in found.items() if not unit)


def moment(day: date, time: time | None) -> datetime:
    """When something happened; at the end of the day where no time is given."""
    return datetime.combine(day, time or CLOSING, BEIJING)


def period_of(day: date, unit: Unit) -> Period:
    """The period of a unit in which a day lies; for a unit without a duty, its week."""
    return whole_month(Month.of(day)) if unit.duty is Duty.MONTHLY else week_of(day)


@dataclass(frozen=True)
class Judge:
    """Says how talks stand. `frozen`: the ids of the talks in each frozen month (`2026-10`)."""

    data: DutyData
    decisions: Mapping[str, Decision]
    frozen: Mapping[str, frozenset[str]]

    @property
    def _workdays(self) -> Workdays:
        return self.data.workdays

    def standing(self, talk: Talk, period: Period) -> Standing:
        """How a talk stands to the period that its day lies in."""
        if talk.id in self.decisions:
            decided = self.decisions[talk.id].counts_for
            return Standing.DECIDED if decided else Standing.NOT_COUNTED
        if talk.published is None:
            return Standing.UNPUBLISHED
        if talk.is_withdrawn:
            return Standing.NOT_COUNTED
        if self.is_backdated(talk, period):
            return Standing.BACKDATED
        on_time = talk.published <= self._workdays.deadline(period, self.data.rules.grace_workdays)
        return Standing.ON_TIME if on_time else Standing.LATE

    def is_backdated(self, talk: Talk, period: Period) -> bool:
        """Whether a talk was reported too long after it was held, or after its month was frozen."""
        if talk.published is None:
            return False
        too_old = talk.published.date() - talk.day > timedelta(days=self.data.rules.backdate_days)
        sealed = self.frozen.get(str(period.month))
        return too_old or (sealed is not None and talk.id not in sealed)

    def counts_in(self, talk: Talk, unit: Unit) -> Period | None:
        """The period of a unit that a talk fills; None where it fills none."""
        own = period_of(talk.day, unit)
        if decision := self.decisions.get(talk.id):
            decided = decision.counts_for
            if decided and decided.is_week and not own.is_week:
                return whole_month(decided.month)
            return decided
        return own if self.standing(talk, own) in (Standing.ON_TIME, Standing.LATE) else None


def by_unit(talks: Iterable[Talk]) -> Mapping[str, Sequence[Talk]]:
    """The talks of each unit, by its id; a joint one for each unit."""
    found: dict[str, list[Talk]] = {}
    for talk in talks:
        for unit in talk.units:
            found.setdefault(unit.id, []).append(talk)
    return found


def changes(talk: Talk) -> Iterator[Entry]:
    """What happened to a talk after it was published."""
    yield from (entry for entry in talk.entries[1:] if entry.kind != NEW)


def kind_name(entry: Entry) -> str:
    names = {NEW: "补录", CORRECTED: "更正", "withdrawn": "撤回", "removed": "撤下", "merged": "并入"}
    return names[entry.kind]
