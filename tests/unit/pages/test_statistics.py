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
from column.pages.statistics import Monthly
from support.builders import VOCABULARY, briefing, case

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


def rows(chart: Monthly | None) -> dict[str, int]:
    assert chart
    return {row.name: row.total for row in chart.rows}


def test_months_have_no_gap_end_with_the_newest_article_and_are_a_year() -> None:
    types = FOUND.types
    assert types
    assert (types.months[0], types.months[-1]) == ((2025, 4), (2026, 3))
    assert len(types.months) == statistics.MONTHS
    assert types.span == "2025年4月至2026年3月"
    assert types.rows[0].values[-3:] == (0, 0, 2)


def test_what_was_written_and_held_stands_with_the_most_first_and_nothing_empty() -> None:
    assert rows(FOUND.types) == {"假刷单返利": 2, "假冒充公检法及政府机关": 1}
    assert rows(FOUND.venues) == {"进学校": 2, "进社区": 1}
    assert FOUND.types
    assert (FOUND.types.most, FOUND.types.rows[0].url) == (2, "scams/shuadan/")


def test_a_year_is_drawn_and_all_months_of_talks_are_listed() -> None:
    articles = [briefing(f"x{n}", date(2024, 1, 1) + timedelta(days=31 * n), audience=n) for n in range(20)]
    found = statistics.count(library.build(VOCABULARY, articles))
    assert sum(rows(found.venues).values()) == statistics.MONTHS
    assert len(found.activities) == 20
    assert found.activities[0] == statistics.Activity((2025, 8), 1, 19)


def test_areas_that_are_many_become_others_and_unknown_ones_are_told() -> None:
    articles = [case(f"a{n}", date(2026, 3, 1), area=f"第{n:02}镇") for n in range(13)]
    articles += [case(f"b{n}", date(2026, 3, 1), area="第12镇") for n in range(2)]
    articles += [case(f"c{n}", date(2026, 3, 1)) for n in range(4)]
    areas = statistics.count(library.build(VOCABULARY, articles)).areas
    assert areas.rows[0] == ("第12镇", 3)
    assert areas.rows[-1] == ("其他区域", 3)
    assert sum(number for _, number in areas.rows) == 15
    assert areas.unknown == 4


def test_nothing_published_is_nothing_drawn() -> None:
    found = statistics.count(library.build(VOCABULARY, []))
    assert found.newest is None
    drawn = (found.matrix, found.types, found.venues, found.activities, found.areas.rows)
    assert not any(drawn)


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
    shades = {each.shade for _, row in found.matrix for each in row}
    assert shades == {"none", "light", "full"}
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
