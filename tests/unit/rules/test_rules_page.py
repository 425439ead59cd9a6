"""The page of rules for officers tells every rule."""

from __future__ import annotations

import re

from column.rules import rules_page
from support.own_data import RULES


def test_the_page_tells_every_rule_and_holds_no_live_address() -> None:
    page = rules_page.page(RULES.rules)
    for rule in RULES.rules:
        assert f"### {rule.title}\n" in page
        assert f"编号 `{rule.id}`" in page
    assert page.startswith("# 检查规则\n")
    assert page.split("## 求助电话")[0].count("不能豁免，编号") == 3
    prose = re.sub(r"`[^`\n]*`", "", page)
    assert "://" not in prose
    assert "@" not in prose
