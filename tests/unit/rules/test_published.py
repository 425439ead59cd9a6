"""A number is found however it is hidden from a reader of the file, as long as readers of the page see it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.content import articles
from column.content.articles import Parsed
from column.content.discovery import Found
from column.model.article import Prose
from column.model.briefing import Briefing
from column.project.load import Inputs
from column.rules import published
from column.settings import load
from column.text import markdown_html
from support.project import BRIEFING, ROOT

INPUTS = Inputs(ROOT, *load.read(ROOT))
PATH = "briefings/wucheng/2026-03-05-talk/index.md"
BETWEEN = [
    "&nbsp;",
    "&shy;",
    "&zwj;",
    "&ZeroWidthSpace;",
    "&#8203;",
    "&#x200B;",
    "&ensp;",
    "<!-- -->",
    "<!--1-->",
    "<b></b>",
    "<span></span>",
    "<wbr>",
    "<br>",
    "**",
    "__",
    "\\-",
    "\\_",
    "`",
    "\n",
    "  \n",
    " \n　　",
]


def parsed(text: str, slug: str = "talk") -> Parsed:
    unit = INPUTS.vocabulary.units.find("wucheng")
    found = Found(f"wucheng/2026-03-05-{slug}", PATH, (), unit, Briefing)
    return articles.parse(found, text.encode(), "0", {}, INPUTS.vocabulary, INPUTS.judge)


def told(text: str, slug: str = "talk") -> list[tuple[str, int]]:
    return [(problem.rule, problem.line) for problem in parsed(text, slug).problems]


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize("cut", [1, 3, 7])
def test_whatever_stands_between_two_digits(between: str, cut: int) -> None:
    number = "13912345678"
    text = BRIEFING + f"\n\n有事打{number[:cut]}{between}{number[cut:]}找民警。\n"
    assert ("privacy-phone", len(BRIEFING.split("\n")) + 2) in told(text)


@pytest.mark.parametrize("digit", ["&#51;", "&#x33;", "&#0051;", "<i>3</i>", "*3*", "[3](#a)"])
def test_a_digit_that_is_written_otherwise(digit: str) -> None:
    assert "privacy-phone" in {rule for rule, _ in told(BRIEFING + f"\n有事打1{digit}912345678找民警。\n")}


@pytest.mark.parametrize(
    "value",
    [
        r'"民警电话1\u003391234567\u0038"',
        '"民警电话139\\\n  12345678"',
        "|-\n  民警电话139\n  12345678",
        r'"民警电话139\x31\x32345678"',
    ],
)
def test_a_value_that_yaml_makes_of_something_else(value: str) -> None:
    text = BRIEFING.replace("摘要:", f"地点: {value}\n摘要:")
    assert ("privacy-phone", 6) in told(text)


def test_a_body_beyond_all_reason_is_told_and_not_read() -> None:
    rules = told(BRIEFING + "[" * 1_000_000 + "13912345678")
    assert rules == [("body-limit", 8)]


def test_the_address_of_the_page() -> None:
    assert "privacy-phone" in {rule for rule, _ in told(BRIEFING, "talk-139-1234-5678")}


def test_what_stands_in_the_file_is_told_once() -> None:
    text = BRIEFING + "\n- 有事打13912345678找**民警**。\n- 再说一遍&amp;。\n"
    assert [rule for rule, _ in told(text)].count("privacy-phone") == 1


@given(
    st.lists(st.text("民警讲了三次，1390 \n#-。（）", min_size=1, max_size=12), max_size=6).map("\n\n".join)
)
def test_what_is_left_out_stands_in_the_file_as_it_is_published(body: str) -> None:
    """The short cut and its plain twin: a body without marks has no published line that was not written."""
    rendered = markdown_html.reference(body)
    article = parsed(BRIEFING).article
    assert article
    if published.MARKED.search(body):
        return
    for block in published.blocks(rendered.html):
        assert block in body or block.replace(" ", "") in body.replace(" ", "")
    assert Prose(rendered.html, rendered.text)


def test_the_number_of_a_footnote_is_no_digit_of_the_number_before_it() -> None:
    """马上拨打110[^1] is shown as 110 with a small 1, and was reported as 1101, which is no hotline."""
    text = BRIEFING + "\n民警提醒要马上拨打110[^1]，咨询96110[^2]。\n\n[^1]: 甲。\n[^2]: 乙。\n"
    assert told(text) == told(BRIEFING)
    assert "拨打110[1]，咨询96110[2]。\n甲。\n乙。" in markdown_html.render(text).text
