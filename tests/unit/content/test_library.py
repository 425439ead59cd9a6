"""The library's indexes, and what an article is shown beside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from column.content import library
from column.model.case import Case
from column.system.cache_keys import key_of
from support import builders
from support.project import BRIEFING, CASE, put
from support.reading import CASE_PAGE, PAGE, read

ARTICLES = builders.stocked(120).articles


@given(st.integers(5, 119))
def test_a_new_article_becomes_related_to_few(count: int) -> None:
    """Two in each of its scam types and groups: all older pages stay as they are."""
    older = ARTICLES[-count:]
    newest = ARTICLES[-count - 1]
    before = library.build(builders.VOCABULARY, older)
    after = library.build(builders.VOCABULARY, (newest, *older))
    changed = [article for article in older if before.related(article) != after.related(article)]
    pools = len(after.scams_of(newest)) + len(newest.groups)
    assert len(changed) <= 3 * pools


@given(st.integers(0, 119))
def test_related_are_others_about_the_same_newest_first(at: int) -> None:
    found = library.build(builders.VOCABULARY, ARTICLES)
    article = found.articles[at]
    related = found.related(article)
    assert article not in related
    assert len(related) == len(set(related)) == library.RELATED
    assert list(related) == sorted(related, key=found.articles.index)
    for other in related:
        assert {*other.groups} & {*article.groups} or {*found.scams_of(other)} & {*found.scams_of(article)}


def test_neighbours_answers_and_related(tmp_path: Path) -> None:
    put(tmp_path, CASE_PAGE, CASE)
    put(tmp_path, PAGE, BRIEFING.replace("摘要:", "回应预警: 2026-03-01-kefu\n摘要:"))
    put(tmp_path, "briefings/xiangan/2026-03-06-b.md", BRIEFING.replace("2026-03-05", "2026-03-06"))
    found = read(tmp_path).library
    first, second = found.briefings[1], found.briefings[0]
    assert found.neighbours(first) == (None, second)
    assert [case.id for case in found.answers(first)] == ["2026-03-01-kefu"]
    assert [article.id for article in found.passed_on["2026-03-01-kefu"]] == [first.id]
    assert [scam.id for scam in found.scams_of(first)] == ["customer-service"]
    assert [article.id for article in found.related(second)] == [first.id, "2026-03-01-kefu"]
    assert isinstance(found.by_id["2026-03-01-kefu"], Case)


def test_a_case_is_out_of_date_from_the_day_of_an_article_after_its_review() -> None:
    due = builders.case("due", date(2026, 10, 1), review_by=date(2026, 10, 30))
    kept = builders.case("kept", date(2026, 10, 2), review_by=date(2026, 10, 31))
    before = library.build(builders.VOCABULARY, [due, kept, *builders.many(3, date(2026, 10, 30))])
    after = library.build(builders.VOCABULARY, [due, kept, *builders.many(3, date(2026, 10, 31))])
    assert [case.outdated for case in before.cases] == [False, False]
    assert [case.id for case in after.cases if case.outdated] == [due.id]
    assert key_of(after.by_id[due.id]) != key_of(before.by_id[due.id]), "all that shows it is made anew"
    assert key_of(after.by_id[kept.id]) == key_of(before.by_id[kept.id])
