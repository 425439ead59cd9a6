"""Normaliser of a Word document's XML, so that mammoth converts it without loss.

mammoth converts paragraphs, lists and tables and ignores the rest. So this module first removes deleted and hidden
text, moves each text box behind its anchor paragraph, turns fields, rubies and formulas into plain runs, and replaces
each picture by a mark in the text. What cannot be kept is reported by `NormalisedPart.notices`.

Element names: ECMA-376 part 1 (`w`, `wp`, `a`, `pic`), part 4 (`v`, VML, which WPS and old Word write),
part 3 (`mc`), [MS-DOCX] (`wps`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from column.authoring.word.package import Relationship, W

PICTURE_MARK: Final = re.compile("\ue000(\\d+)\ue001")
"""The mark of a picture in the text: its index in `NormalisedPart.pictures`."""
FORMAT_MARK: Final = re.compile("\ue002([lcr])(\\d+)\ue003")
"""The mark of a paragraph's format: alignment (left, centre, right) and largest font size in half points."""
_MARKS = re.compile("[\ue000-\ue003]")

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_V = "{urn:schemas-microsoft-com:vml}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"

_GRAPHIC_DATA = f"{_A}graphicData"
_O = "{urn:schemas-microsoft-com:office:office}"
_GRAPHICS = {"chart": "图表", "chartex": "图表", "diagram": "SmartArt 图形", "wordprocessingInk": "手写墨迹"}
_LINE_SHAPES = re.compile("[Ll]ine|Connector")
_SHAPES = tuple(f"{_V}{name}" for name in ("rect", "roundrect", "oval", "shape"))
_BODY_SIZE = 21
"""Half points of a paragraph without a font size: 五号, Word's Chinese default."""


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture as the document shows it.

    `target` is the part with its bytes, empty if the picture is only linked; `description` its alternative text; `crop`
    the fractions cropped off left, top, right and bottom; `quarter_turns` its rotation, clockwise.
    """

    target: str
    description: str = ""
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    quarter_turns: int = 0


@dataclass(slots=True)
class NormalisedPart:
    """What normalising a part found. `shapes` counts the shapes without text, which may cover a face in a photo."""

    pictures: list[PlacedPicture] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)
    hidden_text: list[str] = field(default_factory=list)
    shapes: int = 0
    changes: int = 0
    comments: int = 0

    def notices(self) -> Iterator[str]:
        """What the officer must know, one sentence each, in Chinese."""
        for what, count in self.lost.items():
            yield f"{count} 个{what}读不出来，没有放进正文。在 Word 里截图，存成 JPG 后自己放进去。"
        for text in self.hidden_text:
            yield f"设为隐藏的字没有放进正文：{text}"
        if self.changes:
            yield f"有 {self.changes} 处修订痕迹：按“接受修订”处理，加的留下，删的去掉。请核对。"
        if self.comments:
            yield f"有 {self.comments} 条批注，没有放进正文。"
        if self.shapes and self.pictures:
            yield (
                f"【注意】文件里有 {self.shapes} 个图形可能盖在照片上（比如用色块遮脸、遮车牌）。"
                "导入的是没有遮挡的原图！请先在手机或电脑上给照片打码，再替换掉导入的照片。"
            )


def normalise(root: etree._Element, relationships: Mapping[str, Relationship]) -> NormalisedPart:
    """Normalise a part (the document, its footnotes, a header) in place."""
    found = NormalisedPart()
    for text in root.iter(f"{W}t"):
        text.text = _MARKS.sub("", text.text or "")
    _resolve_alternates(root)
    _remove_hidden(root, found)
    _unwrap_runs(root)
    _mark_pictures(root, relationships, found)
    _move_text_boxes(root)
    _mark_formats(root)
    return found


def plain_lines(root: etree._Element) -> list[str]:
    """The text of a normalised part such as a header, one line a paragraph."""
    lines = []
    for paragraph in root.iter(f"{W}p"):
        texts = (
            (node.text or "") if node.tag == f"{W}t" else " " for node in paragraph.iter(f"{W}t", f"{W}tab")
        )
        lines.append(FORMAT_MARK.sub("", PICTURE_MARK.sub("", "".join(texts))).strip())
    return [line for line in lines if line]


def _resolve_alternates(root: etree._Element) -> None:
    """Keep one alternative of each `mc:AlternateContent`: the choice if it holds text or a picture, else the fallback."""
    for alternate in reversed(list(root.iter(f"{_MC}AlternateContent"))):
        choice, fallback = alternate.find(f"{_MC}Choice"), alternate.find(f"{_MC}Fallback")
        rich = (
            choice is not None
            and next(choice.iter(f"{W}txbxContent", f"{_A}blip", f"{_WPS}wsp"), None) is not None
        )
        chosen = choice if rich or fallback is None or not len(fallback) else fallback
        _replace(alternate, list(chosen) if chosen is not None else [])


def _remove_hidden(root: etree._Element, found: NormalisedPart) -> None:
    """Remove deleted text, deleted rows and hidden runs; count tracked changes and comments."""
    tracked = [*root.iter(f"{W}del", f"{W}moveFrom", f"{W}ins", f"{W}moveTo")]
    found.changes += len(tracked)
    for row in [*root.iter(f"{W}tr")]:
        if row.find(f"{W}trPr/{W}del") is not None:
            _replace(row, [])
    for change in tracked:
        parent = change.getparent()
        if (
            change.tag not in (f"{W}del", f"{W}moveFrom")
            or parent is None
            or parent.tag in (f"{W}rPr", f"{W}trPr")
        ):
            continue  # a deleted paragraph mark or row: mammoth joins the paragraphs, the row is gone
        _replace(change, [])
    for run in [*root.iter(f"{W}r")]:
        vanish = run.find(f"{W}rPr/{W}vanish")
        if vanish is not None and vanish.get(f"{W}val") not in ("0", "false"):
            if text := "".join(node.text or "" for node in run.iter(f"{W}t")).strip():
                found.hidden_text.append(text)
            _replace(run, [])
    found.comments += sum(1 for _ in root.iter(f"{W}commentReference"))


def _unwrap_runs(root: etree._Element) -> None:
    """Replace the elements that mammoth drops with their content (fields, rubies, formulas) by plain runs."""
    for ruby in [*root.iter(f"{W}ruby")]:
        base = ruby.find(f"{W}rubyBase")
        content = [
            node for run in (base if base is not None else ()) for node in run if node.tag != f"{W}rPr"
        ]
        _replace(ruby, content)
    for wrapper in reversed([*root.iter(f"{W}fldSimple", f"{W}dir", f"{W}bdo")]):
        _replace(wrapper, [node for node in wrapper if not str(node.tag).endswith("Pr")])
    for formula in [*root.iter(f"{_M}oMath")]:
        _replace(formula, [_run("".join(node.text or "" for node in formula.iter(f"{_M}t")))])
    for group in [*root.iter(f"{_M}oMathPara")]:
        _replace(group, list(group))


def _mark_pictures(
    root: etree._Element, relationships: Mapping[str, Relationship], found: NormalisedPart
) -> None:
    """Replace each drawing by the marks of its pictures, followed by its text boxes."""
    for drawing in reversed([*root.iter(f"{W}drawing", f"{W}pict", f"{W}object")]):
        content: list[etree._Element] = []
        for node in drawing.iter(f"{_A}blip", f"{_V}imagedata", f"{_V}textpath"):
            if node.tag == f"{_V}textpath":
                content.append(_text(_MARKS.sub("", str(node.get("string", "")))))
            else:
                content.append(_text(f"\ue000{len(found.pictures)}\ue001"))
                found.pictures.append(_placed_picture(node, drawing, relationships))
        boxes = [box for box in drawing.iter(f"{W}txbxContent") if not _is_nested(box, drawing)]
        if not content and not boxes:
            _note_lost_graphic(drawing, found)
        found.shapes += _count_empty_shapes(drawing)
        _replace(drawing, [*content, *boxes])
    # Drawings are replaced last to first, so that a drawing in a text box is marked before the box moves. Number the
    # pictures in reading order.
    order = [int(number) for text in root.iter(f"{W}t") for number in PICTURE_MARK.findall(text.text or "")]
    position = {old: new for new, old in enumerate(order)}
    for text in root.iter(f"{W}t"):
        text.text = PICTURE_MARK.sub(lambda match: f"\ue000{position[int(match[1])]}\ue001", text.text or "")
    found.pictures = [found.pictures[old] for old in order]


def _is_nested(box: etree._Element, drawing: etree._Element) -> bool:
    """Whether a text box lies inside another one of the same drawing."""
    return any(
        node.tag == f"{W}txbxContent" for node in box.iterancestors() if drawing in node.iterancestors()
    )


def _count_empty_shapes(drawing: etree._Element) -> int:
    """The number of shapes in a drawing that hold neither text nor a picture and are no lines."""
    empty = 0
    for shape in drawing.iter(f"{_WPS}wsp", *_SHAPES):
        if next(shape.iter(f"{W}txbxContent", f"{_A}blip", f"{_V}imagedata", f"{_V}textpath"), None) is None:
            geometry = shape.find(f".//{_A}prstGeom")
            rule = shape.get(f"{_O}hr") or (
                geometry is not None and _LINE_SHAPES.search(str(geometry.get("prst")))
            )
            empty += not rule
    return empty


def _note_lost_graphic(drawing: etree._Element, found: NormalisedPart) -> None:
    """Count a drawing without text and picture under its kind, such as a chart."""
    for data in drawing.iter(_GRAPHIC_DATA):
        kind = str(data.get("uri", "")).rsplit("/", 1)[-1]
        if kind in _GRAPHICS:
            found.lost[_GRAPHICS[kind]] += 1
    if drawing.tag == f"{W}object":
        found.lost["嵌入的对象（如 Excel 表格）"] += 1


def _placed_picture(
    node: etree._Element, drawing: etree._Element, relationships: Mapping[str, Relationship]
) -> PlacedPicture:
    """The picture of an `a:blip` or `v:imagedata` element."""
    id = node.get(f"{_R}embed") or node.get(f"{_R}id") or node.get(f"{_R}link") or ""
    relationship = relationships.get(id)
    target = relationship.target if relationship and not relationship.external else ""
    if node.tag == f"{_V}imagedata":
        sides = [_fraction(node.get(f"crop{side}")) for side in ("left", "top", "right", "bottom")]
        return PlacedPicture(target, "", (sides[0], sides[1], sides[2], sides[3]))
    picture = next(node.iterancestors(f"{_PIC}pic"), drawing)
    source = picture.find(f"{_PIC}blipFill/{_A}srcRect")
    cut = [_integer(source.get(side)) / 100_000 if source is not None else 0.0 for side in "ltrb"]
    geometry = picture.find(f"{_PIC}spPr/{_A}xfrm")
    quarter_turns = round(_integer(geometry.get("rot")) / 5_400_000) % 4 if geometry is not None else 0
    about = next(drawing.iter(f"{_WP}docPr"), None)
    description = str(about.get("descr") or about.get("title") or "") if about is not None else ""
    return PlacedPicture(target, description.strip(), (cut[0], cut[1], cut[2], cut[3]), quarter_turns)


def _integer(value: str | None) -> int:
    """The value of an integer attribute; 0 if it is missing or malformed."""
    return int(value) if value and re.fullmatch(r"-?\d{1,9}", value) else 0


def _fraction(value: str | None) -> float:
    """A fraction of VML: `13107f` (of 65536) or `0.2`; 0 if it is missing or malformed."""
    try:
        return int(value[:-1]) / 65536 if value and value.endswith("f") else float(value or 0)
    except ValueError:
        return 0.0


def _move_text_boxes(root: etree._Element) -> None:
    """Move the paragraphs of each text box behind the paragraph that the box is anchored to."""
    for box in reversed([*root.iter(f"{W}txbxContent")]):
        host = next(box.iterancestors(f"{W}p"), None)
        if host is None:
            continue
        for block in reversed(list(box)):
            host.addnext(block)
        _replace(box, [])


def _mark_formats(root: etree._Element) -> None:
    """Insert the format mark, in a run of its own, at the start of each paragraph with text."""
    for paragraph in root.iter(f"{W}p"):
        texts = [
            run
            for run in paragraph.iter(f"{W}r")
            if "".join(node.text or "" for node in run.iter(f"{W}t")).strip()
        ]
        if not texts:
            continue
        sizes = [run.find(f"{W}rPr/{W}sz") for run in texts]
        largest = max(_integer(size.get(f"{W}val")) if size is not None else _BODY_SIZE for size in sizes)
        aligned = paragraph.find(f"{W}pPr/{W}jc")
        side = {"center": "c", "right": "r", "end": "r"}.get(
            str(aligned.get(f"{W}val")) if aligned is not None else "", "l"
        )
        properties = paragraph.find(f"{W}pPr")
        paragraph.insert(0 if properties is None else 1, _run(f"\ue002{side}{max(largest, 0)}\ue003"))


def _text(value: str) -> etree._Element:
    text = etree.Element(f"{W}t")
    text.text = value
    return text


def _run(value: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    run.append(_text(value))
    return run


def _replace(node: etree._Element, content: list[etree._Element]) -> None:
    """Replace `node` by `content`."""
    parent = node.getparent()
    if parent is None:
        return
    position = parent.index(node)
    parent.remove(node)
    for offset, child in enumerate(content):
        parent.insert(position + offset, child if child.getparent() is None else deepcopy(child))
