"""A text is cut into the terms by which a query finds it."""

from __future__ import annotations

import pytest

from column.search.terms import fold, terms
from support.search_terms import VECTORS


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["text"])
def test_terms(vector: dict[str, str]) -> None:
    cut = list(terms(fold(vector["text"])))
    assert cut == vector["terms"].split()
    for asked in vector["asked"].split():
        assert any(term.startswith(asked[:-1]) if asked.endswith("*") else term == asked for term in cut)


def test_folding_leaves_each_character_in_its_place() -> None:
    assert fold("ＧＯＩＰ ①㎡　Ａ") == "goip 1m2 a"
