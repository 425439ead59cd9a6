"""What nobody meant as markup stands on the page as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.text import markdown_html
from column.text.as_written import as_written


@pytest.mark.parametrize(
    "line",
    [
        "对方用138****5678、139****1234两个号码打来。",
        "138**5678和139**1234",
        "138_5678_、139_1234_",
        "张*国、李*明被骗",
        "王*、李*两人",
        "a*b*c",
        "3*4*5=60",
        "2025. 4. 27 起，各社区轮流开讲。",
        "2025) 起",
        "<某某平台>是假的",
        "<APP名称>是假的",
        "小于 <5 万元，大于 3> 的",
        "<style> 后面的字",
        "<textarea> 后面的字",
        "<!-- 没有结束，后面的字",
        "［1］（见附件）",
        "[1]（见附件）",
    ],
)
def test_a_line_is_what_was_written(line: str) -> None:
    assert markdown_html.render(f"第一段。\n\n{line}\n\n最后一段。").text == f"第一段。\n{line}\n最后一段。"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("请**务必**核实", "<strong>务必</strong>"),
        ("发放**120**份", "<strong>120</strong>"),
        ("记住**3条**", "<strong>3条</strong>"),
        ("注意！[方案](https://a.gov.cn/b)", '注意！<a href="https://a.gov.cn/b"'),
        ("**重点**：先挂断", "<strong>重点</strong>"),
        ("*强调* 的字", "<em>强调</em>"),
        ("* 一\n* 二", "<li>二</li>"),
        ("1. 30名群众\n2. 两名民警", "<li>两名民警</li>"),
        ("![讲解]（photo-1.jpg）", '<img alt="讲解" src="photo-1.jpg">'),
        ("！［讲解］（photo-1.jpg）", '<img alt="讲解" src="photo-1.jpg">'),
        ("［看这里］（https://a.gov.cn/b）", 'href="https://a.gov.cn/b"'),
        ("人数如下：\n| 社区 | 人数 |\n|---|---|\n| 东门 | 30 |", "<td>30</td>"),
        ("第一段\n---\n第二段", "<hr>"),
        ("`138****5678、139****1234`", "<code>138****5678、139****1234</code>"),
        ("<b>粗</b>", "<b>粗</b>"),
    ],
)
def test_what_was_meant_as_markup_is(source: str, html: str) -> None:
    assert html in markdown_html.render(source).html


def test_dashes_under_a_paragraph_make_no_heading() -> None:
    assert "<h" not in markdown_html.render("第一段\n---\n第二段").html.replace("<hr", "")


@given(st.text(st.sampled_from("0139*_张三，、。 （）"), min_size=1).map(lambda text: f"号码{text}完"))
def test_any_row_of_stars_in_a_sentence_with_masked_numbers_keeps_its_digits(text: str) -> None:
    """Stars that stand apart may be emphasis; no digit and no character is lost."""
    kept = markdown_html.render(text).text
    assert [sign for sign in kept if sign not in "* _"] == [sign for sign in text if sign not in "* _"]


@given(st.text(st.sampled_from("138*")).filter(lambda text: text.strip("*") == text))
def test_a_masked_number_is_kept_whole(number: str) -> None:
    assert markdown_html.render(f"号码{number}、{number}。").text == f"号码{number}、{number}。"


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    as_written(text)


def test_a_text_without_signs_is_given_back() -> None:
    text = "民警讲防骗。\n\n## 小标题\n\n三句话。"
    assert as_written(text) is text
