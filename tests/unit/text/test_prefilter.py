"""A sieve never holds back what its pattern would find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from column.rules import hotlines
from column.rules import wording_file as wordbook
from column.rules.privacy import contact_details as traces
from column.rules.privacy import names
from column.text.prefilter import Sieve
from support.project import ROOT

ALL = [
    value
    for module in (names, traces, hotlines)
    for held in vars(module).values()
    for value in (held if isinstance(held, tuple) else (held,))
    if isinstance(value, Sieve)
]
ALL += [rule.pattern for rule in wordbook.load(ROOT)[0]]


@pytest.mark.parametrize("sieve", ALL, ids=lambda sieve: sieve.compiled.pattern[:24])
@settings(max_examples=40)
@given(data=st.data())
def test_whatever_a_rule_finds_passes_its_sieve(sieve: Sieve, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(sieve.compiled))
    assert sieve.compiled.search(text)
    assert sieve.may(text)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("甲乙|丙", "丙"),
        ("(?:甲|乙)丙?", "乙"),
        ("[甲乙]丙", "乙丙"),
        ("(?i)ab", "AB"),
        ("(?i:a)b", "Ab"),
        ("(?:甲乙){0,2}丙", "丙"),
        ("(?>甲|乙)++丙", "甲乙丙"),
        ("(?!甲)乙", "乙"),
        ("(甲)?(?(1)乙|丙)", "丙"),
        ("[^甲]", "乙"),
        ("[乙-甲]", "九"),
    ],
)
def test_what_may_be_absent_is_not_needed(source: str, text: str) -> None:
    assert re.search(source, text)
    assert Sieve(source).search(text)


@pytest.mark.parametrize(
    ("source", "text"), [("甲乙|丙丁", "甲丁"), ("[甲乙]丙", "甲乙"), ("(?:速看|速转)", "速度")]
)
def test_a_text_without_what_is_needed_is_not_searched(source: str, text: str) -> None:
    assert not Sieve(source).may(text)
