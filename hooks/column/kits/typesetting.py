"""Sheets, typeset by typst from the templates beside this module.

All text goes in as data, never as markup; nothing but the templates' folder and the font package is read, and nothing is
asked of the network. The same words give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import typst
from PIL import Image

from column.kits.material import Material
from column.kits.sizes import Size
from column.media import drawings, qr
from column.settings.records import Settings

TEMPLATES = Path(__file__).parent / "templates"

_UNITS = {"poster": 210, "leaflet": 210, "cards": 210, "long": 1080}
"""How many of a template's own units are the width of a sheet; those of a screen are its pixels at full size."""
_WIDE, _UPRIGHT = 1920, 1080
_MADE = datetime(2025, 1, 1, tzinfo=UTC)
"""The date in every PDF: the sheets say their version themselves, and the same words give the same bytes."""
_OVERFLOW = re.compile(r"overflow[^a-z]*(slogan|lists)")
_COLOURS = 128
THUMB = 420
"""Pixels of a thumbnail's height."""
KEYS = {"slogan": "宣传标语", "lists": "识别要点和防范提示"}


_ALLOWED = 60
"""Characters of a point at most (`front_matter.written.Points`)."""


class SheetOverflowError(Exception):
    """The words do not fit on a sheet at the smallest of its type. `part`: of `KEYS`; `over`: how many characters there
    are too many, 0 where that was not counted."""

    def __init__(self, part: str, over: int = 0) -> None:
        super().__init__(part)
        self.part, self.over = part, over


def typeset(material: Material, size: Size, settings: Settings) -> bytes:
    """The sheet as the file that it is named: PDF (PDF/UA-1) or PNG. Raises `SheetOverflowError`."""
    return _typeset(material, size, settings, size.file.endswith(".pdf"), 72.0)


def thumbnail(material: Material, size: Size, settings: Settings) -> bytes:
    """A small picture of the sheet's first page, `THUMB` pixels high, as PNG. Raises `SheetOverflowError`."""
    return _typeset(material, size, settings, False, 72.0 * THUMB / (size.height + 2 * size.bleed))


def excess(material: Material, size: Size, settings: Settings, part: str) -> int:
    """About how many characters of a part have to go before the words fit on a sheet: each line is cut to the same length."""
    short, long = 0, _ALLOWED
    while long - short > 1:
        most = (short + long) // 2
        try:
            thumbnail(_cut(material, part, most), size, settings)
            short = most
        except SheetOverflowError as fault:
            if fault.part != part:
                break
            long = most
    left = _cut(material, part, short)
    return sum(map(len, _of_part(material, size, part))) - sum(map(len, _of_part(left, size, part)))


def _cut(material: Material, part: str, most: int) -> Material:
    if part == "slogan":
        return replace(material, slogan=material.slogan[:most])
    signs, tips = (tuple(line[:most] for line in lines) for lines in (material.signs, material.tips))
    return replace(material, signs=signs, tips=tips)


def _of_part(material: Material, size: Size, part: str) -> Sequence[str]:
    """The words of a part that stand on a sheet."""
    if part == "slogan":
        return (material.slogan,)
    return (*material.signs[: size.signs], *material.tips[: size.tips])


def _typeset(material: Material, size: Size, settings: Settings, vector: bool, ppi: float) -> bytes:
    """The sheet, without its scene where the words need the room."""
    try:
        return _made(_data(material, size, settings), size, vector, ppi)
    except SheetOverflowError:
        return _made(_data(material, size, settings) | {"scene": ""}, size, vector, ppi)


def _made(data: dict[str, object], size: Size, vector: bool, ppi: float) -> bytes:
    try:
        made = _compiler().compile(
            input=str(TEMPLATES / f"{size.template}.typ"),
            format="pdf" if vector else "png",
            ppi=ppi,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            timestamp=_MADE,
            pdf_standards=["ua-1"] if vector else [],
        )
    except typst.TypstError as fault:
        if found := _OVERFLOW.search(str(fault)):
            raise SheetOverflowError(found[1]) from None
        raise
    sheet = made[0] if isinstance(made, list) else made or b""
    return sheet if vector else smaller(sheet)


def smaller(png: bytes) -> bytes:
    """The picture in few colours: flat shapes and type need no more, and it has a third of the bytes."""
    target = BytesIO()
    with Image.open(BytesIO(png)) as picture:
        flat = picture.convert("RGB").quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        flat.save(target, "PNG", compress_level=6)
    return target.getvalue()


@cache
def _compiler() -> typst.Compiler:
    fonts = [str(path) for path in files("manimgx_fonts_cjk").iterdir() if path.name.endswith(".ttc")]
    return typst.Compiler(
        root=str(TEMPLATES),
        font_paths=[str(Path(path).parent) for path in fonts],
        ignore_system_fonts=True,
        package_path=str(TEMPLATES / "none"),
        package_cache_path=str(TEMPLATES / "none"),
    )


def _data(material: Material, size: Size, settings: Settings) -> dict[str, object]:
    """What the templates read (`templates/common.typ`)."""
    wide = size.width >= size.height
    units = _UNITS.get(size.template, _WIDE if wide else _UPRIGHT)
    address = settings.url.removeprefix("https://").removeprefix("http://")
    until, scene = material.valid_until, drawings.scenes().get(material.scene)
    return {
        "width": size.width,
        "height": size.height,
        "units": units,
        "bleed": size.bleed,
        "safe": size.safe,
        "above": size.above,
        "below": size.below,
        "least": size.least,
        "type": size.type * units / 1000,
        "beside": size.beside,
        "title": f"{material.slogan}（{size.name}）",
        "keywords": ["反诈", material.name],
        "organizer": settings.government.organizer,
        "sample": material.sample,
        "label": material.label,
        "slogan": material.slogan,
        "phrases": material.phrases,
        "summary": material.summary,
        "signs_title": "出现这些，就要当心",
        "tips_title": "这样做",
        "signs": material.signs[: size.signs],
        "tips": material.tips[: size.tips],
        "scene": scene.svg if scene else "",
        "scene_alt": f"示意画：{scene.seen}" if scene else "",
        "qr": qr.svg(f"{settings.url}k/{material.id}/{material.version}/"),
        "address": f"{settings.url}{material.url}",
        "imprint": [
            f"版本 {material.version}",
            *([f"有效至 {until.year}年{until.month}月{until.day}日"] if until else []),
            f"{address}{material.url}",
        ],
    }
