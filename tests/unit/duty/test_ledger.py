"""The ledger of a made-up quarter, every number worked out by hand (`support.quarter` says what is in it)."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date, datetime
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

import support.quarter
from column.content.taxonomies import Taxonomy
from column.duty import report
from column.duty.ledger import Frozen, Mark
from column.duty.periods import Month
from column.duty.report import Report
from column.duty.talks import Standing
from column.model.any_article import AnyArticle
from column.model.withdrawal import End
from support.quarter import STATIONS, WORDS, Quarter, at, of, quarter, wednesday

OCTOBER, NOVEMBER, DECEMBER = Month(2026, 10), Month(2026, 11), Month(2026, 12)


def made(
    month: Month,
    today: date,
    of_quarter: Quarter | None = None,
    frozen: tuple[Frozen, ...] = (),
    order: list[AnyArticle] | None = None,
) -> Report:
    every = of_quarter or quarter()
    library = every.library(order)
    return report.make(
        month, library, every.register(), every.data, every.repeats, frozen, today, "https://x.gov.cn/"
    )


ALL = ("✔",) * 5
MARKS = {
    "s01": ("✔", "✔", "", "✔", "✔"),
    "s02": ("✔", "✔", "补", "✔", "✔"),
    "s03": ("✔", "", "✔", "✔", "✔"),
    "s04": ALL,
    "s05": ALL,
    "s06": ("✔", "✔", "✔", "✔", "免"),
    "s07": ALL,
    "s08": ("✔", "✔", "✔", "✔", ""),
    "s09": ("✔", "✔", "✔", "", "✔"),
    "s10": ("✔", "✔", "", "✔", "✔"),
    "s11": ALL,
    **{f"s{number}": ALL for number in range(12, 24)},
    "s24": ("—",) * 5,
    "s25": ("✔", "✔", "✔", "—", "—"),
    "xingzhen": ("✔",),
}


def test_what_became_of_each_week_of_october() -> None:
    told = made(OCTOBER, date(2026, 11, 10)).ledger
    assert {row.unit.id: tuple(str(mark) for _, mark in row.marks) for row in told.rows} == MARKS
    assert [row.unit.id for row in told.rows] == list(MARKS)
    assert [week.id for week in told.weeks] == [f"2026-W{week}" for week in range(40, 45)]
    assert told.holiday_weeks == {"2026-W41"}


def test_the_sums_of_october() -> None:
    told = made(OCTOBER, date(2026, 11, 10)).ledger
    # 23 stations in five weeks and one in three, and the brigade: 119 talks; without 甲01 W42, 甲05 W43, 甲06 W44.
    assert len(told.talks) == 116
    # Without 甲03 W41 (backdated), 甲08 W44 (withdrawn), 甲10 W42 (unpublished): 113 count.
    assert told.sums.talks == 113
    assert (told.sums.people, told.sums.leaflets, told.sums.joint) == (4520, 11300, 1)
    # 115 + 3 + 1 periods, one of them exempt; five more not met.
    assert (sum(row.due for row in told.rows), sum(row.done for row in told.rows)) == (118, 113)


def test_how_each_talk_stands() -> None:
    rows = {row.talk.id: row for row in made(OCTOBER, date(2026, 11, 10)).ledger.talks}
    standings = {id: row.standing for id, row in rows.items() if row.standing is not Standing.ON_TIME}
    assert standings == {
        of(2, 42): Standing.LATE,
        of(3, 41): Standing.BACKDATED,
        of(8, 44): Standing.NOT_COUNTED,
        of(10, 42): Standing.UNPUBLISHED,
        of(11, 42): Standing.DECIDED,
    }
    assert {id for id, row in rows.items() if row.to_review} == {of(3, 41), of(7, 43)}


def test_a_joint_talk_counts_for_each_unit_and_once_in_the_sums() -> None:
    told = {row.unit.id: row.tally for row in made(OCTOBER, date(2026, 11, 10)).ledger.rows}
    assert (told["s04"].talks, told["s04"].joint) == (5, 1)
    assert (told["s05"].talks, told["s05"].joint, told["s05"].people) == (5, 1, 200)


def test_two_talks_in_a_week_fill_one_week() -> None:
    row = next(row for row in made(OCTOBER, date(2026, 11, 10)).ledger.rows if row.unit.id == "s09")
    assert (row.due, row.done, row.tally.talks) == (5, 4, 5)


@pytest.mark.parametrize(
    ("published", "mark"),
    [
        (at(10, 20, 18), Mark.ON_TIME),
        (at(10, 20, 18, 1), Mark.LATE),
        (at(10, 28, 9), Mark.LATE),
        (at(10, 29, 9), Mark.MISSING),
    ],
)
def test_the_week_ends_with_its_second_working_day_after(published: datetime, mark: Mark) -> None:
    every = quarter()
    every.publish_at(of(12, 42), published)
    row = next(row for row in made(OCTOBER, date(2026, 11, 10), every).ledger.rows if row.unit.id == "s12")
    assert dict(row.marks)["2026-W42"] is mark


def test_grace_skips_holidays() -> None:
    every = quarter()
    every.publish_at(of(12, 40), at(10, 10, 18))  # W40 ends on 4 October; 9 and 10 October are working days
    row = next(row for row in made(OCTOBER, date(2026, 11, 10), every).ledger.rows if row.unit.id == "s12")
    assert dict(row.marks)["2026-W40"] is Mark.ON_TIME
    every.publish_at(of(12, 40), at(10, 10, 18, 1))
    row = next(row for row in made(OCTOBER, date(2026, 11, 10), every).ledger.rows if row.unit.id == "s12")
    assert dict(row.marks)["2026-W40"] is Mark.LATE


def test_what_is_not_due_yet_is_open() -> None:
    row = made(OCTOBER, date(2026, 10, 20)).ledger.rows[0]
    assert [str(mark) for _, mark in row.marks] == ["✔", "✔", "待", "待", "待"]
    row = made(OCTOBER, date(2026, 10, 21)).ledger.rows[0]
    assert [str(mark) for _, mark in row.marks] == ["✔", "✔", "", "待", "待"]
    row = made(OCTOBER, date(2026, 10, 22)).ledger.rows[
        0
    ]  # the day on which the talk of the 21st is published
    assert [str(mark) for _, mark in row.marks] == ["✔", "✔", "", "✔", "待"]


def test_november_and_december_have_the_weeks_of_their_thursdays() -> None:
    told = made(NOVEMBER, date(2026, 12, 20)).ledger
    assert [week.id for week in told.weeks] == [f"2026-W{week}" for week in range(45, 49)]
    assert [str(mark) for _, mark in told.rows[23].marks] == ["✔"] * 4
    assert [str(mark) for _, mark in told.rows[24].marks] == ["—"] * 4
    december = made(DECEMBER, date(2027, 1, 20)).ledger
    assert [week.id for week in december.weeks] == [f"2026-W{week}" for week in range(49, 54)]


def frozen(told: Report) -> Frozen:
    numbers = told.as_json()
    rows = numbers["talks"]
    times = {row["id"]: datetime.fromisoformat(row["last_entry"]) for row in rows if row["last_entry"]}
    return Frozen(told.month, times, frozenset(numbers["afterwards"]))


def test_what_came_after_the_freeze_stands_in_the_next_month() -> None:
    every = quarter()
    october = made(OCTOBER, date(2026, 11, 10), every)
    assert [(each.talk.id, each.entry.kind) for each in october.ledger.afterwards] == [(of(3, 41), "new")]
    before = frozen(october)
    every.entry(of(12, 43), at(11, 12, 9), "corrected")
    every.talk(STATIONS[0], wednesday(42), published=at(11, 12, 10))
    november = made(NOVEMBER, date(2026, 12, 5), every, (before,))
    listed = [(each.talk.id, str(each.month), each.entry.kind) for each in november.ledger.afterwards]
    assert listed == [
        (of(11, 42), "2026-10", "new"),
        (of(12, 43), "2026-10", "corrected"),
        (of(1, 42), "2026-10", "new"),
    ]
    december = made(DECEMBER, date(2027, 1, 8), every, (before, frozen(november)))
    assert december.ledger.afterwards == ()


def test_a_talk_of_a_frozen_month_fills_nothing_any_more() -> None:
    every = quarter()
    before = frozen(made(OCTOBER, date(2026, 11, 10), every))
    every.talk(STATIONS[0], date(2026, 10, 30), name="hou", published=at(11, 11, 9))
    told = made(NOVEMBER, date(2026, 12, 5), every, (before,))
    assert [each.talk.id for each in told.ledger.afterwards if "hou" in each.talk.id] == [
        "s01/2026-10-30-hou"
    ]


def test_what_became_of_the_warnings() -> None:
    told = {each.title[-1]: each for each in made(NOVEMBER, date(2026, 12, 20)).responses}
    a, b, c = told["a"], told["b"], told["c"]
    assert (len(a.required), len(a.covered), [unit.id for unit in a.missing], a.talks) == (
        24,
        23,
        ["s01"],
        23,
    )
    assert [a.hours(span) for span in ("video", "push", "first", "half", "all")] == [6, 8.5, 49, 49, None]
    assert ([unit.id for unit in b.missing], b.talks) == (["s02"], 1)
    assert [b.hours(span) for span in ("video", "first", "half", "all")] == [None, 26, 26, None]
    assert (c.missing, c.talks) == ((), 2)
    assert [c.hours(span) for span in ("first", "half", "all")] == [48, 48, 176]


def test_the_medians_of_the_quarter() -> None:
    table = made(NOVEMBER, date(2026, 12, 20)).loop()
    assert table.rows[-1][3:8] == (6, 8.5, 48, 48, 176)
    assert [row[0] for row in table.rows[:-1]] == ["风险提示c", "风险提示b"]


def test_who_was_talked_to_about_what() -> None:
    told = made(OCTOBER, date(2026, 10, 31))
    cells = told.matrices[0].cells
    assert set(cells) == {("elderly", "shuadan")}
    # All 116 of October, of which the 24 of W40 lie 31 days back.
    assert [(cell.talks, cell.people) for cell in cells["elderly", "shuadan"]] == [
        (92, 3680),
        (116, 4640),
        (116, 4640),
    ]
    assert cells["elderly", "shuadan"][0].days_since == 3


def test_blind_spots() -> None:
    spots = made(NOVEMBER, date(2026, 12, 20)).blind_spots
    told = [(spot.rule, spot.said) for spot in spots if spot.rule != "B1"]
    assert told[0] == ("B2", "甲01派出所：秋季学期还没有进过学校。")
    assert sum(rule == "B2" for rule, _ in told) == 24
    assert told[24:] == [
        ("B3", "“风险提示b”的时限已过，还没有讲到：甲02派出所。"),
        ("B3", "“风险提示a”的时限已过，还没有讲到：甲01派出所。"),
        ("B4", "甲01派出所：某镇的必讲（must-2026-11-03）应在 2026-11-10 以前讲，还没有。"),
    ]
    unspoken = [spot for spot in spots if spot.rule == "B1"]
    assert len(unspoken) == sum(len(group.risks) for group in WORDS.groups.records) - 1
    assert unspoken[0].said == "老年人：还没有讲过冒充公检法及政府机关。"


def test_a_risk_counts_as_unspoken_after_sixty_days() -> None:
    every = quarter()
    for week in range(41, 54):
        for number in range(1, 26):
            every.articles.pop(of(number, week), None)
    every.articles = {id: each for id, each in every.articles.items() if each.date <= wednesday(40)}
    said = [spot.said for spot in made(NOVEMBER, date(2026, 11, 29), every).blind_spots]
    assert not any("天没有讲" in each for each in said)
    said = [spot.said for spot in made(NOVEMBER, date(2026, 11, 30), every).blind_spots]
    assert "老年人：已经 61 天没有讲刷单返利。" in said


def test_what_was_withdrawn_was_told_to_nobody() -> None:
    before, after = (made(OCTOBER, day).matrices[0] for day in (date(2026, 10, 31), date(2026, 11, 1)))
    cells = [matrix.cells["elderly", "shuadan"][2].talks for matrix in (before, after)]
    assert cells == [116, 115]


@pytest.mark.parametrize(("population", "said"), [(None, []), (2444, []), (2445, ["1100 人次"])])
def test_a_unit_that_reaches_too_few_is_told_where_its_people_are_known(
    monkeypatch: pytest.MonkeyPatch, population: int | None, said: list[str]
) -> None:
    """甲12 has talked to 40 people in each of the 12 weeks from W40 to W51, and once to 620."""
    every = quarter()
    unit = replace(STATIONS[11], population=population)
    every.talk(unit, date(2026, 12, 17), name="dahui")
    every.change("s12/2026-12-17-dahui", audience=620)
    units = [unit if each.id == unit.id else each for each in WORDS.units.records]
    words = replace(WORDS, units=Taxonomy("单位", tuple(units)))
    monkeypatch.setattr(support.quarter, "WORDS", words)
    spots = made(DECEMBER, date(2026, 12, 20), every).blind_spots
    assert [re.findall(r"\d+ 人次", spot.said)[0] for spot in spots if spot.rule == "B5"] == said


def test_no_order_of_files_changes_a_number() -> None:
    every = quarter()
    articles = list(every.articles.values())
    expected = made(NOVEMBER, date(2026, 12, 20), every).as_json()
    for seed in range(3):
        random.Random(seed).shuffle(articles)
        assert made(NOVEMBER, date(2026, 12, 20), every, order=articles).as_json() == expected


@cache
def _before() -> list[Report]:
    return [made(month, date(2026, 12, 20), quarter()) for month in (OCTOBER, NOVEMBER)]


@given(
    st.integers(0, 24),
    st.dates(date(2026, 9, 28), date(2026, 12, 20)),
    st.integers(0, 40),
    st.sampled_from([(), ("2026-10-12-a",), ("2026-11-03-b", "2026-11-23-c")]),
)
def test_one_more_briefing_never_lowers_coverage(
    station: int, day: date, delay: int, answers: tuple[str, ...]
) -> None:
    every = quarter()
    published = datetime.combine(day, datetime.min.time(), at(1, 1, 0).tzinfo)
    every.talk(
        STATIONS[station],
        day,
        name="geng",
        published=published.replace(day=min(28, published.day)) if delay > 30 else published,
        responds_to=answers,
    )
    after = [made(month, date(2026, 12, 20), every) for month in (OCTOBER, NOVEMBER)]
    for old, new in zip(_before(), after, strict=True):
        for row, now in zip(old.ledger.rows, new.ledger.rows, strict=True):
            assert now.done >= row.done
        assert new.ledger.sums.talks >= old.ledger.sums.talks
        for response, again in zip(old.responses, new.responses, strict=True):
            assert len(again.covered) >= len(response.covered)
            assert again.talks >= response.talks
        assert len(new.blind_spots) <= len(old.blind_spots)
        for matrix, again_matrix in zip(old.matrices, new.matrices, strict=True):
            for key, cells in matrix.cells.items():
                for cell, other in zip(cells, again_matrix.cells[key], strict=True):
                    assert other.talks >= cell.talks


def test_the_reminder_names_units_and_no_people() -> None:
    text = report.reminder(made(OCTOBER, date(2026, 10, 20)))
    assert "10月12日至10月18日这一周还没有看到简报的单位：甲01派出所、甲02派出所、甲10派出所" in text
    assert "10月20日 18:00 前" in text
    assert "10月26日" not in text


def test_a_warning_that_waits_stands_with_its_units_and_its_kit() -> None:
    plain = made(OCTOBER, date(2026, 10, 31))
    waiting = next(each for each in plain.responses if each.missing)
    on_its_way = replace(plain, today=waiting.published.date(), kits=frozenset({waiting.id}))
    address = f"https://x.gov.cn/{waiting.url}kit/"
    told = report.reminder(on_its_way)
    assert f"风险提示《{waiting.title}》" in told
    assert all(unit.name in told for unit in waiting.missing)
    assert address in told
    assert "kit" not in report.reminder(replace(on_its_way, kits=frozenset()))
    assert waiting.title not in report.reminder(replace(on_its_way, today=date(2027, 1, 1)))
    assert address in [row[-1] for row in on_its_way.loop().rows]


@pytest.mark.parametrize("end", list(End))
@pytest.mark.parametrize("counts", [False, True])
def test_a_talk_whose_briefing_came_down_counts_only_where_the_office_says_so(end: End, counts: bool) -> None:
    every = quarter()
    every.take_down(of(12, 43), at(11, 2, 9), end, counts)
    told = made(OCTOBER, date(2026, 11, 10), every)
    row = next(row for row in told.ledger.rows if row.unit.id == "s12")
    assert dict(row.marks)["2026-W43"] is (Mark.ON_TIME if counts else Mark.MISSING)
    assert (row.tally.talks, told.ledger.sums.talks) == ((5, 113) if counts else (4, 112))
    before = made(OCTOBER, date(2026, 11, 1), every)
    row = next(row for row in before.ledger.rows if row.unit.id == "s12")
    assert dict(row.marks)["2026-W43"] is Mark.ON_TIME
