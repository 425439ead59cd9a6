"""What leads to a person or his door: plates, e-mail addresses, accounts of messengers, house numbers.

Each finder is a pure function, text in, hits out (`id_numbers.Hit`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from column.rules.privacy.id_numbers import Hit, masked
from column.text.digit_runs import SOFT, before, plain
from column.text.prefilter import FilteredPattern

PLATE, EMAIL, ACCOUNT, ADDRESS = "privacy-plate", "privacy-email", "privacy-account", "privacy-address"

PLATES = FilteredPattern(
    r"(?P<head>[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼] ?[A-HJ-NP-Za-hj-np-z])"
    rf"[{SOFT}]{{0,3}}"
    r"(?P<tail>(?:[A-HJ-NP-Za-hj-np-z0-9][ ·.\-]?){4}(?:[挂学港澳]|[A-HJ-NP-Za-hj-np-z0-9](?:[ ·.\-]?[A-HJ-NP-Za-hj-np-z0-9])?))"
    r"(?![A-Za-z0-9警])"
)
ENERGY = re.compile(r"[A-HJK][A-HJ-NP-Z0-9]\d{4}|\d{5}[A-HJK]")
USUAL = re.compile(r"(?=(?:.*\d){3})[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学港澳]")


def plates(text: str) -> Iterator[Hit]:
    """GA 36-2018: the province, a letter, five signs, at new-energy vehicles six. Police plates stand as they are."""
    for found in PLATES.finditer(plain(text)):
        tail = re.sub(r"[ ·.\-]", "", found["tail"]).upper()
        if ENERGY.fullmatch(tail) or USUAL.fullmatch(tail):
            head = found["head"].replace(" ", "").upper()
            yield Hit(found.start(), found.end(), PLATE, f"{head}·" + "*" * len(tail), f"{head}·*****")


EMAILS = FilteredPattern(
    r"(?<![A-Za-z0-9._%+-])(?P<user>[A-Za-z0-9._%+-]{1,64}) ?@ ?(?P<host>(?:[A-Za-z0-9-]{1,63} ?[.。] ?){1,5}[A-Za-z]{2,20})"
)


def emails(text: str) -> Iterator[Hit]:
    """E-mail addresses, but for those of government offices."""
    for found in EMAILS.finditer(plain(text)):
        if not found["host"].replace(" ", "").lower().endswith("gov.cn"):
            yield Hit(found.start(), found.end(), EMAIL, f"{found['user'][0]}***@***", "（邮箱略）")


_MARK = r"\s?[:：为是叫]{0,2}\s?[“\"「『(（【\[]?\s?"
_LABEL = r"(?P<label>号码|号|账号|帐号|账户|[Ii][Dd])"
ACCOUNTS = (
    FilteredPattern(
        rf"(?:QQ|qq|Qq|扣扣|企鹅)(?:好友)?\s?(?:交流)?群?\s?{_LABEL}?{_MARK}"
        rf"(?P<id>[1-9](?:[{SOFT}]{{0,3}}\d){{4,10}})(?![\d人个名条元份年])"
    ),
    FilteredPattern(
        r"(?:微信(?!公众|小程)|薇信|威信|[Vv]信|[VvWw][Xx]|[Ww]ei[Xx]in|[Ww]e[Cc]hat|[加+][Vv])"
        rf"\s?{_LABEL}?{_MARK}(?P<id>[A-Za-z][A-Za-z0-9_-]{{5,19}}|(?<=[:：号Dd ])\d{{5,12}})(?![A-Za-z0-9_-])"
    ),
    FilteredPattern(
        r"(?:抖音|快手|小红书|微博|支付宝|陌陌|探探|闲鱼|钉钉|电报|纸飞机|蝙蝠|Telegram|WhatsApp|Skype)(?:的)?\s?"
        rf"{_LABEL}{_MARK}(?P<id>[A-Za-z0-9_@.-]{{5,30}})"
    ),
)
OFFICE = re.compile(r"官方|公安|警方|派出所|本局|我局|反诈中心|公众")


def accounts(text: str) -> Iterator[Hit]:
    """QQ, WeChat and other ids that are given as such; those of a police office are public."""
    flat = plain(text)
    for found in chain.from_iterable(pattern.finditer(flat) for pattern in ACCOUNTS):
        id = found["id"]
        ours = OFFICE.search(before(flat, found.start(), 12))
        inside = re.match(r"[A-Za-z]", found[0]) and re.search(r"[A-Za-z]$", before(flat, found.start(), 1))
        if (found["label"] or re.search(r"[\d_]", id)) and not ours and not inside:
            bare = re.sub(r"\D", "", id) if id[0].isdigit() else id
            yield Hit(*found.span("id"), ACCOUNT, masked(bare, 1, 1), "（账号略）")


_HOUSE = r"(?:[0-9十百]{1,4}|[A-Za-z]\d?|[甲乙丙丁])[ \t\xa0]?(?:号楼|栋|幢|座|号院|#楼?)"
_UNIT = r"(?:[0-9十]{1,3}|[A-Za-z]|[甲乙丙丁])[ \t\xa0]?(?:单元|门洞)"
_ROOM = r"[0-9]{3,4}[ \t\xa0]?(?:室|户|号房|房(?!间))"
_BARE_ROOM = (
    r"[0-9]{3,4}(?![\d人名户份张次场年元余多个分米%％月]|[ \t\xa0]?(?:会议|教室|报告|多功能|办公|余|[-/.]\d))"
)
_AND = r"[ \t\xa0,，、\-]?"
DOORS = (
    FilteredPattern(
        rf"{_HOUSE}{_AND}(?:{_UNIT}(?:{_AND}(?:\d层)?(?:{_ROOM}|{_BARE_ROOM})|{_AND}\d层)?|(?:\d层)?{_ROOM}|{_BARE_ROOM})"
    ),
    FilteredPattern(rf"{_UNIT}{_AND}(?:{_ROOM}|{_BARE_ROOM})"),
    FilteredPattern(
        r"(?:小区|花园|公寓|家园|新村|嘉园|苑)[ \t\xa0]?"
        r"(?P<door>\d{1,3}[ \t\xa0]?[-–—/][ \t\xa0]?(?:\d{1,2}[ \t\xa0]?[-–—/][ \t\xa0]?)?\d{3,4})(?![\d年])"
    ),
    FilteredPattern(
        r"[村屯庄][\u4e00-\u9fff]{0,6}?(?P<door>\d{1,3}[ \t\xa0]?(?:组|队|社)[ \t\xa0]?\d{1,4}[ \t\xa0]?号)"
    ),
    FilteredPattern(
        r"(?:家住|住在|住址|居住于|居住在|暂住|现住|户籍地)[^,，。;；!！?？\n]{0,24}?"
        rf"(?P<door>(?<!月)\d{{1,4}}[ \t\xa0]?(?:号(?!线|门|公路|码)|弄)(?:[^,，。;；的\n]{{0,6}}\d{{2,4}}室)?|{_HOUSE})"
    ),
)
WORKPLACE = re.compile(
    r"(?:政务|服务中心|公安局|派出所|办公楼?|教学楼?|法院|检察院|写字楼|警务|行政)[^,，。;；]{0,4}$"
)


def doors(text: str) -> Iterator[Hit]:
    """Where somebody lives, down to the door: 栋/幢/号楼 with 单元 or 室, and house numbers after 家住."""
    flat = plain(text)
    for found in chain.from_iterable(pattern.finditer(flat) for pattern in DOORS):
        start, end = found.span("door" if "door" in found.re.groupindex else 0)
        if not WORKPLACE.search(before(flat, start)):
            yield Hit(start, end, ADDRESS, re.sub(r"[0-9A-Za-z十百甲乙丙丁]+", "*", flat[start:end]), "")
