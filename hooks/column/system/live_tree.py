"""A site's files, made when somebody asks for one; nothing is written.

The twin of `output_tree` for the preview: it is given the same batches, so that a file is the same byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Lock

from column.system.output_tree import Batch, Product


class LiveTree:
    """The files of the batches. These are looked through only as far as needed to find what is asked for."""

    def __init__(self, batches: Iterable[Batch]) -> None:
        self._products = _products(batches)
        self._known: dict[str, tuple[Product, Batch]] = {}
        self._lock = Lock()

    def get(self, path: str) -> bytes | None:
        """The bytes of the file at a path; None where the site has none."""
        with self._lock:
            found = self._find(path)
            if found is None:
                return None
            product, batch = found
            asked = product.only([path])
            if batch.prepare:
                batch.prepare([asked])
            content = asked.make(asked.paths)[path]
            return content.read_bytes() if isinstance(content, Path) else content

    def _find(self, path: str) -> tuple[Product, Batch] | None:
        while path not in self._known:
            found = next(self._products, None)
            if found is None:
                return None
            for each in found[0].paths:
                self._known.setdefault(each, found)
        return self._known[path]


def _products(batches: Iterable[Batch]) -> Iterator[tuple[Product, Batch]]:
    for batch in batches:
        for product in batch.products:
            yield product, batch
