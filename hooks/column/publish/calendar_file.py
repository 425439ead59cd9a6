"""The anti-fraud calendar as a file for calendars (RFC 5545): days that come again each year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from column.selfhelp.calendar import Entry
from column.settings.records import Settings

_OCTETS = 75
"""Of a line at most, without its end (RFC 5545, 3.1)."""


def ics(settings: Settings, entries: Iterable[Entry]) -> bytes:
    """All entries. Nothing in it depends on the clock: they begin in the year in which the feeds do."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{settings.feeds.authority}//{settings.name}//CN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(settings.name)}",
    ]
    for entry in entries:
        lines += _event(settings, entry)
    return "".join(map(_folded, [*lines, "END:VCALENDAR"])).encode()


def _event(settings: Settings, entry: Entry) -> Iterator[str]:
    year = settings.feeds.since.year
    first, last = date(year, *entry.first), date(year, *entry.last)
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.id}@{settings.feeds.authority}"
    yield f"DTSTAMP:{settings.feeds.since:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
    yield "RRULE:FREQ=YEARLY"
    yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{_text(f'{entry.name}：{entry.say}')}"
    yield f"DESCRIPTION:{_text(f'日子的来源：{entry.source}')}"
    yield f"URL:{settings.url}{entry.page}"
    yield "END:VEVENT"


def _text(value: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11)."""
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """A line in parts of at most 75 octets, none of which cuts a character."""
    parts, size = [""], 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _OCTETS:
            parts.append(" ")
            size = 1
        parts[-1] += sign
        size += octets
    return "\r\n".join(parts) + "\r\n"
