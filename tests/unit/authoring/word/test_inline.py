"""Text with punctuation of Markdown renders as the same text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from column.authoring.word.inline import escape, escape_block_start
from column.text import markdown_html
from support.docx import WordFile, markdown


@settings(max_examples=300)
@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]), max_size=60
    )
)
def test_text_reads_the_same_after_markdown(text: str) -> None:
    line = re.sub(r"\s+", " ", text).strip()
    made = markdown_html.render(escape_block_start(escape(line))).text
    assert re.sub(r"\s+", " ", made) == line


@pytest.mark.parametrize(
    "line",
    [
        "# 号",
        "1. 点",
        "- 减",
        "+ 加",
        "* 星",
        "> 大于",
        "===",
        "---",
        "| 竖 |",
        ": 冒号",
        "!!! 叹",
        "*星*_线_`码`",
        "[a](b)",
        "<b>x</b>",
        "&amp;",
        "[^1]: 注",
        "a\\*b",
        "![x](y)",
    ],
)
def test_signs_of_markdown_are_only_signs(line: str) -> None:
    html = markdown_html.render(markdown(WordFile(line).bytes)).html
    assert markdown_html.plain(html) == line
    assert re.sub("</?p>", "", html).count("<") == 0
