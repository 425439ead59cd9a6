"""CODEOWNERS: who is asked for a review, as the list of units says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ci import codeowners
from column.model.kinds import Duty, UnitKind
from column.model.terms import Unit
from support.project import ROOT


def unit(id: str, name: str, kind: UnitKind, *github: str) -> Unit:
    return Unit(id=id, name=name, kind=kind, duty=Duty.NONE, order=1, github=github)


OFFICE = unit("zhenggong", "政工室", UnitKind.OFFICE, "zhengban", "wuwei-police/xuanchuan")
SILENT = unit("shenpi", "行政审批科", UnitKind.OFFICE)
STATION = unit("wucheng", "无城派出所", UnitKind.STATION, "@zhangsan", "zhengban")
QUIET = unit("gaogou", "高沟派出所", UnitKind.STATION)


GITHUB, FORGEJO = (codeowners.TARGETS[f"{folder}/CODEOWNERS"] for folder in (".github", ".forgejo"))


def rules(text: str) -> dict[str, list[str]]:
    """Pattern to owners, as the forges read the file."""
    lines = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {pattern: owners for pattern, *owners in lines}


def test_everything_is_the_offices_and_a_folder_is_its_units_and_the_offices() -> None:
    assert rules(codeowners.write([OFFICE, SILENT, STATION, QUIET], *GITHUB)) == {
        "*": ["@zhengban", "@wuwei-police/xuanchuan"],
        "/briefings/wucheng/": ["@zhangsan", "@zhengban", "@wuwei-police/xuanchuan"],
    }


def test_the_general_line_is_first_for_the_last_one_counts() -> None:
    assert next(iter(rules(codeowners.write([STATION, OFFICE], *GITHUB)))) == "*"


def asked(text: str, path: str) -> set[str]:
    """Whom Forgejo asks: the owners of every line whose regular expression fits the whole path."""
    found = rules(text).items()
    return {owner for pattern, owners in found if re.fullmatch(pattern, path) for owner in owners}


def test_forgejo_takes_regular_expressions_and_every_line_that_fits() -> None:
    text = codeowners.write([OFFICE, STATION], *FORGEJO)
    office = {"@zhengban", "@wuwei-police/xuanchuan"}
    assert asked(text, "briefings/wucheng/2026-03-01-a/index.md") == {"@zhangsan", *office}
    assert asked(text, "briefings/units.yml") == asked(text, "docs/briefings/wucheng/a.md") == office
    alone = codeowners.write([SILENT, STATION], *FORGEJO)
    assert asked(alone, "briefings/wucheng/2026-03-01-a/photo-1.jpg") == {"@zhangsan", "@zhengban"}
    assert asked(alone, "cases/2026-03-01-a/index.md") == set()


def test_without_an_offices_account_a_comment_says_so() -> None:
    text = codeowners.write([SILENT, STATION], *GITHUB)
    assert rules(text) == {"/briefings/wucheng/": ["@zhangsan", "@zhengban"]}
    assert "科室还没有" in text


def project(folder: Path, github: str) -> Path:
    file = folder / "briefings" / "units.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f"units:\n  - id: zhenggong\n    name: 政工室\n    kind: office\n    duty: none\n    github: {github}\n",
        encoding="utf-8",
    )
    return folder


def test_check_tells_a_file_that_is_out_of_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = ["--root", str(project(tmp_path, "[zhengban]"))]
    assert codeowners.main([*root, "--check"]) == 1
    assert "codeowners.py" in capsys.readouterr().err
    assert not (tmp_path / ".github").exists()
    assert codeowners.main(root) == 0
    assert codeowners.main([*root, "--check"]) == 0
    project(tmp_path, "[lisi]")
    assert codeowners.main([*root, "--check"]) == 1
    assert codeowners.main(root) == 0
    (tmp_path / ".forgejo" / "CODEOWNERS").unlink()
    assert codeowners.main([*root, "--check"]) == 1


@pytest.mark.parametrize("github", ["[张三]", "{a: b}"])
def test_a_list_of_units_with_a_mistake_changes_nothing(tmp_path: Path, github: str) -> None:
    assert codeowners.main(["--root", str(project(tmp_path, github))]) == 2
    assert not (tmp_path / ".github").exists()


def test_the_repositorys_own_file_is_up_to_date() -> None:
    assert codeowners.main(["--root", str(ROOT), "--check"]) == 0
