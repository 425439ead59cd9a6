"""Formulas (Office MathML, ECMA-376 part 1, 22.1) as one line of readable text: ¾, 10⁴, √(x+1), [1 2; 3 4]."""

from __future__ import annotations

import unicodedata
from typing import Final

from lxml import etree

from column.authoring.word.elements import M

_UP: Final = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_DOWN: Final = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_FRACTIONS: Final = {
    unicodedata.normalize("NFKC", sign).replace("\u2044", "/"): sign for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
}
_ROOTS: Final = {"": "√", "2": "√", "3": "∛", "4": "∜"}
_SKIPPED: Final = {f"{M}{name}" for name in ("rPr", "ctrlPr", "argPr", "oMathParaPr")}


def fraction(above: str, below: str, before: str = "") -> str:
    """A fraction; `before` is the text it follows, so that 1½ does not become 11/2."""
    if sign := _FRACTIONS.get(f"{above}/{below}"):
        return sign
    written = f"{_grouped(above)}/{_grouped(below)}"
    return f"又{written}" if before[-1:].isdigit() else written


def raised(script: str) -> str:
    """A superscript in Unicode's signs, else as ^(…)."""
    return _script(script, _UP, "^")


def lowered(script: str) -> str:
    """A subscript in Unicode's signs, else as _(…)."""
    return _script(script, _DOWN, "_")


def root(degree: str, content: str) -> str:
    """A root, such as √2, ∛(x+1) or ⁿ√x."""
    return _ROOTS.get(degree, raised(degree) + "√") + _grouped(content)


def linear(node: etree._Element, before: str = "") -> str:
    """The content of a formula's element as text; `before` is what stands before it."""
    line = ""
    for child in node:
        if child.tag not in _SKIPPED and not str(child.tag).endswith("Pr"):
            line += _element(child, before + line)
    return line


def _element(node: etree._Element, before: str) -> str:
    tag = str(node.tag).rpartition("}")[2]
    if tag == "t":
        return node.text or ""
    if tag == "f":
        if _property(node, "type", "") == "noBar":
            return f"({_part(node, 'num')}; {_part(node, 'den')})"
        return fraction(_part(node, "num"), _part(node, "den"), before)
    if tag in ("sSup", "sSub", "sSubSup", "limUpp", "limLow"):
        up = _part(node, "sup") or (_part(node, "lim") if tag == "limUpp" else "")
        down = _part(node, "sub") or (_part(node, "lim") if tag == "limLow" else "")
        return _grouped(_part(node, "e")) + lowered(down) + raised(up)
    if tag == "sPre":
        return lowered(_part(node, "sub")) + raised(_part(node, "sup")) + _part(node, "e")
    if tag == "rad":
        return root(_part(node, "deg"), _part(node, "e"))
    if tag == "nary":
        sign = _property(node, "chr", "∫")
        return sign + lowered(_part(node, "sub")) + raised(_part(node, "sup")) + _grouped(_part(node, "e"))
    if tag == "d":
        inside = _property(node, "sepChr", "|").join(linear(part) for part in node.findall(f"{M}e"))
        return _property(node, "begChr", "(") + inside + _property(node, "endChr", ")")
    if tag == "m":
        rows = [" ".join(linear(cell) for cell in row.findall(f"{M}e")) for row in node.findall(f"{M}mr")]
        return f"[{'; '.join(rows)}]"
    if tag == "eqArr":
        return "; ".join(linear(part) for part in node.findall(f"{M}e"))
    if tag == "func":
        name, content = _part(node, "fName"), _part(node, "e")
        return f"{name}{content if content.startswith('(') else f'({content})'}"
    if tag == "acc":
        return _part(node, "e") + _property(node, "chr", "\u0302")
    return linear(node, before)


def _part(node: etree._Element, name: str) -> str:
    part = node.find(f"{M}{name}")
    return linear(part) if part is not None else ""


def _property(node: etree._Element, name: str, default: str) -> str:
    """A character or type of an element's properties."""
    found = next((sign for properties in node for sign in properties.findall(f"{M}{name}")), None)
    return default if found is None else str(found.get(f"{M}val", default))


def _grouped(content: str) -> str:
    """Text in brackets, unless it is one number, one word or already in brackets."""
    return content if content.replace(".", "").isalnum() or len(content) < 2 else f"({content})"


def _script(content: str, signs: dict[int, int], sign: str) -> str:
    if all(ord(letter) in signs for letter in content):
        return content.translate(signs)
    return f"{sign}({content})"
