"""A pasted message: what swindlers say is found however it is written, and what people say is not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.selfhelp import signs
from support.own_data import SELF_HELP, VOCABULARY

PATH = "docs/data/signs.yml"
REAL = SELF_HELP.signs or ()


def ids(message: str) -> list[str]:
    return [sign.id for sign in signs.found(REAL, message)]


@pytest.mark.parametrize(
    ("message", "found"),
    [
        (
            "我是市公安局的，您名下一张卡涉嫌洗钱，请把钱转到安全账户核查，不要告诉家人",
            ["safe-account", "wanted", "secret"],
        ),
        ("您的航班因故取消，请下载会议软件办理退票改签", ["share", "flight"]),
        ("【京东】您的百万保障今日到期，不取消将每月自动扣费", ["guarantee"]),
        ("招刷单员，日结高薪，足不出户，动动手指", ["brush"]),
        ("老师带单，内部消息，稳赚不赔", ["invest"]),
        ("无抵押，秒到账。卡号填错，先交解冻费", ["loan"]),
        ("小王，我是你领导，明天来我办公室一趟", ["boss"]),
        ("高价收购银行卡、电话卡", ["card"]),
        ("ＥＴＣ 已失效，请点链接", ["social"]),
        ("安 全 账 户", ["safe-account"]),
        ("安-全-账-户！", ["safe-account"]),
    ],
)
def test_what_swindlers_say_is_found(message: str, found: list[str]) -> None:
    assert set(found) <= set(ids(message))


@pytest.mark.parametrize(
    "message",
    [
        "妈，我今天晚上加班，不回家吃饭了。",
        "您的快递已到菜鸟驿站，请凭取件码取件。",
        "【中国移动】您本月话费余额 25.6 元。",
        "明天上午九点在社区会议室开会，讲防骗，请准时参加。",
        "您的验证码是 482913，五分钟内有效，请勿泄露。",
        "爸，转给你的生活费收到了吗？",
        "接到陌生电话要您转账，请打96110。",
        "",
        "！！！",
    ],
)
def test_what_people_say_is_not(message: str) -> None:
    assert ids(message) == []


@given(st.sampled_from(list(REAL)), st.data(), st.sampled_from([" ", "，", "\u200b", "-", "\n", ""]))
def test_a_word_is_found_whatever_stands_between(sign: signs.Sign, data: st.DataObject, between: str) -> None:
    word = data.draw(st.sampled_from(sign.words))
    assert sign in signs.found(REAL, f"你好{between.join(word)}再见")


def test_the_table_for_the_browser_cannot_end_its_element() -> None:
    table = signs.table(REAL)
    assert "<" not in table
    assert [row[0] for row in json.loads(table)] == [sign.id for sign in REAL]


@pytest.mark.parametrize(
    ("right", "wrong", "line", "words"),
    [
        ("安全账户", "账", 3, "太短"),
        ("[police]", "[polise]", 6, "polise"),
        ("id: a", "id: 甲", 2, "小写"),
        ("says", "say", 2, "says"),
    ],
)
def test_each_mistake_is_told_with_its_line(right: str, wrong: str, line: int, words: str) -> None:
    text = "signs:\n  - id: a\n    words: [安全账户]\n    says: 叫您把钱转走\n    act: 不转账，打110。\n    scams: [police]\n"
    assert signs.parse(PATH, text.encode(), VOCABULARY)[1] == []
    _, problems = signs.parse(PATH, text.replace(right, wrong, 1).encode(), VOCABULARY)
    assert any(problem.line == line and words in problem.what + problem.mend for problem in problems), (
        problems
    )
