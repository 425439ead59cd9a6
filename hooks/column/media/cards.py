"""Cards: the pictures of articles that have no photo, made to be saved and passed on, and those of other pages.

1200 by 630 pixels; the scene, and all of a page's card, is whole in the square that WeChat cuts out of the middle. The
font is Noto Sans CJK from a package, so that every machine draws the same; a character that it lacks is reported as a
`Problem` before anything is drawn.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from io import BytesIO
from math import ceil
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from column.media import drawings
from column.model.any_article import AnyArticle
from column.model.case import Case
from column.model.kinds import KIND_LABELS

SIZE = (1200, 630)
SCENE = 290
"""The height of the scene, in pixels."""
DESIGN = 2
"""Counts the designs of the card. Raise it with every change that can be seen, so that a card gets a new address:
phones and feed readers keep a picture under its address. `tests/test_cards.py` fails where a drawing changed."""

_SC = 2  # the index of the Simplified Chinese face in the collection
_MARGIN = 72
_PAD = 8  # pixels on either side of a character
_NO_START = set(
    "、。，．：；！？）》」』】”’%…—·,.:;!?)"
)  # JIS X 4051 and GB/T 15834-2011, 5.1: not at a line's start
_NO_END = set("（《「『【“‘(")
_PAGE = "page"
_BACKGROUNDS = {"warning": "#8e1b16", "case": "#0b2a5b", "briefing": "#17539e", _PAGE: "#0b2a5b"}
_AMBER, _PALE, _WHITE = "#ffd561", "#f3f6fb", "#ffffff"
_WALL, _LINES = "#e7eef9", "#0b2a5b"  # what an icon is drawn on, and in
_PHRASE_END = re.compile("(?<=[，：；。！？])(?=.)")
_SIZES = ((60, 2), (50, 2), (40, 3))  # of the title: its type in pixels and the lines that there is room for
_LINE = 1.25  # a line of the title, of its type
_AMBER_LINE = 6
_LABEL_TOP, _TITLE_TOP, _TITLE_ROOM = 306, 352, 158
_SLOGAN_TOP, _FOOT_TOP = 517, 572


@dataclass(frozen=True, slots=True)
class Card:
    """The texts on a card, its `look` (warning, case, briefing or page) and its `scene`, which is the name of a scene or of
    an icon; empty where none is drawn."""

    look: str
    label: str
    title: str
    slogan: str
    footer: str
    scene: str

    @property
    def name(self) -> str:
        """The published file name; it changes with whatever is on the card."""
        drawn = drawings.scenes()[self.scene].address if self.scene in drawings.scenes() else self.scene
        words = "\0".join((str(DESIGN), self.look, self.label, self.title, self.slogan, self.footer, drawn))
        return f"card-{hashlib.sha256(words.encode()).hexdigest()[:16]}.jpg"


def of(article: AnyArticle, site: str) -> Card:
    """The card of an article: a scene, its scam type or unit, its title, a slogan, the hotlines."""
    footer = "接到 96110 请立即接听 · 已转账立即拨打 110"
    if isinstance(article, Case):
        return Card(
            article.kind.value,
            f"{KIND_LABELS[article.kind]} · {article.scam.name}",
            article.title,
            article.slogan or article.scam.slogan,
            footer,
            _drawn(article.scam.id),
        )
    scene = _drawn(drawings.OF_VENUES.get(article.venue.id, ""))
    return Card("briefing", f"{article.unit.name} · {article.venue.name}", article.title, site, footer, scene)


def of_page(label: str, title: str, slogan: str, scene: str) -> Card:
    """The card of a page that is no article: all in the middle."""
    return Card(_PAGE, label, title, slogan, "拿不准打 96110 · 已转账打 110", scene)


def _drawn(scene: str) -> str:
    return scene if scene in drawings.scenes() else ""


@cache
def _font_path() -> Path:
    with as_file(files("manimgx_fonts_cjk")) as folder:
        return next(path for path in sorted(Path(folder).iterdir()) if path.suffix == ".ttc")


@cache
def typeface(size: int, weight: int) -> ImageFont.FreeTypeFont:
    """The card's font at a size in pixels and a weight of 100 to 900."""
    font = ImageFont.truetype(str(_font_path()), size, index=_SC, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


@cache
def characters() -> frozenset[int]:
    """The code points that the font can draw."""
    from fontTools.ttLib import TTCollection  # a build without rare characters does without it

    with TTCollection(str(_font_path()), lazy=True) as collection:
        return frozenset(collection.fonts[_SC].getBestCmap())


def missing(text: str) -> str:
    """The characters of `text` that the font lacks, each once, in their order.

    The font has all of GB/T 2312-1980, which is all that most texts hold; the others cost a look into its table.
    """
    return "" if usual().issuperset(text) else _lacking(text)


@cache
def usual() -> frozenset[str]:
    """Printable ASCII, the characters of GB/T 2312-1980, the middle dot, and space."""
    pairs = bytes(byte for row in range(0xA1, 0xFF) for cell in range(0xA1, 0xFF) for byte in (row, cell))
    return frozenset(map(chr, range(32, 127))) | frozenset(pairs.decode("gb2312", "ignore")) | {"·"}


def _lacking(text: str) -> str:
    return "".join(
        dict.fromkeys(char for char in text if not char.isspace() and ord(char) not in characters())
    )


def wrap(text: str, width: float, font: ImageFont.FreeTypeFont, lines: int) -> list[str] | None:
    """`text` in at most `lines` lines no wider than `width` pixels, or None where it does not fit.

    Latin words and numbers stay whole; no line starts with a closing mark or ends with an opening one.
    """
    units: list[str] = []
    for char in text:
        last = units[-1][-1] if units else ""
        latin = last.isascii() and last.isalnum() and char.isascii() and char.isalnum()
        if units and (latin or char.isspace() or char in _NO_START or last in _NO_END):
            units[-1] += char
        else:
            units.append(char)
    rows, used = [""], 0.0
    for unit in units:
        if rows[-1] and used + _length(font, unit.rstrip()) > width:
            rows.append("")
            used = 0.0
        unit = unit if rows[-1] else unit.lstrip()
        rows[-1] += unit
        used += _length(font, unit)
    rows = [row.rstrip() for row in rows]
    fits = len(rows) <= lines and all(font.getlength(row) <= width for row in rows)
    return rows if fits else None


@lru_cache(maxsize=20_000)
def _length(font: ImageFont.FreeTypeFont, text: str) -> float:
    return font.getlength(text)


@lru_cache(maxsize=4)
def _background(look: str, slogan: str, footer: str, scene: str) -> Image.Image:
    """The card without label and title; many cards share it, most often neighbours."""
    width, height = SIZE
    picture = Image.new("RGB", SIZE, _BACKGROUNDS[look])
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, _FOOT_TOP, width, height), fill=_PALE)
    draw.rectangle((0, SCENE, width, SCENE + _AMBER_LINE - 1), fill=_AMBER)
    mark = _shield(_BACKGROUNDS[look])
    if scene:
        picture.paste(_scene(scene), (0, 0))
        picture.paste(mark.resize((48, 54), Image.Resampling.LANCZOS), (width - _MARGIN - 48, _LABEL_TOP - 4))
    else:
        picture.paste(mark.resize((192, 216), Image.Resampling.LANCZOS), (width // 2 - 96, 37))
    bold, small = typeface(36, 700), typeface(32, 700)
    words = _shortened(slogan, _room(look), bold)
    draw.text((_left(look, words, bold), _SLOGAN_TOP), words, font=bold, fill=_AMBER)
    draw.text((_left(look, footer, small), _FOOT_TOP + 7), footer, font=small, fill=_BACKGROUNDS[look])
    return picture


def _room(look: str) -> int:
    """How wide a line may be, in pixels."""
    return (SIZE[1] if look == _PAGE else SIZE[0] - _MARGIN) - _MARGIN


def _left(look: str, line: str, font: ImageFont.FreeTypeFont) -> int:
    """Where a line begins: at the margin, a quotation mark a little before it; in the middle on a page's card."""
    return (
        round((SIZE[0] - font.getlength(line)) / 2)
        if look == _PAGE
        else _MARGIN - _overhang(line, int(font.size))
    )


@cache
def _scene(id: str) -> Image.Image:
    """The scene over the whole width, or the icon in its middle."""
    scene = drawings.scenes().get(id)
    data = scene.png(SIZE[0], SCENE) if scene else drawings.icon_png(id, 200, _LINES, _WALL)
    with Image.open(BytesIO(data)) as drawn:
        picture = Image.new("RGB", (SIZE[0], SCENE), _WALL)
        picture.paste(drawn.convert("RGB"), ((SIZE[0] - drawn.width) // 2, (SCENE - drawn.height) // 2))
    return picture


def _shield(background: str) -> Image.Image:
    """The column's mark, drawn four times as large and made smaller, so that its edges are smooth."""
    mark = Image.new("RGB", (288, 324), background)
    draw = ImageDraw.Draw(mark)
    for inset, colour in ((0, _WHITE), (20, background)):
        right, low = 287 - inset, 323 - inset * 1.4
        draw.polygon(
            [
                (144, inset * 1.2),
                (right, 44 + inset * 0.8),
                (right, 170),
                (right - 34, 240 - inset * 0.4),
                (144, low),
                (inset + 34, 240 - inset * 0.4),
                (inset, 170),
                (inset, 44 + inset * 0.8),
            ],
            fill=colour,
        )
    draw.text((144, 160), "反诈", font=typeface(104, 800), fill=_WHITE, anchor="mm")
    return mark


def draw(card: Card) -> Image.Image:
    """The card as a picture in RGB. All its characters must be in `characters()`."""
    picture = _background(card.look, card.slogan, card.footer, card.scene).copy()
    width, label = _room(card.look), typeface(32, 600)
    words = _shortened(card.label, width - 72, label)
    _draw_line(picture, (_left(card.look, words, label), _LABEL_TOP), words, label, _AMBER)
    size, rows = _title_lines(card.title, width)
    top, bold = _TITLE_TOP + (_TITLE_ROOM - round(size * _LINE) * len(rows)) // 2, typeface(size, 800)
    for row in rows:
        _draw_line(picture, (_left(card.look, row, bold), top), row, bold, _WHITE)
        top += round(size * _LINE)
    return picture


def _draw_line(
    picture: Image.Image, place: tuple[int, int], text: str, font: ImageFont.FreeTypeFont, ink: str
) -> None:
    """Draw a line character by character from cached glyphs: to draw one from the outlines of a variable font takes ten
    times as long as to paste it."""
    x: float = place[0]
    for char in text:
        glyph = _glyph(font, char)
        picture.paste(ink, (round(x) - _PAD, place[1]), glyph)
        x += _length(font, char)


@lru_cache(maxsize=4_000)
def _glyph(font: ImageFont.FreeTypeFont, char: str) -> Image.Image:
    """A character in white on black, with `_PAD` pixels to the left and right."""
    ascent, descent = font.getmetrics()
    glyph = Image.new("L", (ceil(_length(font, char)) + 2 * _PAD, ascent + descent))
    ImageDraw.Draw(glyph).text((_PAD, 0), char, font=font, fill=255)
    return glyph


def _title_lines(title: str, width: int) -> tuple[int, list[str]]:
    """The largest type in which the title fits, and its lines: a phrase a line, else all of about the same length."""
    phrases = _PHRASE_END.split(title)
    for size, most in _SIZES:
        font = typeface(size, 800)
        rows = wrap(title, width, font, most)
        if rows:
            broken = [wrap(phrase, width, font, most) or [] for phrase in phrases]
            if len(rows) > 1 and sum(map(len, broken)) <= most:
                return size, [row for part in broken for row in part]
            even = font.getlength(title) / len(rows) + size
            return size, wrap(title, min(even, width), font, len(rows)) or rows
    return size, wrap(title, width, font, 64) or [title]


def _overhang(row: str, size: int) -> int:
    """How far a line that opens with a quotation mark is moved out, so that its edge is in line."""
    return round(size * 0.45) if row[:1] in _NO_END else 0


def _shortened(text: str, width: float, font: ImageFont.FreeTypeFont) -> str:
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(text + "…") > width:
        text = text[:-1]
    return text + "…"
