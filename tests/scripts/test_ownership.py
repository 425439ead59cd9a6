"""Whose files a pull request touches, told from a real Git history; and what is handed over."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from ci import collect_findings, ownership

UNITS = """\
units:
  - {id: zhenggong, name: 政工室, kind: office, duty: none, github: [zhengban]}
  - {id: xingzhen, name: 刑侦大队, kind: brigade, duty: monthly, github: [xingban, both]}
  - {id: wucheng, name: 无城派出所, kind: station, duty: weekly, github: [ZhangSan, both]}
  - {id: wucheng-2, name: 无城第二派出所, kind: station, duty: weekly}
"""
MINE = "briefings/wucheng/2026-03-05-shequ/index.md"
CASES = "cases/2026-03-01-kefu/index.md"


def git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main")
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


def save(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    git(root, "add", "--all")


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """A repository whose HEAD merges a branch that is still empty."""
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init", "--quiet")
    save(root, "briefings/units.yml", UNITS)
    save(root, "cases/old.md", "旧案例。\n" * 20)
    git(root, "commit", "--quiet", "--message", "start")
    git(root, "switch", "--quiet", "--create", "branch")
    return root


def merged(root: Path) -> Path:
    """What GitHub checks out: the branch merged into a main that has gone on meanwhile."""
    git(root, "commit", "--quiet", "--message", "branch")
    git(root, "switch", "--quiet", "main")
    save(root, "docs/meanwhile.md", "别人的改动。\n")
    git(root, "commit", "--quiet", "--message", "meanwhile")
    git(root, "merge", "--quiet", "--no-ff", "--no-edit", "branch")
    return root


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
    assert "cases/新 案例/图.md:0: 错误[ownership]" in capsys.readouterr().out


def test_a_file_taken_away_by_a_rename_is_stray(history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (history / "briefings" / "wucheng").mkdir()
    git(history, "mv", "cases/old.md", "briefings/wucheng/2026-03-05-old.md")
    assert call(merged(history), "zhangsan") == 1
    assert capsys.readouterr().out.startswith("cases/old.md:0:")


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
    assert out.startswith(f"::error file={CASES},line=1")
    assert out.count("\n") == 1


def test_a_list_of_units_with_a_mistake_is_a_wrong_call(history: Path) -> None:
    save(history, "briefings/units.yml", UNITS.replace("kind: office", "kind: nonsense"))
    git(history, "commit", "--quiet", "--message", "x")
    assert ownership.main(["--root", str(history), "--base", "HEAD", "--author", "zhangsan"]) == 2


@pytest.mark.programs
def test_all_findings_are_handed_over(tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tree, "init", "--quiet")
    save(tree, "briefings/units.yml", UNITS)
    git(tree, "commit", "--quiet", "--message", "start")
    git(tree, "switch", "--quiet", "--create", "branch")
    save(tree, CASES, "没有信息栏。\n")
    merged(tree)
    target = tmp_path / "handover.json"
    for name, value in {
        "NUMBER": "12",
        "BASE": "HEAD^1",
        "AUTHOR": "zhangsan",
        "HANDOVER": str(target),
    }.items():
        monkeypatch.setenv(name, value)
    assert collect_findings.main(["--root", str(tree)]) == 0
    told = json.loads(target.read_text("utf-8"))
    assert (told["number"], told["complete"]) == (12, True)
    rules = {finding["rule"] for finding in told["findings"] if finding["path"] == CASES}
    assert "ownership" in rules
    assert len(rules) > 1


def test_a_check_that_dies_is_told(tree: Path, tmp_path: Path) -> None:
    (tree / "mkdocs.yml").unlink()
    target = tmp_path / "handover.json"
    arguments = ["--number", "1", "--base", "none", "--author", "x", "--output", str(target)]
    script = str(Path(collect_findings.__file__))
    subprocess.run([sys.executable, script, *arguments, "--root", str(tree)], check=True, capture_output=True)
    assert json.loads(target.read_text("utf-8")) == {"number": 1, "complete": False, "findings": []}


def test_warnings_on_other_articles_are_not_the_authors(
    history: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(history, "briefings/wucheng/2026-03-05-shequ/photo.jpg", "")
    save(history, "cases/2026-03-01-kefu.md", "")
    root = merged(history)
    old = "briefings/wucheng/2026-01-05-old/index.md"
    paths = {MINE: "warning", "cases/2026-03-01-kefu.md": "warning", CASES: "warning", old: "error"}
    told = [
        {
            "path": path,
            "line": 1,
            "rule": "r",
            "what": "长" * 9000,
            "mend": "",
            "why": "",
            "severity": severity,
        }
        for path, severity in [*paths.items(), (old, "warning")]
    ]
    monkeypatch.setattr(collect_findings, "content", lambda _: (told, True))
    found = collect_findings.gather(root, 1, "HEAD^1", "zhengban")["findings"]
    assert [(item["severity"], item["path"]) for item in found] == [
        ("error", old),
        ("warning", MINE),
        ("warning", "cases/2026-03-01-kefu.md"),
    ]
    assert len(found[0]["what"]) == 2000
