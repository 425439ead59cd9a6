"""The anti-fraud calendar: the office's file is whole, each mistake is told, and a reader sees what is on."""

from __future__ import annotations

from datetime import date

import pytest

from column.selfhelp import calendar
from support.own_data import INPUTS, SELF_HELP

DATA = """entries:
  - id: summer
    first: 07-01
    last: 08-31
    name: 暑假
    say: 躲着付钱的，都是骗。
    page: groups/minors/
    source: 学校假期，大致的日子
  - id: spring
    first: 01-10
    last: 02-20
    name: 过年
    say: 抢票只在官方软件里办。
    page: scams/ticket/
    source: 大致的日子
"""


def parsed(text: str) -> tuple[tuple[calendar.Entry, ...] | None, list[tuple[int, str]]]:
    pages = {"groups/minors/", "scams/ticket/"}
    found, problems = calendar.parse(calendar.PATH, text.encode(), pages.__contains__)
    return found, [(problem.line, problem.what) for problem in problems]


def test_the_office_has_made_no_mistake() -> None:
    assert len(SELF_HELP.calendar) >= calendar.SHOWN
    assert [problem for problem in INPUTS.problems if problem.path == calendar.PATH] == []


@pytest.mark.parametrize(
    ("day", "ids"),
    [
        ("01-10", ["spring", "summer"]),
        ("02-20", ["spring", "summer"]),
        ("02-21", ["summer", "spring"]),
        ("08-31", ["summer", "spring"]),
        ("12-31", ["spring", "summer"]),
    ],
)
def test_what_is_on_comes_first_and_the_next_year_last(day: str, ids: list[str]) -> None:
    entries, problems = parsed(DATA)
    assert problems == []
    assert entries
    assert [one.id for one in calendar.coming(entries, date.fromisoformat(f"2026-{day}"))] == ids


@pytest.mark.parametrize(
    ("right", "wrong", "line", "what"),
    [
        ("first: 07-01", "first: 7月1日", 3, "“7月1日”不是月和日。"),
        ("last: 08-31", "last: 08-32", 4, "“08-32”不是月和日。"),
        ("last: 02-20", "last: 01-09", 11, "“01-09”在“01-10”前面。"),
        ("page: scams/ticket/", "page: scams/tickets/", 14, "网站里没有“scams/tickets/”这个网页。"),
        ("id: spring", "id: summer", 9, "编号“summer”写了两次（第 2 行已有）。"),
        ("    source: 大致的日子\n", "", 9, "缺少“来源”（source）。"),
    ],
)
def test_each_mistake_is_told(right: str, wrong: str, line: int, what: str) -> None:
    assert right in DATA
    assert (line, what) in parsed(DATA.replace(right, wrong, 1))[1]
