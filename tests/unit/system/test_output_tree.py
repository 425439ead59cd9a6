"""Files are made where they are missing or stale, on every processor, and nowhere but below the tree."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.system.output_tree import Batch, OutputTree, PathError, Product
from support.project import put
from support.python import python

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


def written(tree: OutputTree, path: str, content: bytes | Path = b"x", key: str = "key") -> None:
    tree.update(Batch([Product.single(path, key, lambda: content)]))


@pytest.mark.parametrize("path", OUTSIDE)
@pytest.mark.parametrize("content", [b"x", Path("a file to link")], ids=["made", "linked"])
def test_the_writer_refuses_what_leaves_its_tree(tmp_path: Path, path: str, content: bytes | Path) -> None:
    with pytest.raises(PathError):
        written(OutputTree(tmp_path / "site"), path, content)
    assert not list(tmp_path.rglob("*"))


@given(st.lists(st.sampled_from(["a", "b.html", "..", ".", "", "/", "\\", "C:", "中文"]), max_size=6))
def test_whatever_is_written_lies_below_the_tree(parts: list[str]) -> None:
    path = "/".join(parts)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        with suppress(PathError):
            written(OutputTree(root / "outer" / "site"), path)
        for file in root.rglob("*"):
            assert file.is_relative_to(root / "outer" / "site") or file == root / "outer"


def test_two_files_cannot_claim_one_path(tmp_path: Path) -> None:
    tree = OutputTree(tmp_path)
    written(tree, "a/index.html", b"the page", "page")
    with pytest.raises(PathError):
        written(tree, "a/index.html", b"another page", "redirect")


def test_two_products_of_one_update_cannot_claim_one_path(tmp_path: Path) -> None:
    with pytest.raises(PathError):
        OutputTree(tmp_path).update(Batch([Product.single("a", key, lambda: b"") for key in ("1", "2")]))


def test_the_same_file_may_be_asked_for_twice_and_is_made_once(tmp_path: Path) -> None:
    """As a photo that stands twice in an article."""
    made = iter([b"once"])
    products = [Product.single("a/photo.jpg", "photo", lambda: next(made))] * 2
    tree = OutputTree(tmp_path)
    tree.update(Batch(products))
    tree.update(Batch(products))
    assert tree.written == 1


def test_only_the_stale_files_of_a_product_are_asked_for(tmp_path: Path) -> None:
    tree = OutputTree(tmp_path)
    written(tree, "a.xml", b"old", "1")
    asked: list[set[str]] = []

    def make(paths: Collection[str]) -> list[tuple[str, bytes]]:
        asked.append(set(paths))
        return [("a.json", b"new")]

    tree.update(Batch([Product(("a.xml", "a.json"), lambda _: "1", make)]))
    assert asked == [{"a.json"}]
    assert (tmp_path / "a.xml").read_bytes() == b"old"
    assert (tmp_path / "a.json").read_bytes() == b"new"


@pytest.mark.parametrize("there", ["nothing", "file", "folder", "file above"])
def test_a_file_elsewhere_is_linked_whatever_lies_in_its_place(tmp_path: Path, there: str) -> None:
    source = put(tmp_path, "store/photo.jpg", "photo")
    if there == "file above":
        put(tmp_path, "site/a", "in the way")
    elif there != "nothing":
        put(tmp_path, "site/a/b.jpg" if there == "file" else "site/a/b.jpg/x", "in the way")
    OutputTree(tmp_path / "site").update(Batch([Product.single("a/b.jpg", "key", lambda: source)]))
    assert os.path.samefile(tmp_path / "site/a/b.jpg", source)


def test_where_the_system_cannot_link_the_file_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: str, target: str) -> None:
        raise PermissionError(source)

    monkeypatch.setattr(os, "link", refuse)
    source = put(tmp_path, "store/photo.jpg", "photo")
    OutputTree(tmp_path / "site").update(Batch([Product.single("a/b.jpg", "key", lambda: source)]))
    assert (tmp_path / "site/a/b.jpg").read_bytes() == b"photo"
    assert not os.path.samefile(tmp_path / "site/a/b.jpg", source)


def test_many_files_are_made_in_several_processes(tmp_path: Path) -> None:
    code = f"""
    from pathlib import Path
    from column.system.output_tree import Batch, OutputTree, Product
    tree = OutputTree(Path({str(tmp_path)!r}))
    tree.update(Batch(Product.single(f"{{n % 7}}/{{n}}", "key", lambda: str(os.getpid()).encode()) for n in range(500)))
    print(tree.written, len(tree.finish()))
    """
    assert python(code) == "500 500"
    makers = [file.read_text() for file in tmp_path.rglob("*") if file.is_file()]
    assert len(makers) == 500
    assert len(set(makers)) == 2
