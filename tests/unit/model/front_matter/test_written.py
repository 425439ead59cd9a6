"""What an officer may write for a day or an id, in all its forms."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from column.content import front_matter
from column.model.addresses import ArticleId
from column.model.briefing import Briefing
from column.model.front_matter.written import Whole
from column.model.problems import Severity
from support.project import BRIEFING, CASE, put
from support.reading import CASE_PAGE, PAGE, briefing, former, read, renamed


@pytest.mark.parametrize(
    ("written", "day", "moment"),
    [
        ("2026-03-05", date(2026, 3, 5), None),
        ("2026/3/5", date(2026, 3, 5), None),
        ("2026年3月5日", date(2026, 3, 5), None),
        ("2026-03-05 15:02", date(2026, 3, 5), time(15, 2)),
        ("2026/3/5 9:30", date(2026, 3, 5), time(9, 30)),
        ("2026年3月5日 15时02分", date(2026, 3, 5), time(15, 2)),
        ("2026年3月5日15：02", date(2026, 3, 5), time(15, 2)),
        ("2026-03-05T15:02:00+08:00", date(2026, 3, 5), time(15, 2)),
        ('"2026-03-05"', date(2026, 3, 5), None),
        ("２０２６-０３-０５", date(2026, 3, 5), None),
    ],
)
def test_dates(tmp_path: Path, written: str, day: date, moment: time | None) -> None:
    article, problems = briefing(tmp_path, BRIEFING.replace("2026-03-05", written))
    assert problems == []
    assert article
    assert (article.date, article.time) == (day, moment)
    assert article.published.utcoffset() is not None


@pytest.mark.parametrize(
    "written",
    [
        "wucheng/2026-03-04-old",
        "/wucheng/2026-03-04-old/",
        "briefings/wucheng/2026-03-04-old",
        "/briefings/wucheng/2026-03-04-old/index.md",
        "briefings/wucheng/2026-03-04-old.md",
        "./wucheng/2026-03-04-old",
        "briefings\\wucheng\\2026-03-04-old",
        "“wucheng/2026-03-04-old”",
        "https://fanzha.example.gov.cn/briefings/wucheng/2026-03-04-old/",
        "https://www.example.gov.cn/sub/fanzha/briefings/wucheng/2026-03-04-old/index.html",
        "wucheng／2026-03-04-old",
        "fanzha.example.gov.cn/briefings/wucheng/2026-03-04-old",
        "https://fanzha.example.gov.cn/briefings/wucheng/2026-03-04-old/?from=singlemessage#top",
        "<https://fanzha.example.gov.cn/briefings/wucheng/2026-03-04-old/>",
        "《wucheng/2026-03-04-old》。",
        "../../briefings/wucheng/2026-03-04-old",
        "C:\\稿件\\briefings\\wucheng\\2026-03-04-old\\index.md",
        "[wucheng/2026-03-04-old, briefings/wucheng/2026-03-04-old]",
        "'wucheng/2026-03-04-old、'",
    ],
)
def test_however_it_is_written_it_is_one_id(tmp_path: Path, written: str) -> None:
    assert renamed(tmp_path, written) == []
    assert former(tmp_path) == ["briefings/wucheng/2026-03-04-old/"]


def test_a_case_has_no_unit(tmp_path: Path) -> None:
    put(
        tmp_path,
        CASE_PAGE,
        CASE.replace("summary:", "aliases: [cases/2026-02-28-old, 2026-02-27-older]\nsummary:"),
    )
    assert read(tmp_path).problems == []
    assert former(tmp_path) == ["cases/2026-02-28-old/", "cases/2026-02-27-older/"]


OUTSIDE = [
    '".."',
    '"."',
    '"/"',
    '"../units"',
    "'../../plan'",
    "[wucheng/2026-03-04-old, '../..']",
    "wucheng/../../plan",
    "wucheng/2026-03-04-old/../../..",
    "../wucheng/2026-03-04-old",
    "cases/2026-03-04-old",
    "2026-03-04-old",
    "wucheng/xiangan/2026-03-04-old",
    "wucheng/2026-02-30-old",
    "wucheng/2026-03-04",
    "wucheng/2026-03-04-Old",
    "wucheng/2026-03-04-旧文",
    "wucheng/2026-03-04-old.txt",
    "index.html",
    "/tmp/x",
    "C:/x",
    "https://fanzha.example.gov.cn/briefings/wucheng/../../",
    "https://fanzha.example.gov.cn/briefings/page/2/",
    "wucheng/2026-03-04-" + 300 * "x",
    "page/2",
    "2026/03",
    "．．",
    "wucheng/．．/2026-03-04-old",
]


@pytest.mark.parametrize("written", OUTSIDE)
def test_nothing_else_is_an_id(tmp_path: Path, written: str) -> None:
    problems = renamed(tmp_path, written)
    assert [(problem.line, problem.rule, problem.severity) for problem in problems] == [
        (6, "key", Severity.ERROR)
    ]
    assert former(tmp_path) == []


def test_a_missing_unit_is_told_as_such(tmp_path: Path) -> None:
    (problem,) = renamed(tmp_path, "2026-03-04-old")
    assert "少了单位的编号" in problem.what
    (problem,) = renamed(tmp_path, "cases/2026-03-04-old")
    assert "另一个栏目" in problem.what


@given(st.text(alphabet="abz019-/.\\: ", max_size=30))
def test_whatever_is_written_becomes_ids_or_an_error(text: str) -> None:
    matter = {
        "title": "标题标题",
        "date": "2026-03-05",
        "groups": "老年人",
        "venue": "进社区",
        "aliases": text,
    }
    found, problems = front_matter.validate(Briefing, PAGE, matter, lambda *place: 1)
    assert bool(found) is not bool(problems)
    for id in found.get("aliases", ()) if found else ():
        assert ArticleId(id).of_briefing


@pytest.mark.parametrize("written", ["60余人", "60多人", "约60人", "近60", "60人左右", "六十余人", "100余份"])
def test_a_number_that_nobody_counted_is_none(written: str) -> None:
    with pytest.raises(ValidationError, match="不是准确的数"):
        TypeAdapter(Whole).validate_python(written)


def test_a_number_is_read_however_it_is_written() -> None:
    for written, number in {"60": 60, "1,200人": 1200, "６０ 人次": 60, "300份": 300}.items():
        assert TypeAdapter(Whole).validate_python(written) == number


@pytest.mark.parametrize(
    ("written", "texts"),
    [
        ("广播稿: 打110。", ("打110。",)),
        ("broadcast:\n  - 一分钟的，打110。\n  - 三分钟的。", ("一分钟的，打110。", "三分钟的。")),
        ("广播稿: |\n  第一行，\n\n  第二行。", ("第一行，\n第二行。",)),
    ],
)
def test_announcements(tmp_path: Path, written: str, texts: tuple[str, ...]) -> None:
    put(tmp_path, CASE_PAGE, CASE.replace("summary:", f"{written}\nsummary:"))
    found = read(tmp_path)
    assert found.problems == []
    (article,) = found.library.cases
    assert article.broadcast == texts


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (f"广播稿: {'长' * 223}", "一分钟的广播稿有 223 个字，多了 3 个。"),
        (f"广播稿: [短的, {'长' * 700}]", "三分钟的广播稿有 700 个字，多了 40 个。"),
        ("广播稿: [一, 二, 三]", "这里应当是一篇或两篇广播稿。"),
    ],
)
def test_announcements_that_take_too_long(tmp_path: Path, written: str, said: str) -> None:
    put(tmp_path, CASE_PAGE, CASE.replace("summary:", f"{written}\nsummary:"))
    assert [(problem.what, problem.line) for problem in read(tmp_path).problems] == [
        (f"“广播稿”（broadcast）：{said}", 7)
    ]
