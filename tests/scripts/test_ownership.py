"""Whose files a pull request touches, told from a real Git history."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from ci import ownership
from support.git import CASES, MINE, UNITS, git, merged, save


def call(root: Path, author: str) -> int:
    return ownership.main(["--root", str(root), "--base", "HEAD^1", "--author", author])


def test_only_what_the_branch_changed_counts(history: Path) -> None:
    save(history, MINE, "简报。\n")
    assert call(merged(history), "zhangsan") == 0


def test_names_in_chinese_and_with_spaces_are_told_as_they_are(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(history, "cases/新 案例/图.md", "案例。\n")
    assert call(merged(history), "zhangsan") == 1
    assert "cases/新 案例/图.md: 错误[ownership]" in capsys.readouterr().out


def test_a_file_taken_away_by_a_rename_is_stray(history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (history / "briefings" / "wucheng").mkdir()
    git(history, "mv", "cases/old.md", "briefings/wucheng/2026-03-05-old.md")
    assert call(merged(history), "zhangsan") == 1
    assert capsys.readouterr().out.startswith("cases/old.md: ")


def test_a_pull_request_cannot_free_its_author(history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(history, "briefings/units.yml", UNITS.replace("ZhangSan, ", ""))
    assert call(merged(history), "zhangsan") == 1
    assert "briefings/units.yml" in capsys.readouterr().out


def test_a_shallow_check_out_is_enough(history: Path, tmp_path: Path) -> None:
    save(history, CASES, "案例。\n")
    merged(history)
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth", "2", f"file://{history}", str(shallow))
    assert call(shallow, "zhangsan") == 1
    assert call(shallow, "zhengban") == 0


@pytest.mark.parametrize("base", ["no-such-ref", "--output=x", ""])
def test_a_wrong_base_is_a_wrong_call(history: Path, base: str, capsys: pytest.CaptureFixture[str]) -> None:
    git(history, "commit", "--allow-empty", "--message", "x")
    if base:
        assert ownership.main(["--root", str(history), f"--base={base}", "--author", "zhangsan"]) == 2
    else:
        assert ownership.main(["--root", str(history), "--base", "HEAD", "--author", ""]) == 2
    assert capsys.readouterr().err


def test_a_list_on_standard_input(
    history: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("BASE", raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{MINE}\n{CASES}\n"))
    assert ownership.main(["--root", str(history), "--author", "zhangsan", "--format", "github"]) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"::error file={CASES},title=ownership::")
    assert out.count("\n") == 1


def test_a_list_of_units_with_a_mistake_is_a_wrong_call(history: Path) -> None:
    save(history, "briefings/units.yml", UNITS.replace("kind: office", "kind: nonsense"))
    git(history, "commit", "--quiet", "--message", "x")
    assert ownership.main(["--root", str(history), "--base", "HEAD", "--author", "zhangsan"]) == 2
