"""docs/data/withdrawals.yml: what came down is read, what contradicts itself is told with its line."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from column.content import register, withdrawals
from column.model.article import BEIJING
from column.model.problems import Severity
from column.model.withdrawal import End
from support.project import put

PRESENT = {"wucheng/2026-03-05-xingfu", "wucheng/2026-03-06-other", "2026-03-01-kefu"}
PUBLISHED = {"2026-02-01-old", "2026-02-02-old", "wucheng/2026-02-03-old", "2026-03-01-kefu"}
GOOD = """- 编号: wucheng/2026-03-05-xingfu
  时间: 2026-03-09 10:00
  结果: 撤回
  公开说明: 活动的数字写错了，核实后重发。
  决定人: 政工室
  仍计任务: 是
- {id: 2026-02-01-old, at: 2026-03-10, end: removed, reason: 文中有不宜公开的个人信息。, by: 政工室, purge: true}
- id: https://fanzha.example.gov.cn/cases/2026-02-02-old/
  at: 2026-03-08
  end: 并入
  into: 2026-03-01-kefu
  reason: 同一种骗局，内容并到一篇里。
  by: 政工室
"""


def read(text: str, published: set[str] | None = PUBLISHED) -> withdrawals.Withdrawals:
    return withdrawals.parse(text.encode(), PRESENT, published)


def test_what_was_written_is_read_newest_first() -> None:
    found = read(GOOD)
    assert found.problems == ()
    assert [(record.id, record.end) for record in found.records] == [
        ("2026-02-01-old", End.REMOVED),
        ("wucheng/2026-03-05-xingfu", End.WITHDRAWN),
        ("2026-02-02-old", End.MERGED),
    ]
    removed, withdrawn, merged = found.records
    assert (removed.purge, removed.url, removed.at) == (
        True,
        "cases/2026-02-01-old/",
        datetime(2026, 3, 10, tzinfo=BEIJING),
    )
    assert (withdrawn.counts, withdrawn.by, merged.into) == (True, "政工室", "2026-03-01-kefu")


@pytest.mark.parametrize(
    ("written", "instead", "line", "rule"),
    [
        ("结果: 撤回", "结果: 撤下", 3, "withdrawal"),  # the folder is there
        ("end: removed", "end: withdrawn", 7, "withdrawal"),  # the folder is not
        ("2026-02-01-old", "2026-02-09-old", 7, "withdrawal"),  # nobody knows it
        ("2026-02-01-old", "wucheng/2026-03-05-xingfu", 7, "data"),  # twice
        ("2026-02-01-old", "../../mkdocs.yml", 7, "key"),
        ("into: 2026-03-01-kefu", "into: 2026-02-02-old", 11, "withdrawal"),  # into itself
        ("into: 2026-03-01-kefu", "into: 2026-02-01-old", 11, "withdrawal"),  # into what came down
        ("into: 2026-03-01-kefu", "into: 2026-03-01-nobody", 11, "withdrawal"),
        ("into: 2026-03-01-kefu", "into: wucheng/2026-03-06-other", 11, "withdrawal"),
        ("  into: 2026-03-01-kefu\n", "", 10, "withdrawal"),
        ("end: 并入", "end: 撤下", 11, "withdrawal"),  # removed, and into another
        ("end: 并入", "end: 删除", 10, "key"),
        ("核实后重发。", "重。" * 60, 4, "key"),
        ("活动的数字写错了，核实后重发。", "写错了", 4, "key"),
        ("2026-03-09 10:00", "三月九日", 2, "key"),
        ("仍计任务: 是", "计不计: 是", 6, "key"),
    ],
)
def test_a_contradiction_has_its_line(written: str, instead: str, line: int, rule: str) -> None:
    assert GOOD.count(written) == 1
    found = read(GOOD.replace(written, instead))
    assert (line, rule) in {(problem.line, problem.rule) for problem in found.problems}
    assert all(problem.what and problem.mend for problem in found.problems)


def test_without_a_register_an_unknown_id_is_a_warning() -> None:
    assert {problem.severity for problem in read(GOOD, None).problems} == {Severity.WARNING}


def test_an_absent_file_means_that_nothing_came_down(tmp_path: Path) -> None:
    assert withdrawals.load(tmp_path, set()) == withdrawals.Withdrawals()


def test_ids_are_known_from_the_register(tmp_path: Path) -> None:
    put(tmp_path, withdrawals.PATH, GOOD)
    line = "{},2026-02-05T17:00:00+08:00,new," + "a" * 64 + "\n"
    ids = ("2026-02-01-old", "2026-02-02-old")
    put(tmp_path, register.PATH, ",".join(register.HEADER) + "\n" + "".join(map(line.format, ids)))
    assert withdrawals.load(tmp_path, PRESENT).problems == ()


@pytest.mark.parametrize("title", ["活动的数字写错了", "数字写错了，核实", "无城派出所：活动的数字写错了"])
def test_a_reason_does_not_tell_the_title(title: str) -> None:
    found = read(GOOD)
    (problem,) = found.telling(found.records[1], title)
    assert (problem.line, problem.rule) == (1, "withdrawal-reason")
    assert title not in problem.what + problem.mend


def test_another_reason_tells_nothing() -> None:
    found = read(GOOD)
    assert list(found.telling(found.records[1], "民警走进幸福小区讲防骗")) == []
    assert list(found.telling(found.records[1], "")) == []


def test_former_ids_of_what_was_removed_are_read_and_of_what_has_a_folder_refused() -> None:
    written = GOOD.replace("purge: true", "曾用编号: [cases/2026-01-31-older, 2026-01-30-oldest]")
    found = read(written)
    assert found.problems == ()
    assert found.records[0].former == ("cases/2026-01-31-older/", "cases/2026-01-30-oldest/")
    for wrong in (
        written.replace("2026-01-30-oldest", "wucheng/2026-01-30-oldest"),
        written.replace("2026-01-30-oldest", "2026-02-01-old"),
        GOOD.replace("  仍计任务: 是", "  曾用编号: wucheng/2026-03-01-a"),
    ):
        (problem,) = read(wrong).problems
        assert problem.rule == "withdrawal"
