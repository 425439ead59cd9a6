"""Each word of the lists does its work: surnames make names, titles and usual words make none."""

from __future__ import annotations

from column.rules.privacy import name_lexicon
from column.text.surnames import SURNAMES
from support.privacy import NAME, rules


def test_every_surname_begins_a_name() -> None:
    surnames = SURNAMES | name_lexicon.DOUBLE
    assert [name for name in surnames if rules(f"受害人{name}秀英，接到电话") != {NAME}] == []


def test_every_word_that_announces_a_person_is_heard() -> None:
    assert [word for word in name_lexicon.ANNOUNCED if rules(f"{word}张建国，接到电话") != {NAME}] == []


def test_no_title_is_a_given_name() -> None:
    titles = (*name_lexicon.TITLES, *name_lexicon.SHORT_TITLES)
    assert [title for title in titles if rules(f"受害人王{title}，接到电话")] == []


def test_no_usual_word_is_a_name() -> None:
    assert [word for word in name_lexicon.WORDS if rules(f"群众{word}，接到电话")] == []
