"""A pattern of many words finds what trying each word finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from column.text.alternation import either

WORDS = st.text(st.sampled_from("受害人者事主.*("), min_size=1, max_size=4)


@given(st.lists(WORDS, min_size=1, max_size=8), st.text(st.sampled_from("受害人者事主.*(民"), max_size=20))
def test_the_longest_word_is_found_wherever_one_begins(words: list[str], text: str) -> None:
    pattern = re.compile(either(words))
    for place in range(len(text)):
        there = [word for word in words if text.startswith(word, place)]
        found = pattern.match(text, place)
        assert (found[0] if found else None) == max(there, key=len, default=None)


def test_what_may_follow_belongs_to_each_word() -> None:
    pattern = re.compile(either(["受害人", "事主"], "[:：]?"))
    assert [found[0] for found in pattern.finditer("受害人：张某，事主:李某，事主王某")] == [
        "受害人：",
        "事主:",
        "事主",
    ]
