"""Excuses are granted only with a reason, for a finding that is there."""

from __future__ import annotations

import pytest

from column.model.problems import Excuse, Problem, Severity
from column.rules import excuses
from support.own_data import RULES


def problem(rule: str, line: int = 5) -> Problem:
    return Problem("a.md", line, 1, rule, "错", "改", "因", Severity.ERROR)


def test_an_excuse_takes_its_findings_out_and_lists_them() -> None:
    problems = (problem("link-live"), problem("wording-fun"), problem("link-live", 9))
    kept, excused = excuses.divide(problems, [Excuse("link-live", "银行官网，已核实")], RULES.by_id, "a.md")
    assert kept == (problems[1],)
    assert excused == (problems[0], problems[2])


@pytest.mark.parametrize(
    ("excuse", "word"),
    [
        (Excuse("no-such-rule", "理由充分"), "没有“no-such-rule”"),
        (Excuse("link-live", "  "), "没有写理由"),
        (Excuse("wording-fun", "理由充分"), "没有用处"),
        (Excuse("privacy-phone", "本人同意"), "不能豁免"),
        (Excuse("privacy-id-number", "本人同意"), "不能豁免"),
        (Excuse("privacy-bank-card", "本人同意"), "不能豁免"),
    ],
)
def test_a_faulty_excuse_is_a_problem_and_excuses_nothing(excuse: Excuse, word: str) -> None:
    problems = (
        problem("link-live"),
        problem("privacy-phone"),
        problem("privacy-id-number"),
        problem("privacy-bank-card"),
    )
    kept, excused = excuses.divide(problems, [excuse], RULES.by_id, "a.md", [7])
    assert excused == ()
    assert kept[:-1] == problems
    assert (kept[-1].path, kept[-1].line, kept[-1].rule) == ("a.md", 7, "excuse")
    assert word in kept[-1].what


def test_an_excuse_given_twice_is_told() -> None:
    twice = [Excuse("link-live", "银行官网"), Excuse("link-live", "又一次")]
    kept, excused = excuses.divide([problem("link-live")], twice, RULES.by_id, "a.md")
    assert [fault.what for fault in kept] == ["“link-live”豁免了两次。"]
    assert len(excused) == 1
