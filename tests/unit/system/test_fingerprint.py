"""Whatever changes in a file changes its state."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import PIL
import pytest

from column.media import cards, photos
from column.system import fingerprint
from column.system.fingerprint import Stat, version_of
from support.project import put


def test_a_link_keeps_part_of_the_state_and_a_copy_less(tmp_path: Path) -> None:
    file = put(tmp_path, "a", "text")
    before = Stat.of(file)
    os.link(file, tmp_path / "b")
    assert Stat.of(tmp_path / "b").linked == before.linked == Stat.of(file).linked
    shutil.copy2(file, tmp_path / "c")
    assert Stat.of(tmp_path / "c").copied == before.copied
    assert Stat.of(tmp_path / "c").linked != before.linked
    file.write_text("other text")
    assert Stat.of(file).copied != before.copied


def grow(file: Path) -> None:
    file.write_text(file.read_text() + "x")


def replace(file: Path) -> None:
    """The same bytes and times in another file."""
    times = file.stat()
    shutil.copy2(file, file.with_name("new"))
    file.with_name("new").replace(file)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


@pytest.mark.parametrize("edit", [grow, replace, Path.unlink, lambda file: file.rename(file.with_name("z"))])
def test_whatever_a_build_reads_is_in_the_fingerprint(tmp_path: Path, edit: object) -> None:
    put(tmp_path, "briefings/wucheng/a.md", "a")
    file = put(tmp_path, "docs/groups/elderly.md", "b")
    put(tmp_path, "site/index.html", "no input")
    put(tmp_path, "hooks/__pycache__/a.pyc", "no input")
    before = fingerprint.of_project(tmp_path)
    put(tmp_path, "site/index.html", "still none")
    put(tmp_path, "hooks/__pycache__/a.pyc", "still none")
    assert fingerprint.of_project(tmp_path) == before
    edit(file)  # type: ignore[operator]
    assert fingerprint.of_project(tmp_path) != before


def test_a_version_names_code_by_its_source_and_packages_by_their_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = version_of(cards, PIL)
    assert before == version_of(cards, PIL) != version_of(photos, PIL)
    monkeypatch.setattr(PIL, "__version__", "99")
    assert version_of(cards, PIL) != before
    monkeypatch.undo()
    put(tmp_path, "cards.py", "other code")
    monkeypatch.setattr(cards, "__file__", str(tmp_path / "cards.py"))
    assert version_of(cards, PIL) != before


def test_a_version_names_folders_by_names_and_contents(tmp_path: Path) -> None:
    for name in ("one", "two"):
        put(tmp_path, f"{name}/docs/a/b.md", "text")
    known = {version_of(tmp_path / "one/docs")}
    assert version_of(tmp_path / "two/docs") in known, "where a folder lies does not count"
    put(tmp_path, "two/docs/a/__pycache__/x.pyc", "compiled")
    assert version_of(tmp_path / "two/docs") in known
    for path, text in (("a/b.md", "other"), ("a/c.md", ""), ("d.md", "")):
        put(tmp_path, f"two/docs/{path}", text)
        known.add(version_of(tmp_path / "two/docs"))
    known |= {version_of(tmp_path / "none"), version_of("text"), version_of("te", "xt")}
    assert len(known) == 7
