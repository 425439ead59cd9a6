"""Cards: every character drawn, nothing cut off, the same bytes each time."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from column.media import cards, drawings, strip_photo_metadata
from support import builders

CARD = cards.Card(
    "warning",
    "风险提示 · 刷单返利",
    "先垫钱的“刷单”都是骗局",
    "先垫钱的刷单都是诈骗",
    "接到 96110 请立即接听",
    "shuadan",
)


def test_a_card_is_drawn_the_same_each_time() -> None:
    drawn = strip_photo_metadata.encode(cards.draw(CARD))
    assert strip_photo_metadata.encode(cards.draw(CARD)) == drawn
    assert Image.open(io.BytesIO(drawn)).size == cards.SIZE == (1200, 630)


@pytest.mark.parametrize("field", ["look", "label", "title", "slogan", "footer", "scene"])
def test_whatever_is_on_the_card_shows_and_changes_its_name(field: str) -> None:
    others = {"look": "case", "scene": "police"}
    other = replace(CARD, **{field: others.get(field, "换了一句话")})
    assert other.name != CARD.name
    assert ImageChops.difference(cards.draw(CARD), cards.draw(other)).getbbox()


def test_the_scene_is_whole_in_the_square_that_wechat_cuts_out() -> None:
    """What is drawn at 640 × 360 of a scene's own units stands in the middle 630 pixels; beyond are its wall and floor."""
    width = round(drawings.WIDTH * cards.SCENE / drawings.HEIGHT)
    assert width <= cards.SIZE[1]
    drawn = cards.draw(CARD)
    beside = drawn.crop((0, 0, (cards.SIZE[0] - width) // 2, cards.SCENE))
    middle = drawn.crop(((cards.SIZE[0] - width) // 2, 0, (cards.SIZE[0] + width) // 2, cards.SCENE))
    assert len(beside.getcolors() or ()) < 10 < len(middle.getcolors(99_999) or ())


def test_what_is_not_drawn_yet_has_the_mark_in_its_place() -> None:
    case = builders.case("new", date(2026, 3, 2))
    assert cards.of(case, "专栏").scene == case.scam.id
    other = replace(case, scam=replace(case.scam, id="new-type"))
    bare = cards.of(other, "专栏")
    assert bare.scene == ""
    assert cards.draw(bare).getpixel((cards.SIZE[0] // 2, 50)) == (255, 255, 255)


@pytest.mark.parametrize("scene", ["", "police", "group-elderly", "group-not-drawn-yet"])
def test_the_card_of_a_page_is_whole_in_the_square_that_wechat_cuts_out(scene: str) -> None:
    card = cards.of_page("反诈宣传专栏", "典型案例与风险提示，长一些的标题", "退款走原路，不离开平台", scene)
    drawn, blank = cards.draw(card), cards.draw(replace(card, label="", title="", slogan="", footer=""))
    box = ImageChops.difference(drawn, blank).getbbox()
    assert box
    left, right = (cards.SIZE[0] - cards.SIZE[1]) // 2, (cards.SIZE[0] + cards.SIZE[1]) // 2
    assert left < box[0] < left + 150
    assert right - 150 < box[2] < right
    assert len(drawn.crop((left, 0, right, cards.SCENE)).getcolors(99_999) or ()) > 10


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
        2,
        {"warning": "ea013c275bd05b14", "case": "a7da274c7e1a4a07", "briefing": "8e5f114e03c3d482"},
    )


@settings(max_examples=40)
@given(st.text(st.sampled_from("反诈骗局，。“”（）ABCabc0129 、：《》"), min_size=4, max_size=64))
def test_titles_of_any_length_stay_on_the_card(title: str) -> None:
    drawn = cards.draw(cards.Card("case", "典型案例", title, "标语", "", ""))
    blank = cards.draw(cards.Card("case", "典型案例", "", "标语", "", ""))
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
