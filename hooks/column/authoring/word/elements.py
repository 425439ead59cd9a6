"""Names and edits of a Word document's XML elements.

Namespaces: ECMA-376 part 1 (`W`, `WP`, `A`, `PIC`, `M`), part 3 (`MC`), part 4 (`V`, VML, which WPS and old Word
write), [MS-DOCX] (`WPS`, `WPG`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
O: Final = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741
PIC: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
V: Final = "{urn:schemas-microsoft-com:vml}"
W10: Final = "{urn:schemas-microsoft-com:office:word}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPG: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"


def is_on(node: etree._Element | None) -> bool:
    """Whether a toggle such as `w:vanish` is there and not switched off."""
    return node is not None and node.get(f"{W}val") not in ("0", "false", "off")


def value(node: etree._Element | None) -> str:
    """The `w:val` of an element; empty if either is missing."""
    return str(node.get(f"{W}val", "")) if node is not None else ""


def integer(written: str | None) -> int:
    """The value of an integer attribute; 0 if it is missing or malformed."""
    return int(written) if written and re.fullmatch(r"-?\d{1,15}", written) else 0


def text(content: str) -> etree._Element:
    node = etree.Element(f"{W}t")
    node.text = content
    return node


def run(content: str, properties: etree._Element | None = None) -> etree._Element:
    """A run of text, with a copy of the properties."""
    node = etree.Element(f"{W}r")
    if properties is not None:
        node.append(deepcopy(properties))
    node.append(text(content))
    return node


def replace(node: etree._Element, content: Sequence[etree._Element]) -> None:
    """Replace `node` by `content`; what has another parent is copied."""
    parent = node.getparent()
    if parent is None:
        return
    position = parent.index(node)
    parent.remove(node)
    for offset, child in enumerate(content):
        parent.insert(position + offset, child if child.getparent() is None else deepcopy(child))


def own_text(node: etree._Element) -> str:
    """The text of the `w:t` elements in an element."""
    return "".join(part.text or "" for part in node.iter(f"{W}t"))
