"""Units, scam types and groups are read from their files, and each mistake in them is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from column.content import taxonomies
from support.project import put


@pytest.mark.parametrize(
    ("path", "old", "new", "words"),
    [
        ("briefings/units.yml", "kind: station", "kind: shop", "不在可选的范围里"),
        ("briefings/units.yml", "id: xiangan", "id: wucheng", "同时是"),
        ("docs/groups/elderly.md", "risks: [", "risks: [nonsense, ", "没有叫“nonsense”的诈骗类型"),
        ("briefings/units.yml", "name: 无城派出所", "name: 无城派出所\n    phone: 13900000000", "固定电话"),
        ("briefings/units.yml", "name: 无城派出所", "name: 无城派出所\n    map: 百度地图", "不是 https 网址"),
        ("docs/scams/loan.md", "family: scam", "family: trick", "不在可选的范围里"),
        ("docs/scams/loan.md", "slogan:", "slogen:", "不认识"),
    ],
)
def test_vocabulary_mistakes_are_named(tree: Path, path: str, old: str, new: str, words: str) -> None:
    text = (tree / path).read_text("utf-8")
    assert old in text
    put(tree, path, text.replace(old, new, 1))
    problems = [problem for problem in taxonomies.load(tree)[1] if problem.path == path]
    assert problems
    assert any(words in problem.what for problem in problems)
