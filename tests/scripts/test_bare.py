"""What goes into the bare system of `make bare`, and who is told that it cannot be made. The commands themselves are run
in it by CI."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from ci import bare
from support.project import put


@pytest.mark.programs
def test_the_checkout_is_what_a_download_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, target = tmp_path / "project", tmp_path / "target"
    for path in ("Makefile", "docs/说 明.md", "new.py", ".venv/bin/python", "site/index.html", "gone.md"):
        put(project, path, path)
    put(project, ".gitignore", "/.venv/\n/site/\n")
    for command in (["init", "--quiet"], ["add", "Makefile", "docs", "gone.md"]):
        subprocess.run(["git", "-C", str(project), *command], check=True)
    (project / "gone.md").unlink()
    monkeypatch.setattr(bare, "ROOT", project)
    bare.checkout(target)
    copied = {file.relative_to(target).as_posix() for file in target.rglob("*") if file.is_file()}
    assert copied == {"Makefile", "docs/说 明.md", "new.py", ".gitignore"}


def test_the_system_knows_the_way_to_the_registries_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in bare.FORWARDED:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("PIP_CERT", str(put(tmp_path, "own.crt", "a certificate")))
    monkeypatch.setenv("PYTHONPATH", "/here")
    values = bare.environment(tmp_path)
    assert values.keys() == {"HOME", "PATH", "https_proxy", "PIP_CERT"}
    assert (tmp_path / values["PIP_CERT"].lstrip("/")).read_text() == "a certificate"


def test_without_apt_there_is_no_mirror_to_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert bare.mirror() == []


def test_who_is_not_root_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert bare.main(["--suite", "trixie"]) == 2
    assert capsys.readouterr().err == "空白系统只能在 Linux 上以 root 建立。\n"
