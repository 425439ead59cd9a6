"""The digest ends with a sentence and is never too long or empty."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from column.wechat.article.digest import digest
from support.wechat import samples


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("短。", "短。"),
        ("一" * 50 + "。" + "二" * 50 + "！" + "三" * 50 + "。", "一" * 50 + "。" + "二" * 50 + "！"),
        ("他说：“" + "一" * 100 + "。”" + "二" * 50, "他说：“" + "一" * 100 + "。”"),
        ("一" * 60 + "，" + "二" * 100, "一" * 60 + "……"),
        ("一" * 200, "一" * 126 + "……"),
    ],
)
def test_the_digest_ends_where_a_sentence_does(summary: str, expected: str) -> None:
    text, _ = digest(samples.item(summary=summary))
    assert text == expected
    assert len(text) <= 128


def test_an_empty_summary_is_taken_from_the_content() -> None:
    html = "<h2>小标题</h2><p>" + "第一句话。" * 40 + "</p>"
    text, cut = digest(samples.item(summary="", html=html))
    assert text.endswith("。")
    assert 100 < len(text) <= 128
    assert not cut


def test_a_cut_within_a_sentence_is_reported() -> None:
    assert digest(samples.item(summary="一" * 129))[1]
    assert not digest(samples.item(summary="一" * 128))[1]


@settings(deadline=None, database=None)
@given(st.text(alphabet="一二。，！？”…… a", max_size=400))
def test_no_digest_is_too_long(summary: str) -> None:
    assert len(digest(samples.item(summary=summary, html="<p>正文。</p>"))[0]) <= 128
