"""Fields whose text stands in their code and not in a result: EQ (带圈字符), SYMBOL, MACROBUTTON (ECMA-376 17.16)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Final

from lxml import etree

from column.authoring.word import formulas
from column.authoring.word.elements import W, own_text, replace, run

_SILENT: Final = frozenset(
    "HYPERLINK FORMCHECKBOX XE TC TA RD SET ASK PRIVATE NEXT NEXTIF SKIPIF ADVANCE PAGE NUMPAGES SECTIONPAGES".split()  # noqa: SIM905
)
"""Fields that print nothing in the text, print page numbers, or that mammoth reads."""
_CIRCLED: Final = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for code in [
        *range(0x2460, 0x2474),
        *range(0x24B6, 0x24EB),
        *range(0x3251, 0x3260),
        *range(0x3280, 0x32C0),
    ]
    if not unicodedata.normalize("NFKC", chr(code)).startswith("(")
}
_SWITCH: Final = re.compile(r"\\([a-z]+)(?:\s*\d+(?:\.\d+)?)?", re.I)
_DEPTH: Final = 20
"""Nested brackets of an EQ field at most."""


def resolve_fields(root: etree._Element, lost: Counter[str]) -> None:
    """Replace each field without a result by a run of its text; count those without text under `lost`."""
    for simple in [*root.iter(f"{W}fldSimple")]:
        if not own_text(simple) and len(simple) < 2:
            replace(simple, _runs(str(simple.get(f"{W}instr", "")), None, lost))
    open_fields: list[list[etree._Element]] = []
    for node in [*root.iter(f"{W}fldChar", f"{W}instrText")]:
        kind = node.get(f"{W}fldCharType")
        if node.tag == f"{W}instrText" or kind == "separate":
            if open_fields:
                open_fields[-1].append(node)
        elif kind == "begin":
            open_fields.append([node])
        elif kind == "end" and open_fields:
            _resolve(open_fields.pop(), node, lost)


def _resolve(parts: list[etree._Element], end: etree._Element, lost: Counter[str]) -> None:
    """Put the text of a field without a result behind its end."""
    if any(part.get(f"{W}fldCharType") == "separate" for part in parts):
        return
    code = "".join(part.text or "" for part in parts if part.tag == f"{W}instrText")
    host = end.getparent()
    first = next((part.getparent() for part in parts if part.tag == f"{W}instrText"), host)
    if host is None or first is None:
        return
    for made in reversed(_runs(code, first.find(f"{W}rPr"), lost)):
        host.addnext(made)


def _runs(code: str, properties: etree._Element | None, lost: Counter[str]) -> list[etree._Element]:
    name, _, rest = code.strip().partition(" ")
    name = name.upper().split("\\")[0]
    content = ""
    if name == "EQ":
        content = equation(code.strip()[2:])
    elif name == "SYMBOL" and (number := re.match(r"\s*(0x[0-9a-f]{1,5}|\d{1,6})", rest, re.I)):
        content = _symbol(int(number[1], 0), rest)
    elif name in ("MACROBUTTON", "GOTOBUTTON"):
        content = rest.strip().partition(" ")[2]
    elif name == "QUOTE":
        content = rest.strip().strip('"')
    if not content and name and name not in _SILENT:
        lost[f"域（{name}）"] += 1
    return [run(content, properties)] if content else []


def _symbol(code: int, rest: str) -> str:
    """The character of a SYMBOL field in Unicode; empty if only its font knows it."""
    if "\\u" in rest or code < 128:
        return chr(code) if 31 < code < 0xD800 else ""
    try:
        return bytes([code]).decode("gbk") if "\\f" not in rest else ""
    except (UnicodeDecodeError, ValueError):
        return ""


def equation(code: str) -> str:
    r"""The text of an EQ field's code, such as ` \o\ac(○,1)` or ` \f(3,4)`."""
    code = re.sub(
        r"\\\*\s*\w+(?:\s+\"[^\"]*\"|\s*\d+)?", "", code
    )  # \* jc2 \* "Font:宋体" \* hps10: looks only
    code = re.sub(r"\\\*\s*\"[^\"]*\"", "", code)
    return _parse(code, 0, 0)[0][0].strip()


def _parse(code: str, start: int, depth: int) -> tuple[list[str], int]:
    """The arguments from `start` to the closing bracket, and where it stands."""
    arguments, position, switches = [""], start, [""]
    while position < len(code):
        sign = code[position]
        if sign == ")" and depth:
            break
        if sign == "\\" and (found := _SWITCH.match(code, position)):
            switches.append(found[1].lower())
            position = found.end()
            continue
        if sign == "(" and len(switches) > 1 and depth < _DEPTH:
            inside, position = _parse(code, position + 1, depth + 1)
            arguments[-1] += _applied(switches, inside, arguments[-1])
            switches = [""]
        elif sign in ",;\uff0c" and depth:
            arguments.append("")
        elif not (sign == " " and len(switches) > 1):
            arguments[-1] += code[position + 1 : position + 2] if sign == "\\" else sign
            position += sign == "\\"
        position += 1
    return arguments, position


def _applied(switches: list[str], arguments: list[str], before: str) -> str:
    parts = [argument.strip() for argument in arguments]
    name = next(
        (switch for switch in switches if switch in ("f", "r", "o", "s", "a", "x", "b", "i", "l", "d")), ""
    )
    if name == "f" and len(parts) == 2:
        return formulas.fraction(parts[0], parts[1], before)
    if name == "r":
        return formulas.root(parts[0] if len(parts) == 2 else "", parts[-1])
    if name == "o":
        return _overstruck(parts, "ad" in switches)
    if name == "s":
        return formulas.lowered(parts[0]) if "do" in switches else formulas.raised(parts[0])
    if name == "b":
        return f"({''.join(parts)})"
    return " ".join(parts)


def _overstruck(parts: list[str], ruby: bool) -> str:
    """Characters printed over each other: a circle around a number, or a reading above a word."""
    if ruby and len(parts) == 2:
        reading = unicodedata.normalize("NFKC", parts[0]).removeprefix("^(").removesuffix(")")
        return f"{parts[1]}（{reading}）"
    circle = next((part for part in parts if part in ("○", "〇", "O", "◯")), None)
    inside = "".join(part for part in parts if part != circle)
    if circle and inside in _CIRCLED:
        return _CIRCLED[inside]
    return f"（{inside.strip('□△◇')}）" if len(parts) == 2 else "".join(parts)
