"""What readers will not get of a text's markup is told with its line."""

from __future__ import annotations

import pytest

from column.parsing.source import Source
from column.rules import markup


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
        ("民警讲防骗。", []),
    ],
)
def test_each_is_told_once_at_its_line(body: str, found: list[tuple[str, int]]) -> None:
    assert told(body) == found


@pytest.mark.parametrize("rule", markup.RULES, ids=lambda rule: rule.id)
def test_the_examples_hold(rule: object) -> None:
    assert isinstance(rule, type(markup.DROPPED))
    assert [id for id, _ in told(rule.bad)] == [rule.id]
