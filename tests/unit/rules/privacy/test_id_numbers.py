"""No number of a person gets past the check, however it is written; numbers of other things do."""

from __future__ import annotations

import itertools
import random
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from column.rules.privacy import personal_data
from column.text import digit_runs
from support.privacy import (
    CARD,
    CHINESE,
    FULL,
    ID,
    KINDS,
    PHONE,
    of,
    rules,
    spelled,
)

BAD = [
    ("身份证号990225199001011237已登记", ID),
    ("身份证990225 19900101 1237", ID),
    ("证件：990225-19900101-1237", ID),
    ("他的９９０２２５１９９００１０１１２３７在卡上", ID),
    ("九九零二二五一九九零零一零一一二三七", ID),
    ("身份证号码990225199001011230", ID),
    ("旧身份证990225900101123", ID),
    ("99022519900101004x", ID),
    ("手机19900001234", PHONE),
    ("联系我：199-0000-1234", PHONE),
    ("联系我：199 0000 1234。", PHONE),
    ("１９９００００１２３４", PHONE),
    ("一九九零零零零一二三四", PHONE),
    ("幺九九〇〇〇〇幺二三四", PHONE),
    ("1 9 9 0 0 0 0 1 2 3 4", PHONE),
    ("1、9、9、0、0、0、0、1、2、3、4", PHONE),
    ("+86 199 0000 1234", PHONE),
    ("008619900001234", PHONE),
    ("第一19900001234", PHONE),
    ("19900001234一共", PHONE),
    ("统一一九九零零零零一二三四一个", PHONE),
    ("1️⃣9️⃣9️⃣0️⃣0️⃣0️⃣0️⃣1️⃣2️⃣3️⃣4️⃣", PHONE),
    ("座机0300-2000001", PHONE),
    ("（0300）2000001", PHONE),
    ("零三零零二零零零零零一", PHONE),
    ("010-20000001转8012", PHONE),
    ("联系电话2000001", PHONE),
    ("卡号6222990000000000006", CARD),
    ("6222 9900 0000 0000 006", CARD),
    ("６２２２９９００００００００００００６", CARD),
    ("转入6222-9900-0000-0000-01", CARD),
    ("对公账户3400012345678901234", CARD),
]

GOOD = [
    "请拨打110报警，或拨打96110咨询。",
    "10月20日上午，民警来到广场，发放宣传资料3000余份。",
    "2025年4月27日15:02至2025年5月1日08:30",
    "2025.04.21-2025.04.27，共接警1234起，其中诈骗138起。",
    "累计止付资金13500000000元，冻结1380.0138万元。",
    "索引号：114414240072246995/2021-00049",
    "皖公网安备 34022502000123号，皖ICP备2025000001号",
    "统一社会信用代码 913402250000000000",
    "![合影](IMG_20250427_153000123.jpg)",
    "![合影](mmexport1745740800123.jpg)",
    "服务器 192.168.10.100",
    "票据6222990000000000007号",
    "投入100返120，垫付500，再交4000",
    "一、二、三、四、五、六、七、八、九、十、十一",
    "损失73460元、39913元、19400元、7321元、3692元和3444元",
    "|15|1800|230|12|",
    "电话199****1234，卡号6222***********06，尾号1234的卡",
]


@pytest.mark.parametrize(("line", "rule"), BAD, ids=[line for line, _ in BAD])
def test_a_bad_line_is_found(line: str, rule: str) -> None:
    assert rule in rules(line)
    assert rules(personal_data.mended(line, 0, len(line))) == set()


@pytest.mark.parametrize("line", GOOD)
def test_a_good_line_passes(line: str) -> None:
    assert personal_data.hits(line) == ()


def test_a_registered_number_may_stand() -> None:
    known = frozenset({"110", "96110", "03002000001"})
    assert personal_data.hits("无城派出所电话0300-2000001，也就是电话2000001", known) == ()
    assert personal_data.hits("无城派出所电话0300-2000002", known)


SEPARATORS = ["", " ", "-", "—", "·", ".", "\u3000", "\u200b", "_", " - ", "*", "/", "–"]
HAN = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5, exclude_characters="".join(digit_runs.CHINESE)),
    max_size=30,
)


@st.composite
def written(draw: st.DrawFn) -> tuple[str, str, str]:
    """A rule, a number that it must find, and the number as somebody might write it."""
    rule = draw(st.sampled_from(sorted(KINDS)))
    number = KINDS[rule](random.Random(draw(st.integers(0, 10**6))))
    separator = draw(st.sampled_from(SEPARATORS))
    alphabet = draw(st.sampled_from(["0123456789", FULL, CHINESE]))
    sizes = draw(st.lists(st.integers(1, 6), min_size=1, max_size=18))
    places = [
        0,
        *itertools.takewhile(lambda place: place < len(number), itertools.accumulate(sizes)),
        len(number),
    ]
    groups = [spelled(number[start:end], alphabet) for start, end in itertools.pairwise(places)]
    return rule, number, separator.join(groups)


@given(HAN, written(), HAN)
def test_a_planted_number_is_found_and_never_shown(
    front: str, planted: tuple[str, str, str], back: str
) -> None:
    rule, number, shape = planted
    assume(not re.match(r"[余多几]?[元万亿]|[余多]?[人份名]", back))  # then it is a sum or a count
    text = front + shape + back
    told = rules(text) & ({PHONE} if rule == PHONE else {ID, CARD})  # long numbers may be right for both
    assert told
    for problem in of(told.pop(), text):
        shown = re.sub(r"\D", "", digit_runs.plain(problem.what + problem.mend))
        assert number.removesuffix("X") not in shown


@given(st.text(st.sampled_from("0123456789一零 -、，X年月日元")))
def test_any_heap_of_digits_is_read(text: str) -> None:
    for hit in personal_data.hits(text):
        assert 0 <= hit.start < hit.end <= len(text)
