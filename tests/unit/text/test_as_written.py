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
        "王**和李**都来了",
        "张**、李**、王**三人",
        "报警人王**（女）、李某**（男）到场，王**先说",
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
        "#全民反诈在行动#",
        "#全民反诈在行动# #守住钱袋子#",
        "##002#是呼叫转移的代码",
        "#*06#看串号",
        "#3楼",
        "张*、李*。",
        "王*，四十岁",
        "受害人李*。",
        "138-****-5678",
        "[注]: 见附件",
        "[注]：见附件",
        "[官网]: https://a.gov.cn/b",
        "12. 30 起，各所轮流开讲",
        "1. 5 万元",
        "3. 先挂断",
        "<s>没有结束的删除线",
        "<div>没有结束的一块",
        "<b>没有结束的粗体",
        "-",
        "--",
        "=",
        "==",
        "“－”号",
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
        ("- 一\n  * 二", "<li>二</li>"),
        ("**重点\n两行**", "<strong>重点"),
        ("***\n下面", "<hr>"),
        ("1. 30名群众\n2. 两名民警", "<li>两名民警</li>"),
        ("![讲解]（photo-1.jpg）", '<img alt="讲解" src="photo-1.jpg">'),
        ("！［讲解］（photo-1.jpg）", '<img alt="讲解" src="photo-1.jpg">'),
        ("［看这里］（https://a.gov.cn/b）", 'href="https://a.gov.cn/b"'),
        ("人数如下：\n| 社区 | 人数 |\n|---|---|\n| 东门 | 30 |", "<td>30</td>"),
        ("第一段\n---\n第二段", "<hr>"),
        ("`138****5678、139****1234`", "<code>138****5678、139****1234</code>"),
        ("<b>粗</b>", "<b>粗</b>"),
        ("<s>旧</s>新", "<s>旧</s>新"),
        ("#小标题", "<h2>小标题</h2>"),
        ("##小标题##", "<h2>小标题</h2>"),
        ("＃＃ 小标题", "<h2>小标题</h2>"),
        ("－ 一\n－ 二", "<li>二</li>"),
        ("｜社区｜人数｜\n｜－－｜－－｜\n｜东门｜30｜", "<td>30</td>"),
        ("| 社区 | 人数 |\n|---|---|\n| 东门 | 30 | 另有志愿者 |", "<td>另有志愿者</td>"),
        ("社区 | 人数\n---|---\n东门 | 30 | 另有志愿者", "<td>另有志愿者</td>"),
        ("*王某*、李某", "<em>王某</em>"),
        ("第一段\n===\n第二段", "<hr>"),
        ("[官网]: https://a.gov.cn/b\n\n看[官网]", 'href="https://a.gov.cn/b"'),
        ("［^1］的数\n\n［^1］：某某通报", "某某通报"),
        ("<p>138****5678</p>", "<p>138****5678</p>"),
        ("1. 一\n2. 二\n3. 三", "<li>三</li>"),
    ],
)
def test_what_was_meant_as_markup_is(source: str, html: str) -> None:
    assert html in markdown_html.render(source).html


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("- 一\n  - 一之一\n- 二", "<ul><li>一<ul><li>一之一</li></ul></li><li>二</li></ul>"),
        ("1. 一\n   - 细\n2. 二", "<ol><li>一<ul><li>细</li></ul></li><li>二</li></ol>"),
        (
            "- 一\n  - 二\n    - 三",
            "<ul><li>一<ul><li>二<ul><li>三</li></ul></li></ul></li></ul>",
        ),
        ("1. 一\n3. 三", "<p>1. 一<br>3. 三</p>"),
        ("3. 三\n4. 四", "<p>3. 三<br>4. 四</p>"),
        ("12. 30 起\n12. 31 止", "<p>12. 30 起<br>12. 31 止</p>"),
        ("通知\n-\n正文", "<p>通知<br>-<br>正文</p>"),
        ("通知\n--\n正文", "<p>通知<br>--<br>正文</p>"),
        ("通知\n=\n正文", "<p>通知<br>=<br>正文</p>"),
    ],
)
def test_lists_and_lines_are_read_as_they_were_meant(source: str, html: str) -> None:
    assert "".join(markdown_html.render(source).html.split("\n")) == html


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


@pytest.mark.parametrize("text", ["\x000", "\x001\x00", "a\x00b", "\x00`x`\x000\x00"])
def test_the_sign_that_code_is_put_by_with_is_no_text(text: str) -> None:
    assert "\x00" not in markdown_html.render(text).html


@pytest.mark.parametrize(
    ("line", "html"),
    [
        ("王**说：**先挂断**", "王**说：<strong>先挂断</strong>"),
        ("王**、赵**和**重点**", "王**、赵**和<strong>重点</strong>"),
        ("**小王**和**小李**", "<strong>小王</strong>和<strong>小李</strong>"),
        ("小王**特别**小心", "小王<strong>特别</strong>小心"),
    ],
)
def test_stars_that_hide_a_name_leave_the_bold_of_their_line(line: str, html: str) -> None:
    assert markdown_html.render(line).html == f"<p>{html}</p>"
