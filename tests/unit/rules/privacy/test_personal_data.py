"""A finding shows where something private stands, masked, and the line without it."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.model.problems import Severity
from column.rules.privacy import combined_details, personal_data
from support.privacy import (
    ACCOUNT,
    ADDRESS,
    CHINESE,
    EMAIL,
    FULL,
    KINDS,
    NAME,
    PHONE,
    PLATE,
    article,
    of,
    rules,
    spelled,
)


def test_a_finding_shows_the_place_the_mask_the_law_and_the_line_mended() -> None:
    text = "第一行。\n受害人张伟的电话是199-0000-1234，住幸福小区3栋2单元501室。\n"
    (problem,) = of(PHONE, text)
    assert (problem.line, problem.column, problem.severity) == (2, 10, Severity.ERROR)
    assert "199****1234" in problem.what
    assert "受害人张某的电话是199****1234，住幸福小区。" in problem.mend
    assert "民法典》第1034条" in problem.why
    assert "反电信网络诈骗法》第5条" in problem.why


def test_a_long_line_is_mended_by_the_sentence() -> None:
    text = "好。" * 100 + "他的电话是19900001234。" + "好。" * 100
    (problem,) = of(PHONE, text)
    assert problem.mend.endswith("可改为：他的电话是199****1234。")


@pytest.mark.parametrize("text", ["微信号19900001234", "邮箱19900001234@example.com", "QQ：19900001234"])
def test_what_two_rules_see_is_told_once(text: str) -> None:
    (hit,) = personal_data.hits(text)
    assert personal_data.hits(personal_data.mended(text, 0, len(text))) == ()
    assert hit.start < hit.end


def test_half_a_number_is_never_shown_at_the_end_of_an_excerpt() -> None:
    text = "电话19900001234" * 60
    for problem in of(PHONE, text):
        assert "19900001234" not in problem.mend
        assert not re.search(r"\d{5}", problem.mend)


@given(st.text())
def test_any_text_at_all_is_read_and_can_be_mended(text: str) -> None:
    clean = personal_data.mended(text, 0, len(text))
    assert personal_data.mended(clean, 0, len(clean)) is not None
    assert list(combined_details.problems(article(text))) is not None


NAMES = [
    "张伟",
    "王秀英",
    "李建国",
    "刘洋",
    "陈志强",
    "杨桂兰",
    "赵敏",
    "黄晓明",
    "周丽华",
    "吴玉珍",
    "欧阳小红",
    "孙大海",
]
ROOMS = [
    "3栋2单元501室",
    "12幢1单元302",
    "5号楼1102室",
    "二十栋三单元六〇一室",
    "A栋201室",
    "7幢2单元",
    "1号楼2单元303户",
    "2单元402室",
]
PLATES = [
    "皖B12345",
    "皖B·D1234",
    "苏A1B234",
    "皖BD12345",
    "沪C·98765",
    "皖b 5678K",
    "浙A12345D",
    "皖B-66778",
]
LOOSE = {
    NAME: (
        NAMES,
        [
            "受害人{}接到陌生电话。",
            "事主{}，被骗数千元。",
            "嫌疑人{}已被抓获。",
            "家住某镇的{}说自己被骗。",
            "居民{}向民警求助。",
            "老人{}信以为真。",
        ],
    ),
    ADDRESS: (
        ROOMS,
        ["住幸福小区{}的王某被骗。", "民警赶到和平新村{}。", "送到阳光花园{}，收取现金。", "地址是{}。"],
    ),
    PLATE: (PLATES, ["他驾驶{}来到银行。", "车牌号为{}的轿车。", "民警拦下{}。", "对方开着{}上门取钱。"]),
    EMAIL: (
        ["wang@example.com", "li.si@example.net", "zhao_6＠example.org", "a1@mail.example.cn"],
        ["发邮件到{}。", "邮箱：{}", "联系{}取得联系。", "（{}）"],
    ),
    ACCOUNT: (
        [
            "QQ123456789",
            "QQ号：98765432",
            "微信号wang_2020",
            "微信：lisi888",
            "扣扣 1234567",
            "VX：abc_123",
            "抖音号zhang123",
        ],
        ["让他加{}。", "对方的{}已停用。", "通过{}联系。", "留下{}。"],
    ),
}
EXACT = ["他的号码是{}。", "王某提供了{}，随后被骗。", "转到{}里。", "（{}）", "登记为{}的那一个"]


def planted() -> list[tuple[str, str, str]]:
    """Two hundred lines with something private in each: rule, what is private, line."""
    rng = random.Random(20250427)
    lines = []
    for number in range(120):
        rule = sorted(KINDS)[number % 3]
        value = KINDS[rule](rng)
        shape = rng.choice(["{0}", "{0}", "full", "chinese", " ", "-"])
        if shape == "full":
            text = spelled(value, FULL)
        elif shape == "chinese":
            text = spelled(value, CHINESE)
        elif shape in " -":
            text = shape.join(value[place : place + 4] for place in range(0, len(value), 4))
        else:
            text = value
        lines.append((rule, text, rng.choice(EXACT).format(text)))
    for number in range(80):
        rule = sorted(LOOSE)[number % len(LOOSE)]
        values, templates = LOOSE[rule]
        value = values[(number // len(LOOSE)) % len(values)]
        lines.append((rule, value, templates[(number // 3) % len(templates)].format(value)))
    return lines


def test_of_two_hundred_planted_lines_all_are_found() -> None:
    lines = planted()
    assert len(lines) == 200
    missed = [line for rule, _, line in lines if rule not in rules(line)]
    assert missed == []
    for rule, value, line in lines:
        said = " ".join(problem.what + problem.mend for problem in of(rule, line))
        assert said
        assert value not in said
