"""The anti-fraud calendar: which days of each year bring which scam. File: `docs/data/calendar.yml`; the office may do
without it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from column.model.front_matter.written import Line, Matter, Word
from column.model.problems import Problem
from column.parsing.data_file import DataFile, Id, Rows
from column.parsing.yaml_lines import Place

PATH = "docs/data/calendar.yml"
SHOWN = 3
"""How many a reader sees at once."""
_LEAP = 2024
"""Any year that has all days."""
_DAY = re.compile(r"(\d{2})-(\d{2})")


class EntryMatter(Matter):
    id: Id = Field(title="编号")
    first: Word = Field(title="从")
    last: Word = Field(title="到")
    name: Annotated[str, Line(2, 10)] = Field(title="名称")
    say: Annotated[str, Line(4, 26)] = Field(title="提醒")
    page: Word = Field(title="网页")
    source: Annotated[str, Line(4, 100)] = Field(title="来源")


class CalendarMatter(Matter):
    entries: Rows = Field(title="日子")


@dataclass(frozen=True, slots=True)
class Entry:
    """`first` and `last` are month and day; none goes beyond the end of a year."""

    id: str
    first: tuple[int, int]
    last: tuple[int, int]
    name: str
    say: str
    page: str
    source: str


def parse(
    path: str, data: bytes, exists: Callable[[str], bool]
) -> tuple[tuple[Entry, ...] | None, list[Problem]]:
    """The entries by their days, or None, and all that is wrong with them. `exists`: whether the site has a page at an
    address."""
    form = DataFile(path, data, CalendarMatter, EntryMatter)
    if form.fill(CalendarMatter) is None:
        return None, form.problems
    rows = list(form.rows(EntryMatter, "entries"))
    form.unique([(place, row.id) for place, row in rows])
    entries = []
    for place, row in rows:
        first, last = _day(form, (*place, "first"), row.first), _day(form, (*place, "last"), row.last)
        if first and last and last < first:
            form.wrong((*place, "last"), f"“{row.last}”在“{row.first}”前面。", "跨年的分成两条。")
        if not exists(row.page):
            mend = "照网址写，从网站的根目录写起，以 / 结尾，如 scams/ticket/。"
            form.wrong((*place, "page"), f"网站里没有“{row.page}”这个网页。", mend)
        if first and last:
            entries.append(Entry(row.id, first, last, row.name, row.say, row.page, row.source))
    return tuple(sorted(entries, key=lambda entry: (entry.first, entry.last))), form.problems


def coming(entries: Sequence[Entry], day: date) -> tuple[Entry, ...]:
    """Those that a reader sees on a day: first what is on and what comes in this year, then the next year's first.
    `calendar.js` does the same by the reader's clock."""
    today = (day.month, day.day)
    return tuple(sorted(entries, key=lambda entry: entry.last < today)[:SHOWN])


def _day(form: DataFile, place: Place, written: str) -> tuple[int, int] | None:
    found = _DAY.fullmatch(written)
    try:
        day = date(_LEAP, int(found[1]), int(found[2])) if found else None
    except ValueError:
        day = None
    if day is None:
        form.wrong(place, f"“{written}”不是月和日。", "写成 06-01 的样子。")
        return None
    return day.month, day.day
