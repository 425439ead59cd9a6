"""The site stands whole whatever happens to a build, and only what changed is written."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.system import sealed_file as sealed
from column.system.output_tree import Pair, PathError, Tree


def pair_of(root: Path) -> Pair:
    return Pair(root / "site", root / ".cache" / "trees")


def publish(root: Path, files: dict[str, str]) -> int:
    """Build `files`, whose contents are their keys too, and tell how many were written."""
    pair = pair_of(root)
    tree = pair.begin(pair.survey())
    for path, text in files.items():
        tree.put(path, text, text.encode())
    pair.swap(tree)
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
    tree = pair.begin(pair.survey())
    tree.put("a", "3", b"3")
    assert standing(tmp_path) == {"a": "2", "b": "1"}
    publish(tmp_path, {"a": "4", "b": "1"})
    assert standing(tmp_path) == {"a": "4", "b": "1"}


@pytest.mark.parametrize("where", ["site", ".cache/trees/spare"])
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
        assert not pair_of(tmp_path).standing()
    publish(tmp_path, files)
    publish(tmp_path, files)
    assert standing(tmp_path) == files
    assert pair_of(tmp_path).standing()


def test_a_damaged_manifest_is_no_manifest(tmp_path: Path) -> None:
    publish(tmp_path, {"a": "1"})
    for manifest in (tmp_path / ".cache" / "trees").glob("*.manifest"):
        manifest.write_bytes(manifest.read_bytes()[:-3])
    assert not pair_of(tmp_path).standing()
    assert publish(tmp_path, {"a": "1"}) == 1


def test_sealed_files_are_whole_or_absent(tmp_path: Path) -> None:
    file = tmp_path / "x" / "y"
    assert sealed.read(file) is None
    sealed.write(file, b"payload")
    assert sealed.read(file) == b"payload"
    for data in (b"", b"short", file.read_bytes()[:-1], file.read_bytes() + b"!"):
        file.write_bytes(data)
        assert sealed.read(file) is None


OUTSIDE = [
    "../index.html",
    "../../mkdocs.yml",
    "briefings/../../x/index.html",
    "briefings/../index.html",
    "..",
    ".",
    "",
    "/etc/x",
    "a//b",
    "a/./b",
    "a/",
    "a\\..\\b",
    "C:x",
    "a\x00b",
    "a\nb",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_the_writer_refuses_what_leaves_its_tree(tmp_path: Path, path: str) -> None:
    tree = Tree(tmp_path / "site", {}, tmp_path / "other", {})
    for write in (
        lambda: tree.put(path, "key", b"x"),
        lambda: tree.write(path, b"x"),
        lambda: tree.clear(path),
        lambda: tree.parent(path),
        lambda: tree.measured(path),
    ):
        with pytest.raises(PathError):
            write()
    assert not list(tmp_path.rglob("*"))


@given(st.lists(st.sampled_from(["a", "b.html", "..", ".", "", "/", "\\", "C:", "中文"]), max_size=6))
def test_whatever_is_written_lies_below_the_tree(parts: list[str]) -> None:
    path = "/".join(parts)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        tree = Tree(root / "outer" / "site", {}, root / "other", {})
        with suppress(PathError):
            tree.put(path, "key", b"x")
        for file in root.rglob("*"):
            assert file.is_relative_to(root / "outer" / "site") or file == root / "outer"


def test_two_files_cannot_claim_one_path(tmp_path: Path) -> None:
    tree = Tree(tmp_path, {}, tmp_path / "other", {})
    tree.put("a/index.html", "page", b"the page")
    tree.put("a/photo.jpg", "photo.jpg", b"photo")
    tree.put("a/photo.jpg", "photo.jpg", b"photo")  # the same photo twice in an article
    with pytest.raises(PathError):
        tree.put("a/index.html", "redirect", b"another page")
    part = tree.part()
    part.put("a/index.html", "redirect", b"another page")
    with pytest.raises(PathError):
        tree.join(part.done())


def test_what_stands_cannot_be_claimed_twice_either(tmp_path: Path) -> None:
    """In a rebuild nothing is written for files that stay; a second claim is seen all the same."""
    publish(tmp_path, {"a": "1"})
    publish(tmp_path, {"a": "1"})
    pair = pair_of(tmp_path)
    tree = pair.begin(pair.survey())
    assert not tree.wants("a", "1")
    with pytest.raises(PathError):
        tree.put("a", "2", b"2")
