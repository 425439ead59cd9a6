"""No address in a text can be followed to a swindler, and none passes for the police's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.parsing.source import Source
from column.rules import links
from support.hotlines import OWN, article, found

LOOKALIKE, LIVE = "hotline-lookalike", "link-live"

BAD = [
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


@pytest.mark.parametrize(
    ("host", "rules"),
    [
        ("v.example.com", ["link-live"]),
        ("a.v.example.com", ["link-live"]),
        ("www.police.gov.cn", ["link-live"]),
        ("example.com", ["video-host", "link-live"]),
        ("notv.example.com", ["video-host", "link-live"]),
        ("v.example.com.bad.top", ["video-host", "link-live"]),
    ],
)
def test_a_video_may_only_lie_where_the_office_allows_it(host: str, rules: list[str]) -> None:
    text = f"---\nvideo: https://{host}/a\ntitle: https://v.example.com/b\n---\n"
    source = Source("cases/a/index.md", text, {}, {("video",): 2, ("title",): 3}, "", 5)
    assert [problem.rule for problem in links.live(source, OWN, ("v.example.com",))] == rules


@given(st.text(st.sampled_from("htps:/.w@[]ag ovcn96110lO。、-")))
def test_any_heap_of_signs_is_read_and_what_is_found_can_be_defanged(text: str) -> None:
    for link in links.links(text):
        assert links.links(link.defanged) == ()


@pytest.mark.parametrize(
    ("host", "name"),
    [("mp.weixin.qq.com", "微信公众号"), ("society.people.com.cn", "人民网"), ("www.news.cn", "新华网")],
)
def test_a_link_to_a_known_site_may_be_excused_and_the_message_says_how(host: str, name: str) -> None:
    (problem,) = links.live(article(f"见 https://{host}/s/abc 。"), "fanzha.example.gov.cn")
    assert name in problem.mend
    assert "- 规则: link-live" in problem.mend
    (problem,) = links.live(article(f"见 https://{host}.example.com/s/abc 。"), "fanzha.example.gov.cn")
    assert "豁免" not in problem.mend
