"""Patterns are written in half-width signs: one pass over a text that makes punctuation full-width breaks them in
silence, since `（?：` is a text like any other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.project import ROOT

BROKEN = re.compile(
    r"（[?？]|[(（]？[:：=!<P]|\(\?[：＝！＜]"  # the start of a group
    r"|[.\])}\w][*+]？"  # a lazy quantifier
    r"|\\[（）［］｛｝？＊＋．｜]"  # something escaped that needs none
    r"|\[[^\]\n]{0,40}］|［[^\]\n]{0,40}\]"  # a class
    r"|\{\d*，\d*\}|｛\d*[,，]?\d*[}｝]"  # a count
)
"""What only stands where a sign of the pattern's own language has become full-width."""
SOURCES = sorted(
    path
    for place, endings in {"hooks": ("py", "js", "html"), "scripts": ("py",), "docs/data": ("yml",)}.items()
    for ending in endings
    for path in (ROOT / place).rglob(f"*.{ending}")
)


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Every string of a Python file, every line of another, with its line."""
    source = path.read_text("utf-8")
    if path.suffix != ".py":
        yield from enumerate(source.split("\n"), start=1)
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_pattern_holds_full_width_syntax(path: Path) -> None:
    assert [(line, text[:80]) for line, text in texts(path) if BROKEN.search(text)] == []


@pytest.mark.parametrize(
    "pattern",
    ["进（？：校园|村）", "^（?：辖区|各）", "^.*？公安局", r"\d+？", "a{1，3}", r"\（", "[a-z］", "(？:a)"],
)
def test_a_broken_pattern_is_seen(pattern: str) -> None:
    assert BROKEN.search(pattern)


@pytest.mark.parametrize(
    "pattern", [r"[（(]?\s*", "[。？！]", "简报（第1期）", "[)）]?", "什么是“两卡”？", "(?:转账|汇款)？？"]
)
def test_a_sound_pattern_is_let_be(pattern: str) -> None:
    assert not BROKEN.search(pattern)
