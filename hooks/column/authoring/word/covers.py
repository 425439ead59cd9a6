"""Objects of a Word document that may lie on a photo: shapes, text boxes, stickers, thick lines, ink, groups.

Officers hide faces and number plates by what they lay over a photo, and the photo in the file stays whole. So each
object counts as a cover unless its place shows that it lies on no photo.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from column.authoring.word.crops import relationship_id
from column.authoring.word.elements import PIC, W10, WP, WPG, WPS, A, O, V, W, integer

THIN_LINE: Final = 38_100
"""EMU (3 pt): a line up to this thickness is a rule, a thicker one may hide eyes."""
_EMU: Final = {
    "pt": 12_700,
    "in": 914_400,
    "mm": 36_000,
    "cm": 360_000,
    "pc": 152_400,
    "px": 9_525,
    "": 12_700,
}
_LINE_SHAPES: Final = re.compile("[Ll]ine|Connector")
_SHAPES: Final = tuple(
    f"{V}{name}"
    for name in ("shape", "rect", "roundrect", "oval", "line", "polyline", "curve", "arc", "image")
)
_MEMBERS: Final = (f"{WPS}wsp", f"{PIC}pic", *_SHAPES)
_BESIDE_TEXT: Final = ("square", "tight", "topAndBottom")
_SHARED: Final = (
    "page",
    "margin",
    "leftMargin",
    "rightMargin",
    "topMargin",
    "bottomMargin",
    "vml page",
    "vml margin",
)
"""Frames that are the same for all objects outside tables; the others belong to one paragraph."""
_UNKNOWN: Final = ("character", "line", "vml char", "vml line")
"""Frames that differ within a paragraph."""

Span = tuple[int, int]


@dataclass(slots=True)
class Thing:
    """An object on the page: a picture, a shape or both in one.

    `drawing` and `paragraph` are the elements that hold it, `across` and `down` its extent in EMU within the frame
    that is named before it, None if that is not known; `height` its place in the stack, `wrap` how text avoids it.
    """

    node: etree._Element
    drawing: etree._Element
    paragraph: etree._Element | None
    is_picture: bool
    can_cover: bool
    floating: bool
    behind: bool
    height: int | None
    wrap: str
    across: tuple[str, Span] | None = None
    down: tuple[str, Span] | None = None


def things(drawings: Sequence[etree._Element]) -> list[Thing]:
    """All objects of the drawings, groups taken apart."""
    return [thing for drawing in drawings for thing in _things(drawing)]


def covers(found: Sequence[Thing]) -> list[Thing]:
    """The objects that may lie on one of the pictures."""
    pictures = [thing for thing in found if thing.is_picture]
    return [
        thing
        for thing in found
        if thing.can_cover
        and any(picture is not thing and _may_cover(thing, picture) for picture in pictures)
    ]


def _may_cover(over: Thing, picture: Thing) -> bool:
    if over.drawing is picture.drawing:
        return not _apart(over, picture)
    boxes = [node for node in picture.drawing.iterancestors() if node.tag == f"{W}txbxContent"]
    if boxes and over.drawing in picture.drawing.iterancestors():
        return False  # the text box that holds the picture
    if over.behind and not picture.behind:
        return False
    if not over.floating:
        return picture.behind
    if not picture.floating:
        return bool(boxes) or over.wrap not in _BESIDE_TEXT
    if over.behind == picture.behind and (over.height or 0) < (picture.height or 0):
        return False  # it lies below
    return not _apart(over, picture)


def _apart(one: Thing, other: Thing) -> bool:
    """Whether two objects are shown not to overlap: they lie beside or above each other in the same frame."""
    same = one.paragraph is other.paragraph
    outside = not (_in_table(one) or _in_table(other))
    for mine, theirs in ((one.across, other.across), (one.down, other.down)):
        if not mine or not theirs or mine[0] != theirs[0] or mine[0] in _UNKNOWN:
            continue
        if same or (outside and mine[0] in _SHARED):
            (start, end), (begin, stop) = mine[1], theirs[1]
            if end <= begin or stop <= start:
                return True
    return False


def _in_table(thing: Thing) -> bool:
    """Whether an object stands in a table: its place may be counted from the cell."""
    return next(thing.drawing.iterancestors(f"{W}tc"), None) is not None


def _things(drawing: etree._Element) -> Iterator[Thing]:
    """The objects of a `w:drawing`, `w:pict` or `w:object`."""
    paragraph = next(drawing.iterancestors(f"{W}p"), None)
    anchor = next((node for node in drawing if node.tag in (f"{WP}anchor", f"{WP}inline")), None)
    members = [node for node in drawing.iter(*_MEMBERS) if not _in_text_box(node, drawing)]
    if anchor is None:
        for node in members:
            yield _vml_thing(node, drawing, paragraph)
        return
    across, down = _placed(anchor, "positionH", "cx"), _placed(anchor, "positionV", "cy")
    floating = anchor.tag == f"{WP}anchor"
    wraps = [
        str(node.tag).removeprefix(f"{WP}wrap") for node in anchor if str(node.tag).startswith(f"{WP}wrap")
    ]
    wrap = wraps[0][:1].lower() + wraps[0][1:] if wraps else ""
    for node in members or [drawing]:
        inside = _group_span(node) if len(members) > 1 else None
        yield Thing(
            node=node,
            drawing=drawing,
            paragraph=paragraph,
            is_picture=_is_picture(node),
            can_cover=_can_cover(node),
            floating=floating,
            behind=floating and anchor.get("behindDoc") in ("1", "true"),
            height=integer(anchor.get("relativeHeight"))
            if floating and anchor.get("relativeHeight")
            else None,
            wrap=wrap,
            across=inside[0] if inside else across,
            down=inside[1] if inside else down,
        )


def _in_text_box(node: etree._Element, drawing: etree._Element) -> bool:
    """Whether an object lies in a text box of the drawing; then it belongs to a drawing of its own."""
    for above in node.iterancestors():
        if above is drawing:
            return False
        if above.tag == f"{W}txbxContent":
            return True
    return False


def _is_picture(node: etree._Element) -> bool:
    """Whether an object shows a picture."""
    kinds = (f"{A}blip", f"{V}imagedata", f"{V}fill")
    return any(
        next(part.iterancestors(*_MEMBERS), None) is node
        and (part.tag != f"{V}fill" or bool(relationship_id(part)))
        for part in node.iter(*kinds)
    )


def _can_cover(node: etree._Element) -> bool:
    """Whether an object can hide what lies below it: it is no thin line, and it has a filling or may have one."""
    if node.tag == f"{PIC}pic":
        return True
    if node.tag == f"{WPS}wsp":
        return _shape_can_cover(node)
    if str(node.tag).startswith(V):
        if node.get(f"{O}hr"):
            return False
        thin = _length(node.get("strokeweight", "0.75pt")) <= THIN_LINE
        is_open = node.tag in (f"{V}line", f"{V}curve", f"{V}arc") or "t32" in str(node.get("type", ""))
        see_through = node.get("filled") in ("f", "false") and node.find(f"{V}imagedata") is None
        word_art = node.find(f"{V}textpath") is not None
        return not (thin and (is_open or see_through)) or word_art
    return True  # ink, charts and all that has no shape of its own


def _shape_can_cover(node: etree._Element) -> bool:
    properties = node.find(f"{WPS}spPr")
    if properties is None:
        return True
    line = properties.find(f"{A}ln")
    thin = line is None or integer(line.get("w")) <= THIN_LINE or line.find(f"{A}noFill") is not None
    geometry = properties.find(f"{A}prstGeom")
    if geometry is not None and _LINE_SHAPES.search(str(geometry.get("prst"))):
        return not thin
    extent = properties.find(f"{A}xfrm/{A}ext")
    parent = node.getparent()
    in_group = parent is not None and str(parent.tag).startswith(WPG)  # its units are the group's, not EMU
    flat = (
        extent is not None
        and not in_group
        and min(integer(extent.get("cx")), integer(extent.get("cy"))) <= THIN_LINE
    )
    return not (thin and (flat or properties.find(f"{A}noFill") is not None))


def _placed(anchor: etree._Element, position: str, side: str) -> tuple[str, Span] | None:
    """The frame and the extent of an anchored object on one axis; None if it is aligned or not anchored."""
    place, extent = anchor.find(f"{WP}{position}"), anchor.find(f"{WP}extent")
    offset = place.find(f"{WP}posOffset") if place is not None else None
    if place is None or offset is None or extent is None or _is_turned(anchor):
        return None
    start = integer((offset.text or "").strip())
    effect = anchor.find(f"{WP}effectExtent")
    edges = ("l", "r") if side == "cx" else ("t", "b")
    line = max((integer(each.get("w")) for each in anchor.iter(f"{A}ln")), default=0)
    before, after = (max(integer(effect.get(edge)) if effect is not None else 0, line // 2) for edge in edges)
    return str(place.get("relativeFrom")), (start - before, start + integer(extent.get(side)) + after)


def _is_turned(node: etree._Element) -> bool:
    """Whether something in an object is rotated, so that its extent is not its own."""
    return any(integer(frame.get("rot")) % 21_600_000 for frame in node.iter(f"{A}xfrm", f"{WPS}xfrm"))


def _group_span(node: etree._Element) -> tuple[tuple[str, Span], tuple[str, Span]] | None:
    """The extents of a member of a group in the frame of that group; None if it is turned or has no place."""
    group = node.getparent()
    frame = next((part for part in node.iter(f"{A}xfrm")), None)
    if (
        group is None
        or group.tag not in (f"{WPG}wgp", f"{WPG}grpSp")
        or frame is None
        or integer(frame.get("rot"))
    ):
        return None
    off, extent = frame.find(f"{A}off"), frame.find(f"{A}ext")
    if off is None or extent is None:
        return None
    name = f"group {group.getroottree().getpath(group)}"
    left, top = integer(off.get("x")), integer(off.get("y"))
    return (name, (left, left + integer(extent.get("cx")))), (name, (top, top + integer(extent.get("cy"))))


def _vml_thing(node: etree._Element, drawing: etree._Element, paragraph: etree._Element | None) -> Thing:
    """An object of VML, whose place is written as a style (ECMA-376 part 4, 19.1.2.19)."""
    outer = next((above for above in node.iterancestors(f"{V}group")), node)
    style = {
        name.strip().lower(): place.strip()
        for name, _, place in (part.partition(":") for part in str(outer.get("style", "")).split(";"))
    }
    stack = integer(style.get("z-index"))
    floating = style.get("position") in ("absolute", "relative")
    wrap = outer.find(f"{W10}wrap")
    grouped = outer is not node or "rotation" in style
    return Thing(
        node=node,
        drawing=drawing,
        paragraph=paragraph,
        is_picture=_is_picture(node),
        can_cover=_can_cover(node),
        floating=floating,
        behind=floating and stack < 0,
        height=stack if floating and stack else None,
        wrap=str(wrap.get("type", "")) if wrap is not None else "",
        across=None if grouped else _vml_span(style, "horizontal", "left", "width"),
        down=None if grouped else _vml_span(style, "vertical", "top", "height"),
    )


def _vml_span(style: dict[str, str], axis: str, edge: str, side: str) -> tuple[str, Span] | None:
    if f"margin-{edge}" not in style or side not in style or f"mso-position-{axis}" in style:
        return None
    frame = style.get(f"mso-position-{axis}-relative", "text")
    start = _length(style[f"margin-{edge}"])
    return f"vml {frame}", (start, start + _length(style[side]))


def _length(written: str) -> int:
    """A length of VML, such as 20pt, in EMU; 0 if it is malformed."""
    found = re.fullmatch(r"\s*(-?\d{0,7}(?:\.\d{0,9})?)\s*(pt|in|mm|cm|pc|px|)\s*", written)
    return round(float(found[1]) * _EMU[found[2]]) if found and found[1].strip("-.") else 0
