"""Inline Markdown from mammoth's HTML: emphasis, links, footnote references, escaped punctuation."""

from __future__ import annotations

import re

from lxml import etree

from column.authoring.word import formulas
from column.authoring.word.normalise import without_marks

_SPECIAL = re.compile(r"[\\`*_{}\[\]]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BLOCK_START = re.compile(
    r"^(?:(?P<number>\d+)\.(?=\s)|(?P<sign>[#>+:-]|!!!|\?\?\?|\|)|(?P<line>[=-]{2,}\s*$))"
)
_NOTE = re.compile(r"^#(?:footnote|endnote)-(?:ref-)?(\d+)$")

_RAISED = re.compile(r"<(sup|sub)>([0-9+=()-]{1,20})</\1>")


def clean_line(text: str) -> str:
    """One line without indentation; bold that a line break cuts in two is removed, its text kept."""
    line = re.sub(r"[ \t\u3000\u00a0]+", " ", text).strip()
    line = re.sub(r"\*\*\s*\*\*", "", line)
    return line if line.count("**") % 2 == 0 else line.replace("**", "")


def without_bold(line: str) -> str:
    """A line of Markdown without the signs of bold text."""
    return line.replace("**", "")


def escape_block_start(line: str) -> str:
    """A line that Markdown does not read as the start of a list, heading, quotation, table or rule."""
    return _BLOCK_START.sub(_escaped_start, line)


def _escaped_start(found: re.Match[str]) -> str:
    if found["number"]:
        return f"{found['number']}\\."
    if found["sign"] in (":", "|", "???") or found["line"]:
        return f"&#{ord(found[0][0])};{found[0][1:]}"
    return f"\\{found[0]}"


def markdown(node: etree._Element) -> str:
    """The content of an element as Markdown; a line break is \\n, marks are kept."""
    parts = [escape(node.text)]
    for child in node:
        parts += [span(child), escape(child.tail)]
    return "".join(parts)


def span(node: etree._Element) -> str:
    """An inline element as Markdown."""
    tag, inner = node.tag, markdown(node)
    if tag == "br":
        return "\n"
    if tag == "input":
        return "☑" if node.get("checked") is not None else "☐"
    if tag in ("strong", "em"):
        # CommonMark 6.2: no space inside the delimiters; neither a break nor a picture can be emphasised.
        sign = "**" if tag == "strong" else "*"
        parts = re.split("(\n|\ue000\\d+\ue001|^\\s+|\\s+$)", inner)
        return "".join(
            f"{sign}{part}{sign}" if part.strip() and part[0] != "\ue000" else part for part in parts
        )
    if tag in ("s", "sub", "sup"):
        note = next((_NOTE.match(str(link.get("href"))) for link in node.iter("a")), None)
        if tag == "sup" and note:
            return f"[^{re.sub(r'[^0-9]', '', inner) or note[1]}]"
        return f"<{tag}>{inner}</{tag}>" if inner.strip() else inner
    if tag == "a":
        href = str(node.get("href") or "")
        if re.match(r"https?://", href) and inner.strip() and href not in (inner, plain_text(inner)):
            return f"[{inner}](<{href.replace('>', '%3E')}>)"
    return inner


def escape(text: str | None) -> str:
    """Text with its punctuation escaped, so that Markdown renders the same text."""
    escaped = _SPECIAL.sub(lambda found: "\\" + found[0], text or "")
    return _ENTITY.sub("&amp;", escaped).replace("<", "&lt;").replace("\r", "")


def plain_text(line: str) -> str:
    """The text of a line of Markdown that this module wrote, without markup."""
    text = re.sub(r"\[\^\d+\]", "", without_marks(line))
    text = _RAISED.sub(_script, text)
    text = re.sub(r"\]\(<[^>]*>\)|</?(?:s|sub|sup|br)>|(?<!\\)[*\[]", "", text)
    return re.sub(r"\\(.)", r"\1", text).replace("&lt;", "<").replace("&amp;", "&").strip()


def _script(found: re.Match[str]) -> str:
    """A raised or lowered number in Unicode's signs, so that 10⁴ is not 104 in a title."""
    return formulas.raised(found[2]) if found[1] == "sup" else formulas.lowered(found[2])
