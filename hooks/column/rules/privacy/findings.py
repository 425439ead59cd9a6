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

from column.model.records import Problem, Severity
from column.parsing.source import Manuscript
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
from column.text.digit_runs import line_span, plain, position

MOSAIC = "privacy-mosaic"

_CIVIL = "《民法典》第1034条、《反电信网络诈骗法》第5条"
_SENSITIVE = "《个人信息保护法》第28条、《反电信网络诈骗法》第5条"


@dataclass(frozen=True, slots=True)
class Kind:
    """How the findings of one rule are worded: what it is, the law behind it, and a word on the mending."""

    noun: str
    why: str
    advice: str


KINDS = {
    ID_NUMBER: Kind("身份证号", f"{_CIVIL}；GB 11643-1999", "删掉号码"),
    PHONE: Kind("电话号码（不在登记的求助电话里）", _CIVIL, "删掉号码或遮住中间几位"),
    BANK_CARD: Kind("银行卡号或账号", _SENSITIVE, "删掉号码"),
    PLATE: Kind("车牌号", "《民法典》第1034条、《个人信息保护法》第28条", "删掉车牌"),
    EMAIL: Kind("电子邮箱", _CIVIL, "删掉邮箱"),
    ACCOUNT: Kind("QQ、微信等账号", _CIVIL, "删掉账号"),
    ADDRESS: Kind("门牌号", "《民法典》第1034条、《个人信息保护法》第28条", "写到镇或小区为止"),
    NAME: Kind("当事人全名", _CIVIL, "只留姓，写成某某、女士、先生，或注明化名"),
}
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


def problems(manuscript: Manuscript, rule: str, known: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """The findings of one of the rules of `KINDS`: the number masked, the line mended."""
    kind = KINDS[rule]
    found = hits(manuscript.text, known)
    for hit in found:
        if hit.rule == rule:
            line, column = position(manuscript.text, hit.start)
            clean = mended(manuscript.text, *_excerpt(manuscript.text, hit, found), known).strip()
            yield Problem(
                manuscript.path,
                line,
                column,
                rule,
                f"这里有{kind.noun}：{hit.shown}。",
                f"{kind.advice}。可改为：{clean}",
                kind.why,
            )


_TOWN = re.compile(
    r"(?<![某各该本全农入到进])[\u4e00-\u9fff](?<![某各该本全乡农村市区县新的在和驻近])"
    r"(?:镇(?!静|定|压)|乡(?!镇|村|亲)|村(?!民|委|里|干|级|口|居)|街道(?!办)|社区(?!民警|警|干|工作|居)|小区|新村)"
)
_AGE = re.compile(r"(?<![\d\-~至到])\d{1,3}周?岁(?![以左]|\s?[\-~至到])")
_SEX = re.compile(
    r"女士|先生|大爷|大妈|大娘|阿姨|奶奶|爷爷|大叔|老汉|老太|[某一名的该](?:男|女)|(?:男|女)[,，。性子]"
)
_SUM = re.compile(r"(?P<sum>\d[\d,，]*(?:\.\d+)?)(?P<ten>万)?元")
_DAY = re.compile(r"\d{1,2}月\d{1,2}日|20\d\d[-./]\d{1,2}[-./]\d{1,2}")
_WORK = re.compile(
    r"[\u4e00-\u9fff]{2}(?:公司|厂|中学|小学|大学|学院|医院|幼儿园|银行|超市|合作社)"
    r"[\u4e00-\u9fff]{0,4}(?:上班|工作|任职|就职|就读|打工|上学|员工|职工|会计|出纳|财务|学生|教师|老师|护士)"
)
_PERSON = re.compile(r"\d岁|\d元|万元")


def _exact(text: str) -> bool:
    """Whether a sum is given so exactly that it tells one case from all others: four digits and more that count."""
    for found in _SUM.finditer(text):
        digits = re.sub(r"\D", "", found["sum"]).strip("0")
        if len(digits) >= 4:
            return True
    return False


def _tells(text: str) -> set[str]:
    """Which of the details that identify when taken together a paragraph gives (FACTS, Privacy)."""
    found = {
        "镇村": _TOWN.search(text),
        "年龄": _AGE.search(text),
        "性别或称呼": _SEX.search(text),
        "准确金额": _exact(text),
        "准确日期": _DAY.search(text),
        "单位或学校": _WORK.search(text),
    }
    return {name for name, there in found.items() if there}


def _identifies(tells: set[str]) -> bool:
    """Five details, or four with the age and the sum or the workplace: none alone, and no common report, does."""
    return len(tells) >= 5 or (
        len(tells) == 4 and "年龄" in tells and bool(tells & {"准确金额", "单位或学校"})
    )


def mosaic(manuscript: Manuscript) -> Iterator[Problem]:
    """Details that are harmless one by one and an identity together: within a paragraph, and in a case also
    over the whole body with `area` and `loss` of its front matter."""
    if not _PERSON.search(manuscript.body):
        return
    case = manuscript.path.startswith("cases/")
    whole: set[str] = set()
    body = plain(manuscript.text)[len(manuscript.text) - len(manuscript.body) :]
    for offset, paragraph in enumerate(body.split("\n")):
        tells = _tells(paragraph) if case or _PERSON.search(paragraph) else set()
        if _identifies(tells):
            yield _mosaic(manuscript, manuscript.body_line + offset, tells, "这一段")
            return
        if tells & {"年龄", "性别或称呼"}:
            whole |= tells
    area, loss = manuscript.matter.get("area"), manuscript.matter.get("loss")
    if area:
        whole |= {"镇村"} if _TOWN.search(str(area)) else set()
    if loss:
        whole |= {"准确金额"} if _exact(f"{loss}元") else set()
    if case and len(whole) >= 5 and "年龄" in whole:
        yield _mosaic(manuscript, manuscript.line("area"), whole, "全文")


def _mosaic(manuscript: Manuscript, line: int, tells: set[str], where: str) -> Problem:
    order = ("镇村", "年龄", "性别或称呼", "准确金额", "准确日期", "单位或学校")
    return Problem(
        manuscript.path,
        line,
        0,
        MOSAIC,
        f"{where}同时写了{'、'.join(name for name in order if name in tells)}，合起来可能认出本人。",
        "去掉一两样：日期写“近日”，金额写整数（如“3万余元”），年龄写“五十多岁”，地点写到县，单位写“某公司”。",
        "《民法典》第1034条、《个人信息保护法》第4条（可识别）",
        Severity.WARNING,
    )
