"""The text of an EQ field is read from its code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.authoring.word.fields import equation


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (r" \o\ac(○,1)", "①"),
        (r" \o\ac(○,20)", "⑳"),
        (r" \o\ac(○,50)", "㊿"),
        (r" \o\ac(○,一)", "㊀"),
        (r" \o\ac(○,A)", "Ⓐ"),
        (r" \o\ac(□,特)", "（特）"),
        (r" \f(1,2)", "½"),
        (r" 2\f(3,7)", "2又3/7"),
        (r" \r(3,x)", "∛x"),
        (r" 10\s\up8(4)", "10⁴"),
        (r" H\s\do8(2)O", "H₂O"),
        (r" \b(a\f(1,4))", "(a¼)"),
        (r" \x\bo(框)", "框"),
        (r" \f(1", "1"),
    ],
)
def test_equations(code: str, text: str) -> None:
    assert equation(code) == text


@given(st.text(st.sampled_from("\\()ofacrs,1○ *"), max_size=60))
def test_any_code_ends(code: str) -> None:
    equation(code)
