"""The same problems for people, for a pull request and for programs."""

from __future__ import annotations

import json

from column.model.problems import Problem, Severity
from column.project import report

ERROR = Problem("cases/a.md", 3, 7, "link-live", "网址能点开。", "写成\nhxxps。", "法规", Severity.ERROR)
WARNING = Problem("docs/a,b.yml", 0, 0, "data", "100%：少一题。", "补上。", "", Severity.WARNING)


def test_a_problem_is_one_line_with_its_place() -> None:
    assert report.text([ERROR, WARNING]).splitlines() == [
        "cases/a.md:3:7: 错误[link-live] 网址能点开。（依据：法规） 怎么改：写成 hxxps。",
        "docs/a,b.yml: 提醒[data] 100%：少一题。 怎么改：补上。",
    ]
    assert "\x1b[31m错误[link-live]\x1b[0m" in report.text([ERROR], colour=True)


def test_a_pull_request_shows_it_at_its_line() -> None:
    assert report.github([ERROR, WARNING]).splitlines() == [
        "::error file=cases/a.md,line=3,col=7,title=link-live::网址能点开。 怎么改：写成%0Ahxxps。",
        "::warning file=docs/a%2Cb.yml,title=data::100%25：少一题。 怎么改：补上。",
    ]


def test_a_program_gets_every_field() -> None:
    first, second = json.loads(report.as_json([ERROR, WARNING]))
    assert Problem(**first) == ERROR
    assert second["severity"] == "warning"
    assert not {"line", "column"} & second.keys()


def test_what_is_excused_stands_with_its_reason() -> None:
    assert (
        report.excused([(ERROR, "银行官网")])
        == "cases/a.md:3:7: 已豁免[link-live] 网址能点开。 理由：银行官网\n"
    )
    assert report.excused([(WARNING, "核对过")]).startswith("docs/a,b.yml: 已豁免[")


def test_the_last_line_counts_errors_and_warnings() -> None:
    assert report.summary([], 5) == "检查了 5 篇文章，没有发现问题。"
    assert report.summary([ERROR, WARNING, WARNING], 5) == "检查了 5 篇文章：1 处错误（必须改），2 处提醒。"
