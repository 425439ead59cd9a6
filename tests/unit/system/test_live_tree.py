"""Only the file that is asked for is made, and nothing is looked through in vain."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from column.system.live_tree import LiveTree
from column.system.output_tree import Batch, Product
from support.project import put


def test_only_what_is_asked_for_is_made(tmp_path: Path) -> None:
    asked: list[Collection[str]] = []

    def make(paths: Collection[str]) -> list[tuple[str, bytes]]:
        asked.append(paths)
        return [(path, path.encode()) for path in paths]

    linked = put(tmp_path, "photo", "picture")
    prepared: list[str] = []
    tree = LiveTree(
        [
            Batch([Product(("a", "b"), lambda _: "", make)]),
            Batch(
                [Product.single("c.jpg", "", lambda: linked)],
                prepare=lambda several: prepared.extend(several[0].paths),
            ),
        ]
    )
    assert [tree.get(path) for path in ("b", "c.jpg", "a", "b", "d")] == [b"b", b"picture", b"a", b"b", None]
    assert asked == [["b"], ["a"], ["b"]]
    assert prepared == ["c.jpg"]


def test_a_batch_that_cannot_hold_the_file_is_not_looked_through() -> None:
    def products() -> Iterator[Product]:
        raise AssertionError
        yield

    tree = LiveTree(
        [Batch(products(), "search/"), Batch([Product.single("a.html", "", lambda: b"a")], ".*html$")]
    )
    assert tree.get("a.html") == b"a"
    assert tree.get("favicon.ico") is None
