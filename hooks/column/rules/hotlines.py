"""Numbers and addresses that readers may take for the police's own, and links that lead to swindlers.

A county's police once printed another city's area code before 96110 and had to apologise, and domains that look
like 96110 exist: so the numbers to call are data (`extra.hotlines` in mkdocs.yml), and nothing else may be given
as one. 96110 shows as area code and number, never with 00; 12381 sends warnings and answers no call (工业和信息化部,
12381涉诈预警劝阻短信系统, 2021-07). What a text only warns of passes, and so do links that are defanged
(`hxxps://bad[.]example`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from column.model.records import Hotline, Problem
from column.parsing.source import Manuscript
from column.rules.privacy import findings as privacy
from column.rules.privacy.contact_details import emails
from column.text.digit_runs import before, plain, position, runs, windows
from column.text.prefilter import Sieve

FOREIGN, SILENT, LOOKALIKE, LIVE = "hotline-foreign", "hotline-12381", "hotline-lookalike", "link-live"

EMERGENCY = frozenset({"110", "119", "120", "122"})
"""Numbers of the state that are right everywhere (《电信网编号计划》)."""

_OWN = "求助电话只能用 mkdocs.yml 里 extra.hotlines 登记的号码"
_DIAL = r"(?:拨打|致电|回拨|拨通|热线|专线|(?:咨询|举报|报警|客服|服务|求助|联系|监督|劝阻|值班|中心|银行|官方)电话|电话(?=号码|[:：]))"
_NUMBER = r"(?:[48]00[- ]?\d{3}[- ]?\d{4}|[48]00[- ]?\d{4}[- ]?\d{3}|\d{3,8})"
_AND = r"[”\"」)）\]]?\s?(?:、|,|，|/|和|或者?|以及|及)\s?[“\"「(（]?"
_GIVEN = Sieve(
    rf"{_DIAL}(?:号码|电话)?[:：“\"「『(（\s是为]{{0,3}}(?P<list>{_NUMBER}(?:{_AND}{_NUMBER})*)"
    r"(?![\dA-Za-z*年月日份人个次余多%％元张条万起家户场点时:：])"
)
_NAMED = Sieve(
    r"(?P<list>\d{3,8})[”\"」]?(?:全国|统一|反诈|反诈骗|报警|举报|咨询|服务|预警|劝阻|求助|客服|公益){0,3}(?:热线|专线)"
)
_WARNED = re.compile(
    r"骗子|对方|诈骗分子|不法分子|嫌疑人|冒充|假冒|仿冒|伪装|伪造|自称|谎称|谨防|警惕|当心|不要|切勿|请勿|不能|不可|不会|千万别|假的|可疑"
)
_CODE_END = re.compile(r"[\d+)）]")
_BREAK = re.compile(r"[。!！?？;；\n]")

_TOP = (
    "com|cn|net|org|top|xyz|vip|cc|info|club|app|io|me|shop|site|online|tk|pw|ru|link|live|win|work|fun|icu|mobi|biz|tv|asia|ltd|store|"
    "tech|wang|ren|cyou|bond|cfd|buzz|space|website|pro|hk|tw|us|uk|jp|kr|la|so|im|in|co|gg|ly|sbs|lol|world|today|group|life|cloud|red|"
    "edu|gov|mil|中国|公司|网络|网址|政务"
)
_SCHEME = Sieve(
    r"(?<![A-Za-z])(?P<scheme>(?:https?|ftps?|wss?):(?://|\\\\)|(?<![:\w/\\])//(?=[A-Za-z0-9-]+\.))"
    r"(?P<rest>[^\s\"'“”‘’<>,，。;；!！、)）】》|`\]*\u4e00-\u9fff]+)",
    re.IGNORECASE,
)
_WWW = Sieve(r"(?<![A-Za-z0-9@./\[\]-])(?P<rest>www\.[a-z0-9-]+(?:\.[a-z0-9-]+)*)(?!\[)", re.IGNORECASE)
_BARE = Sieve(
    rf"(?<![A-Za-z0-9@._/\[\]-])(?P<rest>(?:[A-Za-z0-9](?:[A-Za-z0-9-]{{0,61}}[A-Za-z0-9])?\.){{1,6}}(?:{_TOP}))"
    r"(?![A-Za-z0-9-]|\.[A-Za-z0-9]|\[)",
    re.IGNORECASE,
)
_HAN = Sieve(
    r"(?<![A-Za-z0-9@._/\[\]-])(?P<rest>[\u4e00-\u9fff]{1,12}\.(?:com|cn|net|org|top|xyz|vip|cc|中国|公司|网络))(?![A-Za-z0-9-]|\[)"
)
_LINKS = (_SCHEME, _WWW, _BARE, _HAN)
_SHAPES = str.maketrans("oOQlLiI|zZ", "0001111122")
_LETTERED = Sieve(r"9[6bG][1lIi|]{2}[0oOQ](?![A-Za-z0-9])")


def _sentence(flat: str, start: int, end: int) -> str:
    begin = max(
        (stop.end() for stop in _BREAK.finditer(flat, max(0, start - 160), start)),
        default=max(0, start - 160),
    )
    stop = _BREAK.search(flat, end)
    return flat[begin : stop.start() if stop else len(flat)]


def _warned(flat: str, start: int, end: int) -> bool:
    """Whether the sentence speaks of a swindle, so that the number in it is not given as one to call."""
    return bool(_WARNED.search(_sentence(flat, start, end)))


@lru_cache(maxsize=8)
def digits(hotlines: tuple[Hotline, ...]) -> frozenset[str]:
    """The digits of all registered numbers, those on which nobody answers too."""
    return frozenset(re.sub(r"\D", "", plain(line.number)) for line in hotlines)


@lru_cache(maxsize=8)
def _prefixed(hotlines: tuple[Hotline, ...]) -> re.Pattern[str]:
    numbers = "|".join(sorted((n for n in digits(hotlines) | {"96110"} if len(n) > 3), key=len, reverse=True))
    return re.compile(
        r"(?<!\d)(?P<code>\+?\(?(?:00)?86\)?|00|\+|\(?0\d{2,3}\)?|[1-9]\d{2}(?=-))[\s\-—–·.转\")）]{0,3}"
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


def foreign(manuscript: Manuscript, hotlines: tuple[Hotline, ...]) -> Iterator[Problem]:
    """Numbers given as hotlines that are not registered: area codes, 00 and +86 before a hotline, and others."""
    text, flat = manuscript.text, plain(manuscript.text)
    known = digits(hotlines)
    mend = (
        "改成"
        + "、".join(line.number for line in hotlines if line.dial)
        + f"中的一个；{_OWN}，要用别的号码，请办公室核实后登记。"
    )
    spans: list[range] = []
    for start, end, code, number in _codes(text, hotlines):
        spans.append(range(start, end))
        written = flat[start:end]
        if code + number in known:
            continue
        if code in ("00", "0086", "86", ""):
            if not _warned(flat, start, end):
                what = f"“{written}”：{number}前面不会有 00 或 +86，有的都是假冒的。"
                yield _problem(manuscript, start, FOREIGN, what, f"只写{number}。")
        else:
            what = f"“{written}”：{number}前面的区号没有登记，可能是外地的。"
            yield _problem(manuscript, start, FOREIGN, what, f"只写{number}；{_OWN}。")
    private = privacy.hits(text, known)
    for pattern in (_GIVEN, _NAMED):
        for found in pattern.finditer(flat):
            if pattern is _NAMED and re.search(r"[\d\-.]$", before(flat, found.start(), 1)):
                continue
            for part in re.finditer(_NUMBER, found["list"]):
                start = found.start("list") + part.start()
                end = start + len(part[0])
                value = re.sub(r"\D", "", part[0])
                covered = any(start in span for span in spans) or any(
                    h.start < end and start < h.end for h in private
                )
                if value in known | EMERGENCY or covered or _warned(flat, found.start(), found.end()):
                    continue
                spans.append(range(start, end))
                yield _problem(manuscript, start, FOREIGN, f"“{part[0]}”不是登记的求助电话。", mend)


@lru_cache(maxsize=8)
def _calls(hotline: Hotline) -> re.Pattern[str]:
    """Where a number is given as one to call."""
    number = re.escape(hotline.number)
    return re.compile(
        r"(?:拨打|致电|回拨|拨通|打给|打电话给|打|咨询|联系)(?:电话|热线|专线)?[^,，。;；!！?？\n\u4e00-\u9fff]{0,3}"
        rf"(?:[\d\-]{{3,12}}[”\"」]?(?:、|,|，|/|和|或者?|以及|及)\s?[“\"「]?)*(?P<number>{number})(?!\d|短信|发|预警短信)"
        rf"|(?<!\d)(?P<named>{number})[”\"」]?(?:反诈|咨询|举报|报警|求助|劝阻|预警){{0,2}}(?:热线|专线|电话)"
    )


def silent(manuscript: Manuscript, hotlines: Sequence[Hotline]) -> Iterator[Problem]:
    """Numbers on which nobody answers (12381), given as numbers to call."""
    flat = plain(manuscript.text)
    for hotline in hotlines:
        if hotline.dial or hotline.number not in flat:
            continue
        for found in _calls(hotline).finditer(flat):
            name = "number" if found["number"] else "named"
            if not re.search(r"不|勿|别|无", before(flat, found.start(), 6)) and not re.match(
                r"[”\"」]?[^,，。;；\n]{0,6}(?:不能|不可|无法|不用|打不通|没有人接)",
                flat[found.end(name) : found.end(name) + 14],
            ):
                yield _problem(
                    manuscript,
                    found.start(name),
                    SILENT,
                    f"{hotline.number}只发短信，没有人接听，不能写成可以拨打的电话。",
                    f"写成“收到{hotline.number}的短信请停下来核实”；要拨打的写96110或110。",
                )


@dataclass(frozen=True, slots=True)
class Link:
    """A live address in a text: where it stands, its host in lower case, and itself defanged."""

    start: int
    end: int
    host: str
    defanged: str


@lru_cache(maxsize=16)
def links(text: str) -> tuple[Link, ...]:
    """Every address of the web that a reader or a phone could follow; what is defanged is none."""
    flat = plain(text)
    if "." not in flat and "//" not in flat:
        return ()
    found: list[Link] = []
    for pattern in _LINKS:
        for match in pattern.finditer(flat):
            start, end = match.span()
            rest = match["rest"].rstrip(".,:?!")
            if "[." in rest or any(link.start < end and start < link.end for link in found):
                continue
            host = re.split(r"[/\\?#:]", rest.rpartition("@")[2] if pattern is _SCHEME else rest)[0].lower()
            if "scheme" in match.groupdict() and not re.search(r"[.\w]", host):
                continue
            end = match.start("rest") + len(rest)
            scheme = match.groupdict().get("scheme") or ""
            defanged = re.sub(r"(?i)^http", "hxxp", scheme) + rest.replace(".", "[.]")
            found.append(Link(start, end, host, defanged))
    return tuple(sorted(found, key=lambda link: link.start))


def _official(host: str, own: str) -> bool:
    return (
        host == "gov.cn"
        or host.endswith((".gov.cn", ".政务"))
        or host == own
        or bool(own and host.endswith("." + own))
    )


def _key(manuscript: Manuscript, line: int) -> str:
    if line >= manuscript.body_line:
        return "body"
    return next((text.key for text in manuscript.lines() if text.number == line), "")


def live(manuscript: Manuscript, own: str) -> Iterator[Problem]:
    """Live addresses that are not the government's nor the site's own (`own` is its host)."""
    for link in _suspicious(manuscript, own):
        if not _resembles(link.host):
            yield _problem(
                manuscript,
                link.start,
                LIVE,
                f"这里有能点开的网址：{_concealed(link.defanged)}。",
                f"涉诈网址写成点不开的样子：{_concealed(link.defanged)}；用不着就删掉。",
                "涉诈网址能点开就会害人；政府网站（.gov.cn）以外的网址可能被改作他用",
            )


def _suspicious(manuscript: Manuscript, own: str) -> Iterator[Link]:
    for link in links(manuscript.text):
        mail = "//" not in link.defanged and any(
            hit.start < link.end and link.start < hit.end for hit in emails(manuscript.text)
        )
        if mail or _official(link.host, own):
            continue
        if _key(manuscript, position(manuscript.text, link.start)[0]) != "video":
            yield link


def _concealed(text: str) -> str:
    return privacy.mended(text, 0, len(text))


def _resembles(host: str) -> bool:
    shape = host.translate(_SHAPES).replace("-", "").replace(".", "")
    return "96110" in shape or "12381" in shape


def lookalikes(manuscript: Manuscript, own: str) -> Iterator[Problem]:
    """Domains and spellings that pass for 96110 or 12381."""
    flat = plain(manuscript.text)
    for link in _suspicious(manuscript, own):
        if _resembles(link.host):
            what = f"“{_concealed(link.defanged)}”看起来像反诈专线，却不是政府网站的域名。"
            yield _problem(
                manuscript, link.start, LOOKALIKE, what, f"删掉；确需提醒时写成 {_concealed(link.defanged)}。"
            )
    for found in _LETTERED.finditer(flat):
        alone = not re.search(r"[A-Za-z0-9.\]]$", before(flat, found.start(), 1)) and flat[found.end() :][
            :1
        ] not in (".", "[")
        if alone and not found[0].isdigit() and not _warned(flat, found.start(), found.end()):
            what = f"“{found[0]}”里混有字母，不是96110。"
            yield _problem(manuscript, found.start(), LOOKALIKE, what, "改为 96110。")


def _problem(manuscript: Manuscript, place: int, rule: str, what: str, mend: str, why: str = "") -> Problem:
    line, column = position(manuscript.text, place)
    reason = "求助电话全站只有一份：110 报警，96110 咨询和劝阻，12381 只发短信；写错一位，群众就打到别处去了"
    return Problem(manuscript.path, line, column, rule, what, mend, why or reason)
