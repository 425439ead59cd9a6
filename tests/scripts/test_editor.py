"""`make editor` where it cannot be done."""

from __future__ import annotations

from pathlib import Path

from support.project import run
from support.settings_file import with_editor


def choose(tree: Path, backend: str) -> None:
    settings = tree / "mkdocs.yml"
    chosen = with_editor(settings.read_text("utf-8"), backend, "http://127.0.0.1:8081/api/v1")
    settings.write_text(chosen, "utf-8")


def test_without_settings_one_line_says_what_to_set(tree: Path) -> None:
    call = run("editor.py", root=tree)
    assert (call.returncode, call.stdout) == (1, "")
    assert call.stderr.count("\n") == 1
    assert "extra.editor" in call.stderr
    assert "docs/maintain/editor.md" in call.stderr


def test_without_node_one_line_says_so(tree: Path, tmp_path: Path) -> None:
    choose(tree, "proxy")
    call = run("editor.py", root=tree, PATH=str(tmp_path))
    assert (call.returncode, call.stdout) == (1, "")
    assert call.stderr.count("\n") == 1
    assert "Node" in call.stderr
    assert not (tree / "editor").exists()


def test_a_wrong_setting_is_told_with_its_line(tree: Path) -> None:
    choose(tree, "svn")
    call = run("editor.py", root=tree)
    assert (call.returncode, call.stdout) == (1, "")
    assert "mkdocs.yml:" in call.stderr
    assert "Traceback" not in call.stderr
