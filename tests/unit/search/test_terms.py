"""A text is cut into the terms by which a query finds it."""

from __future__ import annotations

import pytest

from column.search.terms import CUTS, terms
from column.text.folding import fold
from support.search_terms import VECTORS


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["text"])
def test_terms(vector: dict[str, str]) -> None:
    cut = list(terms(fold(vector["text"])))
    assert cut == vector["terms"].split()
    for asked in vector["asked"].split():
        assert any(term.startswith(asked[:-1]) if asked.endswith("*") else term == asked for term in cut)


@pytest.mark.parametrize("cut", CUTS)
def test_a_cut_parts_what_looks_like_a_word_and_nothing_else(cut: str) -> None:
    left, right = cut.split("|")
    assert left[-1] + right[0] not in terms(left + right)
    assert left[-1] + right[0] in terms(left + " " + right), "a space is no cut"
    assert {*terms(left), *terms(right)} == set(terms(left + right))
