"""A briefing that repeats an earlier one is told from one that only speaks of the same thing."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.model.problems import Severity
from column.rules import duplicates
from column.rules.duplicates import Picture, Text

FIRST = """10月20日上午，无城派出所民警走进幸福社区，向60名居民讲解养老投资骗局。民警先用两部手机演示屏幕共享，
让大家看到验证码怎样落到别人手里，再请居民说说自己接到过什么样的电话。有位阿姨问，对方说得出家里几口人，是不是真的。民警回答，个人信息泄露的渠道很多，说得准不等于是真的。
活动最后，民警帮老人检查了手机里的会议软件，发放宣传资料100份，提醒大家接到96110来电请立即接听。"""
AGAIN = (
    FIRST.replace("10月20日上午", "11月3日下午")
    .replace("幸福社区", "东河坝社区")
    .replace("60名", "45名")
    .replace("100份", "80份")
    .replace("无城派出所", "福渡派出所")
)
OTHER = """中秋前，民警到粮油市场转了一圈。摊主们忙着进货，民警就站在摊位边上，把“对公账户能不能借”这件事讲给他们听。
一位卖菜的大姐说，去年有人出三千块要借她的营业执照开账户，她没敢答应。民警说，答应了，钱从您的账户过，最先被找的也是您。
临走前，市场管理办公室要了二十张海报，贴在每个出口。下个月，市场还要请民警来给新摊主讲一次。"""


def text(id: str, body: str, day: date = date(2025, 10, 20)) -> Text:
    return Text(id, f"briefings/{id}/index.md", day, body)


def test_the_same_text_with_another_date_and_place_is_found() -> None:
    early, late = text("wucheng/a", FIRST), text("fudu/b", AGAIN, date(2025, 11, 3))
    (like,) = duplicates.likenesses([late, early, text("niubu/c", OTHER, date(2025, 12, 1))])
    assert (like.later.id, like.earlier.id) == ("fudu/b", "wucheng/a")
    assert like.percent > 95


def test_the_warning_names_the_earlier_article() -> None:
    (problem,) = duplicates.same_texts([text("a", FIRST), text("b", AGAIN, date(2025, 11, 3))])
    assert problem.path == "briefings/b/index.md"
    assert "2025-10-20" in problem.what
    assert "briefings/a/index.md" in problem.what
    assert problem.severity is Severity.WARNING


def test_a_few_words_changed_are_still_the_same() -> None:
    changed = AGAIN.replace("阿姨", "大爷").replace("提醒大家", "叮嘱各位").replace("立即接听", "马上接听")
    assert len(duplicates.likenesses([text("a", FIRST), text("b", changed, date(2025, 11, 3))])) == 1


def test_a_text_half_new_is_not_the_same() -> None:
    half = FIRST[: len(FIRST) // 2] + OTHER
    assert duplicates.likenesses([text("a", FIRST), text("b", half, date(2025, 11, 3))]) == ()


@pytest.mark.parametrize(("kept", "same"), [(0.5, False), (0.7, False), (0.75, False), (0.9, True)])
def test_how_much_of_a_text_must_be_new(kept: float, same: bool) -> None:
    place = int(kept * len(FIRST))
    changed = FIRST[:place] + OTHER[: len(FIRST) - place]
    found = duplicates.likenesses([text("a", FIRST), text("b", changed, date(2025, 11, 3))])
    assert bool(found) is same


def test_a_series_of_copies_names_its_first() -> None:
    series = [text(str(number), FIRST, date(2025, 1, 1) + timedelta(number)) for number in range(5)]
    likenesses = duplicates.likenesses(reversed(series))
    assert [(like.later.id, like.earlier.id) for like in likenesses] == [
        (str(number), "0") for number in range(1, 5)
    ]


def test_dates_numbers_and_places_make_no_difference() -> None:
    one = "2025年10月20日上午，民警走进幸福社区，发放资料100份。"
    other = "近日，民警走进新民社区，发放资料八十份。"
    assert duplicates.core(one).replace("十", "") == duplicates.core(other).replace("十", "") != ""


def test_names_known_to_the_house_make_no_difference() -> None:
    one = FIRST.replace("幸福社区", "米公祠景区检票口")
    other = FIRST.replace("幸福社区", "黄金塔")
    assert duplicates.core(one, ["米公祠景区检票口", "黄金塔"]) == duplicates.core(
        other, ["米公祠景区检票口", "黄金塔"]
    )


def test_very_short_texts_are_left_alone() -> None:
    short = "民警提醒大家接到陌生电话先挂断再核实，不轻信，不转账。"
    assert duplicates.likenesses([text("a", short), text("b", short)]) == ()


def test_a_photo_used_before_is_found() -> None:
    pictures = [
        Picture("fudu/2025-11-03-b", "briefings/fudu/2025-11-03-b/index.md", "new.jpg", "d1"),
        Picture("wucheng/2025-10-20-a", "briefings/wucheng/2025-10-20-a/index.md", "old.jpg", "d1"),
        Picture("wucheng/2025-10-20-a", "briefings/wucheng/2025-10-20-a/index.md", "twice.jpg", "d1"),
        Picture("wucheng/2025-10-20-a", "briefings/wucheng/2025-10-20-a/index.md", "other.jpg", "d2"),
    ]
    (problem,) = duplicates.same_photos(pictures)
    assert problem.path == "briefings/fudu/2025-11-03-b/index.md"
    assert "new.jpg" in problem.what
    assert "briefings/wucheng/2025-10-20-a/index.md" in problem.what


@given(st.lists(st.text(min_size=0, max_size=200), max_size=6))
def test_any_texts_at_all_are_compared_alike_in_any_order(bodies: list[str]) -> None:
    texts = [text(str(number), body * 3, date(2025, 1, 1 + number)) for number, body in enumerate(bodies)]
    assert duplicates.likenesses(texts) == duplicates.likenesses(reversed(texts))


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=60))
def test_a_copy_is_always_found(body: str) -> None:
    early, late = text("a", body), text("b", body, date(2025, 11, 3))
    assert len(duplicates.likenesses([early, late])) == (len(duplicates.core(body)) >= 40)


def test_ten_thousand_articles_take_seconds() -> None:
    rng = random.Random(7)
    sentences = [part for part in (FIRST + OTHER).replace("\n", "").split("，") if part]
    words = [sentence[place : place + 4] for sentence in sentences for place in range(0, len(sentence), 4)]
    texts = [
        text(str(number), "".join(rng.choices(words, k=180)), date(2020, 1, 1) + timedelta(number // 5))
        for number in range(2000)
    ]
    begin = time.process_time()
    duplicates.likenesses(texts)
    assert (
        time.process_time() - begin < 4
    )  # a fifth of the articles in four times their share of five seconds
