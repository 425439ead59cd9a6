"""Where a reader tells whether a page was useful."""

from __future__ import annotations

from column.settings.records import Feedback


def test_the_address_of_the_page_goes_along_as_one_value() -> None:
    feedback = Feedback(useful="https://survey.gov.cn/f?page={page}&b=1")
    assert feedback.about("https://a.gov.cn/x/?y=1&z") == (
        "https://survey.gov.cn/f?page=https%3A%2F%2Fa.gov.cn%2Fx%2F%3Fy%3D1%26z&b=1"
    )
    assert Feedback().about("https://a.gov.cn/x/") == ""
