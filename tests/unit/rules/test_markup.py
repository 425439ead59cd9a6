"""What readers will not get of a text's markup is told with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.parsing.source import Source
from column.rules import markup
from column.text import markdown_html


def told(body: str) -> list[tuple[str, int]]:
    source = Source("cases/a/index.md", body, {}, {}, body, 10)
    return [(problem.rule, problem.line) for problem in markup.problems(source)]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("字\n\n<font color=red>注意</font>", [("html-dropped", 12)]),
        ("<video src=a.mp4></video>\n<iframe src=b></iframe>", [("html-dropped", 10), ("html-dropped", 11)]),
        ("<style>p{}</style>", [("html-dropped", 10)]),
        ("<b>粗</b> <某某平台> <APP名称> a<b 且 c>d", []),
        ("`<font>`", []),
        ("```\n<font>\n```\n<font>", [("html-dropped", 13)]),
        ("数字[^1]，又[^2]。\n\n[^1]: 通报。", [("footnote-undefined", 10)]),
        ("数字[^1]。\n\n[^1]: 通报。", []),
        ("数字[^1]。\n\n[^1]: 甲通报\n\n[^1]: 乙通报", [("footnote-twice", 14)]),
        ("民警讲防骗。", []),
        ("字\n见[通知](D:\\\\通知.docx)，[信](mailto:a)", [("link-dropped", 11), ("link-dropped", 11)]),
        ('<a href="javascript:x">字</a>、[空]( )', [("link-dropped", 10), ("link-dropped", 10)]),
        ("[官网](https://a.gov.cn)、[电话](tel:110)、[上一篇](../a/index.md)、`[x](a:b)`", []),
    ],
)
def test_each_is_told_once_at_its_line(body: str, found: list[tuple[str, int]]) -> None:
    assert told(body) == found


@pytest.mark.parametrize("rule", [markup.DROPPED, markup.FOOTNOTE], ids=lambda rule: rule.id)
def test_the_examples_hold(rule: object) -> None:
    assert isinstance(rule, type(markup.DROPPED))
    assert [id for id, _ in told(rule.bad)] == [rule.id]


def unseen(body: str, shown: str | None = None) -> list[tuple[int, str]]:
    source = Source("cases/a/index.md", body, {}, {}, body, 10)
    rendered = markdown_html.render(body)
    text = "\n".join((rendered.text, *(alt for _, alt in rendered.images))) if shown is None else shown
    return [(problem.line, problem.what) for problem in markup.lost(source, text)]


def test_characters_that_readers_do_not_get_are_told() -> None:
    assert unseen("民警讲防骗。\n\n老人说听懂了。", "民警讲防骗。") == [
        (12, "“老人说听懂了”等 6 个字没有显示在网页上。")
    ]
    assert unseen("讲一讲", "讲一") == [(10, "“讲一讲”等 1 个字没有显示在网页上。")]


PIECES = [
    *("#全民反诈#", "## 小标题", "＃ 小标题", "##002#", "第一段", "第二段"),
    *("- 甲", "  - 乙", "    - 丙", "   续", "1. 甲", "3. 丙", "12. 30 起", "2. 乙", "－ 丁"),
    *("| 社区 | 人数 |", "|---|---|", "| 东门 | 三十 | 另有 |", "社区 | 人数", "｜东｜西｜", "｜－｜－｜"),
    *(
        "张*、李*。",
        "王**和李**",
        "**重点**：",
        "*字",
        "138****5678的人",
        "***",
        "---",
        "===",
        "-",
        "--",
        "=",
    ),
    *(
        "<s>旧",
        "<div>块",
        "</div>",
        "<某某平台>",
        "<b>粗</b>",
        "<p>段",
        "<!-- 注",
        "注释 -->",
        "<td>格",
        "<a 链",
    ),
    *(
        "[注]: 见附件",
        "[官网]: https://a.gov.cn",
        "［^1］：通报",
        "数字[^1]",
        "[^1]: 通报",
        "[文](甲",
        "![图](a.jpg)",
    ),
    *(
        "`码",
        "``码`",
        "```",
        "~~~",
        "!!! note",
        "    缩进",
        "> 引文",
        "定义\n: 解释",
        "&lt;",
        "&amp",
        "*[缩]: 写",
        "",
        "\\*甲",
    ),
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("\n".join))
def test_no_mixture_of_markup_loses_a_character(body: str) -> None:
    assert unseen(body) == []
