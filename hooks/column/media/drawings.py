"""The drawn family of the site: icons, published together as one sprite, and scenes, each a picture of its own.

The drawings are in `hooks/drawings`; docs/maintain/design.md says how one is made. An icon is named after its kind and
what it stands for: `type-police`, `group-elderly`, `venue-school`, `act-dial`, `page-law`; a scene after its scam type, or
after a way of teaching.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst

FOLDER = Path(__file__).parents[2] / "drawings"
PUBLISHED = "assets/images/"
AMBER = "#f2b705"
"""The one colour of an icon beside that of its lines. In the sprite it is the page's own amber, which dark pages and
forced colours set anew."""
OF_VENUES = {
    "school": "school",
    "enterprise": "talk",
    "village": "stall",
    "community": "talk",
    "family": "visit",
    "public": "stall",
}
"""The scene of a briefing, by the id of its venue."""
WIDTH, HEIGHT = 640, 360
"""Of every scene, in its own units."""

_OPENING, _CLOSING = '<svg xmlns="http://www.w3.org/2000/svg"', "</svg>"
_PART = re.compile(r'<g id="([a-z-]+)">\n(.*?)\n</g>\n', re.S)
_USE = re.compile(r'<use href="\.\./parts\.svg#([a-z-]+)"([^>]*)/>')
_TITLE = re.compile(r"<title>(.*)</title>")


@dataclass(frozen=True, slots=True)
class Icons:
    """All icons by name; `sprite` is an SVG with a symbol of each."""

    names: frozenset[str]
    address: str
    sprite: bytes

    def named(self, name: str) -> str:
        """The icon of that name, or the neutral one of its kind: a bureau may add a type or a group before its drawing."""
        return name if name in self.names else f"{name.partition('-')[0]}-other"


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: `seen` says in a sentence what it shows; `svg` needs nothing but itself."""

    id: str
    seen: str
    svg: str

    @property
    def address(self) -> str:
        """Where it is published, relative to the root."""
        return f"{PUBLISHED}{self.id}.{_digest(self.svg.encode())}.svg"

    def png(self, width: int, height: int) -> bytes:
        """The scene in so many pixels. Its wall and floor go on beyond it: what the pixels have more in width or in height
        is filled with them."""
        across, down = max(WIDTH, HEIGHT * width / height), max(HEIGHT, WIDTH * height / width)
        box = f"{(WIDTH - across) / 2:.2f} {(HEIGHT - down) * 0.7:.2f} {across:.2f} {down:.2f}"
        framed = self.svg.replace(f'viewBox="0 0 {WIDTH} {HEIGHT}"', f'viewBox="{box}"', 1)
        return raster(framed, width, height)


@cache
def icons() -> Icons:
    drawn = {file.stem: file.read_text("utf-8") for file in sorted((FOLDER / "icons").glob("*.svg"))}
    symbols = "".join(_symbol(name, svg) for name, svg in drawn.items())
    sprite = f"{_OPENING}>{symbols}{_CLOSING}".encode()
    return Icons(frozenset(drawn), f"{PUBLISHED}icons.{_digest(sprite)}.svg", sprite)


def _symbol(name: str, svg: str) -> str:
    symbol = svg.replace(_OPENING, f'<symbol id="{name}"', 1).replace(_CLOSING, "</symbol>")
    return symbol.replace(f'fill="{AMBER}"', f'fill="var(--c-mark,{AMBER})"').replace("\n", "")


def icon_png(name: str, side: int, ink: str, ground: str) -> bytes:
    """An icon in so many pixels, its lines in `ink` on a `ground`."""
    svg = (FOLDER / "icons" / f"{icons().named(name)}.svg").read_text("utf-8").replace("currentColor", ink)
    filled = svg.replace("\n", f'<rect width="48" height="48" fill="{ground}" stroke="none"/>', 1)
    return raster(filled, side, side)


@cache
def scenes() -> Mapping[str, Scene]:
    """All scenes by id, each part in its place. A scam type that is not drawn yet has none."""
    parts: dict[str, str] = dict(_PART.findall((FOLDER / "parts.svg").read_text("utf-8")))
    drawn = {}
    for file in sorted((FOLDER / "scenes").glob("*.svg")):
        svg = _USE.sub(lambda use: f"<g{use[2]}>{parts[use[1]]}</g>", file.read_text("utf-8"))
        seen = _TITLE.search(svg)
        drawn[file.stem] = Scene(file.stem, seen[1] if seen else "", svg.replace("\n", ""))
    return drawn


def raster(svg: str, width: int, height: int) -> bytes:
    """A drawing as PNG of so many pixels."""
    source = (
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n"
        '#image(bytes(sys.inputs.svg), width: 100%, height: 100%, fit: "contain")'
    )
    made = _compiler().compile(source.encode(), format="png", ppi=72.0, sys_inputs={"svg": svg})
    return made if isinstance(made, bytes) else b""


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(ignore_system_fonts=True)


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=4).hexdigest()
