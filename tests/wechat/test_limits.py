"""The limits of the platform at their edges, as a submission's check asks for them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from column.wechat.article import limits
from support.wechat import samples


def rules(**change: str) -> list[tuple[str, bool]]:
    values = {
        "title": "标题",
        "short_title": "",
        "author": "无城派出所",
        "summary": "摘要。",
        "html": "<p>正文。</p>",
        **change,
    }
    return [(finding.rule, finding.stops) for finding in limits.findings(**values, hotlines=samples.HOTLINES)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"title": "一" * 32}, []),
        ({"title": "一" * 33}, [("wechat-title", True)]),
        ({"title": "一" * 60, "short_title": "一" * 32}, []),
        ({"short_title": "一" * 33}, [("wechat-title", True)]),
        ({"title": ""}, [("wechat-title", True)]),
        ({"author": "一" * 16}, []),
        ({"author": "一" * 17}, [("wechat-author", True)]),
        ({"summary": "一" * 128}, []),
        ({"summary": "一" * 129}, [("wechat-digest", False)]),
        ({"summary": "一" * 100 + "。" + "二" * 60}, []),
        ({"html": "<p>" + "一" * 21_000 + "</p>"}, [("wechat-content", True)]),
        ({"html": "<p>一</p>" * 400}, []),
        ({"html": '<p><img src="a.svg"></p>'}, [("wechat-picture", True)]),
        ({"html": '<p><img src="a.gif"></p>'}, [("wechat-picture", False)]),
        ({"html": '<p><video src="a.mp4"></video></p>'}, [("lost", False)]),
    ],
)
def test_findings(change: dict[str, str], expected: list[tuple[str, bool]]) -> None:
    assert rules(**change) == expected


def test_a_finding_says_what_and_how_to_mend() -> None:
    (finding,) = limits.findings("一" * 40, "", "", "摘要。", "<p>正文。</p>")
    assert (
        str(finding)
        == f"标题“{'一' * 40}”有 40 个字，公众号最多 32 个字。在稿件的信息栏写一个 32 字以内的“短标题”。"
    )


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
    digest, _ = limits.digest(summary)
    assert digest == expected
    assert len(digest) <= 128


def test_an_empty_summary_is_taken_from_the_content() -> None:
    digest, findings = limits.digest("", "<h2>小标题</h2><p>" + "第一句话。" * 40 + "</p>")
    assert digest.endswith("。")
    assert 100 < len(digest) <= 128
    assert findings == ()


@settings(deadline=None, database=None)
@given(st.text(alphabet="一二。，！？”…… a", max_size=400))
def test_no_digest_is_too_long(summary: str) -> None:
    assert len(limits.digest(summary, "<p>正文。</p>")[0]) <= 128


def test_content_is_measured_as_it_is_sent() -> None:
    assert not list(limits.size("x" * 19_999))
    assert [finding.rule for finding in limits.size("x" * 20_000)] == ["wechat-content"]
