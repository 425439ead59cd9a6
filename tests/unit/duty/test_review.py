"""What is due for review, the most pressing first."""

from __future__ import annotations

from datetime import date

from column.content import library
from column.duty import review
from support.builders import VOCABULARY, case

TODAY = date(2026, 11, 26)


def test_what_is_due_within_thirty_days_is_listed_with_the_newest_of_its_type() -> None:
    cases = [
        case("soon", date(2026, 1, 1), review_by=date(2026, 12, 26)),
        case("later", date(2026, 1, 2), review_by=date(2026, 12, 27)),
        case("over", date(2026, 1, 3), scam="police", review_by=date(2026, 11, 1)),
        case("example", date(2026, 1, 4), scam="investment", review_by=date(2026, 11, 1), sample=True),
        case("none", date(2026, 2, 5)),
    ]
    found = review.due(library.build(VOCABULARY, cases), TODAY)
    assert [(each.by, each.case.id[11:], each.newest and each.newest.id[11:]) for each in found] == [
        (date(2026, 11, 1), "over", None),
        (date(2026, 12, 26), "soon", "none"),
    ]
