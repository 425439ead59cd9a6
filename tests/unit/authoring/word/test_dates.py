"""Dates are read in all forms that officers write, and nothing else is."""

from __future__ import annotations

from datetime import date

import pytest

from column.authoring.word import dates

TODAY = date(2025, 5, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025年4月27日上午", "2025-04-27"),
        ("2025年04月27日", "2025-04-27"),
        ("2025 年 4 月 27 日", "2025-04-27"),
        ("2025年4月27日", "2025-04-27"),
        ("二〇二五年四月二十七日", "2025-04-27"),
        ("二○二五年十二月三十一日", "2025-12-31"),
        ("2025.4.27", "2025-04-27"),
        ("2025/4/27", "2025-04-27"),
        ("4月27日下午", "2025-04-27"),
        ("12月3日下午", "2024-12-03"),
        ("2025年4月25日至27日", "2025-04-25"),
        ("反电信网络诈骗法自2022年12月1日起施行。4月20日", "2025-04-20"),
        ("2025年2月30日，4月27日", "2025-04-27"),
    ],
)
def test_days_are_read(text: str, day: str) -> None:
    assert next(dates.dates_in(text, TODAY))[0].isoformat() == day


@pytest.mark.parametrize("text", ["近日", "96110", "3.5万元", "2025年", "13月40日", "第4-27号"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert list(dates.dates_in(text, TODAY)) == []


def test_the_day_of_a_leap_year_left_out_does_no_harm() -> None:
    assert list(dates.dates_in("2月29日", date(2025, 5, 1))) == []
