"""Numbers that name a person: of the identity card, the telephone, the bank card.

A hit tells where something private stands in a text, how it may be shown (masked) and what to write instead. Which
numbers exist is taken from the standards named beside each judge; a number that a word before it announces is
taken for what the word says even where its check digit is wrong, because a slip of the pen names a person too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from stdnum import luhn
from stdnum.cn import ric

from column.text.digit_runs import Group, Window, before, pieces, plain, runs, windows

ID_NUMBER, PHONE, BANK_CARD = "privacy-id-number", "privacy-phone", "privacy-bank-card"


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """Something private from `start` to `end`: its rule, how it may be `shown`, what to write `instead`."""

    start: int
    end: int
    rule: str
    shown: str
    instead: str


Judge = Callable[[str, Window, Collection[str]], Hit | None]

ID_WORD = re.compile(r"(?:身份证|身份号|证件号|居民证)[^\d,，。;；]{0,8}$")
CARD_WORD = re.compile(r"(?:卡号|账号|帐号|账户|帐户|户头|银行卡|储蓄卡|信用卡)[^\d,，。;；]{0,6}$")
PHONE_WORD = re.compile(r"(?:电话|座机|固话|联系方式|联系人|手机|[Tt][Ee][Ll])[^\d,，。;；、]{0,4}$")
OFFICIAL = re.compile(r"(?:信用代码|索引号|文号|备案号?|标识码|许可证号?|登记号|公网安备)[^\d]{0,6}$")
AMOUNT = re.compile(r"\s?(?:[余多几]?[元万亿%％]|\.\d|[余多]?(?:人次|人民币|美元|余[人份名]))")
DATE_INSIDE = re.compile(
    r"(?<![-./\d])(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:[0-2]?\d|3[01])(?![-./]?\d)"
)
DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])")
AREA = re.compile(r"010|02[0-57-9]|0[3-9]\d\d")
_BYTE = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_ADDRESS_OF_HOST = re.compile(rf"{_BYTE}(?:\.{_BYTE}){{3}}")
_MOBILE_INSIDE = re.compile(r"1[3-9]\d{9}")
_PREFIX = re.compile(r"(?:0086|86|0)(?=1[3-9]\d{9}$)")


def masked(value: str, head: int, tail: int) -> str:
    """The first `head` and the last `tail` characters of a value, stars for the rest."""
    return value[:head] + "*" * (len(value) - head - tail) + value[len(value) - tail :]


def _grouped(window: Window, *customary: tuple[int, ...]) -> bool:
    """Whether the groups may be one number rather than the entries of a list."""
    return not window.listed() or window.single or window.sizes in customary


def _born(value: str) -> bool:
    """Whether `YYMMDD` is a day of the last century."""
    try:
        date(1900 + int(value[:2]), int(value[2:4]), int(value[4:]))
    except ValueError:
        return False
    return True


def _id_number(flat: str, window: Window, known: Collection[str]) -> Hit | None:
    """GB 11643-1999: six digits of place, eight of birth, three of sequence, and a check digit.

    The place is not looked up: districts come and go, and numbers that people make up name a wrong one.
    """
    value = window.value
    if len(value) not in (15, 17, 18) or "X" in value[:-1]:
        return None
    if not _grouped(window, (6, 8, 4), (6, 4, 4, 4), (3, 3, 4, 4, 4), (6, 6, 3)):
        return None
    sound = len(value) == 18 and value[6:8] in ("18", "19", "20") and value[-1] == ric.calc_check_digit(value)
    if sound and not _born(value[8:14]) and (len(window.groups) > 1 or luhn.is_valid(value)):
        sound = False  # a card or a heap of digits that happens to fit
    return _identity(flat, window, sound)


def _old_id_number(flat: str, window: Window, known: Collection[str]) -> Hit | None:
    """GB 11643-1989: six digits of place, six of birth, three of sequence, no check digit; valid until 2012."""
    value = window.value
    if len(value) != 15 or not value.isdigit() or not _grouped(window, (6, 6, 3)):
        return None
    return _identity(flat, window, value[0] != "0" and not DATE.match(value) and _born(value[6:12]))


def _identity(flat: str, window: Window, sound: bool) -> Hit | None:
    front = before(flat, window.start, 24)
    if OFFICIAL.search(front) or not (sound or ID_WORD.search(front)):
        return None
    return Hit(window.start, window.end, ID_NUMBER, masked(window.value, 2, 2), "（身份证号略）")


def _bank_card(flat: str, window: Window, known: Collection[str]) -> Hit | None:
    """ISO/IEC 7812-1: 16 to 19 digits with a Luhn check digit; the first digit of cards in use is 3 to 9, or 2
    in 2221 to 2720. Numbers of company accounts have no check digit, so a word must announce them."""
    value = window.value.removesuffix("X")
    if (
        not 16 <= len(value) <= 19
        or not value.isdigit()
        or DATE_INSIDE.search(flat[window.start : window.end])
    ):
        return None
    if not (_grouped(window) or set(window.sizes[:-1]) == {4}):
        return None
    front = before(flat, window.start, 20)
    issued = value[0] in "3456789" or "2221" <= value[:4] <= "2720"
    if OFFICIAL.search(front):
        return None
    if not (issued and luhn.is_valid(value)) and not CARD_WORD.search(front):
        return None
    return Hit(window.start, window.end, BANK_CARD, masked(value, 4, 2), "（卡号略）")


def _mobile(flat: str, window: Window, known: Collection[str]) -> Hit | None:
    """《电信网编号计划》(工信部,2017): eleven digits, the first 1 and the second 3 to 9; +86 or 0 before it."""
    if not 11 <= len(window.value) <= 15:
        return None
    value = _PREFIX.sub("", window.value.removesuffix("X"))
    written = flat[window.start : window.end]
    if len(value) != 11 or not value.isdigit() or value[0] != "1" or value[1] in "012" or value in known:
        return None
    if not _grouped(window, (3, 4, 4), (3, 8), (7, 4), (2, 3, 4, 4)):
        return None
    if AMOUNT.match(flat, window.end) or (DATE_INSIDE.search(written) and not window.single):
        return None
    if _ADDRESS_OF_HOST.fullmatch(written):
        return None
    shown = masked(value, 3, 4)
    return Hit(window.start, window.end, PHONE, shown, shown)


def _landline(flat: str, window: Window, known: Collection[str]) -> Hit | None:
    """《电信网编号计划》: area code of 3 or 4 digits and a local number of 7 or 8 that begins with 2 to 8; the
    local number alone where a word like 电话 stands before it."""
    value = window.value.removesuffix("X")
    if not 7 <= len(value) <= 12 or not value.isdigit() or any(number.endswith(value) for number in known):
        return None
    area = AREA.match(value)
    local = value[area.end() :] if area else value
    parted = area is None or len(window.groups) == 1 or window.single or window.sizes[0] == len(area[0])
    if (
        len(local) not in ((8,) if area and len(area[0]) == 3 else (7, 8))
        or local[0] not in "2345678"
        or DATE.match(local)
        or not parted
    ):
        return None
    if window.listed() and not window.single:
        return None
    if area is None and not (
        (len(window.groups) == 1 or window.sizes in ((3, 4), (4, 4)))
        and PHONE_WORD.search(before(flat, window.start))
        and not AMOUNT.match(flat, window.end)
    ):
        return None
    shown = (area[0] + "-" if area else "") + masked(local, 0, 2)
    return Hit(window.start, window.end, PHONE, shown, shown)


_ORDER: tuple[tuple[Callable[[Sequence[Group], int, int], Iterator[Window]], Judge, int, int], ...] = (
    (pieces, _id_number, 15, 18),
    (pieces, _bank_card, 16, 19),
    (windows, _id_number, 15, 18),
    (windows, _bank_card, 16, 19),
    (pieces, _mobile, 11, 15),
    (windows, _mobile, 11, 15),
    (windows, _old_id_number, 15, 15),
    (windows, _landline, 7, 12),
)
"""What has a check digit goes before what has none, and of these what is written in one piece before what is put
together. With each judge, the fewest and the most digits it looks at."""


def numbers(text: str, known: Collection[str] = ()) -> Iterator[Hit]:
    """ID numbers, bank cards and telephone numbers that are not among the `known` ones (digits only)."""
    flat = plain(text)
    for groups in runs(text):
        digits = "".join(group.value for group in groups)
        taken: set[int] = set()
        for rows, judge, least, most in _ORDER:
            if len(digits) < least or (judge is _mobile and not _MOBILE_INSIDE.search(digits)):
                continue
            for window in rows(groups, least, most):
                if taken and any(group.start in taken for group in window.groups):
                    continue
                if hit := judge(flat, window, known):
                    taken |= {group.start for group in window.groups}
                    yield hit
