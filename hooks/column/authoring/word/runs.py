"""Runs of a Word document whose look carries meaning, rewritten so that mammoth keeps it.

Hidden text, struck-out text, capitals, emphasis marks, symbol fonts, drop caps, readings, formulas, breaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree
from mammoth.docx.dingbats import dingbats

from column.authoring.word import formulas
from column.authoring.word.elements import WP, M, V, W, is_on, own_text, replace, run, text
from column.authoring.word.styles import HIDDEN, Styles

_SYMBOL_FONTS: Final = frozenset(font for font, _ in dingbats)
_SEEN: Final = tuple(
    f"{W}{name}" for name in ("drawing", "pict", "object", "footnoteReference", "endnoteReference")
)
_SIMPLE: Final = (f"{M}r", f"{M}t", f"{M}rPr", f"{M}sty")
_SHOWN: Final = 5
"""Readings and formulas that a notice quotes."""


@dataclass(slots=True)
class RunFindings:
    """What was rewritten: texts of formulas and readings as they are now, counts of the rest.

    `replaced` are letters of symbol fonts for which other characters were written.
    """

    formulas: list[str] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)
    struck: int = 0
    symbols: int = 0
    replaced: list[str] = field(default_factory=list)

    def notices(self) -> Iterator[str]:
        """What the officer must know, one sentence each, in Chinese."""
        if self.formulas:
            yield f"{_some(self.formulas)}是用公式编辑器写的，改成了一行字。请对照原文核对。"
        if self.readings:
            yield f"注音没有放进正文：{_some(self.readings)}。"
        if self.struck:
            yield f"有 {self.struck} 处画了删除线，网页上也画着删除线。不要的字请删掉。"
        if self.symbols:
            yield f"有 {self.symbols} 个特殊符号只有原来的字体认得，没有放进正文。请对照原文补上。"


def remove_hidden(root: etree._Element, styles: Styles) -> list[str]:
    """Remove hidden rows, drawings and runs; their texts, one of a paragraph, row or drawing."""
    hidden = []
    for row in [*root.iter(f"{W}tr")]:
        if is_on(row.find(f"{W}trPr/{W}hidden")):
            hidden.append(own_text(row))
            replace(row, [])
    for node in [*root.iter(f"{W}drawing", f"{W}pict")]:
        if _is_hidden_drawing(node):
            hidden.append(own_text(node))
            replace(node, [])
    by_paragraph: dict[etree._Element | None, str] = {}
    for node in [*root.iter(f"{W}r", f"{M}r")]:
        if not styles.toggled(node, *HIDDEN):
            continue
        content = "".join(part.text or "" for part in node.iter(f"{W}t", f"{M}t"))
        if content.strip() or next(node.iter(*_SEEN), None) is not None:
            paragraph = next(node.iterancestors(f"{W}p"), None)
            by_paragraph[paragraph] = by_paragraph.get(paragraph, "") + content
        replace(node, [])
    return [*hidden, *by_paragraph.values()]


def _is_hidden_drawing(node: etree._Element) -> bool:
    """Whether a drawing is switched off in Word's selection pane (20.4.2.5), or its VML is."""
    about = next(node.iter(f"{WP}docPr"), None)
    styles = (str(part.get("style", "")).replace(" ", "") for part in node if str(part.tag).startswith(V))
    off = about is not None and about.get("hidden") in ("1", "true")
    return off or any("visibility:hidden" in style for style in styles)


def rewrite_runs(root: etree._Element, styles: Styles) -> RunFindings:
    """Rewrite the runs of a part in place."""
    found = RunFindings()
    _replace_breaks(root)
    _replace_readings(root, found)
    _replace_formulas(root, found)
    for node in [*root.iter(f"{W}r")]:
        _rewrite(node, styles, found)
    _join_drop_caps(root)
    return found


def _some(items: list[str]) -> str:
    distinct = list(dict.fromkeys(items))
    return "、".join(distinct[:_SHOWN]) + (f" 等 {len(items)} 处" if len(distinct) > _SHOWN else "")


def _replace_breaks(root: etree._Element) -> None:
    """Breaks that mammoth drops become line breaks; hyphens that nobody sees go."""
    for node in [*root.iter(f"{W}cr", f"{W}br", f"{W}ptab", f"{W}softHyphen")]:
        if node.tag == f"{W}softHyphen":
            replace(node, [])
        elif node.tag == f"{W}ptab":
            replace(node, [etree.Element(f"{W}tab")])
        else:
            replace(node, [etree.Element(f"{W}br")])


def _replace_readings(root: etree._Element, found: RunFindings) -> None:
    """Keep the base of each ruby, and name its reading."""
    for ruby in [*root.iter(f"{W}ruby")]:
        base, reading = ruby.find(f"{W}rubyBase"), ruby.find(f"{W}rt")
        content = [
            node for each in (base if base is not None else ()) for node in each if node.tag != f"{W}rPr"
        ]
        if reading is not None and own_text(reading).strip():
            word = own_text(base) if base is not None else ""
            found.readings.append(f"{word}（{own_text(reading).strip()}）")
        replace(ruby, content)


def _replace_formulas(root: etree._Element, found: RunFindings) -> None:
    for formula in [*root.iter(f"{M}oMath")]:
        before = formula.getprevious()
        ahead = own_text(before)[-1:] if before is not None else ""
        line = formulas.linear(formula, ahead)
        if any(node.tag not in _SIMPLE for node in formula.iter(f"{M}*") if node is not formula):
            found.formulas.append(line)
        replace(formula, [run(line)])
    for group in [*root.iter(f"{M}oMathPara")]:
        replace(group, [node for node in group if node.tag != f"{M}oMathParaPr"])


def _rewrite(node: etree._Element, styles: Styles, found: RunFindings) -> None:
    """Keep what the look of a run says: struck out, capitals, emphasis, raised or lowered, symbols."""
    _replace_symbols(node, styles, found)
    if not any((part.text or "").strip() for part in node.iter(f"{W}t")):
        return
    if styles.toggled(node, "strike", "dstrike"):
        _set(node, "strike")
        found.struck += 1
    if styles.toggled(node, "caps", "smallCaps"):
        for part in node.iter(f"{W}t"):
            part.text = (part.text or "").upper()
    if styles.property(node, "em") not in ("", "none"):
        _set(node, "b")
    raised = styles.property(node, "vertAlign")
    if raised in ("superscript", "subscript"):
        _set(node, "vertAlign").set(f"{W}val", raised)


def _set(node: etree._Element, name: str) -> etree._Element:
    """A property of a run, switched on."""
    properties = node.find(f"{W}rPr")
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        node.insert(0, properties)
    for old in properties.findall(f"{W}{name}"):
        properties.remove(old)
    return etree.SubElement(properties, f"{W}{name}")


def _replace_symbols(node: etree._Element, styles: Styles, found: RunFindings) -> None:
    """Characters of symbol fonts become those of Unicode; what only its font knows is counted."""
    for symbol in node.findall(f"{W}sym"):
        try:
            code = int(str(symbol.get(f"{W}char")), 16)
        except ValueError:
            code = 0
        sign = _unicode(str(symbol.get(f"{W}font")), code)
        found.symbols += not sign
        replace(symbol, [text(sign)] if sign else [])
    texts = [part for part in node.findall(f"{W}t") if part.text]
    if not texts:
        return
    fonts = node.find(f"{W}rPr/{W}rFonts")
    font = "" if fonts is None else str(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "")
    for part in texts:
        content = part.text or ""
        if font in _SYMBOL_FONTS:
            found.replaced.append(content)
            content = "".join(_unicode(font, ord(sign)) or sign for sign in content)
        private = [sign for sign in content if "\ue000" <= sign <= "\uf8ff"]
        found.symbols += len(private)
        part.text = "".join(sign for sign in content if sign not in private) if private else content


def _unicode(font: str, code: int) -> str:
    """The character that a symbol font draws for a code; empty if that is not known."""
    for known in (code, code - 0xF000):
        if (font, known) in dingbats:
            return chr(dingbats[font, known])
    is_text = 0x20 < code < 0xD800 and font not in _SYMBOL_FONTS
    return chr(code) if is_text or 0xF900 <= code < 0xFFFE else ""


def _join_drop_caps(root: etree._Element) -> None:
    """Put a drop cap before the text that it begins: Word keeps it in a paragraph of its own."""
    for paragraph in [*root.iter(f"{W}p")]:
        frame = paragraph.find(f"{W}pPr/{W}framePr")
        following = paragraph.getnext()
        if frame is None or str(frame.get(f"{W}dropCap", "none")) == "none" or following is None:
            continue
        if following.tag != f"{W}p":
            continue
        start = 0 if following.find(f"{W}pPr") is None else 1
        for offset, node in enumerate([node for node in paragraph if node.tag != f"{W}pPr"]):
            following.insert(start + offset, node)
        replace(paragraph, [])
