"""The limits of the platform at their edges, as the check of a contribution applies them."""

from __future__ import annotations

import pytest

from column.wechat.article import check
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
    return [
        (problem.rule, problem.blocking)
        for problem in check.article_problems(**values, hotlines=samples.HOTLINES)
    ]


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
    (problem,) = check.article_problems("一" * 40, "", "", "摘要。", "<p>正文。</p>")
    assert (
        str(problem)
        == f"标题“{'一' * 40}”有 40 个字，公众号最多 32 个字。在稿件的信息栏写一个 32 字以内的“短标题”。"
    )


def test_content_is_measured_as_it_is_sent() -> None:
    assert not list(check.size_problems("x" * 19_999))
    assert [problem.rule for problem in check.size_problems("x" * 20_000)] == ["wechat-content"]
