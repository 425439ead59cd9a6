"""Parts of a Word file that hold its text, read and normalised: the document, notes, headers and footers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from column.authoring.word.account import unread_parts
from column.authoring.word.chunks import Chunks
from column.authoring.word.elements import W, own_text
from column.authoring.word.graphics import PlacedPicture
from column.authoring.word.normalise import NormalisedPart, normalise, plain_lines
from column.authoring.word.numbering import Numbering
from column.authoring.word.package import Package, Relationship, WordError
from column.authoring.word.styles import Styles

PARAGRAPH_LIMIT: Final = 10_000
"""Paragraphs of a document at most, cells of tables included; a briefing has a hundred."""
TEXT_LIMIT: Final = 100_000
"""Characters of a document at most: five times what an article may have."""
_NOTES: Final = {"footnotes": "脚注", "endnotes": "尾注"}


@dataclass(slots=True)
class Content:
    """What the parts hold: `parts` are the normalised ones that mammoth reads, by name; the rest as in `Document`."""

    package: Package
    parts: dict[str, etree._Element] = field(default_factory=dict)
    pictures: list[PlacedPicture] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)

    def tell(self, notices: Iterable[str]) -> None:
        """Add the notices that were not given yet."""
        self.notices += [notice for notice in notices if notice not in self.notices]


def read_content(package: Package) -> Content:
    """The content of a package. Raises `WordError`."""
    content = Content(package)
    relationships = package.relationships(package.main)
    root = package.tree(package.main)
    _refuse_book(root)
    styles = Styles(_part(package, relationships, "styles"))
    numbering = Numbering(_part(package, relationships, "numbering"), styles)
    chunks = Chunks()
    chunks.insert(root, relationships, package)
    _refuse_book(root)
    _add(content, normalise(root, relationships, styles, numbering))
    content.parts[package.main] = root
    main_pictures = [*content.pictures]
    read = {package.main, *(picture.target for picture in main_pictures)}
    for relationship in relationships.values():
        if relationship.external or relationship.target not in package.names:
            continue
        if relationship.type in ("header", "footer", "footnotes", "endnotes"):
            read |= _read_beside(content, relationship, styles, numbering)
        elif relationship.type == "aFChunk":
            read.add(relationship.target)
    content.pictures = main_pictures
    content.tell(chunks.notices())
    if numbering.unknown:
        content.tell(["有的编号格式这里认不得，写成了 1、2、3。请对照原文核对。"])
    content.tell(unread_parts(package.names, read, content.notices))
    return content


def _read_beside(
    content: Content, relationship: Relationship, styles: Styles, numbering: Numbering
) -> set[str]:
    """Read a part of notes, or a header or footer; the names of the parts that it accounts for."""
    name = relationship.target
    root, related = content.package.tree(name), content.package.relationships(name)
    if relationship.type in _NOTES:
        if left := _drop_unused_notes(root, content.parts[content.package.main], relationship.type):
            content.tell([f"有 {left} 条{_NOTES[relationship.type]}的编号不在要发布的正文里，没有放进正文。"])
        found = normalise(root, related, styles, numbering)
        _add(content, found)
        content.parts[name] = root
        where = _NOTES[relationship.type]
    else:
        found = normalise(root, related, styles, numbering)
        content.tell(found.notices())
        content.margins += [line for line in plain_lines(root) if line not in content.margins]
        where = "页眉页脚"
    if found.graphics.pictures:
        content.tell([f"{where}里有 {len(found.graphics.pictures)} 张图片，没有导入。"])
    return {name, *(picture.target for picture in found.graphics.pictures)}


def _add(content: Content, found: NormalisedPart) -> None:
    content.pictures += found.graphics.pictures
    content.tell(found.notices())
    content.sources += found.sources
    content.told += [*found.runs.readings, *found.runs.replaced]
    content.made += [*found.made]


def _part(package: Package, relationships: dict[str, Relationship], type: str) -> etree._Element | None:
    """The part that the document has of a type, parsed; None if it has none."""
    for relationship in relationships.values():
        if relationship.type == type and relationship.target in package.names:
            return package.tree(relationship.target)
    return None


def _drop_unused_notes(root: etree._Element, main: etree._Element, type: str) -> int:
    """Remove the notes that the document does not refer to; the number of those that hold text."""
    kind = type.removesuffix("s")
    used = {node.get(f"{W}id") for node in main.iter(f"{W}{kind}Reference")}
    left = 0
    for note in root.findall(f"{W}{kind}"):
        if note.get(f"{W}id") not in used:
            left += bool(own_text(note).strip())
            root.remove(note)
    return left


def _refuse_book(root: etree._Element) -> None:
    """Raises `WordError` if a document is far longer than an article may be."""
    paragraphs = sum(1 for _ in root.iter(f"{W}p"))
    letters = sum(len(node.text or "") for node in root.iter(f"{W}t"))
    if paragraphs > PARAGRAPH_LIMIT or letters > TEXT_LIMIT:
        raise WordError(
            f"这个文件太长了，有 {paragraphs} 段、{letters} 个字；一篇稿子的正文最多两万字。",
            "分成几篇，或者只留要发布的部分。",
        )
