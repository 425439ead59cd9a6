"""The workflows: pinned, with no more rights than they need, and no place for a stranger's text to become a command."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ci import propose_lock, push_register
from support.project import ROOT

GITHUB = sorted((ROOT / ".github" / "workflows").iterdir())
FORGEJO = sorted((ROOT / ".forgejo" / "workflows").iterdir())
WORKFLOWS = GITHUB + FORGEJO

RIGHTS: dict[tuple[str, str], dict[str, str]] = {
    ("check.yml", "check"): {"contents": "read"},
    ("comment.yml", "comment"): {"actions": "read", "contents": "read", "pull-requests": "write"},
    ("deploy.yml", "build"): {"contents": "read"},
    ("deploy.yml", "deploy"): {"id-token": "write", "pages": "write"},
    ("deploy.yml", "register"): {"contents": "write"},
    ("lock.yml", "try"): {"contents": "read"},
    ("lock.yml", "propose"): {"actions": "read", "contents": "write", "pull-requests": "write"},
}
"""All the rights that there are; a new one is to be thought about here."""

USES = re.compile(r"\s*(?:- )?uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
WORK = re.compile(r"make [a-z =A-Z]+|(?:sudo )?python3 scripts/(?:ci/)?[a-z_]+\.py")

workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.relative_to(ROOT).as_posix())


def read(path: Path) -> dict[Any, Any]:
    told: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return told


def events(told: dict[Any, Any]) -> set[str]:
    on = told[True]  # YAML 1.1 takes the word for a truth value
    return {on} if isinstance(on, str) else set(on)


def steps(told: dict[Any, Any]) -> Iterator[dict[str, Any]]:
    for job in told["jobs"].values():
        yield from job["steps"]


def test_there_are_the_four_and_the_two() -> None:
    assert [path.name for path in FORGEJO] == ["check.yml", "deploy.yml"]
    assert [path.name for path in GITHUB] == ["check.yml", "comment.yml", "deploy.yml", "lock.yml"]


@workflow
def test_actions_are_pinned_by_hash_with_their_version(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if re.match(r"\s*(?:- )?uses:", line)]
    assert len(lines) == sum("uses" in step for step in steps(read(path)))
    assert [line for line in lines if not USES.fullmatch(line)] == []


def test_one_action_has_one_version() -> None:
    text = "".join(path.read_text("utf-8") for path in WORKFLOWS)
    pins = set(re.findall(r"uses: (\S+ # \S+)", text))
    assert len(pins) == len({pin.partition("@")[0] for pin in pins})


@workflow
def test_rights_are_the_least(path: Path) -> None:
    told = read(path)
    assert told["permissions"] == {}
    for name, job in told["jobs"].items():
        least = RIGHTS[path.name, name] if path in GITHUB else {"contents": "read"}
        assert job["permissions"] == least
        assert job["timeout-minutes"] <= 60


@workflow
def test_events_are_the_harmless_ones(path: Path) -> None:
    happening = events(read(path))
    assert happening <= {"pull_request", "workflow_run", "push", "schedule", "workflow_dispatch"}
    if "pull_request" in happening:
        assert happening == {"pull_request"}


@workflow
def test_commands_are_fixed_and_hold_no_logic(path: Path) -> None:
    for step in steps(read(path)):
        assert "shell" not in step
        if "run" in step:
            assert WORK.fullmatch(step["run"]), step["run"]


@workflow
def test_named_targets_and_scripts_are_there(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for step in steps(read(path)):
        program, *rest = step.get("run", "make").split()
        if program == "make":
            targets = [word for word in rest if "=" not in word]
            assert [name for name in targets if not re.search(rf"^{name}:", makefile, re.MULTILINE)] == []
        else:
            assert (ROOT / rest[-1]).is_file()


@workflow
def test_no_credentials_are_left_in_a_check_out(path: Path) -> None:
    for step in steps(read(path)):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_where_a_token_can_write_nothing_of_a_contributor_is_checked_out_or_cached() -> None:
    told = read(ROOT / ".github" / "workflows" / "comment.yml")
    used = [step for step in steps(told) if "uses" in step]
    assert [step["with"]["ref"] for step in used] == ["${{ github.event.repository.default_branch }}"]
    assert told[True]["workflow_run"]["workflows"] == [read(ROOT / ".github/workflows/check.yml")["name"]]
    propose = read(ROOT / ".github" / "workflows" / "lock.yml")["jobs"]["propose"]
    assert not any("make" in step.get("run", "") for step in propose["steps"])


@pytest.mark.parametrize("path", FORGEJO, ids=lambda path: path.name)
def test_those_of_forgejo_are_short_and_lean_on_nothing_of_github(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) < 40
    assert set(re.findall(r"uses: ([^@]+)@", text)) == {"actions/checkout"}
    assert "workflow_run" not in text


@workflow
def test_secrets_are_not_used(path: Path) -> None:
    assert "secrets." not in path.read_text("utf-8")


def test_the_tools_are_pinned_by_hash_and_name_no_host() -> None:
    tools = ROOT / ".github" / "tools"
    lock = json.loads((tools / "package-lock.json").read_text("utf-8"))
    packages = {name: told for name, told in lock["packages"].items() if name}
    assert packages
    for told in packages.values():
        told.pop("funding", None)  # where its authors take money; npm asks nothing of it
        assert "://" not in json.dumps(told)
        assert "resolved" not in told
    assert all(told["integrity"].startswith("sha512-") for told in packages.values())
    wanted = json.loads((tools / "package.json").read_text("utf-8"))["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())


def git(root: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main")
    call = subprocess.run(
        ["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True, encoding="utf-8"
    )
    return call.stdout


GH = """\
import os, pathlib, sys
log = pathlib.Path(os.environ["GH_LOG"])
log.write_text(log.read_text() + " ".join(sys.argv[1:3]) + "\\n" if log.exists() else " ".join(sys.argv[1:3]) + "\\n")
if sys.argv[1:3] == ["run", "download"]:
    assert sys.argv[3] == "77"
    pathlib.Path(sys.argv[sys.argv.index("--dir") + 1], "requirements.lock").write_text(os.environ["GH_LOCK"])
if sys.argv[1:3] == ["pr", "list"]:
    print(os.environ.get("GH_OPEN", ""))
"""


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A check-out with an `origin`, and a gh that notes how it is called."""
    origin, root, programs = tmp_path / "origin", tmp_path / "clone", tmp_path / "bin"
    programs.mkdir()
    (programs / "gh").write_text(f"#!{sys.executable}\n{GH}", encoding="utf-8")
    (programs / "gh").chmod(0o755)
    git(tmp_path, "init", "--quiet", "--bare", str(origin))
    git(tmp_path, "clone", "--quiet", str(origin), str(root))
    (root / "requirements.lock").write_text("old\n", encoding="utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "start")
    git(root, "push", "--quiet", "origin", "HEAD:main")
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("GITHUB_RUN_ID", "77")
    monkeypatch.setenv("GH_LOG", str(tmp_path / "log"))
    monkeypatch.setenv("GH_LOCK", "new\n")
    return root


def test_a_new_lock_is_pushed_and_proposed(clone: Path, tmp_path: Path) -> None:
    assert propose_lock.main(clone) == 0
    assert git(tmp_path / "origin", "show", "lock-update:requirements.lock") == "new\n"
    assert (tmp_path / "log").read_text().splitlines() == [
        "run download",
        "auth setup-git",
        "pr list",
        "pr create",
    ]


def test_an_open_proposal_is_brought_up_to_date(
    clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert propose_lock.main(clone) == 0
    git(clone, "switch", "--quiet", "--force-create", "main", "origin/main")
    monkeypatch.setenv("GH_OPEN", '{"number":3}')
    monkeypatch.setenv("GH_LOCK", "newer\n")
    (tmp_path / "log").unlink()
    assert propose_lock.main(clone) == 0
    assert git(tmp_path / "origin", "show", "lock-update:requirements.lock") == "newer\n"
    assert "pr create" not in (tmp_path / "log").read_text()


def test_the_same_lock_is_not_proposed(
    clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GH_LOCK", "old\n")
    assert propose_lock.main(clone) == 0
    assert "没有新版本" in capsys.readouterr().out
    assert "lock-update" not in git(tmp_path / "origin", "branch")


def written(clone: Path, line: str) -> Path:
    file = clone / push_register.REGISTERS / "published.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(line, encoding="utf-8")
    return file


def test_the_register_is_pushed_to_main(clone: Path, tmp_path: Path) -> None:
    assert push_register.main(clone) == 0
    written(clone, "new\n")
    assert push_register.main(clone) == 0
    assert git(tmp_path / "origin", "show", f"main:{push_register.REGISTERS}/published.csv") == "new\n"
    assert git(clone, "status", "--porcelain") == ""


def test_a_main_that_has_gone_on_registers_by_itself(
    clone: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other"
    git(tmp_path, "clone", "--quiet", "--branch", "main", str(tmp_path / "origin"), str(other))
    git(other, "commit", "--quiet", "--allow-empty", "--message", "later")
    git(other, "push", "--quiet", "origin", "HEAD:main")
    written(clone, "new\n")
    assert push_register.main(clone) == 0
    assert "由它的部署来登记" in capsys.readouterr().out


def test_a_push_that_is_refused_is_told(
    clone: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hook = tmp_path / "origin" / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    written(clone, "new\n")
    assert push_register.main(clone) == 1
    assert "make register" in capsys.readouterr().err
