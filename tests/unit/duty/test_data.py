"""The office's files for the ledger: what is in them is read, what is wrong in them is told with its line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from column.duty import data
from column.duty.periods import Month, period, week_of, weeks_of
from support.builders import VOCABULARY
from support.project import ROOT, put

RULES = """grace_workdays: 3
terms:
  - {name: 秋季, from: 2026-09-01, until: 2027-01-22}
exemptions:
  - 单位: 无城派出所
    开始: 2026-10-05
    结束: 2026-10-11
    理由: 全员安保
    文件: 某文件
decisions:
  - {id: wucheng/2026-10-20-shequ, counts_for: 2026-W43, reason: 活动真实, by: 办公室}
  - {id: wucheng/2026-10-21-shequ, counts_for: 不计, reason: 重复上报, by: 办公室}
"""


def test_rules_are_read() -> None:
    read, problems = data.parse_rules("duty.yml", RULES.encode(), VOCABULARY)
    assert problems == []
    assert (read.rules.grace_workdays, read.rules.backdate_days, read.rules.window_days) == (3, 14, 7)
    assert [(term.name, term.first) for term in read.terms] == [("秋季", date(2026, 9, 1))]
    assert [(each.unit.id, each.last) for each in read.exemptions] == [("wucheng", date(2026, 10, 11))]
    assert [each.counts_for for each in read.decisions] == [period("2026-W43"), None]


@pytest.mark.parametrize(
    ("written", "instead", "line"),
    [
        ("grace_workdays: 3", "grace_workdays: 几天", 1),
        ("until: 2027-01-22", "until: 2026-01-22", 3),
        ("无城派出所", "无为派出所", 5),
        ("结束: 2026-10-11", "结束: 2026-10-01", 7),
        ("文件: 某文件", "附件: 某文件", 5),
        ("2026-W43", "2026-W54", 11),
        ("2026-W43", "第43周", 11),
        ("10-21-shequ", "10-20-shequ", 12),
    ],
)
def test_a_mistake_in_the_rules_has_its_line(written: str, instead: str, line: int) -> None:
    assert written in RULES
    _, problems = data.parse_rules("duty.yml", RULES.replace(written, instead).encode(), VOCABULARY)
    assert line in {problem.line for problem in problems}
    assert all(problem.what and problem.mend for problem in problems)


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (
            data.parse_must_talk,
            "must_talk:\n  - {id: a, why: loss, town: 某镇, unit: wucheng, due: 2026-10-01}\n",
        ),
        (
            data.parse_must_talk,
            "must_talk:\n  - {id: must-a, why: 别的, town: 某镇, unit: wucheng, due: 2026-10-01}\n",
        ),
        (data.parse_pressure, "pressure:\n  - {month: 十月份啊啊啊啊, scam: 刷单返利, count: 3}\n"),
        (data.parse_pressure, "pressure:\n  - {month: 2026-10, scam: 没有的, count: 3}\n"),
        (data.parse_steps, "steps:\n  - {case: 2026-10-12-a, step: video, at: 2026-10-12, by: wucheng}\n"),
        (data.parse_steps, "steps:\n  - {case: 2026-10-12-a, step: tech, at: 2026-10-12, by: 没有的}\n"),
    ],
)
def test_a_mistake_in_another_file_has_its_line(parse: Callable[..., Any], text: str) -> None:
    _, problems = parse("x.yml", text.encode(), VOCABULARY)
    assert [problem.line for problem in problems] == [2]


def test_a_tree_without_these_files_has_no_problem(tmp_path: Path) -> None:
    assert data.load(tmp_path, VOCABULARY) == (data.DutyData(), [])


def test_holidays_are_read_and_days_of_other_years_told(tmp_path: Path) -> None:
    put(tmp_path, "docs/data/holidays/2026.yml", "source: 某通知\noff:\n  - 2026-10-01\n  - 2027-01-01\n")
    read, problems = data.load(tmp_path, VOCABULARY)
    assert [(problem.path, problem.line) for problem in problems] == [("docs/data/holidays/2026.yml", 4)]
    assert date(2026, 10, 1) not in read.workdays
    assert date(2026, 10, 9) in read.workdays


def test_our_own_files_are_right() -> None:
    read, problems = data.load(ROOT, VOCABULARY)
    assert problems == []
    assert [year for year, _ in read.workdays.sources] == [2025, 2026]
    assert date(2026, 10, 10) in read.workdays
    assert date(2026, 10, 5) not in read.workdays


def test_weeks_belong_to_the_month_of_their_thursday() -> None:
    assert [str(week.id) for week in weeks_of(Month(2027, 1))] == [f"2027-W0{week}" for week in range(1, 5)]
    assert week_of(date(2027, 1, 1)).id == "2026-W53"
    assert week_of(date(2027, 1, 1)).month == Month(2026, 12)
    months = [Month(2026, month) for month in range(1, 13)]
    assert sum(len(weeks_of(month)) for month in months) == 53
    assert (Month(2026, 12).after, Month(2026, 1).before) == (Month(2027, 1), Month(2025, 12))


@pytest.mark.parametrize("public", [True, False])
def test_counts_are_public_only_where_the_file_says_so(public: bool) -> None:
    text = (
        "public: true\n" if public else ""
    ) + "pressure:\n  - {month: 2026-10, scam: 刷单返利, count: 6}\n"
    found, problems = data.parse_pressure("pressure.yml", text.encode(), VOCABULARY)
    assert (problems, [each.public for each in found]) == ([], [public])
