"""The drawn family of the site: icons, published together as one sprite.

The drawings are in `hooks/drawings`; docs/maintain/design.md says how one is made. An icon is named after its kind and
what it stands for: `type-police`, `group-elderly`, `venue-school`, `act-dial`, `page-law`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "drawings"
PUBLISHED = "assets/images/"
AMBER = "#f2b705"
"""The one colour of an icon beside that of its lines. In the sprite it is the page's own amber, which dark pages and
forced colours set anew."""

_OPENING, _CLOSING = '<svg xmlns="http://www.w3.org/2000/svg"', "</svg>"


@dataclass(frozen=True, slots=True)
class Icons:
    """All icons by name; `sprite` is an SVG with a symbol of each."""

    names: frozenset[str]
    address: str
    sprite: bytes

    def named(self, name: str) -> str:
        """The icon of that name, or the neutral one of its kind: a bureau may add a type or a group before its drawing."""
        return name if name in self.names else f"{name.partition('-')[0]}-other"


@cache
def icons() -> Icons:
    drawn = {file.stem: file.read_text("utf-8") for file in sorted((FOLDER / "icons").glob("*.svg"))}
    symbols = "".join(_symbol(name, svg) for name, svg in drawn.items())
    sprite = f"{_OPENING}>{symbols}{_CLOSING}".encode()
    return Icons(frozenset(drawn), f"{PUBLISHED}icons.{_digest(sprite)}.svg", sprite)


def _symbol(name: str, svg: str) -> str:
    symbol = svg.replace(_OPENING, f'<symbol id="{name}"', 1).replace(_CLOSING, "</symbol>")
    return symbol.replace(f'fill="{AMBER}"', f'fill="var(--c-mark,{AMBER})"').replace("\n", "")


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=4).hexdigest()
