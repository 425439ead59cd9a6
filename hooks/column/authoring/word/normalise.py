"""Normaliser of a Word document's XML, so that mammoth converts it without loss.

mammoth converts paragraphs, lists and tables and ignores the rest. So this module first removes deleted and hidden
text, moves each text box behind its anchor paragraph, writes the numbers of lists, turns fields, rubies and formulas
into plain runs, and replaces each picture by a mark in the text. What cannot be kept is reported by
`NormalisedPart.notices`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from column.authoring.word.account import source_texts
from column.authoring.word.elements import MC, WPS, A, V, W, integer, own_text, replace, run, value
from column.authoring.word.fields import resolve_fields
from column.authoring.word.graphics import PICTURE_MARK, Graphics, mark_graphics
from column.authoring.word.numbering import NUMBER_MARK, Numbering
from column.authoring.word.package import Relationship
from column.authoring.word.runs import RunFindings, remove_hidden, rewrite_runs
from column.authoring.word.styles import Styles

FORMAT_MARK: Final = re.compile("\ue002([lcr])(\\d+)\ue003")
"""The mark of a paragraph's format: alignment (left, centre, right) and largest font size in half points."""
_BODY_SIZE = 21
"""Half points of a paragraph without a font size: 五号, Word's Chinese default."""


@dataclass(slots=True)
class NormalisedPart:
    """What normalising a part found.

    `sources` are the texts that are to be published, as they stood before; `made` those that were added to them;
    `hidden` those that were removed because they are hidden: they are counted, never printed.
    """

    sources: list[str]
    graphics: Graphics
    runs: RunFindings
    made: list[str]
    hidden: list[str]
    lost: Counter[str] = field(default_factory=Counter)
    changes: int = 0
    comments: int = 0
    numbered_tables: int = 0

    def notices(self) -> Iterator[str]:
        """What the officer must know, one sentence each, in Chinese."""
        for what, count in (self.graphics.lost + self.lost).items():
            yield f"{count} 个{what}读不出来，没有放进正文。在 Word 里截图，存成 JPG 后自己放进去。"
        if self.hidden:
            yield f"有 {len(self.hidden)} 处设为隐藏的内容，没有放进正文。要公开的，先在 Word 里取消隐藏。"
        yield from self.runs.notices()
        if self.changes:
            yield f"有 {self.changes} 处修订痕迹：按“接受修订”处理，加的留下，删的去掉。请核对。"
        if self.numbered_tables:
            yield (
                f"有 {self.numbered_tables} 个表格的编号写在表格样式里，没有放进正文。请对照原文，自己把编号加上。"
            )
        if self.comments:
            yield f"有 {self.comments} 条批注，没有放进正文。"
        if self.graphics.covers:
            yield (
                f"【注意】文件里有 {self.graphics.covers} 个图形、文本框或图片可能盖在照片上（比如遮脸、遮车牌）。"
                "导入的是没有遮挡的原图！请先在手机或电脑上给照片打码，再替换掉导入的照片。"
            )


def normalise(
    root: etree._Element, relationships: Mapping[str, Relationship], styles: Styles, numbering: Numbering
) -> NormalisedPart:
    """Normalise a part (the document, its footnotes, a header) in place."""
    lost: Counter[str] = Counter()
    _resolve_alternates(root)
    resolve_fields(root, lost)
    if ink := sum(1 for _ in root.iter(f"{W}contentPart")):
        lost["手写墨迹"] += ink
    numbered = sum(map(styles.numbers_table, root.iter(f"{W}tbl")))
    changes = _accept_changes(root)
    comments = sum(1 for _ in root.iter(f"{W}commentReference"))
    hidden = remove_hidden(root, styles)
    sources = source_texts(root)
    runs = rewrite_runs(root, styles)
    _unwrap(root)
    made = numbering.write(root)
    graphics = mark_graphics(root, relationships)
    _move_text_boxes(root)
    _mark_formats(root)
    return NormalisedPart(sources, graphics, runs, made, hidden, lost, changes, comments, numbered)


def plain_lines(root: etree._Element) -> list[str]:
    """The text of a normalised part such as a header, one line a paragraph."""
    lines = []
    for paragraph in root.iter(f"{W}p"):
        texts = (
            (node.text or "") if node.tag == f"{W}t" else " " for node in paragraph.iter(f"{W}t", f"{W}tab")
        )
        lines.append(without_marks("".join(texts)).strip())
    return [line for line in lines if line]


def without_marks(text: str) -> str:
    """Text without the marks of pictures, formats and list numbers."""
    return NUMBER_MARK.sub("", FORMAT_MARK.sub("", PICTURE_MARK.sub("", text)))


def _resolve_alternates(root: etree._Element) -> None:
    """Keep one alternative of each `mc:AlternateContent`: the choice if it holds text or a picture, or if the fallback has
    neither, else the fallback."""
    for alternate in reversed(list(root.iter(f"{MC}AlternateContent"))):
        choice, fallback = alternate.find(f"{MC}Choice"), alternate.find(f"{MC}Fallback")
        rich = choice is not None and (
            next(choice.iter(f"{W}txbxContent", f"{A}blip", f"{WPS}wsp"), None) is not None
            or bool(own_text(choice).strip())
        )
        plain = fallback is not None and (
            next(fallback.iter(f"{A}blip", f"{V}imagedata", f"{V}textpath", f"{V}shape"), None) is not None
            or bool(own_text(fallback).strip())
        )
        chosen = fallback if plain and not rich else choice
        replace(alternate, list(chosen) if chosen is not None else [])


def _accept_changes(root: etree._Element) -> int:
    """Remove deleted text and rows; the number of tracked changes."""
    tracked = [*root.iter(f"{W}del", f"{W}moveFrom", f"{W}ins", f"{W}moveTo")]
    for row in [*root.iter(f"{W}tr")]:
        if row.find(f"{W}trPr/{W}del") is not None:
            replace(row, [])
    for change in tracked:
        parent = change.getparent()
        if change.tag not in (f"{W}del", f"{W}moveFrom") or parent is None:
            continue
        if parent.tag not in (f"{W}rPr", f"{W}trPr"):
            replace(
                change, []
            )  # else a deleted paragraph mark or row: mammoth joins the paragraphs, the row is gone
    return len(tracked)


def _unwrap(root: etree._Element) -> None:
    """Replace the elements that mammoth drops (simple fields, directions) with their content."""
    for wrapper in reversed([*root.iter(f"{W}fldSimple", f"{W}dir", f"{W}bdo")]):
        replace(wrapper, [node for node in wrapper if not str(node.tag).endswith("Pr")])


def _move_text_boxes(root: etree._Element) -> None:
    """Move the paragraphs of each text box behind the paragraph that the box is anchored to."""
    for box in reversed([*root.iter(f"{W}txbxContent")]):
        host = next(box.iterancestors(f"{W}p"), None)
        if host is None:
            continue
        for block in reversed(list(box)):
            host.addnext(block)
        replace(box, [])


def _mark_formats(root: etree._Element) -> None:
    """Insert the format mark, in a run of its own, at the start of each paragraph with text."""
    for paragraph in root.iter(f"{W}p"):
        texts = [node for node in paragraph.iter(f"{W}r") if own_text(node).strip()]
        if not texts:
            continue
        sizes = [node.find(f"{W}rPr/{W}sz") for node in texts]
        largest = max(integer(size.get(f"{W}val")) if size is not None else _BODY_SIZE for size in sizes)
        side = {"center": "c", "right": "r", "end": "r"}.get(value(paragraph.find(f"{W}pPr/{W}jc")), "l")
        start = 0 if paragraph.find(f"{W}pPr") is None else 1
        paragraph.insert(start, run(f"\ue002{side}{max(largest, 0)}\ue003"))
