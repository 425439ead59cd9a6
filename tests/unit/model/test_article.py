"""When an article was published and last corrected, in the time of Beijing."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest

from support import builders

DAY = date(2026, 3, 5)
BEIJING = timezone(timedelta(hours=8))


def test_an_article_without_a_time_was_published_at_midnight() -> None:
    assert builders.briefing("a", DAY).published == datetime(2026, 3, 5, tzinfo=BEIJING)
    assert builders.briefing("a", DAY, time=time(9, 30)).published == datetime(
        2026, 3, 5, 9, 30, tzinfo=BEIJING
    )


@pytest.mark.parametrize(
    ("corrected", "modified"),
    [(None, DAY), (DAY, DAY), (date(2026, 3, 9), date(2026, 3, 9)), (date(2026, 1, 1), DAY)],
)
def test_a_correction_on_a_later_day_counts_as_a_change(corrected: date | None, modified: date) -> None:
    article = builders.case("a", DAY, time=time(9, 30), updated=corrected)
    assert article.changed == article.modified.date() == modified
    assert article.modified >= article.published


def test_photos_lie_beside_the_article() -> None:
    assert (
        builders.briefing("a", DAY, path="briefings/wucheng/2026-03-05-a/index.md").folder
        == "briefings/wucheng/2026-03-05-a"
    )
