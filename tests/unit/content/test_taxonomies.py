"""Units, scam types and groups are read from their files, and each mistake in them is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from column.content import taxonomies
from support.project import put


def test_a_unit_s_kind_and_duty_are_written_in_chinese_too(tree: Path) -> None:
    first = "units:\n  - id: fanzha\n    name: 反电诈中心\n"
    kinds = {"派出所": "station", "大队": "brigade", "科室": "office", "office": "office"}
    for written, kind in kinds.items():
        put(tree, "briefings/units.yml", f"{first}    kind: {written}\n    duty: 不作要求\n")
        vocabulary, problems = taxonomies.load(tree)
        assert [problem for problem in problems if problem.path == "briefings/units.yml"] == []
        assert [(unit.kind, unit.duty) for unit in vocabulary.units.records] == [(kind, "none")]
    put(tree, "briefings/units.yml", f"{first}    kind: 分局\n    duty: none\n")
    (problem,) = (each for each in taxonomies.load(tree)[1] if each.path == "briefings/units.yml")
    assert (problem.line, problem.mend) == (4, "可用：派出所、大队、科室。")
    assert "“分局”不在可选的范围里" in problem.what


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
        ("docs/scams/loan.md", "    flaw:", "    flow:", "不认识"),
        ("docs/scams/loan.md", "stages:\n", "stages:\n  - 又一句\n", "应当是 4 句话，现在是 5 句"),
        (
            "docs/scams/loan.md",
            "script:\n",
            "script:\n" + "  - {say: 又一句话, flaw: 又一处破绽}\n" * 2,
            "4 到 6 句",
        ),
        ("docs/groups/elderly.md", "tell:\n  - ", "tell:\n  - " + "有人打电话" * 12, "一句最多 60 个"),
    ],
)
def test_vocabulary_mistakes_are_named(tree: Path, path: str, old: str, new: str, words: str) -> None:
    text = (tree / path).read_text("utf-8")
    assert old in text
    put(tree, path, text.replace(old, new, 1))
    problems = [problem for problem in taxonomies.load(tree)[1] if problem.path == path]
    assert problems
    assert any(words in problem.what for problem in problems)
