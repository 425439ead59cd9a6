"""A unit may change its own folder, an office all of them; an account that cannot be one is told."""

from __future__ import annotations

import pytest

from column.model.kinds import Duty, UnitKind
from column.model.terms import Unit
from column.rules.ownership import accounts, stray

MINE = "briefings/wucheng/2026-03-05-shequ/index.md"
CASES = "cases/2026-03-01-kefu/index.md"


def unit(id: str, name: str, kind: UnitKind, *github: str) -> Unit:
    return Unit(id=id, name=name, kind=kind, duty=Duty.NONE, order=1, github=github)


LIST = (
    unit("zhenggong", "政工室", UnitKind.OFFICE, "zhengban"),
    unit("xingzhen", "刑侦大队", UnitKind.BRIGADE, "xingban", "both"),
    unit("wucheng", "无城派出所", UnitKind.STATION, "ZhangSan", "both"),
)


@pytest.mark.parametrize(
    ("author", "changed"),
    [
        ("zhangsan", [MINE]),
        ("@ZHANGSAN", [MINE]),
        ("both", [MINE, "briefings/xingzhen/2026-03-05-yujing.md"]),
        ("zhengban", [CASES, "Makefile", MINE]),
        ("stranger", [CASES, "Makefile", MINE]),
        ("zhangsan", []),
    ],
)
def test_in_place(author: str, changed: list[str]) -> None:
    assert stray(changed, author, LIST) == []


@pytest.mark.parametrize(
    ("author", "path"),
    [
        ("zhangsan", CASES),
        ("zhangsan", "briefings/units.yml"),
        ("zhangsan", "briefings/xingzhen/2026-03-05-yujing.md"),
        ("zhangsan", "briefings/wucheng-2/2026-03-05-shequ.md"),
        ("zhangsan", "briefings/wucheng"),
        ("zhangsan", "briefings/wucheng/../xingzhen/a.md"),
        ("zhangsan", "docs/briefings/wucheng/a.md"),
        ("xingban", MINE),
    ],
)
def test_stray(author: str, path: str) -> None:
    (problem,) = stray([path], author, LIST)
    assert problem.path == path
    assert path in problem.what
    assert "政工室" in problem.mend


def test_each_stray_file_is_named_once() -> None:
    found = stray(["b.md", MINE, "a.md", "b.md"], "zhangsan", LIST)
    assert [problem.path for problem in found] == ["a.md", "b.md"]


@pytest.mark.parametrize("name", ["zhang san", "张三", "-a", "a-", "a--b", "a/b/c", "a@b", "*", "#x"])
def test_accounts_that_cannot_be(name: str) -> None:
    (problem,) = accounts([unit("wucheng", "无城派出所", UnitKind.STATION, name)])
    assert name in problem.what
