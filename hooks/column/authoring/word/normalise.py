"""The XML of a Word document put into a form of which mammoth loses nothing.

mammoth reads flowing text well and passes over the rest. So before it reads: what was deleted or hidden goes,
text boxes become paragraphs behind the one that they hang on, fields, rubies and formulas become plain runs,
and each picture becomes a mark in the text. What cannot be kept is named in `notices`, for the officer.

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

from column.authoring.word.archive import Relation, W

PICTURE: Final = re.compile("\ue000(\\d+)\ue001")
"""A picture's mark in the text: its place in `Tidied.pictures`."""
CLUE: Final = re.compile("\ue002([lcr])(\\d+)\ue003")
"""How a paragraph looks: aligned left, centre or right; its largest type in half points."""
_MARKS = re.compile("[\ue000-\ue003]")

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_V = "{urn:schemas-microsoft-com:vml}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"

_DATA = f"{_A}graphicData"
_O = "{urn:schemas-microsoft-com:office:office}"
_GRAPHICS = {"chart": "图表", "chartex": "图表", "diagram": "SmartArt 图形", "wordprocessingInk": "手写墨迹"}
_LINES = re.compile("[Ll]ine|Connector")
_SHAPES = tuple(f"{_V}{name}" for name in ("rect", "roundrect", "oval", "shape"))
_BODY_SIZE = 21
"""Half points of a paragraph that says nothing of its size: 五号, Word's Chinese default."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture as it stands in the document: where its bytes are (empty where they are not in the file),
    what the writer said of it, the part that shows (left, top, right, bottom, cut off as fractions), and the
    quarter turns clockwise."""

    target: str
    said: str = ""
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    turns: int = 0


@dataclass(slots=True)
class Tidied:
    """What was found on the way. `covers`: shapes without text, which may lie over a face in a photo."""

    pictures: list[Placed] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)
    hidden: list[str] = field(default_factory=list)
    covers: int = 0
    tracked: int = 0
    comments: int = 0

    def notices(self) -> Iterator[str]:
        """What an officer must know, in Chinese."""
        for what, count in self.lost.items():
            yield f"{count} 个{what}读不出来，没有放进正文。在 Word 里截图，存成 JPG 后自己放进去。"
        for text in self.hidden:
            yield f"设为隐藏的字没有放进正文：{text}"
        if self.tracked:
            yield f"有 {self.tracked} 处修订痕迹：按“接受修订”处理，加的留下，删的去掉。请核对。"
        if self.comments:
            yield f"有 {self.comments} 条批注，没有放进正文。"
        if self.covers and self.pictures:
            yield (
                f"【注意】文件里有 {self.covers} 个图形可能盖在照片上（比如用色块遮脸、遮车牌）。"
                "导入的是没有遮挡的原图！请先在手机或电脑上给照片打码，再替换掉导入的照片。"
            )


def tidy(root: etree._Element, relations: Mapping[str, Relation]) -> Tidied:
    """Bring a part (the document, or its notes) into order, in place."""
    found = Tidied()
    for text in root.iter(f"{W}t"):
        text.text = _MARKS.sub("", text.text or "")
    _choose(root)
    _drop(root, found)
    _unwrap(root)
    _mark_pictures(root, relations, found)
    _lift_boxes(root)
    _mark_looks(root)
    return found


def plain(root: etree._Element) -> list[str]:
    """The text of a part (a header, say) that has been put in order, a line a paragraph."""
    lines = []
    for paragraph in root.iter(f"{W}p"):
        pieces = (
            (node.text or "") if node.tag == f"{W}t" else " " for node in paragraph.iter(f"{W}t", f"{W}tab")
        )
        lines.append(CLUE.sub("", PICTURE.sub("", "".join(pieces))).strip())
    return [line for line in lines if line]


def _choose(root: etree._Element) -> None:
    """One of the alternatives of each `mc:AlternateContent`: the modern one where it holds text or a picture."""
    for alternate in reversed(list(root.iter(f"{_MC}AlternateContent"))):
        choice, fallback = alternate.find(f"{_MC}Choice"), alternate.find(f"{_MC}Fallback")
        rich = (
            choice is not None
            and next(choice.iter(f"{W}txbxContent", f"{_A}blip", f"{_WPS}wsp"), None) is not None
        )
        kept = choice if rich or fallback is None or not len(fallback) else fallback
        _replace(alternate, list(kept) if kept is not None else [])


def _drop(root: etree._Element, found: Tidied) -> None:
    """Deleted text, rows and hidden runs go; comments are counted."""
    changes = [*root.iter(f"{W}del", f"{W}moveFrom", f"{W}ins", f"{W}moveTo")]
    found.tracked += len(changes)
    for row in [*root.iter(f"{W}tr")]:
        if row.find(f"{W}trPr/{W}del") is not None:
            _replace(row, [])
    for change in changes:
        parent = change.getparent()
        if (
            change.tag not in (f"{W}del", f"{W}moveFrom")
            or parent is None
            or parent.tag in (f"{W}rPr", f"{W}trPr")
        ):
            continue  # a deleted paragraph mark: mammoth joins the paragraphs
        _replace(change, [])
    for run in [*root.iter(f"{W}r")]:
        vanish = run.find(f"{W}rPr/{W}vanish")
        if vanish is not None and vanish.get(f"{W}val") not in ("0", "false"):
            if text := "".join(node.text or "" for node in run.iter(f"{W}t")).strip():
                found.hidden.append(text)
            _replace(run, [])
    found.comments += sum(1 for _ in root.iter(f"{W}commentReference"))


def _unwrap(root: etree._Element) -> None:
    """What mammoth passes over with all that is in it becomes plain runs."""
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


def _mark_pictures(root: etree._Element, relations: Mapping[str, Relation], found: Tidied) -> None:
    """Each drawing becomes the marks of its pictures, behind them the text boxes that it holds."""
    for drawing in reversed([*root.iter(f"{W}drawing", f"{W}pict", f"{W}object")]):
        content: list[etree._Element] = []
        for node in drawing.iter(f"{_A}blip", f"{_V}imagedata", f"{_V}textpath"):
            if node.tag == f"{_V}textpath":
                content.append(_text(_MARKS.sub("", str(node.get("string", "")))))
            else:
                content.append(_text(f"\ue000{len(found.pictures)}\ue001"))
                found.pictures.append(_placed(node, drawing, relations))
        boxes = [box for box in drawing.iter(f"{W}txbxContent") if not _inside(box, drawing)]
        if not content and not boxes:
            _name_lost(drawing, found)
        found.covers += _covers(drawing)
        _replace(drawing, [*content, *boxes])
    # The drawings were taken last to first, so that a drawing in a text box is marked before the box is moved.
    order = [int(number) for text in root.iter(f"{W}t") for number in PICTURE.findall(text.text or "")]
    place = {old: new for new, old in enumerate(order)}
    for text in root.iter(f"{W}t"):
        text.text = PICTURE.sub(lambda match: f"\ue000{place[int(match[1])]}\ue001", text.text or "")
    found.pictures = [found.pictures[old] for old in order]


def _inside(box: etree._Element, drawing: etree._Element) -> bool:
    """Whether a text box lies in another one of the same drawing."""
    return any(
        node.tag == f"{W}txbxContent" for node in box.iterancestors() if drawing in node.iterancestors()
    )


def _covers(drawing: etree._Element) -> int:
    """Shapes that hold neither text nor a picture."""
    empty = 0
    for shape in drawing.iter(f"{_WPS}wsp", *_SHAPES):
        if next(shape.iter(f"{W}txbxContent", f"{_A}blip", f"{_V}imagedata", f"{_V}textpath"), None) is None:
            form = shape.find(f".//{_A}prstGeom")
            rule = shape.get(f"{_O}hr") or (form is not None and _LINES.search(str(form.get("prst"))))
            empty += not rule
    return empty


def _name_lost(drawing: etree._Element, found: Tidied) -> None:
    for data in drawing.iter(_DATA):
        kind = str(data.get("uri", "")).rsplit("/", 1)[-1]
        if kind in _GRAPHICS:
            found.lost[_GRAPHICS[kind]] += 1
    if drawing.tag == f"{W}object":
        found.lost["嵌入的对象（如 Excel 表格）"] += 1


def _placed(node: etree._Element, drawing: etree._Element, relations: Mapping[str, Relation]) -> Placed:
    """Where a picture's bytes are, and how the writer placed it."""
    id = node.get(f"{_R}embed") or node.get(f"{_R}id") or node.get(f"{_R}link") or ""
    relation = relations.get(id)
    target = relation.target if relation and not relation.outside else ""
    if node.tag == f"{_V}imagedata":
        sides = [_fraction(node.get(f"crop{side}")) for side in ("left", "top", "right", "bottom")]
        return Placed(target, "", (sides[0], sides[1], sides[2], sides[3]))
    picture = next(node.iterancestors(f"{_PIC}pic"), drawing)
    source = picture.find(f"{_PIC}blipFill/{_A}srcRect")
    cut = [_whole(source.get(side)) / 100_000 if source is not None else 0.0 for side in "ltrb"]
    form = picture.find(f"{_PIC}spPr/{_A}xfrm")
    turns = round(_whole(form.get("rot")) / 5_400_000) % 4 if form is not None else 0
    about = next(drawing.iter(f"{_WP}docPr"), None)
    said = str(about.get("descr") or about.get("title") or "") if about is not None else ""
    return Placed(target, said.strip(), (cut[0], cut[1], cut[2], cut[3]), turns)


def _whole(value: str | None) -> int:
    """A whole number; 0 for whatever is none."""
    return int(value) if value and re.fullmatch(r"-?\d{1,9}", value) else 0


def _fraction(value: str | None) -> float:
    """VML's `13107f` (of 65536) or `0.2`."""
    try:
        return int(value[:-1]) / 65536 if value and value.endswith("f") else float(value or 0)
    except ValueError:
        return 0.0


def _lift_boxes(root: etree._Element) -> None:
    """The paragraphs of a text box stand behind the paragraph that the box hangs on."""
    for box in reversed([*root.iter(f"{W}txbxContent")]):
        host = next(box.iterancestors(f"{W}p"), None)
        if host is None:
            continue
        for block in reversed(list(box)):
            host.addnext(block)
        _replace(box, [])


def _mark_looks(root: etree._Element) -> None:
    """Each paragraph with text begins with a mark of how it looks, in a run of its own."""
    for paragraph in root.iter(f"{W}p"):
        texts = [
            run
            for run in paragraph.iter(f"{W}r")
            if "".join(node.text or "" for node in run.iter(f"{W}t")).strip()
        ]
        if not texts:
            continue
        sizes = [run.find(f"{W}rPr/{W}sz") for run in texts]
        largest = max(_whole(size.get(f"{W}val")) if size is not None else _BODY_SIZE for size in sizes)
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
    """Put `content` where `node` stands."""
    parent = node.getparent()
    if parent is None:
        return
    place = parent.index(node)
    parent.remove(node)
    for offset, child in enumerate(content):
        parent.insert(place + offset, child if child.getparent() is None else deepcopy(child))
