"""The first command on a new machine: set up, or one line that says what helps there."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap
import install_programs
from ci import ownership
from support.project import ROOT

DEBIAN_11 = {"ID": "debian", "PRETTY_NAME": "Debian GNU/Linux 11 (bullseye)"}
UBUNTU_22 = {"ID": "ubuntu", "ID_LIKE": "debian", "PRETTY_NAME": "Ubuntu 22.04.5 LTS"}
ROCKY_9 = {"ID": "rocky", "ID_LIKE": "rhel centos fedora", "PRETTY_NAME": "Rocky Linux 9.4"}


@pytest.mark.parametrize(
    ("system", "release", "wanted"),
    [
        ("Linux", DEBIAN_11, "Debian 12"),
        ("Linux", UBUNTU_22, "Ubuntu 24.04"),
        ("Linux", ROCKY_9, "dnf install python3.11"),
        ("Linux", {"ID": "other"}, "make PYTHON="),
        ("Linux", {}, "make PYTHON="),
        ("Darwin", {}, "brew install"),
        ("Windows", {}, "winget install"),
    ],
)
def test_what_helps_on_each_system(system: str, release: dict[str, str], wanted: str) -> None:
    advice = bootstrap.how_to_get_python(system, release)
    assert wanted in advice
    assert "apt-get install python3 " not in advice, "Debian's own Python is what is too old there"


def test_what_is_built_here_is_built_by_what_the_lock_file_names() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    ready, built = bootstrap.split(lock)
    assert ready.count("==") + built.count("==") == lock.count("==")
    assert "setuptools==" in ready
    assert [line.partition("==")[0] for line in built.splitlines() if "==" in line] == ["feedgen"]
    assert "--hash=sha256:" in built


def test_an_old_python_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert bootstrap.main() == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("需要 Python 3.11 或更新的版本，现在是 ")


def test_a_newer_python_beside_an_old_one_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for minor, code in ((10, 10), (11, 11), (13, 13)):
        program = tmp_path / f"python3.{minor}"
        program.write_text(
            f'#!/bin/sh\n[ "$1" = "{bootstrap.__file__}" ] && [ {code} = 13 ]\n', encoding="utf-8"
        )
        program.chmod(0o755)
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert bootstrap.main() == 0


def test_an_environment_elsewhere_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other, link = tmp_path / "other", tmp_path / ".venv"
    other.mkdir()
    (other / "pyvenv.cfg").write_text("home = /usr/bin\n", encoding="utf-8")
    link.symlink_to(other)
    monkeypatch.setattr(bootstrap, "VENV", link)
    monkeypatch.setattr(bootstrap, "STAMP", link / "lock.sha256")
    assert bootstrap.main() == 1
    assert [file.name for file in other.iterdir()] == ["pyvenv.cfg"]
    (line,) = capsys.readouterr().err.splitlines()
    assert "rm .venv" in line


def test_an_old_python_can_read_what_tells_it_so() -> None:
    ast.parse((ROOT / "scripts" / "bootstrap.py").read_text("utf-8"), feature_version=(3, 6))


def test_the_container_has_what_the_set_up_needs(tmp_path: Path) -> None:
    text = (ROOT / "deploy" / "Containerfile").read_text("utf-8")
    copied = text.partition("RUN python3 scripts/bootstrap.py")[0].split("COPY ")[-1].split()[:-1]
    for name in copied:
        shutil.copy(ROOT / name, tmp_path)
    code = f"import sys; sys.path = ['{tmp_path}', *sys.path[1:]]; import bootstrap, install_programs"
    subprocess.run([sys.executable, "-I", "-c", code], check=True)


def test_os_release_is_read(tmp_path: Path) -> None:
    file = tmp_path / "os-release"
    file.write_text('ID=debian\nPRETTY_NAME="Debian GNU/Linux 13 (trixie)"\n\n# note\n', encoding="utf-8")
    assert bootstrap.os_release(file)["PRETTY_NAME"] == "Debian GNU/Linux 13 (trixie)"
    assert bootstrap.os_release(tmp_path / "none") == {}


def test_the_environment_finds_the_hooks() -> None:
    """However the system lays out its Python: asked of the environment that this test runs in."""
    code = "import column, sys; print(sys.prefix != sys.base_prefix, column.__file__)"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env=environment,
        cwd="/",
    )
    assert done.stdout.split() == ["True", str(ROOT / "hooks" / "column" / "__init__.py")]


def test_what_is_missing_is_named_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(install_programs, "ADMINISTRATORS", str(tmp_path))
    assert not install_programs.ensure({"chromium": "chromium", "nginx": "nginx-light"}, "测试")
    (line,) = capsys.readouterr().err.splitlines()
    assert (
        line
        == "测试还需要：chromium、nginx-light。请先安装（Debian、Ubuntu：sudo apt-get install chromium nginx-light）。"
    )


def test_what_is_missing_is_installed_for_root_on_debian(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An apt-get that puts the program there, as the real one does in `make bare`."""
    apt = tmp_path / "apt-get"
    apt.write_text(
        f'#!/bin/sh\necho "$@" >> {tmp_path}/log\n: > {tmp_path}/git\n/bin/chmod +x {tmp_path}/git\n'
    )
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(install_programs, "ADMINISTRATORS", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert install_programs.ensure({"git": "git"}, "测试")
    asked = (tmp_path / "log").read_text().splitlines()
    assert [line.rpartition("=120 ")[2] for line in asked] == [
        "update",
        "install --yes --no-install-recommends git",
    ]
    assert capsys.readouterr().err == "测试要用，正在安装：git……\n"
    assert install_programs.ensure({"git": "git"}, "测试")
    assert capsys.readouterr().err == ""


def test_a_library_counts_as_a_program() -> None:
    assert install_programs.is_there("libc.so.6")
    assert not install_programs.is_there("libnosuch.so.1")


def test_ownership_without_git_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ownership.main(["--base", "HEAD", "--author", "a", "--root", str(ROOT)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "git" in line
