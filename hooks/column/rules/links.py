"""Addresses that readers or phones can follow, and those that pass for the anti-fraud lines.

Links lead to swindlers unless they are the government's or the site's own; what is defanged (`hxxps://bad[.]example`)
passes. Domains that look like 96110 exist.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from column.model.problems import Problem, Rule
from column.parsing.source import Source
from column.rules.hotlines import is_warned
from column.rules.privacy import personal_data
from column.rules.privacy.contact_details import emails
from column.text.digit_runs import before, plain, position
from column.text.prefilter import FilteredPattern

_PART = "求助电话和网址"
_WHY = "求助电话全站只有一份：110 报警，96110 咨询和劝阻，12381 只发短信；写错一位，群众就打到别处去了"

LOOKALIKE = Rule(
    id="hotline-lookalike",
    title="仿冒反诈专线的号码和域名",
    part=_PART,
    source="已有与96110相像的域名出现",
    bad="详见96110-fanzha.example.com",
    good="详见本局网站",
    excusable=True,
)
LIVE = Rule(
    id="link-live",
    title="能点开的网址",
    part=_PART,
    source="涉诈网址能点开就会害人；只有 .gov.cn 和本站的网址可以照写",
    bad="骗子发来链接 https://bad.example.com/login",
    good="骗子发来链接 hxxps://bad[.]example[.]com/login",
    excusable=True,
)
VIDEO_HOST = Rule(
    id="video-host",
    title="视频放在没有登记的网站上",
    part=_PART,
    source="“观看视频”是页面上的按钮，和链接一样能把人带走；网站登记在 mkdocs.yml 的 extra.media_hosts",
    bad="视频: https://video.example.com/film.mp4",
    good="视频: film.mp4",
    excusable=True,
)
RULES = (LOOKALIKE, LIVE, VIDEO_HOST)

_KNOWN = {
    "people.com.cn": "人民网",
    "people.cn": "人民网",
    "xinhuanet.com": "新华网",
    "news.cn": "新华网",
    "cctv.com": "央视网",
    "cctv.cn": "央视网",
    "chinanews.com.cn": "中国新闻网",
    "chinapeace.org.cn": "中国长安网",
    "legaldaily.com.cn": "法治网",
    "cpd.com.cn": "中国警察网",
    "12377.cn": "中央网信办举报中心",
    "xuexi.cn": "学习强国",
    "mp.weixin.qq.com": "微信公众号",
}
"""Hosts of what a briefing may quote: its links can be excused, and the message says how."""

_TOP = (
    "com|cn|net|org|top|xyz|vip|cc|info|club|app|io|me|shop|site|online|tk|pw|ru|link|live|win|work|fun|icu|mobi|biz|tv|asia|ltd|store|"
    "tech|wang|ren|cyou|bond|cfd|buzz|space|website|pro|hk|tw|us|uk|jp|kr|la|so|im|in|co|gg|ly|sbs|lol|world|today|group|life|cloud|red|"
    "edu|gov|mil|中国|公司|网络|网址|政务"
)
_SCHEME = FilteredPattern(
    r"(?<![A-Za-z])(?P<scheme>(?:https?|ftps?|wss?):(?://|\\\\)|(?<![:\w/\\])//(?=[A-Za-z0-9-]+\.))"
    r"(?P<rest>[^\s\"'“”‘’<>,，。;；!！、)）】》|`\]*\u4e00-\u9fff]+)",
    re.IGNORECASE,
)
_WWW = FilteredPattern(
    r"(?<![A-Za-z0-9@./\[\]-])(?P<rest>www\.[a-z0-9-]+(?:\.[a-z0-9-]+)*)(?!\[)", re.IGNORECASE
)
_BARE = FilteredPattern(
    rf"(?<![A-Za-z0-9@._/\[\]-])(?P<rest>(?:[A-Za-z0-9](?:[A-Za-z0-9-]{{0,61}}[A-Za-z0-9])?\.){{1,6}}(?:{_TOP}))"
    r"(?![A-Za-z0-9-]|\.[A-Za-z0-9]|\[)",
    re.IGNORECASE,
)
_HAN = FilteredPattern(
    r"(?<![A-Za-z0-9@._/\[\]-])(?P<rest>[\u4e00-\u9fff]{1,12}\.(?:com|cn|net|org|top|xyz|vip|cc|中国|公司|网络))(?![A-Za-z0-9-]|\[)"
)
_LINKS = (_SCHEME, _WWW, _BARE, _HAN)
_SHAPES = str.maketrans("oOQlLiI|zZ", "0001111122")
_LETTERED = FilteredPattern(r"9[6bG][1lIi|]{2}[0oOQ](?![A-Za-z0-9])")


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
        others = sorted((link.start, link.end) for link in found)
        for match in pattern.finditer(flat):
            start, end = match.span()
            rest = match["rest"].rstrip(".,:?!")
            if "[." in rest or _overlaps(others, start, end):
                continue
            host = re.split(r"[/\\?#:]", rest.rpartition("@")[2] if pattern is _SCHEME else rest)[0].lower()
            if "scheme" in match.groupdict() and not re.search(r"[.\w]", host):
                continue
            end = match.start("rest") + len(rest)
            scheme = match.groupdict().get("scheme") or ""
            defanged = re.sub(r"(?i)^http", "hxxp", scheme) + rest.replace(".", "[.]")
            found.append(Link(start, end, host, defanged))
    return tuple(sorted(found, key=lambda link: link.start))


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the spans, which are in order and lie apart, shares a place with `start` to `end`."""
    at = bisect_left(spans, (end, 0))
    return at > 0 and spans[at - 1][1] > start


def _official(host: str, own: str) -> bool:
    return host == "gov.cn" or host.endswith((".gov.cn", ".政务")) or _within(host, own)


def _within(host: str, domain: str) -> bool:
    return bool(domain) and (host == domain or host.endswith("." + domain))


def _key(source: Source, line: int) -> str:
    if line >= source.body_line:
        return "body"
    return next((text.key for text in source.lines() if text.number == line), "")


def live(source: Source, own: str, media: Sequence[str] = ()) -> Iterator[Problem]:
    """Live addresses that are not the government's nor the site's own (`own` is its host), and films on hosts that are
    not in `media` either."""
    for link in _suspicious(source, own):
        if _resembles(link.host):
            continue
        at = position(source.text, link.start)
        why = "涉诈网址能点开就会害人；政府网站（.gov.cn）以外的网址可能被改作他用"
        if _key(source, at[0]) == "video":
            if not any(_within(link.host, host) for host in media):
                what = f"视频在 {_concealed(link.host)} 上，这个网站没有登记，读者点开就离开了本站。"
                mend = (
                    "把视频文件放到 index.md 旁边，这一行只写文件名；"
                    "确要用这个网站，请办公室核实后把域名写进 mkdocs.yml 的 extra.media_hosts。"
                )
                yield source.problem(VIDEO_HOST, what, mend, *at, why)
        else:
            what = f"这里有能点开的网址：{_concealed(link.defanged)}。"
            mend = f"涉诈网址写成点不开的样子：{_concealed(link.defanged)}；用不着就删掉。"
            if name := next((name for known, name in _KNOWN.items() if _within(link.host, known)), ""):
                mend = (
                    f"是{name}的文章、确要保留的，打开核对以后在信息栏里写上豁免：“豁免:”下面一行写“- 规则: {LIVE.id}”，"
                    f"再下一行对齐写“理由: ……”。{mend}"
                )
            yield source.problem(LIVE, what, mend, *at, why)


def _suspicious(source: Source, own: str) -> Iterator[Link]:
    found = links(source.text)
    mails = [(hit.start, hit.end) for hit in emails(source.text)] if found else []
    for link in found:
        mail = "//" not in link.defanged and _overlaps(mails, link.start, link.end)
        if not mail and not _official(link.host, own):
            yield link


def _concealed(text: str) -> str:
    return personal_data.mended(text, 0, len(text))


def _resembles(host: str) -> bool:
    shape = host.translate(_SHAPES).replace("-", "").replace(".", "")
    return "96110" in shape or "12381" in shape


def lookalikes(source: Source, own: str) -> Iterator[Problem]:
    """Domains and spellings that pass for 96110 or 12381."""
    flat = plain(source.text)
    for link in _suspicious(source, own):
        if _resembles(link.host):
            what = f"“{_concealed(link.defanged)}”看起来像反诈专线，却不是政府网站的域名。"
            mend = f"删掉；确需提醒时写成 {_concealed(link.defanged)}。"
            yield source.problem(LOOKALIKE, what, mend, *position(source.text, link.start), _WHY)
    for found in _LETTERED.finditer(flat):
        alone = not re.search(r"[A-Za-z0-9.\]]$", before(flat, found.start(), 1)) and flat[found.end() :][
            :1
        ] not in (".", "[")
        if alone and not found[0].isdigit() and not is_warned(flat, found.start(), found.end()):
            what = f"“{found[0]}”里混有字母，不是96110。"
            yield source.problem(LOOKALIKE, what, "改为 96110。", *position(flat, found.start()), _WHY)
