"""The messages of a kit, to be copied: an SMS, a text to read out, a text for the stations' group. Pure text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from column.kits.material import Material
from column.model.problems import Problem
from column.parsing.data_file import DATA_REMARK
from column.settings.records import Settings

SMS = 70
"""Characters of one message in UCS-2, the signature among them (3GPP TS 23.038: 140 octets)."""

_LONGEST_SLOGAN = 21
"""Characters of the longest slogan, its full stop among them."""
_CALLS = "拿不准打96110，已转账打110。"
_FIGURES = "零一二三四五六七八九"
_DIALLED = str.maketrans("0123456789", _FIGURES.replace("一", "幺"))
_YEAR = str.maketrans("0123456789", _FIGURES)
_SHORT_NUMBERS = {"110", "119", "120", "122"}
_TO_DIAL = 5
"""Digits from which a number is one to dial: it is said digit by digit."""
_TWO = "个天年次人条种张分小"
"""What is counted with 两 (两天), as against 二 (二月)."""
_END = re.compile(r"[\u3002\uff01\uff1f\uff1b;.]+$")
_RUN = re.compile(r"(\d+)(.?)", re.S)


def sms(material: Material, settings: Settings) -> str:
    """One message: the slogan, as many of the tips as there is room for, the numbers. Longer than `SMS` only where
    signature and slogan leave no room for the numbers."""
    signature = f"【{settings.government.short_name or settings.government.organizer}】"
    text = f"{signature}{_sentence(material.slogan)}"
    for tip in material.tips:
        longer = text + _sentence(tip)
        if "110" not in tip and len(longer + _CALLS) <= SMS:
            text = longer
    return text + _CALLS


def problems(settings: Settings) -> Iterator[Problem]:
    """A signature with which the longest slogan makes more than one message."""
    signed = settings.government.short_name or settings.government.organizer
    over = len(f"【{signed}】") + _LONGEST_SLOGAN + len(_CALLS) - SMS
    if settings.kits and over > 0:
        what = f"短信的签名“{signed}”太长：连同 {_LONGEST_SLOGAN - 1} 个字的标语，一条短信多了 {over} 个字。"
        mend = "在 government 下面写 short_name（12 个字以内），如 short_name: 某某公安。"
        yield DATA_REMARK.problem("mkdocs.yml", what, mend, 1)


def broadcast(material: Material, settings: Settings) -> str:
    """What a village's loudspeaker reads out, in one minute and in three, numbers in words: what the office wrote, else
    made from the words of the sheets. Never longer than there is to say: where all is said in one minute, there is one
    text."""
    made = [_broadcast(material, settings, most) for most in (3, 6)]
    written = [spoken(text) for text in material.talk.broadcast]
    texts = dict.fromkeys(written or made)
    return (
        "\n\n".join(f"{name}\n\n{text}" for name, text in zip(("一分钟", "三分钟"), texts, strict=False))
        + "\n"
    )


def _broadcast(material: Material, settings: Settings, most: int) -> str:
    signs, tips = material.signs[:most], material.tips[:most]
    parts = [
        f"{settings.government.organizer}提醒大家：{_sentence(material.slogan)}",
        _sentence(material.summary) if most > 3 else "",
        "碰到下面的情况，就要当心。" + _counted(signs),
        "请您这样做。" + _counted(tips),
        "钱已经转走了，马上拨打110；拿不准，打96110问一问。",
        f"再说一遍：{_sentence(material.slogan)}" if most > 3 else "",
    ]
    return spoken("".join(parts))


def _counted(lines: Iterable[str]) -> str:
    numerals = "一二三四五六"
    return "".join(f"第{numerals[at]}，{_sentence(line)}" for at, line in enumerate(lines))


def spoken(text: str) -> str:
    """A text with its numbers as they are said aloud: 110 is 幺幺零, 2026年 二零二六年, 48小时 四十八小时."""
    return _RUN.sub(lambda run: _said(run[1], run[2]) + run[2], text)


def _said(digits: str, behind: str) -> str:
    if digits in _SHORT_NUMBERS or len(digits) >= _TO_DIAL or digits[0] == "0":
        return digits.translate(_DIALLED)
    if len(digits) == 4 and behind == "年":
        return digits.translate(_YEAR)
    if digits == "2" and behind and behind in _TWO:
        return "两"
    return _cardinal(int(digits))


def _cardinal(number: int) -> str:
    """A number from 1 to 9999 in words."""
    digits = str(number)
    said = ""
    for digit, place in zip(digits, ("千", "百", "十", "")[-len(digits) :], strict=True):
        said += _FIGURES[int(digit)] + place if digit != "0" else "零"
    said = re.sub("零+", "零", said).rstrip("零")
    return said.removeprefix("一") if said.startswith("一十") else said


def push(material: Material, settings: Settings) -> str:
    """What goes into the stations' group: a title, three lines, where the kit lies."""
    lines = [
        f"{number}. {_sentence(line)}"
        for number, line in enumerate((*material.signs[:2], material.tips[0]), 1)
    ]
    kind = {"case": "请各单位讲到", "scam": "宣讲物料", "group": "宣讲物料"}[material.kind]
    return "\n".join(
        [
            f"【{kind}】{material.name}",
            *lines,
            f"物料（海报、展板、短信）：{settings.url}{material.address}",
            "",
        ]
    )


def _sentence(line: str) -> str:
    return _END.sub("", line) + "。"
