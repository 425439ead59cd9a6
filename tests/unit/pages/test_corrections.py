"""The page of what was put right tells of each once, newest first, and nothing of what was removed."""

from __future__ import annotations

from datetime import date

from column.content import library
from column.model.any_article import AnyArticle
from column.model.withdrawal import End
from column.pages import corrections
from column.pages.layout.templates import Templates
from support import builders

GONE, KEPT, PART = "2026-01-02-secret", "wucheng/2026-02-03-shequ", "wucheng/2026-02-01-part"


def made(*articles: AnyArticle, down: bool = True) -> dict[str, str]:
    withdrawals = (
        builders.withdrawal(GONE, End.REMOVED, day=date(2026, 5, 3)),
        builders.withdrawal(KEPT, End.WITHDRAWN, day=date(2026, 5, 2)),
        builders.withdrawal(PART, End.MERGED, "wucheng/2026-02-02-whole", date(2026, 5, 1)),
    )
    built = library.build(builders.VOCABULARY, articles, withdrawals if down else ())
    templates = Templates(builders.site())
    return {page.url: page.make(templates).body for page in corrections.pages(built)}


ARTICLES = (
    builders.briefing("shequ", date(2026, 2, 3), "甲小区的一次宣讲"),
    builders.briefing("whole", date(2026, 2, 2), "乙小区的两次宣讲"),
    builders.case("kefu", date(2026, 2, 1), "丙案例", updated=date(2026, 5, 4), correction="数字改为三起。"),
)


def test_all_are_told_newest_first_and_what_was_removed_has_no_name() -> None:
    page = made(*ARTICLES)[corrections.URL]
    order = ["丙案例", "一篇案例已撤下", "甲小区的一次宣讲", "一篇宣传简报并入：乙小区的两次宣讲"]
    assert sorted(order, key=page.index) == order
    assert GONE not in page
    assert PART not in page


def test_a_removed_article_has_the_same_page_here_and_there() -> None:
    pages = made(*ARTICLES)
    assert pages[f"gone/{GONE}/"] == pages[f"cases/{GONE}/"]
    assert "96110" in pages[f"gone/{GONE}/"]
    assert GONE not in pages[f"gone/{GONE}/"]


def test_nothing_to_tell_is_said() -> None:
    assert "还没有更正，也没有撤回过文章" in made(down=False)[corrections.URL]
