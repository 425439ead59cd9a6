"""How a folded text is cut into the terms that find it: pairs of neighbouring characters, and words.

`text.js` in `frontend/scripts/search/` does the same in the browser and must agree with `terms` and with `text.folding`;
it is given `CUTS` and what it needs of the traditional characters with the index (`words`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import add

from column.text.folding import HAN, WORD

_RUN = re.compile(f"[{HAN}{WORD}]+(?: +[{HAN}{WORD}]+)*")
_MIXED = re.compile(f"[{WORD} ]")
_UNIT = re.compile(f"[{HAN}]|[{WORD}]+")
_IS_WORD = re.compile(f"[{WORD}]")

CUTS = (
    *(
        "被|骗子",
        "受|骗子",
        "网上|当",
        "晚上|当",
        "马上|当",
        "路上|当",
        "手上|当",
        "到|账户",
        "中转|账户",
        "周转|账户",
    ),
    *("民|警惕", "民|警觉", "民|警醒", "办公|安", "处理|财", "代理|财", "管理|财", "经理|财", "其中|奖"),
    *(
        "发现|金额",
        "出现|金额",
        "兑现|金额",
        "现|金融",
        "客|服务",
        "信|用户",
        "信|用途",
        "特征|信",
        "会|计算",
    ),
    *("家|长期", "家|长久", "店|主动", "企业|主动", "手机|主动", "司机|主动", "验|证件", "验|证明"),
)
"""Where two words meet that together look like a third: 会被骗子用来 has 被 and 骗子, no 被骗. A stretch is parted at the
bar wherever it stands, so it must leave no other reading: 学|生活 is none of these, as there is 学生活动."""
_CUTS = tuple((cut.replace("|", ""), cut.replace("|", "\n")) for cut in CUTS)


def terms(folded: str) -> Iterator[str]:
    """What a text is found by: each pair of neighbours, each word of letters or digits, the last character before
    a break. A space is no break (拨打 110), punctuation, the end of a line and a cut are."""
    for together, parted in _CUTS:
        folded = folded.replace(together, parted)
    for run in _RUN.findall(folded):
        if _MIXED.search(run):
            yield from _mixed(_UNIT.findall(run))
        else:
            yield from map(add, run, run[1:])
            yield run[-1]


def _mixed(units: Sequence[str]) -> Iterator[str]:
    words = [_IS_WORD.match(unit) is not None for unit in units]
    for at, unit in enumerate(units):
        if words[at]:
            yield unit
        if at + 1 == len(units):
            if not words[at]:
                yield unit
        elif not (words[at] and words[at + 1]):
            yield unit + units[at + 1]
