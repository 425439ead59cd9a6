"""The messages of a kit, to be copied: an SMS, a text to read out, a text for the stations' group. Pure text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from column.kits.material import Material
from column.settings.records import Settings

SMS = 70
"""Characters of one message in UCS-2, the signature among them (3GPP TS 23.038: 140 octets)."""
BROADCAST = (220, 660)
"""Characters of what is read out in one minute and in three."""

_CALLS = "拿不准打96110，已转账打110。"
_DIGITS = str.maketrans("0123456789", "零幺二三四五六七八九")
_END = re.compile(r"[\u3002\uff01\uff1f\uff1b;.]+$")
_RUN = re.compile(r"\d+")


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


def broadcast(material: Material, settings: Settings) -> str:
    """What a village's loudspeaker reads out, in one minute and in three, numbers in words. Never longer than there is to
    say: where all is said in one minute, there is one text."""
    short = _broadcast(material, settings, 3)
    long = _broadcast(material, settings, 6)
    if short == long:
        return f"一分钟\n\n{short}\n"
    return f"一分钟\n\n{short}\n\n三分钟\n\n{long}\n"


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
    """A text with its numbers as they are said aloud: those to dial digit by digit (110 is 幺幺零)."""
    return _RUN.sub(lambda run: run[0].translate(_DIGITS), text)


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
