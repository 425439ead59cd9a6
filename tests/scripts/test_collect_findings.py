"""What was found in a pull request is handed over, within limits."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ci import collect_findings
from support.git import CASES, MINE, UNITS, git, merged, save


@pytest.mark.programs
def test_all_findings_are_handed_over(tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tree, "init", "--quiet")
    save(tree, "briefings/units.yml", UNITS)
    git(tree, "commit", "--quiet", "--message", "start")
    git(tree, "switch", "--quiet", "--create", "branch")
    save(tree, CASES, "没有信息栏。\n")
    save(tree, "docs/data/duty.yml", "grace_workdays: 两天\n")
    save(tree, "docs/data/wording.yml", "rules: 无\n")
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
    told_of = {
        name: {finding["rule"] for finding in told["findings"] if finding["path"] == f"docs/data/{name}.yml"}
        for name in ("wording", "duty")
    }
    assert told_of["wording"] > {"ownership"}
    assert told_of["duty"] == {"ownership"}


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
