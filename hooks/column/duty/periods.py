"""Weeks and months of duty, and the working days in them.

A week is that of ISO 8601 (GB/T 7408.1-2023), Monday to Sunday in +08:00; it belongs to the month of its Thursday.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from column.model.article import BEIJING

CLOSING = time(18)
"""When a day of duty ends; also the time of a talk that gives none."""
HOLIDAY_WEEK = 3
"""Working days of a week below which it is shown as 假期周."""

_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])")
_WEEK = re.compile(r"(?P<year>\d{4})-W(?P<week>\d\d)")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """The month of `2026-10`. Raises `ValueError` for every other text."""
        found = _MONTH.fullmatch(text)
        if not found:
            raise ValueError(f"no month: {text}")
        return cls(int(found["year"]), int(found["month"]))

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @property
    def chinese(self) -> str:
        return f"{self.year}年{self.month}月"

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        return self.after.first - _DAY

    @property
    def before(self) -> Month:
        return Month.of(self.first - _DAY)

    @property
    def after(self) -> Month:
        return Month(self.year + self.month // 12, self.month % 12 + 1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A week (`2026-W41`) or a month (`2026-10`), both days included."""

    first: date
    last: date
    id: str

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def is_week(self) -> bool:
        return "W" in self.id

    @property
    def month(self) -> Month:
        """The month in whose ledger the period stands."""
        return Month.of(self.first + 3 * _DAY if self.is_week else self.first)

    @property
    def days(self) -> Iterator[date]:
        return (self.first + number * _DAY for number in range((self.last - self.first).days + 1))


def week_of(day: date) -> Period:
    monday = day - day.weekday() * _DAY
    year, week, _ = day.isocalendar()
    return Period(monday, monday + 6 * _DAY, f"{year:04}-W{week:02}")


def whole_month(month: Month) -> Period:
    return Period(month.first, month.last, str(month))


def weeks_of(month: Month) -> tuple[Period, ...]:
    """The four or five weeks whose Thursday lies in the month."""
    first = week_of(month.first)
    weeks = (week_of(first.first + number * 7 * _DAY) for number in range(6))
    return tuple(week for week in weeks if week.month == month)


def period(id: str) -> Period:
    """The period of an id. Raises `ValueError` where it is none."""
    if found := _WEEK.fullmatch(id):
        return week_of(date.fromisocalendar(int(found["year"]), int(found["week"]), 1))
    return whole_month(Month.parse(id))


@dataclass(frozen=True, slots=True)
class Workdays:
    """Working days. `off`: free days that are no weekend, `shifted`: weekends on which people work; `sources`: of each
    year that is known, where its days come from. In other years, Monday to Friday are working days."""

    off: frozenset[date] = frozenset()
    shifted: frozenset[date] = frozenset()
    sources: tuple[tuple[int, str], ...] = ()

    def __contains__(self, day: date) -> bool:
        return day in self.shifted or (day.weekday() < 5 and day not in self.off)

    def of(self, period: Period) -> tuple[date, ...]:
        return tuple(day for day in period.days if day in self)

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after a day; the day itself for 0."""
        while count:
            day += _DAY
            count -= day in self
        return day

    def deadline(self, period: Period, grace: int) -> datetime:
        """Until when a period can still be met on time: the end of its last day of grace."""
        return datetime.combine(self.after(period.last, grace), CLOSING, BEIJING)

    def is_holiday_week(self, period: Period) -> bool:
        return period.is_week and len(self.of(period)) < HOLIDAY_WEEK
