"""What the public reads: words that were given up come back nowhere, a number stands wherever it is the next act, and
nothing is thrown away before it is kept as evidence."""

from __future__ import annotations

import re

import pytest

from support.own_data import VOCABULARY
from support.project import ROOT

PLACES = (
    "docs/groups",
    "docs/scams",
    "docs/data",
    "docs/partners",
    "docs/scam-free",
    "docs/law",
    "hooks/column",
    "hooks/frontend",
    "hooks/theme",
    "cases",
)
TEXTS = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for place in PLACES
    for path in sorted((ROOT / place).rglob("*"))
    if path.suffix in (".md", ".yml", ".html", ".js", ".py")
} | {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in (ROOT / "mkdocs.yml", *sorted((ROOT / "docs").glob("*.md")))
}

NAMES = {
    "防骗人群": "按人群看",
    "您是哪一类读者": "给谁看",
    "防骗自测": "我遇到骗子了吗",
    "我是不是遇到骗子了": "我遇到骗子了吗",
    '"反诈五进"': "进社区、进学校",
    '"各单位"': "找派出所",
    "发布统计": "我们提醒了什么",
}
"""Names of parts of the site that readers did not understand, and what they became."""


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_was_given_up_stands_nowhere(name: str) -> None:
    assert [path for path, text in TEXTS.items() if name in text] == [], NAMES[name]
    assert any(NAMES[name] in text for text in TEXTS.values())


RETIRED = {
    "我遭遇诈骗，转了钱": "nobody in panic says it so; 止付 is the word that starts the work",
    "换一部手机打电话": "forced shutdown, card out, Wi-Fi off",
    "人不替人拉": "no Chinese",
    "声音能用电脑仿": "chopped",
    "可以用电脑仿": "chopped",
    "世上没有": "the fixed sentence of the police is 公检法机关没有“安全账户”",
    "掩饰隐瞒犯罪所得": "the crime is 掩饰、隐瞒犯罪所得、犯罪所得收益罪",
    "每年可以免费查两次": "no source",
    "两次免费查询": "no source",
    "年满十六周岁": "no source",
    "没拿到钱就不欠钱": "no source",
    "不需要您归还": "no source",
    "谈不上欠款": "no source",
    "会保护您的隐私": "what is sure is that the law wants it kept secret",
    "对自己也越有利": "the law says 可以从轻或者减轻处罚",
    "依法会得到考虑": "the law says 可以从轻或者减轻处罚",
    "法律会考虑这一点": "the law says 可以从轻或者减轻处罚",
    "家里和民警都会接着他": "a promise that nobody can make",
    "请放心接": "callers can pretend to be 96110",
    "一定要接": "callers can pretend to be 96110",
    "头半个小时": "a limit of the officers, no promise to the victim",
    "转账延时": "no source",
    "断开手机": "让手机断网",
    "除了你，可能没有一个真妈妈": "translated",
    "感情受了伤": "translated",
    "，经过慢慢问": "事情经过慢慢问",
    "打开来电预警。": "calls, messages and apps",
}
"""Phrases that were wrong, risky, unsourced or no Chinese, and why."""

NUMBER = re.compile(r"(?<!\d)(?:110|96110)(?!\d)")
SECTION = re.compile(r"^## (.+)\n([^#]*)", re.MULTILINE)
ACT = re.compile(r"^(?:碰到了|已经|该怎么做)")
GIVEN_UP = re.compile(r"(?:[先再以后、，]|立即|马上)(?:把对方)?(?:拉黑|退群)|把对方拉黑|一听要垫付就退出")
FILES = {path: TEXTS[path] for path in TEXTS if path.startswith(("docs/groups/", "docs/scams/"))}


@pytest.mark.parametrize("phrase", RETIRED)
def test_a_phrase_that_was_given_up_stands_nowhere(phrase: str) -> None:
    assert [path for path, text in TEXTS.items() if phrase in text] == [], RETIRED[phrase]


def test_the_advice_of_each_type_names_a_number() -> None:
    scams = VOCABULARY.scams.records
    assert len(scams) == 16
    assert [scam.id for scam in scams if not NUMBER.search(" ".join(scam.tips))] == []


@pytest.mark.parametrize("path", FILES)
def test_what_to_do_names_a_number(path: str) -> None:
    sections = [(title, text) for title, text in SECTION.findall(FILES[path]) if ACT.match(title)]
    assert sections
    assert [title for title, text in sections if not NUMBER.search(text)] == []


@pytest.mark.parametrize("path", TEXTS)
def test_nothing_is_thrown_away_before_it_is_kept(path: str) -> None:
    """Who leaves a group or blocks a number has no more evidence, so a screenshot comes first, in the same line."""
    for line in TEXTS[path].split("\n"):
        for found in GIVEN_UP.finditer(line):
            assert "截图" in line[: found.start() + 1], line
