"""Text inside a paragraph, from mammoth's HTML to Markdown: bold, links, notes, and every sign that is none."""

from __future__ import annotations

import re

from lxml import etree

from column.authoring.word.normalise import CLUE, PICTURE

_SPECIAL = re.compile(r"[\\`*_{}\[\]]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
START = re.compile(r"^(?:(?P<number>\d+)\.(?=\s)|(?P<sign>[#>+:-]|!!!|\?\?\?|\|)|(?P<line>[=-]{2,}\s*$))")
_NOTE = re.compile(r"^#(?:footnote|endnote)-(?:ref-)?(\d+)$")


def line(piece: str) -> str:
    """One line without the spaces that indent it; a bold span cut by a line break is dropped, its text kept."""
    line = re.sub(r"[ \t\u3000\u00a0]+", " ", piece).strip()
    line = re.sub(r"\*\*\s*\*\*", "", line)
    return line if line.count("**") % 2 == 0 else line.replace("**", "")


def unbold(line: str) -> str:
    return line.replace("**", "")


def escaped(found: re.Match[str]) -> str:
    """What would start a list, a heading or a rule at the head of a line, made plain."""
    if found["number"]:
        return f"{found['number']}\\."
    if found["sign"] in (":", "|", "???") or found["line"]:
        return f"&#{ord(found[0][0])};{found[0][1:]}"
    return f"\\{found[0]}"


def markdown(node: etree._Element) -> str:
    """An element's content as Markdown; line breaks are \\n, marks are kept."""
    parts = [plain(node.text)]
    for child in node:
        parts += [span(child), plain(child.tail)]
    return "".join(parts)


def span(node: etree._Element) -> str:
    tag, inner = node.tag, markdown(node)
    if tag == "br":
        return "\n"
    if tag == "input":
        return "☑" if node.get("checked") is not None else "☐"
    if tag in ("strong", "em"):
        # Marks stand at the words, not at the spaces around them, and never around a break or a picture.
        sign = "**" if tag == "strong" else "*"
        pieces = re.split("(\n|\ue000\\d+\ue001|^\\s+|\\s+$)", inner)
        return "".join(
            f"{sign}{piece}{sign}" if piece.strip() and piece[0] != "\ue000" else piece for piece in pieces
        )
    if tag in ("s", "sub", "sup"):
        note = next((_NOTE.match(str(link.get("href"))) for link in node.iter("a")), None)
        if tag == "sup" and note:
            return f"[^{re.sub(r'[^0-9]', '', inner) or note[1]}]"
        return f"<{tag}>{inner}</{tag}>" if inner.strip() else inner
    if tag == "a":
        href = str(node.get("href") or "")
        if re.match(r"https?://", href) and inner.strip() and href not in (inner, words(inner)):
            return f"[{inner}](<{href.replace('>', '%3E')}>)"
    return inner


def plain(text: str | None) -> str:
    """Text so that Markdown reads it as the same text."""
    escaped = _SPECIAL.sub(lambda found: "\\" + found[0], text or "")
    return _ENTITY.sub("&amp;", escaped).replace("<", "&lt;").replace("\r", "")


def words(line: str) -> str:
    """The text of a line of Markdown that this module wrote."""
    text = re.sub(r"\[\^\d+\]", "", CLUE.sub("", PICTURE.sub("", line)))
    text = re.sub(r"\]\(<[^>]*>\)|</?(?:s|sub|sup|br)>|(?<!\\)[*\[]", "", text)
    return re.sub(r"\\(.)", r"\1", text).replace("&lt;", "<").replace("&amp;", "&").strip()


def stripped(text: str) -> str:
    return CLUE.sub("", PICTURE.sub("", text))
