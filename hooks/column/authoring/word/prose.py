"""Flowing text from Word as blocks of Markdown: mammoth makes plain HTML of it, this makes Markdown of that.

mammoth writes a small, fixed set of elements, so a converter of one function an element is enough; a general
one (markdownify, html2text) knows neither the marks of `tidying` nor that a table without lines is a layout.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import lxml.html
import mammoth
from lxml import etree

from column.authoring.word import inline
from column.authoring.word.archive import Archive, W, WordError
from column.authoring.word.normalise import CLUE, PICTURE, Placed, plain, tidy

Kind = Literal["text", "heading", "list", "table", "picture"]

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='标题'] => h1:fresh
"""
_WIDEST = 63
"""Columns of a table in Word at most; a file may claim more."""
_LOOKS = ("latentStyles", "docDefaults", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr")
_LONG_CELL = 150
"""Characters in a cell from which on a table is a frame around text, not a table."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list, table or picture. `text` is Markdown (a heading without its signs), `words` the
    same without markup. `align` is l, c or r; `size` the largest type in half points; `level` of a heading from 1.
    `picture` is a place in `Document.pictures`."""

    kind: Kind
    text: str = ""
    words: str = ""
    align: str = "l"
    size: int = 0
    level: int = 0
    bold: bool = False
    picture: int = -1


@dataclass(frozen=True, slots=True)
class Document:
    """A Word file taken apart. `margins` are the lines of its headers and footers, `notices` what was left out
    or changed, in Chinese. `archive` holds the pictures' bytes."""

    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    pictures: tuple[Placed, ...]
    margins: tuple[str, ...]
    notices: tuple[str, ...]
    archive: Archive


def read(data: bytes) -> Document:
    """Take a .docx apart. Raises `WordError`."""
    archive = Archive(data)
    relations = archive.relations(archive.main)
    root = archive.tree(archive.main)
    found = tidy(root, relations)
    parts = {archive.main: root}
    margins: list[str] = []
    notices = list(found.notices())
    for relation in relations.values():
        if relation.outside or relation.target not in archive.names:
            continue
        if relation.kind in ("header", "footer", "footnotes", "endnotes"):
            part = archive.tree(relation.target)
            aside = tidy(part, {})
            notices += [line for line in aside.notices() if line not in notices]
            if relation.kind in ("header", "footer"):
                margins += [line for line in plain(part) if line not in margins]
            else:
                parts[relation.target] = part
    blocks, notes, odd = _blocks(_html(archive, parts))
    return Document(
        tuple(blocks), tuple(notes), tuple(found.pictures), tuple(margins), (*notices, *odd), archive
    )


def _html(archive: Archive, parts: dict[str, etree._Element]) -> str:
    """mammoth's HTML of the parts in order, given to it as a file of its own that holds nothing else."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as package:
        for name in archive.names:
            if name in parts:
                package.writestr(name, etree.tostring(parts[name], xml_declaration=True, encoding="UTF-8"))
            elif name.endswith((".rels", "[Content_Types].xml", "/styles.xml", "/numbering.xml")):
                tree = archive.tree(name)
                # Only names and numbering matter to mammoth; a template's looks are most of its size.
                etree.strip_elements(tree, *(f"{W}{tag}" for tag in _LOOKS), with_tail=False)
                package.writestr(name, etree.tostring(tree, xml_declaration=True, encoding="UTF-8"))
    try:
        return str(mammoth.convert_to_html(copy, style_map=_STYLES).value)
    except Exception as fault:  # mammoth raises whatever its reading of a malformed file happens to meet
        raise WordError(
            "Word 文件的内容损坏，读不下去。", "在 Word 或 WPS 里打开，全选复制到一个新文档，存好再导入。"
        ) from fault


def compose(blocks: Sequence[Block], notes: Sequence[str], pictures: Sequence[str]) -> str:
    """The Markdown of an article's body. `pictures` are the Markdown of the document's pictures, in their order."""
    top = min((block.level for block in blocks if block.kind == "heading"), default=1)
    parts = []
    for block in blocks:
        if block.kind == "heading":
            parts.append("#" * min(2 + block.level - top, 6) + " " + block.text)
        else:
            parts.append(pictures[block.picture] if block.kind == "picture" else block.text)
    text = "\n\n".join(part for part in parts if part)
    used = [f"[^{number}]: {note}" for number, note in enumerate(notes, 1) if f"[^{number}]" in text]
    return "\n\n".join([text, *used]).strip() + "\n"


def _blocks(html: str) -> tuple[list[Block], list[str], list[str]]:
    """The blocks, the notes in order, and notices about what could not be kept as it was."""
    root = lxml.html.fromstring(f"<div>{html}</div>")
    notes: list[str] = []
    notices: list[str] = []
    blocks: list[Block] = []
    for node in root:
        items = node.findall("li")
        if node.tag == "ol" and items and str(items[0].get("id", "")).startswith(("footnote-", "endnote-")):
            notes = [
                inline.line(inline.stripped(inline.markdown(item)).replace("\n", " "))
                .removesuffix("↑")
                .strip()
                for item in items
            ]
        else:
            blocks += _block(node, notices)
    return blocks, notes, notices


def _block(node: etree._Element, notices: list[str]) -> Iterator[Block]:
    tag = str(node.tag)
    if tag == "table":
        yield from _table(node, notices)
    elif tag in ("ul", "ol"):
        pictures = [int(number) for number in PICTURE.findall("".join(str(text) for text in node.itertext()))]
        text = inline.stripped("\n".join(_items(node, 0)))
        yield Block("list", text, inline.words(text))
        yield from (Block("picture", picture=number) for number in pictures)
    else:
        yield from _paragraph(node, int(tag[1]) if re.fullmatch("h[1-6]", tag) else 0)


def _paragraph(node: etree._Element, level: int) -> Iterator[Block]:
    """A paragraph's lines and pictures, each a block: officers part paragraphs by line breaks too."""
    text = inline.markdown(node)
    clue = CLUE.search(text)
    align, size = (clue[1], int(clue[2])) if clue else ("l", 0)
    for piece in re.split("(\ue000\\d+\ue001)|\n", CLUE.sub("", text)):
        if piece and (mark := PICTURE.fullmatch(piece)):
            yield Block("picture", align=align, picture=int(mark[1]))
        elif piece and (line := inline.line(piece)):
            words = inline.words(line)
            bold = line.startswith("**") and line.endswith("**") and "**" not in line[2:-2]
            if level:
                yield Block("heading", inline.unbold(line), words, align, size, level, bold)
            else:
                yield Block("text", inline.START.sub(inline.escaped, line), words, align, size, 0, bold)


def _items(node: etree._Element, depth: int) -> Iterator[str]:
    """A list's lines; Python-Markdown wants four spaces a level."""
    for number, item in enumerate(node.findall("li"), 1):
        own = inline.plain(item.text)
        for child in item:
            own += ("" if child.tag in ("ul", "ol") else inline.span(child)) + inline.plain(child.tail)
        sign = f"{number}. " if node.tag == "ol" else "- "
        yield "    " * depth + sign + inline.line(inline.stripped(own).replace("\n", " "))
        for child in item:
            if child.tag in ("ul", "ol"):
                yield from _items(child, depth + 1)


def _table(table: etree._Element, notices: list[str]) -> Iterator[Block]:
    """A table of data as a pipe table; one that only arranges text or pictures, as what it arranges."""
    rows = [
        [*row.iterchildren("td", "th")]
        for row in table.iter("tr")
        if next(row.iterancestors("table")) is table
    ]
    cells = [cell for row in rows for cell in row]
    frame = any(
        PICTURE.search(text) or len(text) > _LONG_CELL or next(cell.iter("table"), None) is not None
        for cell in cells
        for text in ["".join(str(piece) for piece in cell.itertext())]
    )
    if frame or max(map(len, rows), default=0) < 2:
        yield from _arranged(rows, notices)
        return
    grid = _grid(rows)
    if any(int(cell.get("colspan") or 1) > 1 or int(cell.get("rowspan") or 1) > 1 for cell in cells):
        notices.append("表格里有合并的单元格，网页表格不能合并，已经拆开（竖向合并的内容每行重复）。请核对。")
    while grid and sum(map(bool, grid[0])) == 1 and len(grid) > 1:
        title = next(filter(None, grid.pop(0)))
        yield Block("text", title, inline.words(title), "c")
    if grid:
        lines = ["| " + " | ".join(row) + " |" for row in grid]
        lines.insert(1, "|" + " --- |" * len(grid[0]))
        yield Block("table", "\n".join(lines), " ".join(inline.words(cell) for row in grid for cell in row))


def _cell(cell: etree._Element) -> str:
    """A cell's content in one line."""
    blocks = [block for node in cell for block in _block(node, [])]
    text = "<br>".join(re.sub(r"\n\s*", "<br>", block.text) for block in blocks if block.text)
    return re.sub(r"(?<!\\)\|", r"\\|", text)


def _grid(rows: list[list[etree._Element]]) -> list[list[str]]:
    """Every row with as many cells as the widest: what spans rows is repeated, what spans columns is padded."""
    grid: list[list[str]] = []
    above: dict[int, tuple[int, str]] = {}
    for row in rows:
        line: list[str] = []
        cells = iter(row)
        while True:
            if len(line) in above:
                left, text = above.pop(len(line))
                if left > 1:
                    above[len(line)] = (left - 1, text)
                line.append(text)
                continue
            cell = next(cells, None)
            if cell is None:
                break
            text, deep = _cell(cell), int(cell.get("rowspan") or 1)
            for offset in range(min(int(cell.get("colspan") or 1), _WIDEST)):
                if deep > 1:
                    above[len(line)] = (deep - 1, "" if offset else text)
                line.append("" if offset else text)
        grid.append(line)
    width = max(map(len, grid), default=0)
    return [line + [""] * (width - len(line)) for line in grid if any(line)]


def _arranged(rows: list[list[etree._Element]], notices: list[str]) -> Iterator[Block]:
    """The cells' content in reading order; captions in a row under pictures go to their pictures."""
    content = [[[block for node in cell for block in _block(node, notices)] for cell in row] for row in rows]
    skip = False
    for number, row in enumerate(content):
        if skip:
            skip = False
            continue
        below = content[number + 1] if number + 1 < len(content) else []
        if len(row) == len(below) and row and all(map(_pictures, row)) and all(map(_caption, below)):
            skip = True
            for cell, caption in zip(row, below, strict=True):
                yield from (*cell, *(replace(block, align="c") for block in caption))
        else:
            yield from (block for cell in row for block in cell)


def _pictures(blocks: list[Block]) -> bool:
    return bool(blocks) and all(block.kind == "picture" for block in blocks)


def _caption(blocks: list[Block]) -> bool:
    return len(blocks) == 1 and blocks[0].kind == "text" and len(blocks[0].words) <= 40
