"""Dates in Chinese text: 2025年4月27日, 4月27日, 2025.4.27, 20250427, 二〇二五年四月二十七日."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Final

_DIGITS = {sign: str(number % 10) for number, sign in enumerate("〇一二三四五六七八九零")} | {
    "○": "0",
    "O": "0",
    "Ο": "0",
}
DATE = re.compile(
    r"(?:(?P<y>20\d\d)\s*(?:年|[-./])\s*)?(?P<m>\d{1,2})\s*(?P<sep>月|[-./])\s*(?P<d>\d{1,2})(?!\d)\s*日?"
    r"(?=(?P<after>[^,。;]{0,4}))"
)
CHINESE_DATE = re.compile(
    r"([〇○零一二三四五六七八九ΟO]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
COMPACT_DATE = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)")
_LEGAL: Final = re.compile("施行|实施|生效|公布|颁布|修订|通过")


def dates_in(text: str, latest: date | None) -> Iterator[tuple[date, str]]:
    """The dates in a text, in reading order, each with the words that state it.

    A date without a year is taken only if `latest` is given: it gets the last year in which it is not after `latest`.
    Dates on which a law takes effect are left out.
    """
    line = CHINESE_DATE.sub(_in_digits, unicodedata.normalize("NFKC", text))
    line = COMPACT_DATE.sub(r"\1-\2-\3", line)
    for found in DATE.finditer(line):
        if _LEGAL.search(found["after"]) or (not found["y"] and (latest is None or found["sep"] != "月")):
            continue
        try:
            if found["y"]:
                day = date(int(found["y"]), int(found["m"]), int(found["d"]))
            elif latest:
                day = date(latest.year, int(found["m"]), int(found["d"]))
                day = day if day <= latest else day.replace(year=latest.year - 1)
        except ValueError:
            continue
        yield day, found[0].strip()


def _in_digits(found: re.Match[str]) -> str:
    """A date such as 二〇二五年四月二十七日 in Arabic digits."""
    return f"{''.join(_DIGITS[sign] for sign in found[1])}年{_number(found[2])}月{_number(found[3])}日"


def _number(text: str) -> int:
    """The value of a Chinese number up to 99."""
    tens, ten, ones = text.rpartition("十")
    one = int(_DIGITS[ones[0]]) if ones else 0
    return one + (10 * (int(_DIGITS[tens[0]]) if tens else 1) if ten else 0)
