"""Digits are read however they are written, and each stays in its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.text import digit_runs


def values(text: str) -> list[list[str]]:
    return [[group.value for group in run] for run in digit_runs.runs(text)]


@given(st.text())
def test_no_character_moves(text: str) -> None:
    assert len(digit_runs.plain(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("１３９，２！", "139，2！"),
        ("幺三九〇零", "13900"),
        ("壹贰叁", "123"),
        ("①②③ ٣", "123 3"),
        ("ｗｗｗ．ａ", "www.a"),
        ("没有数字", "没有数字"),
    ],
)
def test_every_digit_becomes_an_ascii_digit(text: str, plain: str) -> None:
    assert digit_runs.plain(text) == plain


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("电话19900001234。", [["19900001234"]]),
        ("199-0000 1234", [["199", "0000", "1234"]]),
        ("一九九零零零零", [["1", "9", "9", "0", "0", "0", "0"]]),
        ("99022519900101004x", [["99022519900101004X"]]),
        ("9902251990010100 4 x", [["9902251990010100", "4", "X"]]),
        ("123456", []),
        ("1234567和7654321", [["1234567"], ["7654321"]]),
    ],
)
def test_digits_that_follow_one_another_are_a_run_cut_into_groups(text: str, groups: list[list[str]]) -> None:
    assert values(text) == groups


@given(st.text(st.sampled_from("0123456789一零 -、，X年")))
def test_groups_stand_where_they_say(text: str) -> None:
    flat = digit_runs.plain(text)
    for run in digit_runs.runs(text):
        for group in run:
            assert flat[group.start : group.end].upper() == group.value
        assert sum(character.isdigit() for group in run for character in group.value) >= 7


def test_windows_are_rows_of_neighbours_the_longest_first() -> None:
    (run,) = digit_runs.runs("12 345 6789")
    assert [window.value for window in digit_runs.windows(run, 5, 9)] == ["123456789", "12345", "3456789"]
    assert [window.value for window in digit_runs.windows(run, 5, 7)] == ["12345", "3456789"]
    assert [window.value for window in digit_runs.pieces(run, 4, 9)] == ["6789"]
    whole = next(digit_runs.windows(run, 9, 23))
    assert (whole.sizes, whole.single, whole.listed()) == ((2, 3, 4), False, False)


def test_a_comma_makes_a_list_and_digits_that_stand_alone_are_one_number() -> None:
    (run,) = digit_runs.runs("1234、5678")
    assert next(digit_runs.windows(run, 8, 23)).listed()
    (run,) = digit_runs.runs("1 3 9 0 0 0 0")
    assert next(digit_runs.windows(run, 7, 23)).single


def test_a_place_is_told_as_line_and_column() -> None:
    text = "一\n二三四\n五"
    assert digit_runs.position(text, 4) == (2, 3)
    assert text[slice(*digit_runs.line_span(text, 4))] == "二三四"
    assert text[slice(*digit_runs.line_span(text, len(text)))] == "五"
    assert digit_runs.before(text, 4) == "二三"
    assert digit_runs.before(text, 5, 1) == "四"
