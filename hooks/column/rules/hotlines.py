"""Numbers and addresses that readers may take for the police's own, and links that lead to swindlers.

A county's police once printed another city's area code before 96110 and had to apologise, and domains that look
like 96110 exist: so the numbers to call are data (`extra.hotlines` in mkdocs.yml), and nothing else may be given
as one. 96110 shows as area code and number, never with 00; 12381 sends warnings and answers no call (工业和信息化部,
12381涉诈预警劝阻短信系统, 2021-07). What a text only warns of passes, and so do links that are defanged
(`hxxps://bad[.]example`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from column.model.problems import Problem, Rule
from column.parsing.source import Source
from column.rules.privacy import personal_data
from column.settings.records import Hotline
from column.text.digit_runs import before, plain, position, runs, windows
from column.text.prefilter import FilteredPattern

_PART = "求助电话和网址"
_WHY = "求助电话全站只有一份：110 报警，96110 咨询和劝阻，12381 只发短信；写错一位，群众就打到别处去了"

FOREIGN = Rule(
    id="hotline-foreign",
    title="没有登记的求助电话",
    part=_PART,
    source="mkdocs.yml 的 extra.hotlines；曾有县公安局把外地区号印在96110前面，只好致歉",
    bad="请拨打0300-96110咨询",
    good="请拨打96110咨询",
    excusable=True,
)
SILENT = Rule(
    id="hotline-12381",
    title="把只发短信的号码写成能拨打的电话",
    part=_PART,
    source="工业和信息化部12381涉诈预警劝阻短信系统：只发短信，无人接听",
    bad="有疑问请拨打12381咨询",
    good="收到12381的短信请停下来核实，有疑问拨打96110",
    excusable=True,
)
RULES = (FOREIGN, SILENT)

_OWN = "求助电话只能用 mkdocs.yml 里 extra.hotlines 登记的号码"
_DIAL = r"(?:拨打|致电|回拨|拨通|热线|专线|(?:咨询|举报|报警|客服|服务|求助|联系|监督|劝阻|值班|中心|银行|官方)电话|电话(?=号码|[:：]))"
NUMBER = r"(?:[48]00[- ]?\d{3}[- ]?\d{4}|[48]00[- ]?\d{4}[- ]?\d{3}|\d{3,8})"
_AND = r"[”\"」)）\]]?\s?(?:、|,|，|/|和|或者?|以及|及)\s?[“\"「(（]?"
GIVEN_NUMBERS = FilteredPattern(
    rf"{_DIAL}(?:号码|电话)?[:：“\"「『(（\s是为]{{0,3}}(?P<list>{NUMBER}(?:{_AND}{NUMBER})*)"
    r"(?![\dA-Za-z*年月日份人个次余多%％元张条万起家户场点时:：])"
)
NAMED_NUMBERS = FilteredPattern(
    r"(?P<list>\d{3,8})[”\"」]?(?:全国|统一|反诈|反诈骗|报警|举报|咨询|服务|预警|劝阻|求助|客服|公益){0,3}(?:热线|专线)"
)
WARNED = re.compile(
    r"骗子|对方|诈骗分子|不法分子|嫌疑人|冒充|假冒|仿冒|伪装|伪造|自称|谎称|谨防|警惕|当心|不要|切勿|请勿|不能|不可|不会|千万别|假的|可疑"
)
_CODE_END = re.compile(r"[\d+)）]")
_BREAK = re.compile(r"[。!！?？;；\n]")


def _sentence(flat: str, start: int, end: int) -> str:
    begin = max(
        (stop.end() for stop in _BREAK.finditer(flat, max(0, start - 160), start)),
        default=max(0, start - 160),
    )
    stop = _BREAK.search(flat, end)
    return flat[begin : stop.start() if stop else len(flat)]


def is_warned(flat: str, start: int, end: int) -> bool:
    """Whether the sentence speaks of a swindle, so that the number in it is not given as one to call."""
    return bool(WARNED.search(_sentence(flat, start, end)))


@lru_cache(maxsize=8)
def digits(hotlines: tuple[Hotline, ...]) -> frozenset[str]:
    """The digits of all registered numbers, those on which nobody answers too."""
    return frozenset(re.sub(r"\D", "", plain(line.number)) for line in hotlines)


@lru_cache(maxsize=8)
def _prefixed(hotlines: tuple[Hotline, ...]) -> re.Pattern[str]:
    numbers = "|".join(sorted((n for n in digits(hotlines) | {"96110"} if len(n) > 3), key=len, reverse=True))
    return re.compile(
        r"(?<!\d)(?P<code>\+?\(?(?:00)?86\)?|00|\+|\(?0\d{2,3}\)?|[1-9]\d{2}(?=-))[ \t\xa0\-—–·.转\")）]{0,3}"
        rf"(?P<number>{numbers})(?!\d)"
    )


@lru_cache(maxsize=8)
def _bare(hotlines: tuple[Hotline, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(digits(hotlines) | {"96110"})))


def _preceded(flat: str, hotlines: tuple[Hotline, ...]) -> bool:
    """Whether what may be the end of a code stands shortly before a hotline anywhere."""
    places = (found.start() for found in _bare(hotlines).finditer(flat))
    return any(_CODE_END.search(flat, max(0, place - 4), place) for place in places)


def _codes(text: str, hotlines: tuple[Hotline, ...]) -> Iterator[tuple[int, int, str, str]]:
    """Where a hotline stands with something before it: from, to, the code before it, the number."""
    flat = plain(text)
    pattern = _prefixed(hotlines)
    end = 0
    for found in pattern.finditer(flat) if _preceded(flat, hotlines) else ():
        end = found.end()
        yield found.start(), end, re.sub(r"\D", "", found["code"]), found["number"]
    for groups in runs(text):
        single = sum(len(group.value) == 1 for group in groups) >= 7
        for window in windows(groups, 7, 12) if single else ():
            spaced = pattern.fullmatch(window.value) if window.single else None
            if spaced and window.start >= end:
                end = window.end
                yield window.start, end, spaced["code"], spaced["number"]


@lru_cache(maxsize=64)
def _spelled(number: str) -> re.Pattern[str]:
    """A number with what may stand between its digits."""
    return re.compile(r"[^\d\n]{0,2}".join(number))


def foreign(
    source: Source, hotlines: tuple[Hotline, ...], others: Set[str] = frozenset()
) -> Iterator[Problem]:
    """Numbers given as hotlines that are not registered: area codes, 00 and +86 before a hotline, and others.

    `others`: the digits of more numbers that may stand in this text.
    """
    text, flat = source.text, plain(source.text)
    known = digits(hotlines) | others
    mend = (
        "改成"
        + "、".join(line.number for line in hotlines if line.dial)
        + f"中的一个；{_OWN}，要用别的号码，请办公室核实后登记；本单位的值班电话登记在 briefings/units.yml 的 phone。"
    )
    spans: list[range] = []
    for start, end, code, number in _codes(text, hotlines):
        spans.append(range(start, end))
        written = flat[start:end]
        if code + number in known:
            continue
        if code in ("00", "0086", "86", ""):
            if not is_warned(flat, start, end):
                what = f"“{written}”：{number}前面不会有 00 或 +86，有的都是假冒的。"
                yield _problem(source, FOREIGN, start, what, f"只写{number}。")
        else:
            what = f"“{written}”：{number}前面的区号没有登记，可能是外地的。"
            yield _problem(source, FOREIGN, start, what, f"只写{number}；{_OWN}。")
    private = personal_data.hits(text, known)
    spans += [
        range(*found.span())
        for number in others
        if len(number) > 6
        for found in _spelled(number).finditer(flat)
    ]
    for pattern in (GIVEN_NUMBERS, NAMED_NUMBERS):
        for found in pattern.finditer(flat):
            if pattern is NAMED_NUMBERS and re.search(r"[\d\-.]$", before(flat, found.start(), 1)):
                continue
            for part in re.finditer(NUMBER, found["list"]):
                start = found.start("list") + part.start()
                end = start + len(part[0])
                value = re.sub(r"\D", "", part[0])
                covered = any(start in span for span in spans) or any(
                    h.start < end and start < h.end for h in private
                )
                if value in known or covered or is_warned(flat, found.start(), found.end()):
                    continue
                spans.append(range(start, end))
                yield _problem(source, FOREIGN, start, f"“{part[0]}”不是登记的求助电话。", mend)


@lru_cache(maxsize=8)
def calls(hotline: Hotline) -> re.Pattern[str]:
    """Where a number is given as one to call."""
    number = re.escape(hotline.number)
    return re.compile(
        r"(?:拨打|致电|回拨|拨通|打给|打电话给|打|咨询|联系)(?:电话|热线|专线)?[^,，。;；!！?？\n\u4e00-\u9fff]{0,3}"
        rf"(?:[\d\-]{{3,12}}[”\"」]?(?:、|,|，|/|和|或者?|以及|及)\s?[“\"「]?)*(?P<number>{number})(?!\d|短信|发|预警短信)"
        rf"|(?<!\d)(?P<named>{number})[”\"」]?(?:反诈|咨询|举报|报警|求助|劝阻|预警){{0,2}}(?:热线|专线|电话)"
    )


def silent(source: Source, hotlines: Sequence[Hotline]) -> Iterator[Problem]:
    """Numbers on which nobody answers (12381), given as numbers to call."""
    flat = plain(source.text)
    for hotline in hotlines:
        if hotline.dial or hotline.number not in flat:
            continue
        for found in calls(hotline).finditer(flat):
            name = "number" if found["number"] else "named"
            if not re.search(r"不|勿|别|无", before(flat, found.start(), 6)) and not re.match(
                r"[”\"」]?[^,，。;；\n]{0,6}(?:不能|不可|无法|不用|打不通|没有人接)",
                flat[found.end(name) : found.end(name) + 14],
            ):
                what = f"{hotline.number}只发短信，没有人接听，不能写成可以拨打的电话。"
                mend = f"写成“收到{hotline.number}的短信请停下来核实”；要拨打的写96110或110。"
                yield _problem(source, SILENT, found.start(name), what, mend)


def _problem(source: Source, rule: Rule, place: int, what: str, mend: str) -> Problem:
    line, column = position(source.text, place)
    return source.problem(rule, what, mend, line, column, _WHY)
