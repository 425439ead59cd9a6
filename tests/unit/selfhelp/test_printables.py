"""Sheets to print, first aid and feedback: what the office writes becomes records, or problems with their line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from column.content import library
from column.content import taxonomies as vocabulary
from column.pages import selfhelp_pages as tools
from column.pages.columns import ROOT as TOP
from column.pages.columns import Press
from column.selfhelp import data as selfhelp
from column.selfhelp import feedback
from column.selfhelp import first_aid as firstaid
from column.selfhelp import printables as prints
from column.selfhelp.feedback import Feedback
from support.builders import VOCABULARY, site
from support.project import ROOT

WORDS, _ = vocabulary.load(ROOT)
PATH = "docs/data/prints/students/card.md"
CARD = """---
title: 学生防骗卡
layout: card
summary: 给学生的一张卡片。
---
## 三样不做

- **两卡不给人。** <script>alert(1)</script>
"""


def test_the_real_data_has_no_problem_and_all_pages() -> None:
    data, problems = selfhelp.load(ROOT, WORDS)
    assert not problems
    assert data.check
    assert data.aid
    assert data.quiz
    addresses = {sheet.url for sheet in data.prints}
    assert addresses >= {
        "groups/parents/letter/",
        "groups/students/card/",
        "groups/finance-staff/notice/",
        "groups/elderly/large/",
    }
    parents = next(group for group in WORDS.groups.records if group.id == "parents")
    assert [sheet.slug for sheet in data.prints_of(parents)] == ["letter"]


def test_a_sheet_is_read_and_made_safe() -> None:
    sheet, problems = prints.parse(PATH, CARD.encode(), VOCABULARY)
    assert not problems
    assert sheet
    assert sheet.url == "groups/students/card/"
    assert sheet.layout.copies == 4
    assert "<h2>三样不做</h2>" in sheet.html
    assert "<script" not in sheet.html


@pytest.mark.parametrize(
    ("path", "right", "wrong", "line", "words"),
    [
        (PATH, "layout: card", "layout: poster", 3, "card"),
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
def test_each_mistake_in_a_sheet_is_told(path: str, right: str, wrong: str, line: int, words: str) -> None:
    sheet, problems = prints.parse(path, CARD.replace(right, wrong, 1).encode(), VOCABULARY)
    assert sheet is None
    assert any(problem.line == line and words in problem.what + problem.mend for problem in problems), (
        problems
    )


AID = """lead: 先不要怪自己，现在最要紧的是快。
steps:
  - when: 现在
    title: 立刻打110
    call: ["110"]
    points:
      - 说清时间和金额。
"""


def test_the_first_step_of_first_aid_is_to_call() -> None:
    data, _ = selfhelp.load(ROOT, WORDS)
    assert data.aid
    assert data.aid.steps[0].call == ("110",)
    words = "".join(point + step.note for step in data.aid.steps for point in step.points)
    assert "要先收费的，都是诈骗" in words
    assert "打包票" in words
    assert "12381" not in words


@pytest.mark.parametrize(
    ("right", "wrong", "line", "words"),
    [
        ('["110"]', '["12381"]', 5, "12381"),
        ('["110"]', '["0551-96110"]', 5, "可用：110、96110"),
        ("title:", "name:", 3, "缺少"),
        ("      - 说清时间和金额。", "      - {a: b}", 6, "空的"),
        ("lead:", "leed:", 1, "leed"),
    ],
)
def test_each_mistake_in_first_aid_is_told(right: str, wrong: str, line: int, words: str) -> None:
    _, problems = firstaid.parse(
        "docs/data/help.yml", AID.replace(right, wrong, 1).encode(), ("110", "96110")
    )
    assert any(problem.line == line and words in problem.what + problem.mend for problem in problems), (
        problems
    )


def test_feedback_may_be_left_out() -> None:
    assert feedback.of(None) == feedback.of({"survey": "", "useful": None}) == Feedback()
    assert Feedback().about("https://x.gov.cn/cases/a/") == ""


def test_the_address_for_an_article_names_the_article() -> None:
    given = feedback.of({"useful": "https://survey.gov.cn/f?page={page}"})
    assert given.about("https://x.gov.cn/a/") == "https://survey.gov.cn/f?page=https%3A%2F%2Fx.gov.cn%2Fa%2F"


@pytest.mark.parametrize(
    "address",
    [
        "http://survey.gov.cn/f",
        "survey.gov.cn",
        "javascript:alert(1)",
        "https://",
        "https://[",
        'https://a.cn/"onclick="',
        "https://问卷.cn/",
        "https://a.cn/" + "x" * 500,
    ],
)
def test_an_address_that_cannot_stand_is_refused(address: str) -> None:
    with pytest.raises(feedback.FeedbackError) as fault:
        feedback.of({"survey": address})
    assert fault.value.key == "survey"


def test_what_is_missing_or_wrong_is_a_problem_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("extra:\n  feedback:\n    survey: ftp://a.cn\n", encoding="utf-8")
    data, problems = selfhelp.load(tmp_path, VOCABULARY)
    assert data.check is None
    assert {(problem.path, problem.line) for problem in problems} == {
        ("mkdocs.yml", 3),
        ("docs/data/check.yml", 0),
        ("docs/data/help.yml", 0),
        ("docs/data/quiz.yml", 0),
    }


def empty_press() -> Press:
    return Press(library.build(WORDS, []), site(), lambda piece: "")


def test_every_page_is_made_where_nothing_was_published() -> None:
    data, _ = selfhelp.load(ROOT, WORDS)
    sheets = list(tools.sheets(empty_press(), data))
    pages = {page.url: page for page in tools.pages(empty_press(), data)}
    assert [sheet.url for sheet in sheets] == list(pages)
    assert set(pages) >= {"check/", "help/", "quiz/", "trends/", "feedback/", "groups/parents/letter/"}
    assert len({page.title for page in pages.values()}) == len(pages)
    assert {page.section for page in pages.values()} <= {"check/", "help/", "trends/", "groups/"}
    assert "还没有发布文章" in pages["trends/"].body
    assert "问卷还没有开通" in pages["feedback/"].body


def test_the_questionnaire_stands_as_link_and_code() -> None:
    data, _ = selfhelp.load(ROOT, WORDS)
    survey = "https://survey.gov.cn/f?a=1&b=2"
    data = replace(data, feedback=Feedback(survey=survey))
    (page,) = (page for page in tools.pages(empty_press(), data) if page.url == "feedback/")
    assert 'href="https://survey.gov.cn/f?a=1&amp;b=2"' in page.body
    assert "<title>线上问卷的二维码</title>" in page.body


def test_a_page_is_left_out_where_its_data_cannot_be_used() -> None:
    data, _ = selfhelp.load(ROOT, WORDS)
    bare = replace(data, check=None, quiz=None)
    pages = {page.url: page for page in tools.pages(empty_press(), bare)}
    assert not {"check/", "quiz/"} & set(pages)
    assert f'href="{TOP}quiz/"' not in pages["help/"].body


def test_the_macros_for_others_are_silent_where_nothing_is_set() -> None:
    data, _ = selfhelp.load(ROOT, WORDS)
    macros: Any = empty_press()._templates.get_template("tools.html").module
    assert str(macros.useful("")).strip() == ""
    assert 'href="https://a.cn/?a&amp;b"' in str(macros.useful("https://a.cn/?a&b"))
    assert str(macros.printables(())).strip() == ""
    assert "groups/elderly/large/" in str(macros.printables(data.prints))
