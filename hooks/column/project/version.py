"""The state of all that a parse result depends on beside the article's own files."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_PLACES = ("mkdocs.yml", "briefings/units.yml", "docs/groups", "docs/scams", "docs/data")


@cache
def _code() -> bytes:
    """A digest of the domain's code, of the pinned packages and of the Python that runs it."""
    state = hashlib.sha256(sys.version.encode())
    for file in sorted(_PACKAGE.rglob("*.py")):
        state.update(file.read_bytes())
    lock = _PACKAGE.parents[1] / "requirements.lock"
    state.update(lock.read_bytes() if lock.is_file() else b"")
    return state.digest()


def version(root: Path) -> str:
    """A digest of code, settings, taxonomies and data files below `root`."""
    state = hashlib.sha256(_code())
    for place in _PLACES:
        path = root / place
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                state.update(f"{file.relative_to(root).as_posix()}\0".encode() + file.read_bytes())
    return state.hexdigest()
