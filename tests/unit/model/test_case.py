"""A case holds what its officer wrote, key by key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from column.model.kinds import CaseKind
from support.films import film
from support.project import CASE, put
from support.reading import CASE_HERE, CASE_PAGE, read


def test_a_case_with_every_key(tmp_path: Path) -> None:
    extra = "channel: 电话\nloss: 3000\narea: 某镇\nslogan: 客服不会要你共享屏幕\nreview_by: 2027/3/1\nvideo: a.mp4\n"
    put(tmp_path, f"{CASE_HERE}/a.mp4", film())
    put(
        tmp_path,
        CASE_PAGE,
        CASE.replace("---\n接到", extra + "---\n接到").replace("kind: warning", "类别: 典型案例"),
    )
    found = read(tmp_path)
    assert found.problems == []
    article = found.library.cases[0]
    assert (article.kind, article.scam.name, article.channel, article.loss) == (
        CaseKind.CASE,
        "冒充电商物流客服",
        "phone",
        3000,
    )
    assert (article.review_by, article.url) == (date(2027, 3, 1), "cases/2026-03-01-kefu/")
    assert len(article.signs) == len(article.tips) == 2
