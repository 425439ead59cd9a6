"""The quick signature is the plain one, and few texts are compared where all are alike."""

from __future__ import annotations

from array import array

import pytest
import rapidfuzz.process
from hypothesis import given
from hypothesis import strategies as st

from column.text import near_copies


def plain(text: str) -> list[int]:
    """The signature by its definition, one shingle after the other."""
    units = array("H", text.encode("utf-16-le", "surrogatepass"))
    hashes = {
        sum(unit << 16 * place for place, unit in enumerate(units[start : start + 4])) % 1_073_741_789
        for start in range(len(units) - 3)
    }
    starts = [bin * 2**24 for bin in range(64)]
    return [min((each for each in hashes if each >= start), default=min(hashes)) for start in starts]


@given(st.text(st.characters(), min_size=4, max_size=80))
def test_a_signature_is_the_least_hash_from_each_bin_on(text: str) -> None:
    assert array("I", near_copies.signature(text)).tolist() == plain(text)


def test_a_text_is_compared_with_eight_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []

    def extract(text: str, others: list[str], **options: object) -> None:
        compared.append(len(others))

    monkeypatch.setattr(rapidfuzz.process, "extractOne", extract)
    near = near_copies.NearCopies()
    text = "民警走进社区讲防骗，" * 10
    marks = near_copies.signature(text)
    for number in range(100):
        assert near.likest(text, marks) is None
        near.add(number, text, marks)
    assert compared == [*range(8), *[8] * 92]
