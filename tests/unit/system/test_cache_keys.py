"""A key differs where the values differ, and is the same for equal ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest

from column.model.kinds import CaseKind
from column.system.cache_keys import key_of
from support.builders import PEOPLE, case


@dataclass(frozen=True)
class Two:
    first: object
    second: object = None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a", "b"),
        ("1", 1),
        ("None", None),
        (("a", "b"), ("ab",)),
        (("a",), ("a", "")),
        ((("a",), "b"), (("a", "b"),)),
        ({"a": 1}, {"a": 2}),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (Two("a,b"), Two("a", "b")),
        (Two("a"), ("a", None)),
        (CaseKind.CASE, CaseKind.WARNING),
        (date(2026, 1, 2), date(2026, 1, 3)),
        (PEOPLE[0], PEOPLE[1]),
    ],
)
def test_other_values_have_other_keys(one: object, other: object) -> None:
    assert key_of(one) != key_of(other)
    assert key_of(Two(one)) != key_of(Two(other))


def test_equal_values_have_equal_keys() -> None:
    assert key_of(Two(("a", {"b": PEOPLE[0]}))) == key_of(Two(("a", {"b": replace(PEOPLE[0])})))


def test_an_article_is_named_by_its_digest() -> None:
    article = case("a", date(2026, 1, 1), digest="one")
    assert key_of(article) == key_of(replace(article, title="另一个标题"))
    assert key_of(article) != key_of(replace(article, digest="two"))
    assert len(key_of(article)) < 100, "10,000 articles are in the inputs of 60,000 places"


def test_what_is_no_value_is_refused() -> None:
    with pytest.raises(TypeError):
        key_of(Two(lambda: None))
