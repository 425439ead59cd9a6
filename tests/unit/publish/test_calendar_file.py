"""The file for calendars: whole days that come again each year, in lines that any program reads."""

from __future__ import annotations

import re
from dataclasses import replace

from column.publish.calendar_file import ics
from support.own_data import SELF_HELP, SETTINGS

ENTRIES = SELF_HELP.calendar


def test_a_line_is_short_and_cuts_no_character() -> None:
    long = replace(ENTRIES[0], source="，".join(["大致的日子"] * 15), name="年,终;\\")
    data = ics(SETTINGS, [long])
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    whole = data.decode().replace("\r\n ", "")
    assert f"DESCRIPTION:日子的来源：{long.source}\r\n" in whole
    assert f"SUMMARY:年\\,终\\;\\\\：{long.say}\r\n" in whole


def test_every_entry_is_there_with_its_days() -> None:
    text = ics(SETTINGS, ENTRIES).decode()
    assert len(re.findall("BEGIN:VEVENT", text)) == text.count("RRULE:FREQ=YEARLY") == len(ENTRIES)
    assert len(set(re.findall("UID:(.*)\r", text))) == len(ENTRIES)
    campaign = text[text.index("UID:campaign") :]
    assert campaign.index("DTSTART;VALUE=DATE:20250601") < campaign.index("DTEND;VALUE=DATE:20250701")
