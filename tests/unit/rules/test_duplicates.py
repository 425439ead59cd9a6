"""A briefing that repeats an earlier one is told from one that only speaks of the same thing."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from column.model.problems import Severity
from column.rules import duplicates
from column.rules.duplicates import Likeness, Picture, Text
from column.system.cache import Cache
from column.text.near_copies import LIKE

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
    return Text(id, f"briefings/{id}/index.md", day, f"{id} {day} {body}", lambda: body)


def likenesses(texts: Iterable[Text]) -> tuple[Likeness, ...]:
    with TemporaryDirectory() as folder:
        return duplicates.likenesses(texts, (), Cache(Path(folder)))


def pairs(found: Iterable[Likeness]) -> list[tuple[str, str, float]]:
    return [(like.later.id, like.earlier.id, like.percent) for like in found]


def test_the_same_text_with_another_date_and_place_is_found() -> None:
    early, late = text("wucheng/a", FIRST), text("fudu/b", AGAIN, date(2025, 11, 3))
    (like,) = likenesses([late, early, text("niubu/c", OTHER, date(2025, 12, 1))])
    assert (like.later.id, like.earlier.id) == ("fudu/b", "wucheng/a")
    assert like.percent > 95


def test_the_warning_names_the_earlier_article(tmp_path: Path) -> None:
    texts = [text("a", FIRST), text("b", AGAIN, date(2025, 11, 3))]
    (problem,) = duplicates.same_texts(texts, (), Cache(tmp_path))
    assert problem.path == "briefings/b/index.md"
    assert "2025-10-20" in problem.what
    assert "briefings/a/index.md" in problem.what
    assert problem.severity is Severity.WARNING


def test_a_few_words_changed_are_still_the_same() -> None:
    changed = AGAIN.replace("阿姨", "大爷").replace("提醒大家", "叮嘱各位").replace("立即接听", "马上接听")
    assert len(likenesses([text("a", FIRST), text("b", changed, date(2025, 11, 3))])) == 1


def test_a_text_half_new_is_not_the_same() -> None:
    half = FIRST[: len(FIRST) // 2] + OTHER
    assert likenesses([text("a", FIRST), text("b", half, date(2025, 11, 3))]) == ()


@pytest.mark.parametrize(("kept", "same"), [(0.5, False), (0.7, False), (0.75, False), (0.9, True)])
def test_how_much_of_a_text_must_be_new(kept: float, same: bool) -> None:
    place = int(kept * len(FIRST))
    changed = FIRST[:place] + OTHER[: len(FIRST) - place]
    found = likenesses([text("a", FIRST), text("b", changed, date(2025, 11, 3))])
    assert bool(found) is same


def test_a_series_of_copies_names_its_first() -> None:
    series = [text(str(number), FIRST, date(2025, 1, 1) + timedelta(number)) for number in range(5)]
    found = likenesses(reversed(series))
    assert [(like.later.id, like.earlier.id) for like in found] == [
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
    assert likenesses([text("a", short), text("b", short)]) == ()


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


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=60))
def test_a_copy_is_always_found(body: str) -> None:
    early, late = text("a", body), text("b", body, date(2025, 11, 3))
    assert len(likenesses([early, late])) == (len(duplicates.core(body)) >= 40)


WORDS = [part[place : place + 3] for part in (FIRST + OTHER).split("，") for place in range(len(part) - 2)]


def sentences(rng: random.Random, count: int) -> list[str]:
    return ["".join(rng.choices(WORDS, k=rng.randint(4, 9))) for _ in range(count)]


def changed(rng: random.Random, body: str, share: float) -> str:
    """The body with a share of its characters replaced by others."""
    chars = list(body)
    for place in rng.sample(range(len(chars)), max(1, round(share * len(chars)))):
        chars[place] = chr(rng.randrange(0x4E00, 0x9FA6))
    return "".join(chars)


def test_copies_with_some_characters_changed_are_found_among_texts_of_many_sentences() -> None:
    rng = random.Random(20261126)
    said = sentences(rng, 3500)
    bodies = ["，".join(rng.sample(said, rng.randint(12, 30))) for _ in range(1500)]
    texts = [text(f"{number:04}", body, date(2020, 1, 1)) for number, body in enumerate(bodies)]
    copies = [
        text(f"{number:04} again", changed(rng, bodies[number], rng.uniform(0.01, 0.07)), date(2024, 1, 1))
        for number in range(0, 1500, 3)
    ]
    found = likenesses([*texts, *copies])
    assert all(like.later.id == f"{like.earlier.id} again" for like in found)
    assert len(found) >= 0.97 * len(copies)


def compared_with_all(texts: Sequence[Text]) -> list[tuple[str, str, float]]:
    """The plain way: every text is compared with all earlier ones that repeat none."""
    first: list[tuple[str, str]] = []
    found = []
    for each in sorted(texts, key=lambda text: (text.date, text.id)):
        bare = duplicates.core(each.read())
        if len(bare) < 40:
            continue
        likest = max(
            ((fuzz.ratio(bare, other), id) for id, other in first), default=(0.0, ""), key=lambda it: it[0]
        )
        if likest[0] >= LIKE:
            found.append((each.id, likest[1], likest[0]))
        else:
            first.append((each.id, bare))
    return found


@settings(derandomize=True, max_examples=50)
@given(st.integers(), st.integers(1, 20), st.integers(0, 20))
def test_candidates_give_what_comparing_all_with_all_gives(seed: int, originals: int, copies: int) -> None:
    rng = random.Random(seed)
    bodies = ["".join(sentences(rng, rng.randint(4, 20))) for _ in range(originals)]
    bodies += [changed(rng, rng.choice(bodies[:originals]), rng.uniform(0, 0.04)) for _ in range(copies)]
    texts = [text(str(number), body, date(2025, rng.randint(1, 12), 1)) for number, body in enumerate(bodies)]
    assert pairs(likenesses(texts)) == pairs(likenesses(reversed(texts))) == compared_with_all(texts)


@settings(max_examples=25)
@given(st.data())
def test_what_is_kept_changes_no_finding(data: st.DataObject) -> None:
    bodies = [FIRST, AGAIN, OTHER, FIRST + OTHER, "民警来了。"]
    article = st.tuples(st.integers(1, 6), st.integers(1, 3), st.sampled_from(bodies))
    with TemporaryDirectory() as folder:
        for _ in range(4):
            there = data.draw(st.dictionaries(st.integers(1, 6), article))
            texts = [text(f"{id}", body, date(2025, month, day)) for id, (day, month, body) in there.items()]
            assert pairs(duplicates.likenesses(texts, (), Cache(Path(folder)))) == pairs(likenesses(texts))


def test_another_article_before_changes_the_verdict_on_one_that_stayed(tmp_path: Path) -> None:
    kept, again = Cache(tmp_path), text("b", AGAIN, date(2025, 11, 3))
    assert len(duplicates.likenesses([text("a", FIRST), again], (), kept)) == 1
    assert duplicates.likenesses([text("a", OTHER), again], (), kept) == ()


def test_a_text_is_read_once_and_again_where_what_was_kept_is_damaged(tmp_path: Path) -> None:
    read: list[str] = []

    def counted(id: str, body: str, day: date) -> Text:
        return Text(id, id, day, f"{id} {body}", lambda: read.append(id) or body)  # type: ignore[func-returns-value]

    def check(*texts: Text) -> list[str]:
        read.clear()
        found = duplicates.likenesses(texts, (), Cache(tmp_path))
        assert len(found) == 1
        return list(read)

    first, second = counted("a", FIRST, date(2025, 10, 20)), counted("b", AGAIN, date(2025, 11, 3))
    assert check(first, second) == ["a", "b"]
    assert check(first, second) == []
    others = counted("c", OTHER, date(2025, 11, 3)), counted("d", OTHER + OTHER, date(2025, 12, 1))
    assert check(first, second, *others) == ["c", "d"]
    assert check(first, second) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2025-10", "2025-11", "verdicts"]
    assert list(Cache(tmp_path).load("2025-11", {})) == [second.digest]
    for path in tmp_path.iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    assert check(first, second) == ["a", "b"]
