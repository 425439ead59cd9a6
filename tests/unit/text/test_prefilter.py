"""A filtered pattern finds all that the plain one finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from column.rules import hotlines
from column.rules.privacy import contact_details, names
from column.rules.wording import word_list
from column.text import prefilter
from column.text.prefilter import FilteredPattern
from support.project import ROOT

ALL = [
    value
    for module in (names, contact_details, hotlines)
    for held in vars(module).values()
    for value in (held if isinstance(held, tuple) else (held,))
    if isinstance(value, FilteredPattern)
]
ALL += [rule.pattern for rule in word_list.load(ROOT)[0]]


@pytest.mark.parametrize("filtered", ALL, ids=lambda found: found.pattern.pattern[:24])
@settings(max_examples=40)
@given(data=st.data())
def test_whatever_a_rule_finds_passes_its_filter(filtered: FilteredPattern, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(filtered.pattern))
    assert filtered.pattern.search(text)
    assert filtered.may_match(text)


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
    assert FilteredPattern(source).search(text)


@pytest.mark.parametrize(
    ("source", "text"), [("甲乙|丙丁", "甲丁"), ("[甲乙]丙", "甲乙"), ("(?:速看|速转)", "速度")]
)
def test_a_text_without_what_is_needed_is_not_searched(source: str, text: str) -> None:
    assert not FilteredPattern(source).may_match(text)


class _OtherParser:
    """What another version of Python may have in the place of its parser."""

    def __init__(self, tree: object) -> None:
        self._tree = tree

    def parse(self, source: str, flags: int) -> object:
        return self._tree


class _Tree(list[object]):
    state = type("", (), {"flags": 0})


@pytest.mark.parametrize(
    "parser",
    [
        None,
        object(),
        _OtherParser(None),
        _OtherParser(_Tree([("an unknown code", 7)])),
        _OtherParser(_Tree([("three", "parts", "each")])),
    ],
    ids=["no module", "no function", "no tree", "unknown code", "other form"],
)
def test_without_a_parse_tree_that_is_known_every_text_is_searched(
    parser: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prefilter, "parser", parser)
    assert FilteredPattern("甲乙").may_match("丙")
