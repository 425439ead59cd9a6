"""Parts of other formats that a Word document takes in (`w:altChunk`, ECMA-376 part 1, 17.17.2).

Web office systems write the whole text as an HTML or MHTML part. Such a part becomes paragraphs and tables; another
Word document or RTF is refused, because Word itself turns it into text when it saves the file.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import lxml.html
from lxml import etree

from column.authoring.word.elements import R, W, replace, run, text
from column.authoring.word.package import Package, Relationship, WordError

_MEND: Final = "用 Word 或 WPS 打开它，全选复制到一个新文档，存成 .docx 再导入。"
_BLOCKS: Final = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote pre section article header footer main figure figcaption "  # noqa: SIM905
    "table tr td th tbody thead tfoot caption body html center form fieldset".split()
)
_DROPPED: Final = ("script", "style", "head", "title", "noscript", "template")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_LOOKS: Final = {"b": "b", "strong": "b", "s": "strike", "del": "strike", "strike": "strike"} | {
    f"h{level}": "b" for level in range(1, 7)
}
_DEPTH: Final = 200


@dataclass(slots=True)
class Chunks:
    """What could not be taken from the HTML parts: the number of pictures and of hidden passages."""

    pictures: int = 0
    hidden: int = 0
    _paragraph: etree._Element | None = field(default=None)

    def notices(self) -> Iterator[str]:
        if self.pictures:
            yield f"文件里的网页部分有 {self.pictures} 张图片，没有导入。请另存为 JPG 后自己放进文件夹。"
        if self.hidden:
            yield f"文件里的网页部分有 {self.hidden} 处隐藏的内容，没有放进正文。"

    def insert(
        self, root: etree._Element, relationships: Mapping[str, Relationship], package: Package
    ) -> None:
        """Replace each `w:altChunk` of a part by its content. Raises `WordError`."""
        for chunk in [*root.iter(f"{W}altChunk")]:
            relationship = relationships.get(str(chunk.get(f"{R}id")))
            if relationship is None or relationship.external:
                raise WordError("这个文件引用了别的文件里的正文，那个文件不在里面。", _MEND)
            content = _html(package.media(relationship.target))
            holder = etree.Element(f"{W}body")
            if isinstance(content, str):
                for line in content.splitlines():
                    etree.SubElement(holder, f"{W}p").append(run(line))
            else:
                self._paragraph = None
                self._inline(content, holder, (), 0)
            replace(chunk, list(holder))

    def _child(
        self, child: etree._Element, number: int, holder: etree._Element, looks: tuple[str, ...], depth: int
    ) -> None:
        tag = str(child.tag).lower()
        if tag in _DROPPED:
            return
        if child.get("hidden") is not None or _HIDDEN.search(str(child.get("style", ""))):
            self.hidden += bool("".join(map(str, child.itertext())).strip())
            return
        if tag == "img":
            self.pictures += 1
        elif tag == "br":
            self._paragraph = None
        elif tag == "table":
            self._table(child, holder, looks, depth)
        elif tag in _BLOCKS:
            self._paragraph = None
            if tag == "li":
                parent = child.getparent()
                is_ordered = parent is not None and parent.tag == "ol"
                self._text(f"{number}. " if is_ordered else "• ", holder, looks)
            self._inline(child, holder, (*looks, _LOOKS.get(tag, "")), depth)
            self._paragraph = None
        else:
            self._inline(child, holder, (*looks, _LOOKS.get(tag, "")), depth)

    def _inline(
        self, node: etree._Element, holder: etree._Element, looks: tuple[str, ...], depth: int
    ) -> None:
        """Write an element's content as paragraphs and tables into `holder`."""
        if depth > _DEPTH:
            raise WordError("文件里的网页部分套得太深，读不了。", _MEND)
        self._text(node.text, holder, looks)
        for number, child in enumerate(node, 1):
            if isinstance(child.tag, str):
                self._child(child, number, holder, looks, depth + 1)
            self._text(child.tail, holder, looks)

    def _table(
        self, table: etree._Element, holder: etree._Element, looks: tuple[str, ...], depth: int
    ) -> None:
        made = etree.SubElement(holder, f"{W}tbl")
        for row in table.iter("tr"):
            if next(row.iterancestors("table")) is not table:
                continue
            line = etree.SubElement(made, f"{W}tr")
            for cell in row.iterchildren("td", "th"):
                box = etree.SubElement(line, f"{W}tc")
                self._paragraph = None
                self._inline(cell, box, looks, depth + 1)
                if not len(box):
                    etree.SubElement(box, f"{W}p")
        self._paragraph = None

    def _text(self, content: str | None, holder: etree._Element, looks: tuple[str, ...]) -> None:
        """Add text to the current paragraph; white space alone begins none."""
        line = re.sub(r"\s+", " ", content or "")
        if not line.strip() and not (line and self._paragraph is not None):
            return
        if self._paragraph is None:
            self._paragraph = etree.SubElement(holder, f"{W}p")
        made = etree.SubElement(self._paragraph, f"{W}r")
        properties = etree.SubElement(made, f"{W}rPr")
        for name in dict.fromkeys(filter(None, looks)):
            etree.SubElement(properties, f"{W}{name}")
        made.append(text(line))


def _html(data: bytes) -> etree._Element | str:
    """The body of a part as HTML, or its plain text. Raises `WordError`."""
    if data.startswith(b"PK"):
        raise WordError("这个文件里夹着另一个 Word 文档，读不出来。", _MEND)
    if data.lstrip()[:5] == b"{\\rtf":
        raise WordError("这个文件的正文夹在 RTF 格式里，读不出来。", _MEND)
    if re.search(rb"^MIME-Version:", data[:4000], re.I | re.M):
        message = email.message_from_bytes(data, policy=email.policy.default)
        part = message.get_body(("html", "plain"))
        payload = part.get_payload(decode=True) if part is not None else b""
        data = payload if isinstance(payload, bytes) else b""
    text = _decoded(data)
    if not re.search(r"<\w+[^>]*>", text[:100_000]):
        return text
    try:
        return lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text))
    except (etree.ParserError, ValueError):
        raise WordError("文件里的网页部分读不出来。", _MEND) from None


def _decoded(data: bytes) -> str:
    """Text in UTF-8, UTF-16 with its mark, or GB 18030."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")
