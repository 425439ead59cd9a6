"""The days that a Chinese text names: 2025年4月27日, 4月27日, 2025.4.27, 20250427, 二〇二五年四月二十七日."""

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
CHINESE = re.compile(
    r"([〇○零一二三四五六七八九ΟO]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
COMPACT = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)")
_LAW: Final = re.compile("施行|实施|生效|公布|颁布|修订|通过")


def named(text: str, anchor: date | None) -> Iterator[tuple[date, str]]:
    """The days that a text names; days without a year only where `anchor`, the latest possible day, is given."""
    line = CHINESE.sub(_arabic, unicodedata.normalize("NFKC", text))
    line = COMPACT.sub(r"\1-\2-\3", line)
    for found in DATE.finditer(line):
        if _LAW.search(found["after"]) or (not found["y"] and (anchor is None or found["sep"] != "月")):
            continue
        try:
            if found["y"]:
                day = date(int(found["y"]), int(found["m"]), int(found["d"]))
            elif anchor:
                day = date(anchor.year, int(found["m"]), int(found["d"]))
                day = day if day <= anchor else day.replace(year=anchor.year - 1)
        except ValueError:
            continue
        yield day, found[0].strip()


def _arabic(found: re.Match[str]) -> str:
    """二〇二五年四月二十七日 in Arabic digits."""
    return f"{''.join(_DIGITS[sign] for sign in found[1])}年{_count(found[2])}月{_count(found[3])}日"


def _count(text: str) -> int:
    """A Chinese number to 99."""
    tens, ten, ones = text.rpartition("十")
    one = int(_DIGITS[ones[0]]) if ones else 0
    return one + (10 * (int(_DIGITS[tens[0]]) if tens else 1) if ten else 0)
