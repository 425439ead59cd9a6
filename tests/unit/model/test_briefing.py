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
        "联合单位: 襄安派出所、市邮政分公司\n宣传形式: 讲座\n解答咨询: 12\n指导安装: 30 人\n诈骗类型: 刷单返利\n"
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
    assert (article.with_, article.form) == (("襄安派出所", "市邮政分公司"), "lecture")
    assert (article.consulted, article.installed) == (12, 30)
    assert [scam.id for scam in article.scams] == ["shuadan"]
    assert article.updated == date(2026, 3, 6)
    assert article.responds_to == ("2026-03-01-kefu",)
    assert article.cover
    assert article.cover.name == "现场.jpg"
    assert article.allow[0].rule == "same-text"


def test_a_partner_that_looks_like_a_unit_is_asked_about(tmp_path: Path) -> None:
    _, problems = briefing(tmp_path, BRIEFING.replace("摘要", "联合单位: [襄安所, 市邮政分公司]\n摘要"))
    (problem,) = problems
    assert (problem.rule, problem.line) == ("partner", 6)
    assert "襄安派出所" in problem.mend
