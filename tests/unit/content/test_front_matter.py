"""Values of front matter are held to the keys of the record, and each that does not fit is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from column.model.problems import Severity
from support.project import BRIEFING, CASE, put
from support.reading import CASE_PAGE, briefing, read


def test_a_missing_key_hides_no_other_mistake(tmp_path: Path) -> None:
    _, problems = briefing(
        tmp_path, BRIEFING.replace("场所: 进社区\n", "").replace("[老年人]", "[老人家, 学生]")
    )
    assert [(problem.line, problem.rule) for problem in problems] == [(1, "key"), (4, "vocabulary")]
    put(
        tmp_path,
        CASE_PAGE,
        CASE.replace("kind: warning\n", "").replace("customer-service", "kefu"),
    )
    found = [problem for problem in read(tmp_path).problems if problem.path == CASE_PAGE]
    assert [(problem.line, problem.rule) for problem in found] == [(1, "key"), (4, "vocabulary")]


@pytest.mark.parametrize(
    "written",
    [
        "进社区、进学校",
        "进社区,进学校",
        "community; school",
        "[进社区, 进学校]",
        "进社区，进学校，",
        "进社区、没有的场所",
    ],
)
def test_two_venues_are_told_and_nothing_vanishes(tmp_path: Path, written: str) -> None:
    article, problems = briefing(tmp_path, BRIEFING.replace("场所: 进社区", f"场所: {written}"))
    assert article is None
    assert (4, "key", Severity.ERROR) in [
        (problem.line, problem.rule, problem.severity) for problem in problems
    ]
    assert any("只留最主要的一个" in problem.mend for problem in problems)


@pytest.mark.parametrize("key", ["场所: 进社区", "人群: [老年人]"])
@pytest.mark.parametrize("written", ["、", "，，", "；", "['、']", "[]", "''"])
def test_a_line_of_commas_names_nothing(tmp_path: Path, key: str, written: str) -> None:
    article, problems = briefing(tmp_path, BRIEFING.replace(key, f"{key[:2]}: {written}"))
    assert article is None
    assert [(problem.rule, problem.severity) for problem in problems] == [("key", Severity.ERROR)]


def test_a_key_of_the_other_kind_is_told_as_such(tmp_path: Path) -> None:
    _, problems = briefing(tmp_path, BRIEFING.replace("摘要:", "视频: a.mp4\n摘要:"))
    assert [problem.what for problem in problems] == ["“视频”（video）只用在典型案例和风险提示里。"]


@pytest.mark.parametrize("written", ["进社区、", "、进社区", "[进社区]", "进社区、进社区", "community；"])
def test_one_venue_is_one_however_it_is_written(tmp_path: Path, written: str) -> None:
    article, problems = briefing(tmp_path, BRIEFING.replace("场所: 进社区", f"场所: {written}"))
    assert problems == []
    assert article
    assert article.venue.id == "community"


@pytest.mark.parametrize("written", ["刷单返利、虚假贷款", "loan, shuadan", "[loan, shuadan]"])
def test_two_scam_types_are_told_and_nothing_vanishes(tmp_path: Path, written: str) -> None:
    put(tmp_path, CASE_PAGE, CASE.replace("scam: customer-service", f"scam: {written}"))
    found = read(tmp_path)
    assert found.library.articles == ()
    assert [(problem.line, problem.rule, problem.severity) for problem in found.problems] == [
        (5, "key", Severity.ERROR)
    ]


@pytest.mark.parametrize(
    "text",
    ["---\n---\n正文。\n", "---\n\n# 说明\n---\n正文。\n", f"---\n---\n{BRIEFING}", "---\n-\n---\n正文。\n"],
)
def test_an_empty_front_matter_is_told(tmp_path: Path, text: str) -> None:
    article, problems = briefing(tmp_path, text)
    assert article is None
    assert any(problem.severity is Severity.ERROR for problem in problems)
