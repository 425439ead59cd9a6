"""The site stands whole whatever happens to a build, and only what changed is written."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from column.system.output_tree import Batch, PathError, Product
from column.system.site_trees import SiteTrees
from support.project import put


@pytest.fixture(params=["exchanged", "renamed"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs on a system that can exchange two folders, and on one that cannot."""
    if request.param == "renamed":
        monkeypatch.setattr(sys, "platform", "darwin")


def pair_of(root: Path) -> SiteTrees:
    return SiteTrees(root / "site", root / ".cache" / "trees")


def publish(root: Path, files: dict[str, str]) -> int:
    """Build `files`, whose contents are their keys too; gives how many were written."""
    pair = pair_of(root)
    pair.repair()
    known = pair.known()
    tree = pair.begin(known, pair.absent(known))
    tree.update(Batch(Product.single(path, text, text.encode) for path, text in files.items()))
    pair.swap(known, tree)
    return tree.written


def standing(root: Path) -> dict[str, str]:
    files = (file for file in (root / "site").rglob("*") if file.is_file())
    return {file.relative_to(root / "site").as_posix(): file.read_text() for file in files}


def test_only_what_changed_is_written_and_what_went_is_gone(tmp_path: Path) -> None:
    first = {"a/index.html": "1", "b/index.html": "1", "c.txt": "1"}
    assert publish(tmp_path, first) == 3
    assert publish(tmp_path, first) == 0
    second = {"a/index.html": "2", "b/index.html": "1"}
    assert publish(tmp_path, second) == 1
    assert standing(tmp_path) == second
    assert publish(tmp_path, second) == 0
    assert publish(tmp_path, first) == 2
    assert standing(tmp_path) == first
    assert not list((tmp_path / "site").glob("*/missing"))


def test_a_folder_and_a_file_may_change_places(tmp_path: Path) -> None:
    for files in ({"a": "1"}, {"a/b": "2"}, {"a": "3"}, {"a/b/c": "4"}, {"a/b": "5"}):
        publish(tmp_path, files)
        assert standing(tmp_path) == files


def test_a_build_that_stops_half_way_changes_nothing(tmp_path: Path) -> None:
    publish(tmp_path, {"a": "1", "b": "1"})
    publish(tmp_path, {"a": "2", "b": "1"})
    pair = pair_of(tmp_path)
    known = pair.known()
    tree = pair.begin(known, pair.absent(known))
    tree.update(Batch([Product.single("a", "3", lambda: b"3")]))
    assert standing(tmp_path) == {"a": "2", "b": "1"}
    publish(tmp_path, {"a": "4", "b": "1"})
    assert standing(tmp_path) == {"a": "4", "b": "1"}


def test_a_swap_that_fails_leaves_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, {"a": "1"})
    publish(tmp_path, {"a": "2"})
    rename = Path.rename

    def fail(source: Path, target: Path) -> Path:
        if source.name == "twin":
            raise OSError
        return rename(source, target)

    monkeypatch.setattr(Path, "rename", fail)
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(OSError):  # noqa: PT011 - the one above
        publish(tmp_path, {"a": "3"})
    monkeypatch.undo()
    assert standing(tmp_path) == {"a": "2"}
    publish(tmp_path, {"a": "3"})
    assert standing(tmp_path) == {"a": "3"}


def test_a_build_that_ended_between_two_steps_is_repaired(tmp_path: Path) -> None:
    publish(tmp_path, {"a": "1"})
    trees = tmp_path / ".cache" / "trees"
    (tmp_path / "site").rename(trees / "aside")
    pair_of(tmp_path).repair()
    assert standing(tmp_path) == {"a": "1"}
    put(trees, "aside/a", "of an older build")
    publish(tmp_path, {"a": "2"})
    assert standing(tmp_path) == {"a": "2"}
    assert not (trees / "aside").exists()


@pytest.mark.parametrize("where", ["site", ".cache/trees/twin"])
@pytest.mark.parametrize("damage", ["cut", "remove", "add", "replace"])
def test_damage_is_seen_and_mended(tmp_path: Path, where: str, damage: str) -> None:
    files = {"a/index.html": "one", "b/index.html": "two"}
    publish(tmp_path, files)
    publish(tmp_path, files)
    victim = tmp_path / where / "a/index.html"
    text = victim.read_text()
    victim.unlink()
    if damage == "cut":
        victim.write_text(text[:1])
    elif damage == "add":
        victim.write_text(text)
        (victim.parent / "stray.txt").write_text("stray")
    elif damage == "replace":
        victim.write_text("eno")
    if where == "site":
        assert not pair_of(tmp_path).is_whole()
    publish(tmp_path, files)
    publish(tmp_path, files)
    assert standing(tmp_path) == files
    assert pair_of(tmp_path).is_whole()


def test_a_damaged_manifest_is_no_manifest(tmp_path: Path) -> None:
    publish(tmp_path, {"a": "1"})
    for manifest in (tmp_path / ".cache" / "trees").glob("*.manifest"):
        manifest.write_bytes(manifest.read_bytes()[:-3])
    assert not pair_of(tmp_path).is_whole()
    assert publish(tmp_path, {"a": "1"}) == 1


def test_what_stands_cannot_be_claimed_twice_either(tmp_path: Path) -> None:
    """In a rebuild nothing is written for files that stay; a second claim is seen all the same."""
    publish(tmp_path, {"a": "1"})
    publish(tmp_path, {"a": "1"})
    pair = pair_of(tmp_path)
    known = pair.known()
    tree = pair.begin(known, pair.absent(known))
    tree.update(Batch([Product.single("a", "1", lambda: b"1")]))
    assert tree.written == 0
    with pytest.raises(PathError):
        tree.update(Batch([Product.single("a", "2", lambda: b"2")]))


@pytest.mark.parametrize("links", [True, False])
def test_the_twin_follows_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    """So the first change after a cold build, or after one that wrote everything, costs no more than any other."""
    if not links:
        monkeypatch.setattr(os, "link", _refuse)
    for files in ({"a/b": "1", "c": "1", "d": "1"}, {"a/b": "2", "c": "1"}, {"a": "3", "c": "1"}):
        publish(tmp_path, files)
        twin = tmp_path / ".cache" / "trees" / "twin"
        assert {file.relative_to(twin).as_posix() for file in twin.rglob("*") if file.is_file()} == set(files)
        known = pair_of(tmp_path).known()
        assert pair_of(tmp_path).absent(known) == set()


def _refuse(*_: object) -> None:
    raise OSError
