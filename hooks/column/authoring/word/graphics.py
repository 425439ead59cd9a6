"""Pictures, shapes and other graphics of a Word document's part, replaced by marks in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from column.authoring.word import covers, crops
from column.authoring.word.elements import WP, A, O, V, W, replace, text
from column.authoring.word.package import Relationship

PICTURE_MARK: Final = re.compile("\ue000(\\d+)\ue001")
"""The mark of a picture in the text: its index in `Graphics.pictures`."""
MARKS: Final = re.compile("[\ue000-\ue005]")
"""The characters that marks are made of; a writer's own are removed."""

_PICTURES: Final = (f"{A}blip", f"{V}imagedata", f"{V}fill", f"{V}textpath")
_DRAWINGS: Final = (f"{W}drawing", f"{W}pict", f"{W}object")
_KINDS: Final = {
    "chart": "图表",
    "chartex": "图表",
    "diagram": "SmartArt 图形",
    "wordprocessingInk": "手写墨迹",
}


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture as the document shows it.

    `target` is the part with its bytes, empty if the picture is only linked; `description` its alternative text; `crop`
    the fractions cropped off left, top, right and bottom; `quarter_turns` its rotation, clockwise; `changed` what else
    Word does to it, in Chinese; `covers` whether it may lie on another picture.
    """

    target: str
    description: str = ""
    crop: crops.Crop = (0.0, 0.0, 0.0, 0.0)
    quarter_turns: int = 0
    changed: tuple[str, ...] = ()
    covers: bool = False


@dataclass(slots=True)
class Graphics:
    """The pictures of a part in reading order, the number of objects that may cover one, and what has no text."""

    pictures: list[PlacedPicture] = field(default_factory=list)
    covers: int = 0
    lost: Counter[str] = field(default_factory=Counter)


def mark_graphics(root: etree._Element, relationships: Mapping[str, Relationship]) -> Graphics:
    """Replace each drawing by the marks of its pictures, followed by its text boxes."""
    found = Graphics()
    drawings = [*root.iter(*_DRAWINGS)]
    laid = covers.covers(covers.things(drawings))
    found.covers = len(laid)
    over = {thing.node for thing in laid}
    for drawing in reversed(drawings):
        content: list[etree._Element] = []
        boxes = [box for box in drawing.iter(f"{W}txbxContent") if not _is_nested(box, drawing)]
        for node in drawing.iter(*_PICTURES):
            if node.tag == f"{V}textpath":
                content.append(text(MARKS.sub("", str(node.get("string", "")))))
            elif node.tag != f"{V}fill" or crops.relationship_id(node):
                content.append(text(f"\ue000{len(found.pictures)}\ue001"))
                is_over = any(above in over for above in node.iterancestors())
                found.pictures.append(_placed(node, drawing, relationships, is_over))
        _count_lost(drawing, found.lost, is_shown=bool(content or boxes))
        replace(drawing, [*content, *boxes])
    _number_in_reading_order(root, found)
    return found


def _number_in_reading_order(root: etree._Element, found: Graphics) -> None:
    """Drawings are replaced last to first, so that a drawing in a text box is marked before the box moves."""
    marked = [node for node in root.iter(f"{W}t") if node.text and "\ue000" in node.text]
    order = [int(number) for node in marked for number in PICTURE_MARK.findall(node.text or "")]
    position = {old: new for new, old in enumerate(order)}
    for node in marked:
        node.text = PICTURE_MARK.sub(lambda match: f"\ue000{position[int(match[1])]}\ue001", node.text or "")
    found.pictures = [found.pictures[old] for old in order]


def _is_nested(box: etree._Element, drawing: etree._Element) -> bool:
    """Whether a text box lies inside another one of the same drawing."""
    return any(
        node.tag == f"{W}txbxContent" for node in box.iterancestors() if drawing in node.iterancestors()
    )


def _count_lost(drawing: etree._Element, lost: Counter[str], *, is_shown: bool) -> None:
    """Count a graphic that is no picture under its kind: a chart, an embedded object."""
    for data in drawing.iter(f"{A}graphicData"):
        kind = str(data.get("uri", "")).rsplit("/", 1)[-1]
        if kind in _KINDS:
            lost[_KINDS[kind]] += 1
    if drawing.tag == f"{W}object" and next(drawing.iter(f"{O}OLEObject"), None) is not None:
        lost["嵌入的对象（如 Excel 表格）" + ("，只放进了它的样子" if is_shown else "")] += 1
    elif drawing.tag == f"{W}object" and not is_shown:
        lost["嵌入的对象（如 Excel 表格）"] += 1


def _placed(
    node: etree._Element, drawing: etree._Element, relationships: Mapping[str, Relationship], is_over: bool
) -> PlacedPicture:
    """The picture of an `a:blip`, `v:imagedata` or `v:fill` element."""
    relationship = relationships.get(crops.relationship_id(node))
    target = relationship.target if relationship and not relationship.external else ""
    shown = crops.shown(node)
    about = next(drawing.iter(f"{WP}docPr"), None)
    description = str(about.get("descr") or about.get("title") or "") if about is not None else ""
    return PlacedPicture(target, description.strip(), shown.crop, shown.quarter_turns, shown.changed, is_over)
