"""Wording rules find what the notice forbids, and let the official sentences and quoted words pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.content import front_matter
from column.model.briefing import Briefing
from column.model.problems import Severity
from column.model.terms import ScamType
from column.parsing import source
from column.parsing.source import Source
from column.rules.wording import matches, word_list
from support.own_data import RULES
from support.wording import parsed, rule_text

NAMES = {**front_matter.names(Briefing), **front_matter.names(ScamType)}

BAD = [
    ("彻底杜绝了电信网络诈骗", "absolute"),
    ("知晓率达到100%", "absolute"),
    ("百分之百不会上当", "absolute"),
    ("这款理财稳赚不赔", "promise"),
    ("史上最强反诈课堂", "record"),
    ("开创全国首例", "record"),
    ("辖区连续三年零发案", "zero"),
    ("发案数同比下降37%", "figures"),
    ("累计挽回损失3358万元", "figures"),
    ("占全部警情的23.33%", "figures"),
    ("标题: 震惊，老人被骗", "clickbait"),
    ("标题: 家长速看，新骗局来了", "clickbait"),
    ("短标题: 删前速看", "clickbait"),
    ("不转不是中国人", "chain"),
    ("删前速看，速转", "chain"),
    ("网友笑死", "fun"),
    ("大妈神反转", "fun"),
    ("千万不要转账！!", "shouting"),
    ("千万不要转账!!![图](a.jpg)", "shouting"),
    ("千万不要转账！！！", "shouting"),
    ("很！严！重！", "shouting"),
    ("反诈🎉🎉进社区", "emoji"),
    ("小心⚠️⚠️", "emoji"),
    ("王某贪图小便宜，被骗走积蓄", "blame"),
    ("愚蠢的受害人", "blame"),
    ("不料贪便宜的李某点了链接", "blame"),
    ("标题: 竟然还信这种骗局", "blame"),
    ("购买GOIP设备的渠道是某网店", "device"),
    ("猫池的接线图如下", "device"),
    ("诈骗话术模板如下", "script"),
    ("绕过人脸识别的方法", "script"),
    ("跑分教程", "script"),
    ("四步: [用腾讯会议共享屏幕]", "script-app"),
    ("四步: [先转5000元]", "script-detail"),
    ("四步: [先转三千块钱]", "script-detail"),
    ("四步: [第一步，先加好友]", "script-method"),
    ("四步: [搭建一个假平台]", "script-method"),
    ("四步: [猫池的接线图]", "device"),
]

GOOD = [
    "凡是刷单返利、先垫付资金的，都是诈骗。",
    "凡是要求百分之百先付款的都是诈骗。",
    "凡是承诺稳赚不赔、100%收益的都是诈骗！",
    "“凡是要求打开屏幕共享的都是诈骗”",
    "对方声称“稳赚不赔”，诱导她投资。",
    "骗子打着“100%中签”的旗号拉人进群。",
    "对方谎称保本保息，让他追加投资。",
    "以“零风险”为幌子骗人。",
    "世上没有稳赚不赔的投资。",
    "说稳赚不赔的投资都别碰",
    "有“老师”带队，说有内幕、稳赚不赔",
    "民警撕开“兼职刷单”的零风险伪装。",
    "警惕“稳赚不赔”“保本保息”等字样。",
    "不要贪小便宜，贪小便宜吃大亏。",
    "骗子利用人们贪便宜的心理。",
    "王阿姨说：“我真傻，没有先打电话问问。”",
    "争创零发案社区，努力实现零发案目标。",
    "发案数同比下降37%。数据来源：市反电诈中心，2025年1月至3月。",
    "被骗17050元，民警追回7000元。",
    "发放宣传资料3000余份，60余人参加。",
    "学生听后大为震惊。",
    "千万不要转账！请先打96110！",
    "!!! note\n    请注意",
    "小心！\n\n![民警讲解](a.jpg)",
    "⚠️ 请注意",
    "一男子出售GOIP设备被抓获。",
    "民警揭秘诈骗话术，教大家识别。",
    "民警查获一批诈骗话术剧本，内有公检法话术模板。",
    "公安部门的具体话术：您好，我是派出所民警。第一步，挂断；第二步，核实。",
    "不要相信绕过监管的投资。",
    "四步: [挂断，打110或者96110]",
    "话术: [{话: 跟着老师做，稳赚不赔。, 破绽: 投资都有风险。}]",
]


def article(line: str) -> Source:
    """An article with the line in its front matter where it begins like one, else in its body."""
    title, body = (
        (line, "") if line.startswith(("标题", "短标题", "话术", "四步")) else ("标题: 反诈宣传进社区", line)
    )
    text = f"---\n{title}\n日期： 2025-04-27\n---\n{body}\n"
    return source.read("briefings/wucheng/2025-04-27-a.md", text.encode(), NAMES)[0]


def found(line: str) -> set[str]:
    text = article(line)
    return {
        rule.rule.id.removeprefix("wording-") for rule in RULES.wordings if list(matches.problems(text, rule))
    }


@pytest.mark.parametrize("rule", RULES.wordings, ids=lambda rule: rule.rule.id.removeprefix("wording-"))
def test_each_rule_finds_its_own_bad_example_and_passes_the_good_one(rule: word_list.Wording) -> None:
    assert rule.rule.id.removeprefix("wording-") in found(rule.rule.bad)
    assert found(rule.rule.good) == set()


@pytest.mark.parametrize(("line", "rule"), BAD, ids=[line for line, _ in BAD])
def test_a_bad_line_is_found(line: str, rule: str) -> None:
    assert rule in found(line)


@pytest.mark.parametrize("line", GOOD)
def test_a_good_line_passes(line: str) -> None:
    assert found(line) == set()


def test_a_rule_looks_only_where_it_is_told_to() -> None:
    assert found("标题: 删前速看") == {"clickbait"}
    assert found("删前速看") == {"chain"}
    assert found("标题: 反诈宣传进校园\n编辑: 哈哈哈") == set()


def test_a_finding_tells_place_reason_and_better_words() -> None:
    blame = next(rule for rule in RULES.wordings if rule.rule.id.removeprefix("wording-") == "blame")
    (problem,) = matches.problems(article("王某贪图小便宜，被骗走积蓄"), blame)
    assert (problem.line, problem.column, problem.rule) == (5, 3, "wording-blame")
    assert problem.severity is Severity.ERROR
    assert "把“贪图小便宜”改为“被小利诱导”" in problem.mend
    assert problem.why


def test_a_finding_never_shows_a_private_number() -> None:
    rules, _ = parsed(rule_text(pattern="'号码\\d+'"))
    (problem,) = matches.problems(article("号码19900001234"), rules[0])
    assert "19900001234" not in problem.what + problem.mend


@given(st.text())
def test_any_text_at_all_is_read(line: str) -> None:
    assert isinstance(found("正文" + line), set)
