"""Details that identify somebody only when taken together raise a warning."""

from __future__ import annotations

import pytest

from column.model.problems import Severity
from column.parsing.source import Source
from column.rules.privacy import combined_details
from support.privacy import (
    article,
)

MOSAIC = "privacy-mosaic"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("9月8日，石涧镇一名56岁女子被骗38642元。", True),
        ("石涧镇的李女士今年56岁，被骗38642元。", True),
        ("某公司会计王女士，45岁，在红星机械公司上班，住石涧镇。", True),
        ("9月8日，一名女子被骗38642元。", False),
        ("近日，石涧镇一名五十多岁的女子被骗近4万元。", False),
        ("石涧镇李女士被骗4万元。", False),
        ("本周受骗群众年龄26-36岁，女性4名，损失28.64万元。", False),
        ("10月20日，民警走进幸福社区，60岁以上的老人参加，发放资料1234份。", False),
    ],
)
def test_details_that_identify_together_are_warned_of(text: str, found: bool) -> None:
    problems = list(combined_details.problems(article(text)))
    assert bool(problems) is found
    assert all(problem.severity is Severity.WARNING for problem in problems)


def test_the_front_matter_of_a_case_counts_with_its_body() -> None:
    body = "王女士今年56岁。\n\n9月8日，她在红星机械公司上班时接到电话，王女士信以为真。"
    matter = {"area": "石涧镇", "loss": "38642"}
    case = Source("cases/a/index.md", body, matter, {("area",): 1}, body, 1)
    briefing = Source("briefings/wucheng/a/index.md", body, matter, {}, body, 1)
    assert [problem.rule for problem in combined_details.problems(case)] == [MOSAIC]
    assert list(combined_details.problems(briefing)) == []
