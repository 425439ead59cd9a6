"""Which kits there are, and what their version tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from column.content import library
from column.kits import material
from column.kits.talk import Talk
from support import builders
from support.own_data import SELF_HELP

SETTINGS = builders.site()


def test_the_version_is_that_of_the_words_alone() -> None:
    words = material.of_case(builders.case("new", date(2026, 3, 2)), Talk())
    assert replace(words, url="elsewhere/").version == words.version
    assert replace(words, slogan="另一句").version != words.version
    assert replace(words, valid_until=date(2026, 12, 1)).version != words.version
    assert words.version.startswith("2026-03-02-")
    assert len(replace(words, day=None).version) == 8


def test_the_newest_cases_in_force_have_a_kit_and_those_that_ask_for_one() -> None:
    old = builders.case("old", date(2026, 1, 2), review_by=date(2026, 2, 1))
    asked = builders.case("asked", date(2026, 1, 3), review_by=date(2026, 2, 1), kit=True)
    refused = builders.case("refused", date(2026, 3, 1), kit=False)
    newest = builders.case("new", date(2026, 3, 2))
    second = builders.case("second", date(2026, 2, 20))
    whole = library.build(builders.VOCABULARY, [old, asked, refused, newest, second])

    def ids(kits: int) -> list[str]:
        return [each.id for each in material.cases(whole, replace(SETTINGS, kits=kits))]

    assert ids(30) == [newest.id, second.id, asked.id]
    assert ids(1) == [newest.id, asked.id]
    assert ids(0) == []
    assert list(material.materials(whole, replace(SETTINGS, kits=0), SELF_HELP)) == []
