"""Cards: the picture of an article that has no photo, and what a reader saves and passes on.

1200 by 630 pixels: what is read at a phone's width stays in the middle. The font is Noto Sans CJK from a package,
so that every machine draws the same; a character that it lacks is a `Problem` before anything is drawn.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from fontTools.ttLib import TTCollection
from PIL import Image, ImageDraw, ImageFont

from column import photos
from column.library import Piece
from column.records import Case, CaseKind

SIZE = (1200, 630)
VERSION = 1
"""Goes up when the drawing changes, so that kept cards are drawn anew."""

_SC = 2  # the index of the Simplified Chinese face in the collection
_MARGIN = 72
_NO_START = set(
    "、。，．：；！？）》」』】”’%…—·,.:;!?)"
)  # JIS X 4051 and GB/T 15834-2011, 5.1: not at a line's start
_NO_END = set("（《「『【“‘(")
_INK = {"warning": ("#7a1212", "#b3261e"), "case": ("#0b2a5b", "#123f86"), "briefing": ("#0b2a5b", "#1a4f9c")}


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card, all of it text: `look` is warning, case or briefing."""

    look: str
    label: str
    title: str
    slogan: str
    footer: str

    @property
    def name(self) -> str:
        """The published file name; it changes with whatever is on the card."""
        words = "\0".join((str(VERSION), self.look, self.label, self.title, self.slogan, self.footer))
        return f"card-{hashlib.sha256(words.encode()).hexdigest()[:16]}.jpg"


def of(article: Piece, site: str) -> Card:
    """The card of an article: its scam type or unit, its title, a slogan, and the line that may be rung."""
    footer = "接到 96110 请立即接听 · 已转账立即拨打 110"
    if isinstance(article, Case):
        look = "warning" if article.kind is CaseKind.WARNING else "case"
        name = "风险提示" if article.kind is CaseKind.WARNING else "典型案例"
        return Card(
            look,
            f"{name} · {article.scam.name}",
            article.title,
            article.slogan or article.scam.slogan,
            footer,
        )
    return Card("briefing", f"{article.unit.name} · {article.venue.name}", article.title, site, footer)


@cache
def _font_path() -> Path:
    with as_file(files("manimgx_fonts_cjk")) as folder:
        return next(path for path in sorted(Path(folder).iterdir()) if path.suffix == ".ttc")


@cache
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(_font_path()), size, index=_SC)
    font.set_variation_by_axes([weight])
    return font


@cache
def characters() -> frozenset[int]:
    """The code points that the font can draw."""
    with TTCollection(str(_font_path()), lazy=True) as collection:
        return frozenset(collection.fonts[_SC].getBestCmap())


def missing(text: str) -> str:
    """The characters of `text` that the font lacks, each once, in their order."""
    return "".join(
        dict.fromkeys(char for char in text if not char.isspace() and ord(char) not in characters())
    )


def wrap(text: str, width: float, font: ImageFont.FreeTypeFont, lines: int) -> list[str] | None:
    """`text` in at most `lines` lines no wider than `width` pixels, or None where it does not fit.

    Latin words and numbers stay whole; no line starts with a closing mark or ends with an opening one.
    """
    units: list[str] = []
    for char in text:
        joined = units and (
            (units[-1][-1].isascii() and units[-1][-1].isalnum() and char.isascii() and char.isalnum())
            or char in _NO_START
            or units[-1][-1] in _NO_END
        )
        if joined:
            units[-1] += char
        else:
            units.append(char)
    rows = [""]
    for unit in units:
        if rows[-1] and font.getlength(rows[-1] + unit) > width:
            rows.append("")
        rows[-1] += unit if rows[-1] else unit.lstrip()
    fits = len(rows) <= lines and all(font.getlength(row) <= width for row in rows)
    return rows if fits else None


@cache
def _ground(look: str) -> Image.Image:
    """The card without words, drawn once a run."""
    dark, light = _INK[look]
    picture = Image.new("RGB", SIZE, dark)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, SIZE[0], 12), fill=light)
    draw.rectangle((0, SIZE[1] - 96, SIZE[0], SIZE[1]), fill="#ffffff")
    draw.rectangle((_MARGIN, 150, _MARGIN + 64, 156), fill="#f2b705")
    return picture


def draw(card: Card) -> Image.Image:
    """The card as a picture in RGB. All its characters must be in `characters()`."""
    picture = _ground(card.look).copy()
    pen = ImageDraw.Draw(picture)
    width = SIZE[0] - 2 * _MARGIN
    pen.text((_MARGIN, 78), _fitted(card.label, width, _font(40, 500)), font=_font(40, 500), fill="#ffe08a")
    for size, most in ((72, 2), (64, 3), (54, 3), (46, 4)):
        rows = wrap(card.title, width, _font(size, 700), most)
        if rows:
            break
    else:
        rows = wrap(card.title, width, _font(size, 700), 64) or [card.title]
    top = 190
    for row in rows[:5]:
        pen.text((_MARGIN, top), row, font=_font(size, 700), fill="#ffffff")
        top += round(size * 1.32)
    if card.slogan and top < 440:
        pen.text(
            (_MARGIN, 452), _fitted(card.slogan, width, _font(40, 400)), font=_font(40, 400), fill="#dbe7ff"
        )
    pen.text((_MARGIN, SIZE[1] - 72), card.footer, font=_font(36, 600), fill=_INK[card.look][0])
    return picture


def _fitted(text: str, width: float, font: ImageFont.FreeTypeFont) -> str:
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(text + "…") > width:
        text = text[:-1]
    return text + "…"


def keep(card: Card, path: Path) -> None:
    """Draw and write a card where it is not there yet."""
    if not path.exists():
        photos.keep(draw(card), path)
