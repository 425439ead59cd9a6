"""The library's indexes, and what an article is shown beside."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from column.content import library
from support import builders

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
