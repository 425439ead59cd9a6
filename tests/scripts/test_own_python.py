"""A script that a foreign Python runs says in one line what to do; what a script prints can be run as printed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from support.project import ROOT

SCRIPTS = ("build", "check", "compress", "import_docx", "new", "serve", "wechat")


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_foreign_python_is_told_what_to_do(name: str) -> None:
    script = f"scripts/{name}.py"
    command = [sys.executable, "-S", "-E", str(ROOT / script), "a b"]
    result = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", cwd=ROOT)
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert ".venv/bin/python" in result.stderr
    assert script in result.stderr
