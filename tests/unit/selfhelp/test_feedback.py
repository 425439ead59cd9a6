"""The addresses for feedback may be left out, name the article, and are refused where they cannot stand."""

from __future__ import annotations

import pytest

from column.selfhelp import feedback
from column.selfhelp.feedback import Feedback


def test_feedback_may_be_left_out() -> None:
    assert feedback.of(None) == feedback.of({"survey": "", "useful": None}) == Feedback()
    assert Feedback().about("https://x.gov.cn/cases/a/") == ""


def test_the_address_for_an_article_names_the_article() -> None:
    given = feedback.of({"useful": "https://survey.gov.cn/f?page={page}"})
    assert given.about("https://x.gov.cn/a/") == "https://survey.gov.cn/f?page=https%3A%2F%2Fx.gov.cn%2Fa%2F"


@pytest.mark.parametrize(
    "address",
    [
        "http://survey.gov.cn/f",
        "survey.gov.cn",
        "javascript:alert(1)",
        "https://",
        "https://[",
        'https://a.cn/"onclick="',
        "https://问卷.cn/",
        "https://a.cn/" + "x" * 500,
    ],
)
def test_an_address_that_cannot_stand_is_refused(address: str) -> None:
    with pytest.raises(feedback.FeedbackError) as fault:
        feedback.of({"survey": address})
    assert fault.value.key == "survey"
