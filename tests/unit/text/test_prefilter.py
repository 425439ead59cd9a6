"""A filtered pattern finds all that the plain one finds."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from column.rules import hotlines, links
from column.rules.privacy import contact_details, names
from column.rules.wording import word_list
from column.text import prefilter
from column.text.prefilter import FilteredPattern, PatternSet
from support.project import ROOT

TOGETHER = PatternSet(worth=0)
"""Looks for all patterns at once from the first text on."""


def filtered(source: str, flags: int = 0, among: PatternSet | None = None) -> FilteredPattern:
    return FilteredPattern(source, re.RegexFlag(flags), among or PatternSet(worth=0))


RULES = {
    value.pattern
    for module in (names, contact_details, hotlines, links)
    for held in vars(module).values()
    for value in (held if isinstance(held, tuple) else (held,))
    if isinstance(value, FilteredPattern)
} | {rule.pattern.pattern for rule in word_list.load(ROOT)[0]}
ALL = [filtered(rule.pattern, rule.flags, TOGETHER) for rule in sorted(RULES, key=lambda rule: rule.pattern)]


@pytest.mark.parametrize("rule", ALL, ids=lambda found: found.pattern.pattern[:24])
@settings(max_examples=40)
@given(data=st.data())
def test_whatever_a_rule_finds_passes_its_filter(rule: FilteredPattern, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(rule.pattern))
    assert rule.pattern.search(text)
    assert rule.may_match(text)


def test_few_of_all_rules_are_tried_on_a_plain_text() -> None:
    text = "民警走进社区，请大家说说接到过什么样的电话，再讲怎样认出骗局。" * 20
    assert all(rule.pattern.flags & re.IGNORECASE for rule in ALL if rule.may_match(text))


CHARS = "aAkKsSiI\u0130\u0131\u017f\u212a甲乙0٣²Ⅻ_-. \t\n\x0b\x1c\x85\xa0\u3000\U0001f600"
"""Characters on which Python and RE2 may differ: case, digits, spaces, letters."""
SINGLE = st.one_of(
    st.sampled_from(CHARS).map(re.escape),
    st.sampled_from([".", r"\d", r"\D", r"\s", r"\S", r"\w", r"\W", r"\b", r"\B", "^", "$", r"\A", r"\Z"]),
    st.builds(
        "[{}{}]".format,
        st.sampled_from(["", "^"]),
        st.lists(
            st.one_of(
                st.sampled_from(CHARS).map(re.escape),
                st.sampled_from([r"\d", r"\D", r"\s", r"\S", r"\w", r"\W", "a-k", "A-Z", "0-9", "\x00-\x20"]),
            ),
            min_size=1,
            max_size=3,
        ).map("".join),
    ),
)
SOURCES = st.recursive(
    SINGLE,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.builds("(?:{}|{})".format, inner, inner),
        st.builds(
            "{}{}".format,
            inner.map("(?:{})".format),
            st.sampled_from(["*", "+", "?", "*?", "{2}", "{0,3}", "{1,}?", "{0}"]),
        ),
        st.builds("(?{}{})".format, st.sampled_from(["=", "!", "s:", "i:", "m:", "a:", ">"]), inner),
        inner.map("({})".format),
        inner.map(r"({})?(?(1)甲|乙)".format),
        inner.map(r"({})甲\1乙".format),
    ),
    max_leaves=8,
)


@settings(max_examples=300)
@given(SOURCES, st.sampled_from([0, re.IGNORECASE, re.DOTALL, re.ASCII, re.MULTILINE]), st.data())
def test_whatever_any_pattern_finds_passes_its_filter(source: str, flags: int, data: st.DataObject) -> None:
    try:
        pattern = re.compile(source, flags)
    except re.error:  # two groups of one number, as the strategy puts together
        assume(False)
    rule = filtered(source, flags)
    for text in data.draw(st.lists(st.text(CHARS, max_size=8), min_size=1, max_size=8)):
        assert rule.may_match(text) or not pattern.search(text)


@pytest.mark.parametrize("kind", [r"\d", r"\s", r"\w", r"[^\D]", r"[^\S]", r"[^\W]", r"\D", r"\S", r"\W"])
def test_a_class_has_all_characters_that_it_has_in_python(kind: str) -> None:
    every = "".join(chr(point) for point in range(sys.maxunicode + 1) if not 0xD800 <= point < 0xE000)
    assert filtered(f"甲{kind}+乙").may_match(f"甲{''.join(re.findall(kind, every))}乙")


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
        ("甲(乙)?(?(1)丙|丁)戊", "甲丁戊"),
        (r"(甲)乙\1丙", "甲乙甲丙"),
        ("(?s)甲.乙", "甲\n乙"),
        ("[^甲]", "乙"),
        ("[乙-甲]", "九"),
        ("甲.乙", "甲\ud800乙"),
    ],
)
def test_what_may_be_absent_is_not_needed(source: str, text: str) -> None:
    assert re.search(source, text)
    assert list(filtered(source).finditer(text))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("甲乙|丙丁", "甲丁"),
        ("[甲乙]丙", "甲乙"),
        ("(?:速看|速转)", "速度"),
        (r"甲\d+", "甲乙"),
        ("[^甲]丙", "甲丙"),
        ("甲{3}", "乙"),
    ],
)
def test_a_text_without_what_is_needed_is_not_searched(source: str, text: str) -> None:
    assert not filtered(source).may_match(text)
    assert list(filtered(source).finditer(text)) == []


def test_a_pattern_that_is_added_later_is_looked_for() -> None:
    together = PatternSet(worth=0)
    assert not filtered("甲", among=together).may_match("乙")
    assert filtered("乙", among=together).may_match("乙")


def test_the_first_texts_are_searched_for_every_pattern() -> None:
    rule = filtered("甲", among=PatternSet(worth=2))
    assert [rule.may_match(text) for text in "乙丙丁"] == [True, True, False]


@pytest.mark.parametrize("source", [r"\w" * 990, "(?:" * 300 + "甲" + ")*" * 300], ids=["long", "deep"])
def test_what_is_too_much_to_look_for_is_always_searched(source: str) -> None:
    assert filtered(source).may_match("乙")


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
    assert filtered("甲乙").may_match("丙")
