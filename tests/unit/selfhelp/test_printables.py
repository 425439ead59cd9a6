"""A printable is read from its file and made safe; mistakes are reported with their line."""

from __future__ import annotations

import pytest

from column.selfhelp import printables
from support.builders import VOCABULARY

PATH = "docs/data/prints/students/card.md"
CARD = """---
title: 学生防骗卡
layout: card
summary: 给学生的一张卡片。
---
## 三样不做

- **两卡不给人。** <script>alert(1)</script>
"""


def test_a_printable_is_read_and_made_safe() -> None:
    printable, problems = printables.parse(PATH, CARD.encode(), VOCABULARY)
    assert not problems
    assert printable
    assert printable.url == "groups/students/card/"
    assert printable.layout.copies == 4
    assert "<h2>三样不做</h2>" in printable.html
    assert "<script" not in printable.html


@pytest.mark.parametrize(
    ("path", "right", "wrong", "line", "words"),
    [
        (PATH, "layout: card", "layout: poster", 3, "卡片"),
        (PATH, "title: 学生防骗卡", "titel: 学生防骗卡", 2, "title"),
        (PATH, "summary: 给学生的一张卡片。\n", "", 1, "缺少"),
        ("docs/data/prints/pupils/card.md", "", "", 0, "pupils"),
        ("docs/data/prints/card.md", "", "", 0, "<人群编号>"),
        ("docs/data/prints/students/page.md", "", "", 0, "page.md"),
        ("docs/data/prints/students/卡片.md", "", "", 0, "小写字母"),
        ("docs/data/prints/students/card.txt", "", "", 0, ".md"),
        (PATH, CARD.split("---\n")[2], "", 6, "没有正文"),
    ],
)
def test_each_mistake_in_a_printable_is_told(
    path: str, right: str, wrong: str, line: int, words: str
) -> None:
    printable, problems = printables.parse(path, CARD.replace(right, wrong, 1).encode(), VOCABULARY)
    assert printable is None
    assert any(problem.line == line and words in problem.what + problem.mend for problem in problems), (
        problems
    )
