"""The content model of contract 2: what an officer may write, and what is said of everything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.content import articles, front_matter
from column.content.discovery import Found
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.problems import Severity
from support.own_data import VOCABULARY
from support.project import BRIEFING, CASE
from support.reading import HERE, PAGE, briefing


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("标题: 无城派出所走进幸福社区讲防骗\n", "", 1, "缺少“标题”"),
        ("无城派出所走进幸福社区讲防骗", "讲座", 2, "至少要 4 个"),
        ("无城派出所走进幸福社区讲防骗", "长" * 65, 2, "最多 64 个"),
        ("2026-03-05", "2026-02-30", 3, "不存在"),
        ("2026-03-05", "昨天", 3, "不是认得的日期"),
        ("2026-03-05", "2026-03-05 25:00", 3, "不存在"),
        ("进社区", "进小区", 4, "没有叫“进小区”的场所"),
        ("[老年人]", "[老年人, 老年]", 5, "没有叫“老年”的人群"),
        ("摘要:", "摘耍:", 6, "不认识"),
        ("摘要: 民警", "摘要: " + "长" * 130 + "民警", 6, "最多 120 个"),
        ("摘要:", "参与人数: 六十\n摘要:", 6, "不是整数"),
        ("摘要:", f"参与人数: {'9' * 20}\n摘要:", 6, "有 20 位，太大了"),
        ("摘要:", f"参与人数: {'9' * 5000}\n摘要:", 6, "有 5000 位，太大了"),
        ("摘要:", "示例: 也许\n摘要:", 6, "“是”或“否”"),
        ("摘要:", "封面: 没有.jpg\n摘要:", 6, "找不到封面照片"),
        ("摘要:", "回应预警: 2020-01-01-none\n摘要:", 6, "没有编号为"),
        ("摘要:", "更正说明: 写错了一个数\n摘要:", 6, "没有更新日期"),
        ("摘要:", "豁免:\n  - 规则: privacy-name\n摘要:", 7, "理由"),
        ("民警在社区", "![](没有.jpg)\n民警在社区", 8, "找不到照片"),
        ("民警在社区", "![图](https://www.example.gov.cn/a.jpg)\n民警在社区", 8, "不在文章的文件夹里"),
        ("民警在社区活动室讲了常见骗局怎么认。\n", "", 8, "正文是空的"),
        ("无城派出所走进", "😀无城派出所走进", 2, "字库里没有"),
    ],
)
def test_each_mistake_is_named_at_its_line(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    assert old in BRIEFING
    _, problems = briefing(tmp_path, BRIEFING.replace(old, new, 1))
    assert [(problem.path, problem.line) for problem in problems] == [(PAGE, line)]
    assert words in problems[0].what + problems[0].mend
    assert problems[0].mend
    assert problems[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("无城派出所走进幸福社区讲防骗", "无" * 40, "short-title"),
        ("2026-03-05", "2026-03-06", "date"),
    ],
)
def test_warnings_do_not_stop_a_briefing(tmp_path: Path, old: str, new: str, rule: str) -> None:
    article, problems = briefing(tmp_path, BRIEFING.replace(old, new, 1))
    assert article
    assert [(problem.rule, problem.severity) for problem in problems] == [(rule, Severity.WARNING)]


VALUES = st.sampled_from(
    [
        "进社区",
        "进社区、进学校",
        "community",
        "老年人",
        "老年人、学生",
        "刷单返利",
        "loan、shuadan",
        "2026-03-05",
        "",
        "、",
        "，，",
        "~",
        "null",
        "是",
        "[]",
        "[进社区]\n    ",
        "[老年人, [学生]]",
        "{a: b}",
        "60",
        "典型案例",
        "case",
        "a.mp4",
        "..",
        "无城派出所走进幸福社区讲防骗",
        "- a",
        "*x",
        "'",
        "#",
        ">",
    ]
)


@given(
    of_case=st.booleans(),
    kept=st.sets(st.sampled_from(range(12))),
    given_=st.dictionaries(
        st.sampled_from(sorted({*front_matter.names(Briefing), *front_matter.names(Case)})),
        VALUES,
        max_size=6,
    ),
)
def test_every_file_is_an_article_or_has_an_error(
    of_case: bool, kept: set[int], given_: dict[str, str]
) -> None:
    """Whatever the front matter is: nothing vanishes without a word."""
    lines = (CASE if of_case else BRIEFING).split("\n")
    body = [line for number, line in enumerate(lines) if number not in kept or line == "---"]
    text = "\n".join([body[0], *(f"{key}: {value}" for key, value in given_.items()), *body[1:]])
    unit = None if of_case else VOCABULARY.units.records[0]
    found = Found("x", f"cases/{HERE.rsplit('/', 1)[1]}/index.md", (), unit, Briefing if unit else Case)
    parsed = articles.parse(
        found, text.encode(), "0", {}, VOCABULARY, lambda text, article, problems, beside: (problems, ())
    )
    assert parsed.article or any(problem.severity is Severity.ERROR for problem in parsed.problems)
    assert "lost" not in {problem.rule for problem in parsed.problems}, "the last net was needed"


@pytest.mark.parametrize("escape", [r"\u202e", r"\x07", r"\uFFFE", r"\e[31m"])
def test_an_escape_in_a_value_makes_nothing_that_nobody_sees(tmp_path: Path, escape: str) -> None:
    text = BRIEFING.replace("摘要: 民警和居民", f'编辑: "张{escape}三"\n摘要: 民警和居民')
    article, problems = briefing(tmp_path, text)
    assert article
    assert article.editor in ("张三", "张[31m三")
    assert [(problem.line, problem.rule) for problem in problems] == [(6, "control")]


@pytest.mark.parametrize("reference", ["&#x202e;", "&#7;", "&rlm;", "&#xFDD0;", "&#x10FFFF;"])
def test_so_does_a_character_reference_in_the_body(tmp_path: Path, reference: str) -> None:
    article, problems = briefing(tmp_path, f"{BRIEFING}\n正{reference}文 &amp; 字\n")
    assert article
    assert article.text.endswith("\n正文 & 字")
    assert "<p>正文 &amp; 字</p>" in article.html
    line = BRIEFING.count("\n") + 2
    assert [(problem.line, problem.rule) for problem in problems] == [(line, "control")]
