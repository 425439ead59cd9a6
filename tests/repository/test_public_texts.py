"""What the public reads: words that were given up come back nowhere."""

from __future__ import annotations

import pytest

from support.project import ROOT

PLACES = ("docs/groups", "docs/scams", "docs/data", "hooks/column", "hooks/frontend", "hooks/theme", "cases")
TEXTS = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for place in PLACES
    for path in sorted((ROOT / place).rglob("*"))
    if path.suffix in (".md", ".yml", ".html", ".js", ".py")
} | {
    path: (ROOT / path).read_text("utf-8") for path in ("mkdocs.yml", "docs/now.md", "docs/accessibility.md")
}

NAMES = {
    "防骗人群": "按人群看",
    "您是哪一类读者": "给谁看",
    "防骗自测": "我遇到骗子了吗",
    "我是不是遇到骗子了": "我遇到骗子了吗",
    '"反诈五进"': "进社区、进学校",
    '"各单位"': "找派出所",
    "发布统计": "我们提醒了什么",
}
"""Names of parts of the site that readers did not understand, and what they became."""


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_was_given_up_stands_nowhere(name: str) -> None:
    assert [path for path, text in TEXTS.items() if name in text] == [], NAMES[name]
    assert any(NAMES[name] in text for text in TEXTS.values())
