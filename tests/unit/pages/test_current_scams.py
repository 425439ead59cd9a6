"""Which scams a group's page warns of first."""

from __future__ import annotations

from datetime import date

from column.pages.current_scams import rank
from support.builders import VOCABULARY, case


def of(*days_and_scams: tuple[date, str]) -> list[tuple[str, int]]:
    cases = [case(f"a-{at}", day, scam=scam) for at, (day, scam) in enumerate(days_and_scams)]
    return [(current.case.scam.id, current.count) for current in rank(cases)]


def test_the_type_with_the_newest_case_comes_first_however_many_it_has() -> None:
    found = of(
        (date(2026, 6, 20), "police"),
        (date(2026, 6, 1), "investment"),
        (date(2026, 5, 1), "shuadan"),
        (date(2026, 2, 1), "shuadan"),
    )
    assert found == [("police", 1), ("investment", 1), ("shuadan", 2)]


def test_only_six_months_are_counted_and_older_types_come_last() -> None:
    found = of(
        (date(2026, 1, 31), "police"),
        (date(2025, 8, 1), "investment"),
        (date(2025, 7, 31), "shuadan"),
        (date(2025, 7, 30), "shuadan"),
    )
    assert found == [("police", 1), ("investment", 1), ("shuadan", 0)]


def test_a_type_is_shown_by_its_newest_case_and_since_a_month() -> None:
    newest = case("new", date(2026, 3, 5))
    (ranked,) = rank([newest, case("old", date(2025, 11, 2))])
    assert (ranked.case, ranked.count, ranked.since) == (newest, 2, date(2025, 10, 1))


def test_no_cases_no_scams() -> None:
    assert rank([]) == ()


def test_the_group_s_own_risks_come_first() -> None:
    """A case of a shell company, tagged with the elderly in passing, stood before what they are rung up for."""
    cases = [
        case(f"case-{at}", date(2026, 10, 30 - at), scam=scam)
        for at, scam in enumerate(["investment", "investment", "shuadan", "police"])
    ]
    risks = [VOCABULARY.scams.find("police"), VOCABULARY.scams.find("shuadan")]
    assert [threat.case.scam.id for threat in rank(cases, [risk for risk in risks if risk])] == [
        "police",
        "shuadan",
        "investment",
    ]


def test_what_may_be_out_of_date_stands_for_its_type_only_alone_and_then_last() -> None:
    old = case("old", date(2026, 10, 30), scam="police", outdated=True)
    alone = case("alone", date(2026, 10, 29), scam="shuadan", outdated=True)
    cases = [
        old,
        alone,
        case("a", date(2026, 10, 2), scam="investment"),
        case("b", date(2026, 10, 1), scam="police"),
    ]
    risks = [risk for risk in [VOCABULARY.scams.find("shuadan"), VOCABULARY.scams.find("police")] if risk]
    assert [ranked.case for ranked in rank(cases, risks)] == [cases[3], cases[2], alone]
