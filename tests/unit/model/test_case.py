"""A case holds what its officer wrote, key by key."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from column.model.kinds import CaseKind
from column.model.steps import Step
from support.films import film
from support.project import CASE, put
from support.reading import CASE_HERE, CASE_PAGE, read


def test_a_case_with_every_key(tmp_path: Path) -> None:
    extra = "channel: 电话\nloss: 3000\narea: 某镇\nslogan: 客服不会要你共享屏幕\nreview_by: 2027/3/1\nvideo: a.mp4\n"
    put(tmp_path, f"{CASE_HERE}/a.mp4", film(metadata={}))
    put(
        tmp_path,
        CASE_PAGE,
        CASE.replace("---\n接到", extra + "---\n接到").replace("kind: warning", "类别: 典型案例"),
    )
    found = read(tmp_path)
    assert {problem.rule for problem in found.problems} == {"video-captions", "video-poster"}
    article = found.library.cases[0]
    assert (article.kind, article.scam.name, article.channel, article.loss) == (
        CaseKind.CASE,
        "冒充电商物流客服",
        "phone",
        3000,
    )
    assert (article.review_by, article.url) == (date(2027, 3, 1), "cases/2026-03-01-kefu/")
    assert len(article.signs) == len(article.tips) == 2


STEPS = """应答单位: [无城派出所, xiangan]
时限: 5
步骤：
  - 环节：视频
    完成时间：2026-03-01 15:00
    承办单位: 政工室
  - {step: push, at: 2026-03-02, by: zhian, to: [wucheng], note: 发到各所工作群}
"""


def test_a_warning_says_what_was_done_about_it_and_who_is_to_answer(tmp_path: Path) -> None:
    put(tmp_path, CASE_PAGE, CASE.replace("summary", f"{STEPS}summary"))
    found = read(tmp_path)
    assert found.problems == []
    article = found.library.cases[0]
    assert ([unit.id for unit in article.requires], article.window) == (["wucheng", "xiangan"], 5)
    assert article.steps == (
        Step("video", date(2026, 3, 1), time(15), "政工室"),
        Step("push", date(2026, 3, 2), None, "zhian", ("wucheng",), "发到各所工作群"),
    )


@pytest.mark.parametrize(
    ("written", "instead", "line", "word"),
    [
        ("承办单位: 政工室", "承办单位: 政工处", 12, "政工处"),
        ("[wucheng]", "[wucheng, chengguan]", 13, "chengguan"),
        ("完成时间：2026-03-01 15:00", "备注: 已做", 10, "完成时间"),
        ("环节：视频", "环节：技术反制", 10, "技术反制"),
        ("时限: 5", "时限: 0", 8, "0 天"),
        ("xiangan]", "襄安所]", 7, "襄安所"),
    ],
)
def test_a_step_that_nobody_could_follow_is_told(
    tmp_path: Path, written: str, instead: str, line: int, word: str
) -> None:
    assert written in STEPS
    put(tmp_path, CASE_PAGE, CASE.replace("summary", f"{STEPS.replace(written, instead)}summary"))
    problem = read(tmp_path).problems[0]
    assert (problem.line, word in problem.what) == (line, True)
