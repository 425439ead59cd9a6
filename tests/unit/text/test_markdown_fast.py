"""Plain texts are rendered by the short way, and come out as by the long one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from column.text import markdown_fast, markdown_html

SIMPLE = st.lists(
    st.one_of(
        st.sampled_from(
            ["反诈", "\n", "\n\n", "## ", "# ", "###### ", "![民警](a.jpg)", "1", "2025年", "12.", "。"]
        ),
        st.sampled_from(
            ["1) ", ": ", "- ", "=", "+", " ", "“", "~", "@", "'", '"', "%", "#", "http://a.cn", "（"]
        ),
        st.sampled_from(
            ["*", "_", "[", "]", "<", ">", "&", "`", "\\", "{", "\t", "\u3000", "|", "!!! note", "    "]
        ),
    ),
    max_size=14,
).map("".join)


@settings(max_examples=1_000)
@given(SIMPLE)
def test_the_short_way_gives_what_the_long_way_gives(source: str) -> None:
    assert markdown_html.render(source) == markdown_html.reference(source)


@pytest.mark.parametrize(
    "source",
    [
        "一段。\n\n又一段，有“引号”、(括号)和 2025-04-27 09:30。",
        "## 小标题\n紧接着的正文\n第二行\n\n![民警讲解](photo-1.jpg)\n",
        "# 大标题\n\n### 小标题",
        "3名民警到场，发放资料120份。",
    ],
)
def test_usual_texts_go_the_short_way(source: str) -> None:
    assert markdown_fast.html(source) is not None


@pytest.mark.parametrize(
    "source", ["1. 列表", "- 列表", "正文\n: 解释", "a|b", "**重**", "标题\n---", "尾巴 \n下一行"]
)
def test_texts_with_other_markup_go_the_long_way(source: str) -> None:
    assert markdown_fast.html(source) is None
