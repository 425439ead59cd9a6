"""The office's wording rules find what the notice forbids, let the official sentences pass, and say what is wrong
with themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.content import front_matter
from column.model.briefing import Briefing
from column.model.problems import Problem, Severity
from column.parsing import source as manuscript
from column.parsing.source import Source
from column.rules.wording import matches, word_list
from support.project import ROOT

RULES, PROBLEMS = word_list.load(ROOT)
NAMES = front_matter.names(Briefing)

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
    "⚠️ 请注意",
    "一男子出售GOIP设备被抓获。",
    "民警揭秘诈骗话术，教大家识别。",
    "民警查获一批诈骗话术剧本，内有公检法话术模板。",
    "公安部门的具体话术：您好，我是派出所民警。第一步，挂断；第二步，核实。",
    "不要相信绕过监管的投资。",
]


def article(line: str) -> Source:
    """An article with the line in its front matter where it begins like one, else in its body."""
    title, body = (line, "") if line.startswith(("标题", "短标题")) else ("标题: 反诈宣传进社区", line)
    text = f"---\n{title}\n日期： 2025-04-27\n---\n{body}\n"
    return manuscript.read("briefings/wucheng/2025-04-27-a.md", text.encode(), NAMES)[0]


def found(line: str) -> set[str]:
    manuscript = article(line)
    return {
        rule.rule.id.removeprefix("wording-") for rule in RULES if list(matches.problems(manuscript, rule))
    }


def test_the_file_of_the_office_is_without_fault() -> None:
    assert PROBLEMS == []
    assert len(RULES) >= 10


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule.id.removeprefix("wording-"))
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
    blame = next(rule for rule in RULES if rule.rule.id.removeprefix("wording-") == "blame")
    (problem,) = matches.problems(article("王某贪图小便宜，被骗走积蓄"), blame)
    assert (problem.line, problem.column, problem.rule) == (5, 3, "wording-blame")
    assert problem.severity is Severity.ERROR
    assert "把“贪图小便宜”改为“被小利诱导”" in problem.mend
    assert problem.why


def test_a_finding_never_shows_a_private_number() -> None:
    rules, _ = parsed(rule_text(pattern="'号码\\d+'"))
    (problem,) = matches.problems(article("号码19900001234"), rules[0])
    assert "19900001234" not in problem.what + problem.mend


def rule_text(**changes: str) -> str:
    """The file with one rule in it, with some of its lines replaced; None leaves a line out."""
    fields = {
        "id": "test",
        "title": "测试",
        "words": "[坏词]",
        "why": "理由",
        "better": "好词",
        "severity": "error",
        "where": "[title, text]",
    } | changes
    lines = [f"{key}: {value}" for key, value in fields.items() if value != "-"]
    return "- " + "\n  ".join(lines) + "\n"


def parsed(text: str) -> tuple[tuple[word_list.Wording, ...], list[Problem]]:
    return word_list.parse(text.encode())


def test_a_rule_is_read() -> None:
    rules, problems = parsed(rule_text(severity="提醒", where="正文", quotes="否"))
    assert problems == []
    assert (rules[0].rule.id, rules[0].rule.severity, rules[0].quotes) == (
        "wording-test",
        Severity.WARNING,
        False,
    )
    assert parsed("") == ((), [])
    assert parsed("# 空\n") == ((), [])


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        (rule_text(pattern="'坏(词'"), 8, "正则表达式写错了"),
        (rule_text(pattern="'(?:a+)+b'"), 8, "重复套重复"),
        (rule_text(pattern="'(坏)词'"), 8, "(?:"),
        (rule_text(pattern="'坏*'"), 8, "什么都不写也能匹配"),
        (rule_text(pattern="'" + "坏" * 2001 + "'"), 8, "太长"),
        (rule_text(unless="'['"), 8, "正则表达式写错了"),
        (rule_text(**{"except": "['[']"}), 8, "正则表达式写错了"),
        (rule_text(severity="fatal"), 6, "不在可选的范围里"),
        (rule_text(where="[head]"), 7, "不在可选的范围里"),
        (rule_text(id="Test 1"), 1, "小写英文"),
        (rule_text(why="-"), 1, "缺少“why”"),
        (rule_text(title="-"), 1, "缺少“title”"),
        (rule_text(words="-"), 1, "既没有 words 也没有 pattern"),
        (rule_text(words="[]"), 1, "既没有 words 也没有 pattern"),
        (rule_text(words="{}"), 1, "既没有 words 也没有 pattern"),
        (rule_text(title="[甲, 乙]"), 2, "一句话"),
        (rule_text(title=""), 2, "缺少“title”"),
        (rule_text(colour="red"), 8, "不认识“colour”"),
        (rule_text(example="{bad: 坏, worse: 更坏}"), 8, "不认识“worse”"),
        (rule_text() + rule_text(), 8, "用了两次"),
        (rule_text() + "  why: 又一次\n", 8, "写了两次"),
        (rule_text() + "- 坏词\n", 8, "名称: 内容"),
        ("坏词\n", 1, "列表"),
        ("id: test\n", 1, "列表"),
        (rule_text() + "  坏: [\n", 9, "读不懂"),
        (rule_text() + "\t- a\n", 8, "读不懂"),
        (rule_text(quotes="maybe"), 8, "不在可选的范围里"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line(text: str, line: int, word: str) -> None:
    _, problems = parsed(text)
    assert [(problem.path, problem.line) for problem in problems] == [("docs/data/wording.yml", line)]
    assert word in problems[0].what + problems[0].mend


def test_the_other_rules_stand_where_one_is_broken() -> None:
    rules, problems = parsed(rule_text(pattern="'['") + rule_text(id="good"))
    assert ([rule.rule.id.removeprefix("wording-") for rule in rules], len(problems)) == (["good"], 1)


def test_no_file_and_a_file_in_another_encoding_are_told(tmp_path: Path) -> None:
    assert "没有用语规则文件" in word_list.load(tmp_path)[1][0].what
    path = tmp_path / word_list.PATH
    path.parent.mkdir(parents=True)
    path.write_bytes(rule_text().encode("gb18030"))
    assert "UTF-8" in word_list.load(tmp_path)[1][0].mend


@given(st.text())
def test_any_file_at_all_gives_rules_or_problems(text: str) -> None:
    rules, problems = parsed(text)
    assert isinstance(rules, tuple)
    assert all(problem.what and problem.mend for problem in problems)


@given(st.text(st.sampled_from("()[]{}+*?|\\^$.坏a1,:-")))
def test_any_pattern_at_all_is_taken_or_refused(pattern: str) -> None:
    rules, problems = parsed(rule_text(pattern="'" + pattern + "'", words="-"))
    assert len(rules) + len(problems) == 1


@given(st.text())
def test_any_text_at_all_is_read(line: str) -> None:
    assert isinstance(found("正文" + line), set)
