"""Cards: every character drawn, nothing cut off, the same bytes each time."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from column.media import cards, strip_photo_metadata

CARD = cards.Card(
    "warning",
    "风险提示 · 刷单返利",
    "先垫钱的“刷单”都是骗局",
    "先垫钱的刷单都是诈骗",
    "接到 96110 请立即接听",
)


def test_a_card_is_drawn_the_same_each_time() -> None:
    drawn = strip_photo_metadata.encode(cards.draw(CARD))
    assert strip_photo_metadata.encode(cards.draw(CARD)) == drawn
    assert Image.open(io.BytesIO(drawn)).size == cards.SIZE == (1200, 630)


@pytest.mark.parametrize("field", ["look", "label", "title", "slogan", "footer"])
def test_whatever_is_on_the_card_shows_and_changes_its_name(field: str) -> None:
    words = {
        "look": CARD.look,
        "label": CARD.label,
        "title": CARD.title,
        "slogan": CARD.slogan,
        "footer": CARD.footer,
    }
    other = cards.Card(**(words | {field: "case" if field == "look" else "换了一句话"}))
    assert other.name != CARD.name
    assert ImageChops.difference(cards.draw(CARD), cards.draw(other)).getbbox()


def test_missing_characters_are_named() -> None:
    assert cards.missing("反诈，𠮷，ABC 96110 “”……·") == ""
    assert cards.missing("当心😀骗局\U000f0001😀") == "😀\U000f0001"


def test_a_card_that_looks_different_gets_a_new_address() -> None:
    """The names of cards hold `DESIGN`. Where this fails, the drawing changed, or a new Pillow or font draws otherwise:
    look at the cards; if the difference can be seen, raise `DESIGN`; then write the new digests here."""
    digests = {
        look: hashlib.sha256(cards.draw(replace(CARD, look=look)).tobytes()).hexdigest()[:16]
        for look in ("warning", "case", "briefing")
    }
    assert (cards.DESIGN, digests) == (
        1,
        {"warning": "768a1ca460632dc8", "case": "1eed1f2ce8c82e21", "briefing": "526fe351b1987371"},
    )


@settings(max_examples=40)
@given(st.text(st.sampled_from("反诈骗局，。“”（）ABCabc0129 、：《》"), min_size=4, max_size=64))
def test_titles_of_any_length_stay_on_the_card(title: str) -> None:
    drawn = cards.draw(cards.Card("case", "典型案例", title, "标语", ""))
    blank = cards.draw(cards.Card("case", "典型案例", "", "标语", ""))
    box = ImageChops.difference(drawn, blank).getbbox()
    if box:
        assert box[0] >= 40
        assert box[2] <= cards.SIZE[0] - 40


@given(st.text(st.sampled_from("反诈骗局，。“”（）ABCabc019 "), min_size=1, max_size=60))
def test_lines_lose_nothing_and_start_and_end_well(text: str) -> None:
    rows = cards.wrap(text, 400, cards.typeface(40, 400), 99)
    assert rows is not None or len(text.replace(" ", "")) > 5
    rows = rows or [text]
    assert all(row[:1] not in set("，。”）") for row in rows[1:])
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")


def test_the_font_has_every_character_that_is_not_looked_up() -> None:
    assert len(cards.usual()) > 7_000
    assert {ord(char) for char in cards.usual() if not char.isspace()} <= cards.characters()
