"""Messages to copy: their length, their numbers, what they never say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from column.kits import material, texts
from column.settings.records import Government
from support import builders

SETTINGS = replace(builders.site(), government=Government(organizer="示例市公安局", short_name="示例公安"))
WORDS = replace(
    material.of_case(builders.case("new", date(2026, 3, 2))),
    slogan="熟人要钱，先打个电话",
    signs=("忽然换号，重新加好友", "不方便出面，请您代付"),
    tips=("用原来的号码打过去", "已经转了，马上打110"),
)
LINES = st.text("要钱先打电话问一问，家里人110。", min_size=1, max_size=60)


def test_a_message_has_signature_slogan_and_numbers() -> None:
    text = texts.sms(WORDS, SETTINGS)
    assert text == "【示例公安】熟人要钱，先打个电话。用原来的号码打过去。拿不准打96110，已转账打110。"
    assert "http" not in text


@given(st.text("先挂断再问家里人，", min_size=1, max_size=20), st.lists(LINES, min_size=2, max_size=6))
def test_a_message_is_one_message_whatever_the_words(slogan: str, tips: list[str]) -> None:
    assert len(texts.sms(replace(WORDS, slogan=slogan, tips=tuple(tips)), SETTINGS)) <= texts.SMS


def test_what_is_read_aloud_has_no_digits() -> None:
    text = texts.broadcast(WORDS, SETTINGS)
    assert "幺幺零" in text
    assert "九六幺幺零" in text
    assert not any(char.isdigit() and char.isascii() for char in text)


def test_the_text_for_the_group_leads_to_the_kit() -> None:
    assert texts.push(WORDS, SETTINGS).endswith(f"{SETTINGS.url}{WORDS.url}kit/\n")
