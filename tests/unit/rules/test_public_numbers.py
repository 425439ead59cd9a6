"""The state's short numbers and a unit's own telephone may stand in a text; any other number is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from column.parsing.source import Source
from column.rules import public_numbers, registry
from column.rules.registry import RuleContext
from support.builders import UNITS
from support.own_data import RULES
from support.project import ROOT, put

UNIT = replace(UNITS[0], phone="0553-6000000")
CONTEXT = RuleContext(RULES.settings, RULES.wordings, (UNIT,), RULES.numbers)


def rules(
    text: str, path: str = f"briefings/{UNIT.id}/2026-03-05-a/index.md", context: RuleContext = CONTEXT
) -> list[str]:
    source = Source(path, text, {}, {}, text, 1)
    return [problem.rule for problem in registry.findings(source, context)]


@pytest.mark.parametrize("number", [number.number for number in RULES.numbers])
@pytest.mark.parametrize("sentence", ["拨打{}咨询。", "请打{}。", "{}热线随时在。", "服务电话：{}。"])
def test_the_state_s_numbers_pass_whatever_the_verb(number: str, sentence: str) -> None:
    assert rules(sentence.format(number)) == []


@pytest.mark.parametrize(
    "written", ["0553-6000000", "0553 6000000", "（0553）6000000", "05536000000", "０５５３－６００００００"]
)
def test_a_unit_s_own_telephone_stands_in_its_own_texts_alone(written: str) -> None:
    text = f"咨询可打值班电话：{written}。"
    assert rules(text) == []
    assert rules(text, "briefings/other/2026-03-05-a/index.md") != []
    assert rules(text, "cases/2026-03-05-a/index.md") != []
    assert rules(text, context=replace(CONTEXT, units=())) != []


def test_who_may_register_a_telephone_is_said() -> None:
    text = "咨询可打值班电话：0553-6000001。"
    source = Source(f"briefings/{UNIT.id}/2026-03-05-a/index.md", text, {}, {}, text, 1)
    told = "".join(problem.mend for problem in registry.findings(source, CONTEXT))
    assert "briefings/units.yml" in told
    assert "6000001" not in told


def test_the_real_numbers_say_who_made_them_public() -> None:
    numbers, problems = public_numbers.load(ROOT)
    assert problems == []
    assert {"110", "119", "120", "122", "12345", "12315", "12308"} <= {number.number for number in numbers}
    assert all(number.source and number.use for number in numbers)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (
            "numbers:\n  - number: '95588'\n    name: 银行\n    use: 银行\n    source: 银行\n",
            2,
            "不是国家统一",
        ),
        ("numbers:\n  - number: '12345'\n    name: 热线\n    use: 政务\n", 2, "缺少"),
        ("numbers: 110\n", 1, "列表"),
        ("", 0, ""),
    ],
)
def test_each_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    put(tmp_path, public_numbers.PATH, text)
    _, problems = public_numbers.load(tmp_path)
    assert any(words in problem.what and problem.line in (line, 0, 1) for problem in problems), problems
    assert public_numbers.load(tmp_path / "nowhere")[1]
