"""Word documents as blocks of Markdown, converted from mammoth's HTML.

mammoth writes a small, fixed set of elements, so one function per element is enough. A general converter
(markdownify, html2text) knows neither the marks of `normalise` nor that a table may be a layout of photos.
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
from column.authoring.word.content import Content, read_content
from column.authoring.word.elements import W
from column.authoring.word.graphics import PICTURE_MARK, PlacedPicture
from column.authoring.word.normalise import FORMAT_MARK, without_marks
from column.authoring.word.numbering import NUMBER_MARK
from column.authoring.word.package import Package, WordError

Kind = Literal["text", "heading", "list", "table", "picture"]

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='标题'] => h1:fresh
"""
_MAX_COLUMNS = 63
"""Columns of a table in Word at most; a file may claim more."""
_FORMATTING = ("latentStyles", "docDefaults", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr", "pStyle")
"""Elements of styles and numbering that mammoth does not use, or must not (`numbering` has); most of their size."""
_LONG_CELL = 150
"""Characters; a table with a longer cell is a frame around text, not a table of data."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list, table or picture.

    `text` is Markdown (of a heading, without the #), `plain` the same without markup; `align` is l, c or r; `size` the
    largest font size in half points; `level` that of a heading, from 1; `picture` an index into `Document.pictures`.
    """

    kind: Kind
    text: str = ""
    plain: str = ""
    align: str = "l"
    size: int = 0
    level: int = 0
    bold: bool = False
    picture: int = -1


@dataclass(frozen=True, slots=True)
class Document:
    """The content of a Word file.

    `footnotes` are Markdown, in order; `margins` the lines of headers and footers; `notices` what was left out or
    changed, one Chinese sentence each; `package` holds the bytes of the pictures. For the account of an import:
    `sources` are the texts that are to be published, `told` those of them that the notices name, `made` those that
    were added, such as list numbers.
    """

    blocks: tuple[Block, ...]
    footnotes: tuple[str, ...]
    pictures: tuple[PlacedPicture, ...]
    margins: tuple[str, ...]
    notices: tuple[str, ...]
    package: Package
    sources: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    made: tuple[str, ...] = ()


def read_document(data: bytes) -> Document:
    """The content of a .docx file. Raises `WordError`."""
    package = Package(data)
    content = read_content(package)
    blocks, footnotes, notices = _blocks(_html(content))
    if not blocks:
        raise WordError(
            "这个文件里没有正文"
            + ("：" + "；".join(content.notices) if content.notices else "，什么字都没有。"),
            "打开看一看是不是选错了文件，或者还没有存好。",
        )
    return Document(
        blocks=tuple(blocks),
        footnotes=tuple(footnotes),
        pictures=tuple(content.pictures),
        margins=tuple(content.margins),
        notices=(*content.notices, *notices),
        package=package,
        sources=tuple(content.sources),
        told=tuple(content.told),
        made=tuple(content.made),
    )


def _html(content: Content) -> str:
    """mammoth's HTML of a package reduced to the normalised parts, styles and numbering. Raises `WordError`."""
    package, reduced = content.package, io.BytesIO()
    with zipfile.ZipFile(reduced, "w") as target:
        for name in package.names:
            if name in content.parts:
                target.writestr(
                    name, etree.tostring(content.parts[name], xml_declaration=True, encoding="UTF-8")
                )
            elif name.endswith((".rels", "[Content_Types].xml", "/styles.xml", "/numbering.xml")):
                tree = package.tree(name)
                etree.strip_elements(tree, *(f"{W}{tag}" for tag in _FORMATTING), with_tail=False)
                target.writestr(name, etree.tostring(tree, xml_declaration=True, encoding="UTF-8"))
    try:
        return str(mammoth.convert_to_html(reduced, style_map=_STYLES).value)
    except Exception as error:  # mammoth raises built-in exceptions of many kinds on a malformed file
        raise WordError(
            "Word 文件的内容损坏，读不下去。", "在 Word 或 WPS 里打开，全选复制到一个新文档，存好再导入。"
        ) from error


def to_markdown(blocks: Sequence[Block], footnotes: Sequence[str], pictures: Sequence[str]) -> str:
    """The Markdown of an article's body. `pictures` is the Markdown of each picture of the document, in order.

    A note of the title or the masthead, which the text does not refer to, stands at the end as a paragraph.
    """
    top = min((block.level for block in blocks if block.kind == "heading"), default=1)
    parts = []
    for block in blocks:
        if block.kind == "heading":
            parts.append("#" * min(2 + block.level - top, 6) + " " + block.text)
        else:
            parts.append(pictures[block.picture] if block.kind == "picture" else block.text)
    text = "\n\n".join(part for part in parts if part)
    notes = [
        f"[^{number}]: {note}" if f"[^{number}]" in text else f"注：{note}"
        for number, note in enumerate(footnotes, 1)
    ]
    notes.sort(key=lambda note: note.startswith("[^"))
    return "\n\n".join([text, *notes]).strip() + "\n"


def _blocks(html: str) -> tuple[list[Block], list[str], list[str]]:
    """The blocks, the footnotes in order, and notices about what could not be kept."""
    root = lxml.html.fromstring(f"<div>{html}</div>")
    footnotes: list[str] = []
    notices: list[str] = []
    blocks: list[Block] = []
    for node in root:
        items = node.findall("li")
        if node.tag == "ol" and items and str(items[0].get("id", "")).startswith(("footnote-", "endnote-")):
            footnotes = [
                inline.clean_line(without_marks(inline.markdown(item)).replace("\n", " "))
                .removesuffix("↑")
                .strip()
                for item in items
            ]
        else:
            blocks += _block(node, notices)
    return blocks, footnotes, notices


def _block(node: etree._Element, notices: list[str]) -> Iterator[Block]:
    tag = str(node.tag)
    if tag == "table":
        yield from _table(node, notices)
    elif tag in ("ul", "ol"):
        pictures = [
            int(number) for number in PICTURE_MARK.findall("".join(str(text) for text in node.itertext()))
        ]
        lines = [*_items(node, 0)]
        text = without_marks("\n".join(line.markdown() for line in lines))
        if _counts_on(lines):
            yield Block("list", text, inline.plain_text(text))
        else:
            yield from (line.paragraph() for line in lines)
        yield from (Block("picture", picture=number) for number in pictures)
    else:
        yield from _paragraph(node, int(tag[1]) if re.fullmatch("h[1-6]", tag) else 0)


def _paragraph(node: etree._Element, level: int) -> Iterator[Block]:
    """Each line and picture of a paragraph as a block, as officers also separate paragraphs by line breaks."""
    text = inline.markdown(node)
    format_mark = FORMAT_MARK.search(text)
    align, size = (format_mark[1], int(format_mark[2])) if format_mark else ("l", 0)
    for part in re.split("(\ue000\\d+\ue001)|\n", FORMAT_MARK.sub("", text)):
        if part and (mark := PICTURE_MARK.fullmatch(part)):
            yield Block("picture", align=align, picture=int(mark[1]))
        elif part and (line := inline.clean_line(part)):
            plain = inline.plain_text(line)
            bold = line.startswith("**") and line.endswith("**") and "**" not in line[2:-2]
            if level:
                yield Block("heading", inline.without_bold(line), plain, align, size, level, bold)
            else:
                yield Block("text", inline.escape_block_start(line), plain, align, size, 0, bold)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its level from 0, its printed number (None of a bullet), its Markdown in one line."""

    depth: int
    number: int | None
    text: str

    def markdown(self) -> str:
        """The line of the item, indented by four spaces a level as Python-Markdown requires."""
        return "    " * self.depth + ("- " if self.number is None else f"{self.number}. ") + self.text

    def paragraph(self) -> Block:
        """The item as a paragraph, with its number as text."""
        line = f"• {self.text}" if self.number is None else f"{self.number}\\. {self.text}"
        return Block("text", line, inline.plain_text(line))


def _counts_on(items: Sequence[Item]) -> bool:
    """Whether Markdown counts the items of a list as Word does: each level on by one, anew below each item."""
    last: dict[int, int] = {}
    for item in items:
        for deeper in [depth for depth in last if depth > item.depth]:
            del last[deeper]
        if item.number is not None:
            if item.number != last.get(item.depth, item.number - 1) + 1:
                return False
            last[item.depth] = item.number
    return True


def _items(node: etree._Element, depth: int) -> Iterator[Item]:
    """The items of a list and of the lists in it."""
    for position, item in enumerate(node.findall("li"), 1):
        own = inline.escape(item.text)
        for child in item:
            own += ("" if child.tag in ("ul", "ol") else inline.span(child)) + inline.escape(child.tail)
        marked = NUMBER_MARK.search(own)
        number = int(marked[1]) if marked else position if node.tag == "ol" else None
        yield Item(depth, number, inline.clean_line(without_marks(own).replace("\n", " ")))
        for child in item:
            if child.tag in ("ul", "ol"):
                yield from _items(child, depth + 1)


def _table(table: etree._Element, notices: list[str]) -> Iterator[Block]:
    """A table of data as a pipe table; a table used for layout as the blocks in its cells."""
    rows = [
        [*row.iterchildren("td", "th")]
        for row in table.iter("tr")
        if next(row.iterancestors("table")) is table
    ]
    cells = [cell for row in rows for cell in row]
    frame = any(
        PICTURE_MARK.search(text) or len(text) > _LONG_CELL or next(cell.iter("table"), None) is not None
        for cell in cells
        for text in ["".join(map(str, cell.itertext()))]
    )
    if frame or max(map(len, rows), default=0) < 2:
        yield from _layout_table(rows, notices)
        return
    grid = _grid(rows)
    if any(int(cell.get("colspan") or 1) > 1 or int(cell.get("rowspan") or 1) > 1 for cell in cells):
        notices.append("表格里有合并的单元格，网页表格不能合并，已经拆开（竖向合并的内容每行重复）。请核对。")
    while grid and sum(map(bool, grid[0])) == 1 and len(grid) > 1:
        title = next(filter(None, grid.pop(0)))
        yield Block("text", title, inline.plain_text(title), "c")
    if grid:
        lines = ["| " + " | ".join(row) + " |" for row in grid]
        lines.insert(1, "|" + " --- |" * len(grid[0]))
        yield Block(
            "table", "\n".join(lines), " ".join(inline.plain_text(cell) for row in grid for cell in row)
        )


def _cell(cell: etree._Element) -> str:
    """The content of a cell in one line of Markdown."""
    blocks = [block for node in cell for block in _block(node, [])]
    text = "<br>".join(re.sub(r"\n\s*", "<br>", block.text) for block in blocks if block.text)
    return re.sub(r"(?<!\\)\|", r"\\|", text)


def _grid(rows: list[list[etree._Element]]) -> list[list[str]]:
    """The cells of a table, all rows of equal length: a row span is repeated, a column span padded with empty cells."""
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
            for offset in range(min(int(cell.get("colspan") or 1), _MAX_COLUMNS)):
                if deep > 1:
                    above[len(line)] = (deep - 1, "" if offset else text)
                line.append("" if offset else text)
        grid.append(line)
    width = max(map(len, grid), default=0)
    return [line + [""] * (width - len(line)) for line in grid if any(line)]


def _layout_table(rows: list[list[etree._Element]], notices: list[str]) -> Iterator[Block]:
    """The blocks in the cells in reading order; a row of captions below a row of pictures is joined to the pictures."""
    content = [[[block for node in cell for block in _block(node, notices)] for cell in row] for row in rows]
    skip = False
    for number, row in enumerate(content):
        if skip:
            skip = False
            continue
        below = content[number + 1] if number + 1 < len(content) else []
        if len(row) == len(below) and row and all(map(_only_pictures, row)) and all(map(_is_caption, below)):
            skip = True
            for cell, caption in zip(row, below, strict=True):
                yield from (*cell, *(replace(block, align="c") for block in caption))
        else:
            yield from (block for cell in row for block in cell)


def _only_pictures(blocks: list[Block]) -> bool:
    return bool(blocks) and all(block.kind == "picture" for block in blocks)


def _is_caption(blocks: list[Block]) -> bool:
    return len(blocks) == 1 and blocks[0].kind == "text" and len(blocks[0].plain) <= 40
