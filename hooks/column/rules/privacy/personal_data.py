"""What an article must not tell of victims, their families, witnesses and suspects.

Sources: 《中华人民共和国民法典》 art. 1034 (name, birth date, ID number, address, telephone, e-mail, whereabouts),
《中华人民共和国个人信息保护法》 art. 28 (financial accounts, whereabouts, persons under 14) and 《中华人民共和国反电信网络诈骗法》
art. 5 (who works against fraud keeps personal information secret).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from operator import attrgetter

from column.model.problems import Problem, Rule
from column.parsing.source import Source
from column.rules.privacy.contact_details import (
    ACCOUNT,
    ADDRESS,
    EMAIL,
    PLATE,
    accounts,
    doors,
    emails,
    plates,
)
from column.rules.privacy.id_numbers import BANK_CARD, ID_NUMBER, PHONE, Hit, numbers
from column.rules.privacy.names import NAME, names
from column.text.digit_runs import line_span, position

_PART = "隐私"
_CIVIL = "《民法典》第1034条、《反电信网络诈骗法》第5条"
_PLACES = "《民法典》第1034条、《个人信息保护法》第28条"
_SENSITIVE = "《个人信息保护法》第28条、《反电信网络诈骗法》第5条"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of private detail: its rule, and how a finding is worded."""

    rule: Rule
    noun: str
    advice: str


def _kind(
    id: str, title: str, source: str, noun: str, advice: str, bad: str, good: str, excusable: bool = True
) -> Kind:
    rule = Rule(
        id=id,
        title=title,
        part=_PART,
        source=source,
        bad=bad,
        good=good,
        excusable=excusable,
    )
    return Kind(rule, noun, advice)


KINDS = {
    kind.rule.id: kind
    for kind in (
        _kind(
            ID_NUMBER,
            "身份证号",
            f"{_CIVIL}；GB 11643-1999",
            "身份证号",
            "删掉号码",
            "身份证号990225199001011237",
            "身份证号略",
            excusable=False,
        ),
        _kind(
            PHONE,
            "手机和座机号码",
            _CIVIL,
            "电话号码（不在登记的求助电话里）",
            "删掉号码或遮住中间几位（本单位公布的座机，请办公室登记在 briefings/units.yml 的 phone）",
            "联系电话：一九九 0000 一二34",
            "联系电话199****1234",
            excusable=False,
        ),
        _kind(
            BANK_CARD,
            "银行卡号",
            _SENSITIVE,
            "银行卡号或账号",
            "删掉号码",
            "转入银行卡6222 9900 0000 0000 006",
            "转入对方指定的银行卡",
            excusable=False,
        ),
        _kind(PLATE, "车牌号", _PLACES, "车牌号", "删掉车牌", "驾驶皖B·12345到银行", "驾车到银行"),
        _kind(EMAIL, "电子邮箱", _CIVIL, "电子邮箱", "删掉邮箱", "邮箱wang@example.com", "邮箱略"),
        _kind(
            ACCOUNT,
            "QQ、微信等账号",
            _CIVIL,
            "QQ、微信等账号",
            "删掉账号",
            "添加QQ号：123456789",
            "添加对方的QQ",
        ),
        _kind(
            ADDRESS,
            "门牌号",
            _PLACES,
            "门牌号",
            "写到镇或小区为止",
            "家住幸福小区3栋2单元501室",
            "家住幸福小区",
        ),
        _kind(
            NAME,
            "当事人全名",
            _CIVIL,
            "当事人全名",
            "只留姓，写成某某、女士、先生，或注明化名",
            "受害人张建国接到电话",
            "受害人张某接到电话",
        ),
    )
}
"""By the id of the rule. A number in a public text cannot be taken back, so nobody can excuse one."""
RULES = tuple(kind.rule for kind in KINDS.values())

_LONG_LINE = 120
_STOP = re.compile(r"[。!！?？;；]")


@lru_cache(maxsize=64)
def hits(text: str, known: frozenset[str] = frozenset()) -> tuple[Hit, ...]:
    """All that is private in a text, in order, none within another. `known`: telephone numbers that may stand."""
    kept: list[Hit] = []
    taken = bytearray(len(text))
    for finder in (
        emails(text),
        numbers(text, known),
        plates(text),
        accounts(text),
        doors(text),
        names(text),
    ):
        for hit in finder:
            if not any(taken[hit.start : hit.end]):
                kept.append(hit)
                taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
    return tuple(sorted(kept))


def mended(text: str, start: int, end: int, known: frozenset[str] = frozenset()) -> str:
    """The text from `start` to `end` with all that is private in it taken out."""
    parts: list[str] = []
    place = start
    found = hits(text, known)
    for hit in islice(found, _first(found, start), None):
        if hit.end > end:
            break
        parts += text[place : hit.start], hit.instead
        place = hit.end
    return "".join(parts) + text[place:end]


def _excerpt(text: str, hit: Hit, found: tuple[Hit, ...]) -> tuple[int, int]:
    """The line of a hit, or its sentence where the line is a long one; never half of another hit."""
    start, end = line_span(text, hit.start)
    if end - start <= _LONG_LINE:
        return start, end
    begin = max(start, hit.start - _LONG_LINE)
    begin = max((stop.end() for stop in _STOP.finditer(text, begin, hit.start)), default=begin)
    last = min(end, hit.end + _LONG_LINE)
    stop = _STOP.search(text, hit.end, last)
    finish = stop.end() if stop else last
    before = found[max(0, _first(found, begin) - 1)]
    after = found[_first(found, finish) - 1]
    return (
        before.end if before.start < begin < before.end else begin,
        after.start if after.start < finish < after.end else finish,
    )


def _first(found: tuple[Hit, ...], place: int) -> int:
    """The number of the first hit that begins at a place or after it."""
    return bisect_left(found, place, key=attrgetter("start"))


def problems(source: Source, known: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """All private details in a source: each number masked, each line mended. `known`: numbers that may stand."""
    found = hits(source.text, known)
    for hit in found:
        kind = KINDS[hit.rule]
        line, column = position(source.text, hit.start)
        clean = mended(source.text, *_excerpt(source.text, hit, found), known).strip()
        what, mend = f"这里有{kind.noun}：{hit.shown}。", f"{kind.advice}。可改为：{clean}"
        yield source.problem(kind.rule, what, mend, line, column, kind.rule.source)
