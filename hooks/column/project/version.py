"""The state of all that a parse result depends on beside the article's own files."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from column.content import internal_files, withdrawals
from column.system.fingerprint import version_of

_PACKAGE = Path(__file__).parents[1]
_PLACES = ("mkdocs.yml", "briefings/units.yml", "docs/groups", "docs/scams")

_WITHDRAWALS = withdrawals.PATH.rpartition("/")[2]


@cache
def _code() -> str:
    """A digest of the domain's code, of the pinned packages and of the Python that runs it."""
    return version_of(sys.version, *sorted(_PACKAGE.rglob("*.py")), _PACKAGE.parents[1] / "requirements.lock")


def version(root: Path) -> str:
    """A digest of code, settings, taxonomies and data files below `root`."""
    return version_of(_code(), *(root / place for place in _PLACES), *data_files(root))


def data_files(root: Path) -> list[Path]:
    """What is in `docs/data`, but for ledgers: they say nothing about an article's text, and change with every deploy;
    and for what came down, which only the pages that show it depend on."""
    places = (root / internal_files.DATA).glob("*")
    return sorted(place for place in places if place.name not in internal_files.NAMES | {_WITHDRAWALS})
