"""A formula is readable in one line."""

from __future__ import annotations

import pytest
from lxml import etree

from column.authoring.word import formulas
from column.authoring.word.elements import M
from support.word_xml import math


def part(name: str, inner: str) -> str:
    return f"<m:{name}>{inner}</m:{name}>"


def fraction(above: str, below: str) -> str:
    return part("f", part("num", math(above)) + part("den", math(below)))


@pytest.mark.parametrize(
    ("inner", "line"),
    [
        (fraction("1", "2"), "½"),
        (fraction("3", "7"), "3/7"),
        (fraction("a+b", "2"), "(a+b)/2"),
        (math("2") + fraction("1", "2"), "2½"),
        (part("sSup", part("e", math("x")) + part("sup", math("k+1"))), "x^(k+1)"),
        (part("sSub", part("e", math("H")) + part("sub", math("2"))), "H₂"),
        (part("sSubSup", part("e", math("x")) + part("sub", math("1")) + part("sup", math("2"))), "x₁²"),
        (part("rad", part("deg", math("3")) + part("e", math("8"))), "∛8"),
        (part("nary", '<m:naryPr><m:chr m:val="∑"/></m:naryPr>' + part("sub", math("1")) + part("sup", math("9"))
              + part("e", math("k"))), "∑₁⁹k"),
        (part("d", '<m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr>' + part("e", math("a"))), "[a]"),
        (part("func", part("fName", math("sin")) + part("e", math("x"))), "sin(x)"),
        (part("eqArr", part("e", math("a")) + part("e", math("b"))), "a; b"),
        (part("box", part("e", math("盒"))), "盒"),
    ],
)  # fmt: skip
def test_formulas(inner: str, line: str) -> None:
    root = etree.fromstring(f'<m:oMath xmlns:m="{M[1:-1]}">{inner}</m:oMath>')
    assert formulas.linear(root) == line
