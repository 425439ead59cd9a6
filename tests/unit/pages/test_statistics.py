"""What is counted, and how it stands in the charts."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta

from column.content import library
from column.duty.data import Pressure
from column.model.any_article import AnyArticle
from column.model.kinds import CaseKind
from column.pages import statistics
from column.pages.statistics import Chart, Statistics
from support.builders import VOCABULARY, briefing, case


def chart(found: Statistics, id: str) -> Chart:
    return next(chart for chart in found.charts if chart.id == id)


def values(chart: Chart) -> dict[str, tuple[int, ...]]:
    return {bar.name: bar.values for bar in chart.bars}


ARTICLES: list[AnyArticle] = [
    case("a", date(2026, 3, 5), scam="shuadan", groups=("students", "mothers"), area="无城镇"),
    case("b", date(2026, 3, 1), scam="shuadan", groups=("students",), kind=CaseKind.CASE, area="无城镇"),
    case("c", date(2026, 1, 1), scam="police", groups=("elderly",), sample=True),
    briefing("d", date(2026, 2, 1), audience=60, leaflets=100),
    briefing("e", date(2025, 12, 31), venue="school", audience=0),
    briefing("f", date(2025, 12, 1), venue="school"),
]
FOUND = statistics.count(library.build(VOCABULARY, ARTICLES))


def test_sums() -> None:
    assert (FOUND.cases, FOUND.warnings, FOUND.briefings) == (1, 2, 3)
    assert (FOUND.audience, FOUND.leaflets, FOUND.counted) == (60, 100, 2)
    assert FOUND.samples == 1
    assert FOUND.newest == date(2026, 3, 5)


def test_types_stand_with_the_most_first_and_none_last_in_the_table() -> None:
    types = chart(FOUND, "types")
    assert [(bar.name, bar.values) for bar in types.bars] == [
        ("刷单返利", (1, 1)),
        ("冒充公检法及政府机关", (0, 1)),
    ]
    assert types.rows[-1].name == "虚假网络投资理财"
    assert types.rows[-1].total == 0
    assert types.bars[0].url == "scams/shuadan/"
    assert "刷单返利" in types.about


def test_an_article_counts_once_for_each_of_its_groups() -> None:
    assert values(chart(FOUND, "groups")) == {"学生": (1, 1), "老年人": (0, 1), "宝妈": (0, 1)}


def test_months_have_no_gap_and_end_with_the_newest_article() -> None:
    months = chart(FOUND, "months")
    assert [bar.name for bar in months.bars] == ["2026年3月", "2026年2月", "2026年1月", "2025年12月"]
    assert [bar.values for bar in months.bars] == [(1, 1), (0, 0), (0, 1), (0, 0)]
    assert values(chart(FOUND, "briefings")) == {
        "2026年3月": (0,),
        "2026年2月": (1,),
        "2026年1月": (0,),
        "2025年12月": (2,),
    }
    assert values(chart(FOUND, "people"))["2026年2月"] == (60,)
    assert [bar.url for bar in chart(FOUND, "briefings").bars] == [
        "",
        "briefings/2026/02/",
        "",
        "briefings/2025/12/",
    ]


def test_a_chart_shows_a_year_and_its_table_all() -> None:
    articles = [case(f"x{n}", date(2024, 1, 1) + timedelta(days=31 * n)) for n in range(20)]
    months = chart(statistics.count(library.build(VOCABULARY, articles)), "months")
    assert len(months.bars) == statistics.MONTHS
    assert len(months.rows) == 20
    assert "更早的在表格里" in months.note


def test_areas_that_are_many_become_others_and_unknown_ones_are_told() -> None:
    articles = [case(f"a{n}", date(2026, 3, 1), area=f"第{n:02}镇") for n in range(13)]
    articles += [case(f"b{n}", date(2026, 3, 1), area="第12镇") for n in range(2)]
    articles += [case(f"c{n}", date(2026, 3, 1)) for n in range(4)]
    areas = chart(statistics.count(library.build(VOCABULARY, articles)), "areas")
    assert areas.bars[0].name == "第12镇"
    assert areas.bars[-1] == statistics.Bar("其他区域", "", (0, 3))
    assert len(areas.rows) == 14
    assert areas.rows[-1] == statistics.Bar(statistics.UNKNOWN, "", (0, 4))
    assert "4 篇没有注明" in areas.note


def test_parts_of_a_bar_follow_each_other_and_the_widest_is_full() -> None:
    types = chart(FOUND, "types")
    assert types.shares(types.bars[0]) == (("case", 0, 50), ("warning", 50, 50))
    assert types.shares(types.bars[1]) == (("warning", 0, 50),)


def test_nothing_published_is_empty_charts() -> None:
    found = statistics.count(library.build(VOCABULARY, []))
    assert found.newest is None
    assert all(not chart.bars for chart in found.charts)
    assert {chart.id for chart in found.charts} == {chart.id for chart in FOUND.charts}


def test_ten_thousand_articles_are_cheap_and_give_the_same_twice() -> None:
    days = [date(2016, 1, 1) + timedelta(days=n) for n in range(3650)]
    one, other = ARTICLES[0], ARTICLES[3]
    articles: list[AnyArticle] = [
        replace(one if n % 5 else other, id=f"x/{n}", date=days[n * 7 % 3650]) for n in range(10_000)
    ]
    held = library.build(VOCABULARY, articles)
    start = time.process_time()
    found = statistics.count(held)
    assert time.process_time() - start < 1
    assert found.cases + found.warnings + found.briefings == 10_000
    assert repr(found) == repr(statistics.count(library.build(VOCABULARY, articles[::-1])))


def test_types_by_groups_count_articles_and_talks() -> None:
    told = [
        *ARTICLES,
        briefing("g", date(2026, 3, 6), groups=("students", "elderly"), responds_to=("2026-03-05-a",)),
        briefing("h", date(2026, 3, 7), groups=("elderly",), scams=VOCABULARY.scams.records[2:]),
    ]
    found = statistics.count(library.build(VOCABULARY, told))
    ids = [group.id for group in found.groups]
    cells = {
        scam.id: {
            id: (each.articles, each.talks)
            for id, each in zip(ids, row, strict=True)
            if each.articles or each.talks
        }
        for scam, row in found.matrix
    }
    assert cells == {
        "shuadan": {"students": (2, 1), "mothers": (1, 0), "elderly": (0, 1)},
        "police": {"elderly": (1, 0)},
        "investment": {"elderly": (0, 1)},
    }


def test_what_the_centre_counted_is_shown_only_where_the_office_says_so() -> None:
    first, second, _ = VOCABULARY.scams.records
    group = VOCABULARY.groups.records[0]
    counts = [
        Pressure("2026-09", first, None, "", 12, public=True),
        Pressure("2026-10", first, group, "甲镇", 3, public=True),
        Pressure("2026-10", first, None, "乙镇", 4, public=True),
        Pressure("2026-10", second, None, "", 4, public=True),
    ]
    told = statistics.reported(counts)
    assert told == statistics.Reported(("2026-09", "2026-10"), ((first, ("12", "7")), (second, ("", "<5"))))
    assert statistics.reported(replace(each, public=False) for each in counts) is None


def test_the_newest_months_alone_are_shown() -> None:
    scam = VOCABULARY.scams.records[0]
    told = statistics.reported(
        Pressure(f"2026-{month:02}", scam, None, "", 9, public=True) for month in range(1, 10)
    )
    assert told is not None
    assert told.months == tuple(f"2026-{month:02}" for month in range(4, 10))
