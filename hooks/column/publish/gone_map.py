"""The map by which nginx answers 410 for the address of what was removed and all below it (deploy/nginx.conf).

It is no part of the site: it names ids that no page names.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from column.model.withdrawal import End, Withdrawal

PLACE = Path(".cache/deploy/gone.map")
"""Relative to the project's root."""


def text(withdrawals: Iterable[Withdrawal]) -> str:
    """A line each: the pattern of an address, below any prefix, and the id that its notice has."""
    gone = sorted((each for each in withdrawals if each.end is End.REMOVED), key=lambda each: each.id)
    return "".join(
        f'"~/{url}" {each.id};\n"~/{url.rstrip("/")}$" {each.id};\n'
        for each in gone
        for url in (each.url, *each.former)
    )


def write(root: Path, withdrawals: Iterable[Withdrawal]) -> None:
    file = root / PLACE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text(withdrawals), encoding="utf-8", newline="\n")
