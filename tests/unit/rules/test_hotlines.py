"""Only registered numbers are given as hotlines, and no address in a text can be followed to a swindler."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.parsing.source import Source
from column.rules import hotlines, links
from column.settings.records import Hotline

HOTLINES = (
    Hotline("110", "报警电话", "马上打"),
    Hotline("96110", "反诈专线", "请接听"),
    Hotline("12381", "预警短信", "只发短信", dial=False),
    Hotline("0300-96110", "本市反诈专线", "请接听"),
)
OWN = "fanzha.example.gov.cn"
FOREIGN, SILENT, LOOKALIKE, LIVE = "hotline-foreign", "hotline-12381", "hotline-lookalike", "link-live"

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
    ("登录96110-fz.com查询", LOOKALIKE),
    ("https://www.9611o.example.com/", LOOKALIKE),
    ("访问12381.example.net", LOOKALIKE),
    ("拨打961lO咨询", LOOKALIKE),
    ("骗子发来https://bad.example.com/login?a=1。", LIVE),
    ("HTTP://BAD.EXAMPLE.COM", LIVE),
    ("ｈｔｔｐ：／／ｂａｄ．ｅｘａｍｐｌｅ．ｃｏｍ", LIVE),
    ("登录www.bad.example下载", LIVE),
    ("登录bad-shop.top下载", LIVE),
    ("登录中奖网.com", LIVE),
    ("[点这里](//bad.example.com/a)", LIVE),
    ("[点这里](https://gov.cn@bad.example.com/)", LIVE),
    ("https://wuwei-gov.cn/", LIVE),
    ("https://gov.cn.example.com/", LIVE),
    ("https://192.0.2.7/app.apk", LIVE),
    ("https:\\\\bad.example.com", LIVE),
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
    "网址hxxps://bad[.]example[.]com/login已被封",
    "网址hxxp://bad.example.com",
    "网址bad[.]example[.]com",
    "网址96110-fz[.]com是假的",
    "见https://www.mps.gov.cn/n2254/index.html",
    "见http://fanzha.example.gov.cn/cases/",
    "[上一篇](../2025-04-27-a/index.md）和！[合影](photo.jpg)",
    "版本2.0，面积3.5万，时间15:02，README.md",
    "发邮件到wang@example.com",
    "主题为“与民同心.为您守护”的“5.15”宣传",
]


def article(text: str) -> Source:
    return Source("cases/2025-09-08-a/index.md", text, {}, {}, text, 1)


def found(text: str) -> list[str]:
    manuscript = article(text)
    problems = [
        *hotlines.foreign(manuscript, HOTLINES),
        *hotlines.silent(manuscript, HOTLINES),
        *links.lookalikes(manuscript, OWN),
        *links.live(manuscript, OWN),
    ]
    return [problem.rule for problem in problems]


@pytest.mark.parametrize(("line", "rule"), BAD, ids=[line for line, _ in BAD])
def test_a_bad_line_is_found_once(line: str, rule: str) -> None:
    assert found(line) == [rule]


@pytest.mark.parametrize("line", GOOD)
def test_a_good_line_passes(line: str) -> None:
    assert found(line) == []


@pytest.mark.parametrize(
    ("line", "defanged"),
    [
        ("骗子发来https://bad.example.com/login。", "hxxps://bad[.]example[.]com/login"),
        ("登录bad-shop.top下载", "bad-shop[.]top"),
        ("登录 www.bad.example 下载", "www[.]bad[.]example"),
    ],
)
def test_a_live_link_is_shown_defanged(line: str, defanged: str) -> None:
    (problem,) = links.live(article("第一行\n" + line), OWN)
    assert problem.line == 2
    assert defanged in problem.mend
    assert found(line.replace(line, problem.mend)) == []


def test_a_finding_never_shows_a_private_number_in_an_address() -> None:
    (problem,) = links.live(article("https://19900001234.example.com"), OWN)
    assert "19900001234" not in problem.what + problem.mend


def test_the_address_of_a_video_may_stand_in_its_place() -> None:
    text = "---\nvideo: https://v.example.com/a\ntitle: https://v.example.com/b\n---\n"
    manuscript = Source("cases/a/index.md", text, {}, {("video",): 2, ("title",): 3}, "", 5)
    assert [problem.line for problem in links.live(manuscript, OWN)] == [3]


def test_the_place_of_a_finding_is_told() -> None:
    (problem,) = hotlines.foreign(article("一\n请拨打0399-96110"), HOTLINES)
    assert (problem.line, problem.column) == (2, 4)
    assert "只写96110" in problem.mend


@given(st.text())
def test_any_text_at_all_is_read(text: str) -> None:
    assert isinstance(found(text), list)


@given(st.text(st.sampled_from("htps:/.w@[]ag ovcn96110lO。、-")))
def test_any_heap_of_signs_is_read_and_what_is_found_can_be_defanged(text: str) -> None:
    for link in links.links(text):
        assert links.links(link.defanged) == ()
