"""Messages to copy: their length, their numbers, what they never say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.kits import material, texts
from column.kits.talk import Talk
from column.settings.records import Government
from support import builders

SETTINGS = replace(builders.site(), government=Government(organizer="示例市公安局", short_name="示例公安"))
WORDS = replace(
    material.of_case(builders.case("new", date(2026, 3, 2)), Talk()),
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


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("停48小时", "停四十八小时"),
        ("2026年4月27日", "二零二六年四月二十七日"),
        ("打12381", "打幺二三八幺"),
        ("等2天，10次，1005人，2000元", "等两天，十次，一千零五人，二千元"),
    ],
)
def test_numbers_are_said_as_people_say_them(written: str, said: str) -> None:
    assert texts.spoken(written) == said


def test_what_the_office_wrote_is_read_out() -> None:
    words = replace(WORDS, talk=Talk(broadcast=("村民朋友们，打110。", "长的一篇。")))
    assert texts.broadcast(words, SETTINGS) == "一分钟\n\n村民朋友们，打幺幺零。\n\n三分钟\n\n长的一篇。\n"
    short = replace(WORDS, talk=Talk(broadcast=("只有一篇。",)))
    assert texts.broadcast(short, SETTINGS) == "一分钟\n\n只有一篇。\n"


def test_the_text_for_the_group_leads_to_the_kit() -> None:
    assert texts.push(WORDS, SETTINGS).endswith(f"{SETTINGS.url}{WORDS.url}kit/\n")


def test_a_signature_that_is_too_long_for_a_message_is_told() -> None:
    long = replace(SETTINGS, government=Government(organizer="某" * 30))
    assert ["多了 1 个字" in problem.what for problem in texts.problems(long)] == [True]
    assert list(texts.problems(SETTINGS)) == []
    slogan = replace(WORDS, slogan="长" * 20)
    assert len(texts.sms(slogan, long)) == texts.SMS + 1
    fits = replace(SETTINGS, government=Government(organizer="某" * 29))
    assert len(texts.sms(slogan, fits)) == texts.SMS
    assert list(texts.problems(fits)) == []
