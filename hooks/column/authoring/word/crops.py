"""The part of a picture that a Word document shows: crops of pictures, of shapes filled with one, and of VML.

ECMA-376 part 1, 20.1.8.55 (`srcRect`), 20.1.8.30 (`fillRect`); part 4, 19.1.2.11 (VML's `cropleft` and its like).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from column.authoring.word.elements import PIC, A, O, R, V, integer

Crop = tuple[float, float, float, float]
"""Fractions cut off left, top, right and bottom."""

_WHOLE: Final[Crop] = (0.0, 0.0, 0.0, 0.0)
_EFFECTS: Final = tuple(
    f"{A}{name}" for name in ("lum", "grayscl", "biLevel", "duotone", "clrChange", "blur", "tint")
)
_VML_EFFECTS: Final = ("gain", "blacklevel", "grayscale", "bilevel", "chromakey", "recolortarget")


@dataclass(frozen=True, slots=True)
class Shown:
    """How a picture is shown; `changed` says in Chinese what was done to it that is not repeated."""

    crop: Crop = _WHOLE
    quarter_turns: int = 0
    changed: tuple[str, ...] = ()


def shown(node: etree._Element) -> Shown:
    """How the picture of an `a:blip`, `v:imagedata` or `v:fill` is shown."""
    if node.tag == f"{V}imagedata":
        return _vml(node)
    if node.tag == f"{V}fill":
        return Shown(changed=("填在图形里，可能只露出一部分",))
    return _drawing(node)


def _vml(node: etree._Element) -> Shown:
    left, top, right, bottom = (
        _fraction(node.get(f"crop{side}")) for side in ("left", "top", "right", "bottom")
    )
    changed = ["调过颜色或亮度"] if any(node.get(name) for name in _VML_EFFECTS) else []
    shape = node.getparent()
    turned = (
        re.search(r"rotation:\s*(-?\d+)(fd)?", str(shape.get("style", ""))) if shape is not None else None
    )
    turns = round(int(turned[1]) / (90 * 65536 if turned[2] else 90)) % 4 if turned else 0
    return Shown((left, top, right, bottom), turns, tuple(changed))


def _drawing(blip: etree._Element) -> Shown:
    fill = blip.getparent()
    if fill is None:
        return Shown()
    holder = fill.getparent()
    is_picture = fill.tag == f"{PIC}blipFill"
    properties = holder.find(f"{PIC}spPr") if is_picture and holder is not None else holder
    changed = []
    if any(blip.find(name) is not None for name in _EFFECTS):
        changed.append("调过颜色或亮度")
    if fill.find(f"{A}tile") is not None:
        changed.append("填在图形里，可能只露出一部分")
    turns = 0
    if properties is not None:
        geometry = properties.find(f"{A}prstGeom")
        if properties.find(f"{A}custGeom") is not None or (
            geometry is not None and geometry.get("prst") != "rect"
        ):
            changed.append("裁成了别的形状，四角或边上的部分在 Word 里看不到")
        if next(properties.iter(f"{A}softEdge"), None) is not None:
            changed.append("边缘做过柔化")
        frame = properties.find(f"{A}xfrm")
        if frame is not None:
            if is_picture or fill.get("rotWithShape", "1") in ("1", "true"):
                turns = round(integer(frame.get("rot")) / 5_400_000) % 4
            if frame.get("flipH") in ("1", "true") or frame.get("flipV") in ("1", "true"):
                changed.append("在 Word 里是左右或上下翻转的")
    source = _sides(fill.find(f"{A}srcRect"))
    return Shown(_stretched(source, _sides(fill.find(f"{A}stretch/{A}fillRect"))), turns, tuple(changed))


def _sides(rectangle: etree._Element | None) -> Crop:
    """The four insets of a rectangle, as fractions."""
    if rectangle is None:
        return _WHOLE
    left, top, right, bottom = (_percentage(rectangle.get(side)) for side in "ltrb")
    return left, top, right, bottom


def _stretched(source: Crop, fill: Crop) -> Crop:
    """The crop of a source rectangle that is stretched beyond its shape: a negative inset cuts what lies outside."""
    wide, high = 1 - min(fill[0], 0) - min(fill[2], 0), 1 - min(fill[1], 0) - min(fill[3], 0)
    rest = (1 - source[0] - source[2], 1 - source[1] - source[3])
    cut = [-min(inset, 0) / (wide, high)[side % 2] * rest[side % 2] for side, inset in enumerate(fill)]
    return source[0] + cut[0], source[1] + cut[1], source[2] + cut[2], source[3] + cut[3]


def _percentage(written: str | None) -> float:
    """A percentage in thousandths (`60000`) or, in the strict form, with its sign (`60%`), as a fraction."""
    if written and re.fullmatch(r"-?\d{1,4}(?:\.\d{1,9})?%", written):
        return float(written[:-1]) / 100
    return integer(written) / 100_000


def _fraction(written: str | None) -> float:
    """A fraction of VML: `13107f` (of 65536), `0.2` or `20%`; 0 if it is missing or malformed."""
    found = re.fullmatch(r"\s*([+-]?\d{0,9}(?:\.\d{1,9})?)([f%]?)\s*", written or "")
    if not found or not found[1].strip("+-"):
        return 0.0
    return float(found[1]) / {"f": 65536, "%": 100, "": 1}[found[2]]


def relationship_id(node: etree._Element) -> str:
    """The id of the relationship to a picture's bytes."""
    for name in (f"{R}embed", f"{R}id", f"{O}relid", f"{R}link"):
        if found := node.get(name):
            return str(found)
    return ""
