"""Only registered numbers are given as hotlines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.rules import hotlines
from support.hotlines import HOTLINES, article, found

FOREIGN, SILENT = "hotline-foreign", "hotline-12381"

BAD = [
    ("请拨打0399-96110咨询", FOREIGN),
    ("请拨打（0399）96110咨询", FOREIGN),
    ("0399 96110是反诈专线", FOREIGN),
    ("零三九九九六一一零", FOREIGN),
    ("0 3 9 9 9 6 1 1 0", FOREIGN),
    ("来电显示0096110请接听", FOREIGN),
    ("请拨打0086-96110", FOREIGN),
    ("请拨打+8696110", FOREIGN),
    ("热线7896110", FOREIGN),
    ("请拨打95000核实", FOREIGN),
    ("反诈热线：400-000-0001", FOREIGN),
    ("拨打110、96110或12000", FOREIGN),
    ("12000举报热线", FOREIGN),
    ("有疑问请拨打12381咨询", SILENT),
    ("拨打96110、12381", SILENT),
    ("请致电12381", SILENT),
    ("请咨询“12381”", SILENT),
    ("12381热线随时为您服务", SILENT),
    ("１２３８１咨询电话", SILENT),
]

GOOD = [
    "拨打110报警，接到96110来电请立即接听。",
    "96110反诈专线，也可以拨打0300-96110",
    "来电显示为区号加96110，前面带“00”的是假冒的",
    "骗子冒充反诈中心，来电显示0096110，不要接听",
    "对方自称客服，让您拨打95000核实",
    "接到12381发来的短信，请停下来核实，再拨打96110。",
    "12381只发短信，不用往回打；不要拨打12381",
    "12381短信、96110电话",
    "收到12381短信后，拨打96110咨询",
    "拨打数1697个，接受咨询600余人次，发放热线卡200张",
    "拨打119、120、122求助",
    "电话100余次，接到报警780起",
]


@pytest.mark.parametrize(("line", "rule"), BAD, ids=[line for line, _ in BAD])
def test_a_bad_line_is_found_once(line: str, rule: str) -> None:
    assert found(line) == [rule]


@pytest.mark.parametrize("line", GOOD)
def test_a_good_line_passes(line: str) -> None:
    assert found(line) == []


def test_the_place_of_a_finding_is_told() -> None:
    (problem,) = hotlines.foreign(article("一\n请拨打0399-96110"), HOTLINES)
    assert (problem.line, problem.column) == (2, 4)
    assert "只写96110" in problem.mend


@given(st.text())
def test_any_text_at_all_is_read(text: str) -> None:
    assert isinstance(found(text), list)
