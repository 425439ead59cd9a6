"""A briefing holds what its officer wrote, key by key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from support.project import BRIEFING, CASE, jpeg, put
from support.reading import CASE_PAGE, HERE, briefing


def test_a_briefing_with_every_key(tmp_path: Path) -> None:
    put(tmp_path, CASE_PAGE, CASE)
    put(tmp_path, f"{HERE}/现场.jpg", jpeg())
    extra = (
        "短标题: 幸福社区讲防骗\n地点: 幸福社区活动室\n参与人数: 60 人\n发放资料: 1,200\n回应预警: 2026-03-01-kefu\n"
        "封面: 现场.jpg\n信息来源: 无城所\n编辑: 示例编辑\n示例: 是\n更新日期: 2026年3月6日\n更正说明: 参与人数写错，已改正。\n"
        "曾用编号: [wucheng/2026-03-05-old]\n豁免:\n  - 规则: same-text\n    理由: 已公开的先进人物\n"
    )
    article, problems = briefing(tmp_path, BRIEFING.replace("---\n民警", extra + "---\n民警"))
    assert problems == []
    assert article
    assert (article.id, article.url) == ("wucheng/2026-03-05-xingfu", "briefings/wucheng/2026-03-05-xingfu/")
    assert (article.unit.id, article.venue.id, [group.id for group in article.groups]) == (
        "wucheng",
        "community",
        ["elderly"],
    )
    assert (article.audience, article.leaflets, article.place) == (60, 1200, "幸福社区活动室")
    assert (article.source, article.editor, article.sample) == ("无城所", "示例编辑", True)
    assert article.updated == date(2026, 3, 6)
    assert article.responds_to == ("2026-03-01-kefu",)
    assert article.cover
    assert article.cover.name == "现场.jpg"
    assert article.allow[0].rule == "same-text"
