"""A site's files, made when somebody asks for one; nothing is written.

The twin of `output_tree` for the preview: it is given the same batches, so that a file is the same byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from threading import Lock

from column.system.output_tree import Batch, Product


class LiveTree:
    """The files of the batches. These are looked through only as far as needed to find what is asked for."""

    def __init__(self, batches: Iterable[Batch]) -> None:
        self._batches = [(batch, iter(batch.products)) for batch in batches]
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
            content = dict(asked.make(asked.paths)).get(path)
            return content.read_bytes() if isinstance(content, Path) else content

    def _find(self, path: str) -> tuple[Product, Batch] | None:
        for batch, products in self._batches:
            while path not in self._known and re.match(batch.pattern, path):
                product = next(products, None)
                if product is None:
                    break
                for each in product.paths:
                    self._known.setdefault(each, (product, batch))
        return self._known.get(path)
