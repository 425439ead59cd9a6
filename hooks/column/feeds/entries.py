"""From an article to a feed entry: its permanent id, its moments, its full text.

An entry is the same in every feed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from hashlib import blake2b
from urllib.parse import urljoin
from zlib import crc32

from column.feeds.model import Category, Enclosure, Entry, Origin, Recorded
from column.media import variants
from column.model.any_article import AnyArticle
from column.model.article import BEIJING
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.kinds import KIND_LABELS
from column.model.terms import ScamType
from column.settings.records import Feeds, Settings
from column.system.cache_keys import key_of
from column.text.placeholders import HERE

SAMPLE = "【示例】"
OUTDATED = "可能过时"

_HOUR = 3600
_SECOND = timedelta(seconds=1)
# Not allowed in XML 1.0 (2.2, Char), or warned of by the W3C validator (C1 controls, U+FFFD), or noncharacters.
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_MARKED = re.compile(r'<([a-z][a-z0-9]*)((?:\s+[\w:-]+="[^"]*")+)\s*/?>')
_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
_BACK = re.compile(r"<a\b[^>]*\bfootnote-backref\b[^>]*>.*?</a>", re.S)
_PUBLISHED_WIDTH = re.compile(r"-(\d+)\.jpg$")  # of `markdown_html.filename`
_ADMONITION = re.compile(r'<p class="admonition-title">(.*?)</p>', re.S)
# What only the site's own pages can use: its style sheet, its scripts, its anchors, its several picture sizes.
_SITE_ONLY = {"class", "id", "rel", "srcset", "sizes", "loading", "decoding"}


@dataclass(frozen=True, slots=True)
class Moments:
    published: datetime
    updated: datetime


@dataclass(frozen=True)
class EntryInputs:
    """What an entry is made from: the article, the scam types that it is about, the address of its cover from the site's
    root, and the feed that it comes from."""

    article: AnyArticle
    scams: tuple[ScamType, ...]
    moments: Moments
    cover: str
    origin: Origin

    @property
    def id(self) -> str:
        return self.article.id

    @cached_property
    def key(self) -> str:
        """Differs where the inputs differ; every document with the entry asks for it."""
        return blake2b(key_of(self).encode(), digest_size=16).hexdigest()


def clean(text: str) -> str:
    """`text` without the characters that a feed cannot carry."""
    if "\ufffd" not in text and text.replace("\n", "").isprintable():
        return text  # so nearly always, and twenty times faster
    return _UNFIT.sub("", text)


def label(text: str) -> str:
    """A title or name in one line that no reader can take for HTML: RSS 2.0 does not say which of the two a title
    is, so what looks like a tag or an entity is written with full-width signs."""
    line = " ".join(clean(text).split())
    if "<" in line or ">" in line:
        line = line.replace("<", "＜").replace(">", "＞")
    return re.sub(r"&(?=#?\w+;)", "＆", line) if "&" in line else line


def permanent(article: AnyArticle) -> str:
    """The article's first id, with its kind before it: what it is known by, whatever it is called later."""
    first = article.aliases[0] if article.aliases else article.id
    return f"{'briefings' if isinstance(article, Briefing) else 'cases'}/{first}"


def tag(feeds: Feeds, name: str) -> str:
    """A `tag:` URI (RFC 4151, 2.1): who names, since when, and the name. It holds nothing that ever changes."""
    return f"tag:{feeds.authority},{feeds.since.isoformat()}:{name}"


def moments(articles: Iterable[AnyArticle]) -> Mapping[str, Moments]:
    """When each article was published and last corrected, by its id; no two at the same second.

    Readers sort by these times, and two equal ones would fall in any order. Where only the day is known, the first
    hour of that day is parted by a hash of the permanent id, so that other articles do not move it; where two
    fall together the next free second is taken, in the order of the ids.
    """
    ordered = sorted(
        articles,
        key=lambda article: (
            article.time is None,
            article.date,
            article.time or time.min,
            permanent(article),
        ),
    )
    taken: set[datetime] = set()
    published = {
        article.id: _free(article.published + _spread(article, article.time is None), taken)
        for article in ordered
    }
    corrected = {
        article.id: article.updated
        for article in ordered
        if article.updated and article.updated >= article.date
    }
    taken = {moment for id, moment in published.items() if id not in corrected}
    updated = dict(published)
    for article in ordered:
        if day := corrected.get(article.id):
            earliest = max(datetime.combine(day, time(), BEIJING), published[article.id] + _SECOND)
            updated[article.id] = _free(earliest + _spread(article, True), taken)
    return {article.id: Moments(published[article.id], updated[article.id]) for article in ordered}


def _spread(article: AnyArticle, apply: bool) -> timedelta:
    return timedelta(seconds=crc32(permanent(article).encode()) % _HOUR if apply else 0)


def _free(moment: datetime, taken: set[datetime]) -> datetime:
    while moment in taken:
        moment += _SECOND
    taken.add(moment)
    return moment


def entry(inputs: EntryInputs, site: Settings, cover: Enclosure) -> Entry:
    """`cover`: the file at the address of the cover."""
    article = inputs.article
    link = site.url + article.url
    return Entry(
        tag=tag(site.feeds, permanent(article)),
        link=link,
        title=_marked(article, label(article.title)),
        short_title=_marked(article, label(article.short_title)) if article.short_title else "",
        summary=_marked(article, " ".join(clean(article.summary).split())),
        html=content(article, link),
        author=label(article.unit.name if isinstance(article, Briefing) else article.source),
        published=inputs.moments.published,
        updated=inputs.moments.updated,
        categories=tuple(_categories(article, inputs.scams)),
        cover=cover,
        picture=site.url + cover.url_path,
        origin=inputs.origin,
        recorded=_recorded(article, link),
    )


def _recorded(article: AnyArticle, link: str) -> Recorded | None:
    """The film of an article, else its recording. Of a film elsewhere nobody knows the length that a feed has to tell."""
    video = article.video if isinstance(article, Case) else None
    film = (video and video.film) or article.audio
    if not film:
        return None
    seconds = max(1, round(film.seconds))
    return Recorded(link + film.filename, film.length, film.type, seconds, film.width, film.height)


def _marked(article: AnyArticle, text: str) -> str:
    return SAMPLE + text if article.sample and not text.startswith(SAMPLE) else text


def _categories(article: AnyArticle, scams: Iterable[ScamType]) -> Iterable[Category]:
    kind = article.kind.value if isinstance(article, Case) else article.kind
    yield Category("kind", kind, KIND_LABELS[kind])
    for group in article.groups:
        yield Category("group", group.id, label(group.name))
    for scam in scams:
        yield Category("scam", scam.id, label(scam.name))
    if isinstance(article, Briefing):
        yield Category("venue", article.venue.id, label(article.venue.name))
        yield Category("unit", article.unit.id, label(article.unit.name))
    if article.sample:
        yield Category("sample", "true", "示例")
    if isinstance(article, Case) and article.outdated:
        yield Category("outdated", "true", OUTDATED)


def content(article: AnyArticle, link: str) -> str:
    """The full text as HTML that stands on its own: `link` is the article's page, which addresses are made
    absolute against. A correction comes first, then what a reader has to know of a case, then the text."""
    parts = []
    if article.sample:
        parts.append(f"<p><strong>{SAMPLE}</strong>这是示例文章，写的不是真实发生的事，请不要转发。</p>")
    if article.correction:
        day = (
            f"（{article.updated.year}年{article.updated.month}月{article.updated.day}日）"
            if article.updated
            else ""
        )
        parts.append(f"<p><strong>更正{day}：</strong>{html.escape(article.correction, quote=False)}</p>")
    if isinstance(article, Case):
        if article.outdated:
            parts.append(
                f"<p><strong>{OUTDATED}：</strong>本文已过复核日期，骗局可能有了新变化，请以最新风险提示为准。</p>"
            )
        parts += _list("识别要点", article.signs) + _list("防范提示", article.tips) + _film(article, link)
        parts += ["<h2>详细情况</h2>"] if not article.html.lstrip().startswith("<h2") else []
    parts.append(_standalone(article.html, link))
    return clean("\n".join(parts))


def _list(name: str, lines: Iterable[str]) -> list[str]:
    rows = "".join(f"<li>{html.escape(line, quote=False)}</li>" for line in lines)
    return [f"<h2>{name}</h2>", f"<ul>{rows}</ul>"] if rows else []


def _film(case: Case, link: str) -> list[str]:
    """What stands for a film where it cannot play: its poster, where to watch it, what it says."""
    video = case.video
    if not video:
        return []
    parts = []
    if poster := video.poster:
        width = variants.published(poster)[0]
        height = round(poster.height * width / poster.width)
        parts.append(
            f'<p><img src="{link}{variants.filename(poster, width)}" width="{width}" height="{height}" alt="视频的封面"></p>'
        )
    parts.append("<p><strong>▶ 视频请在原文观看</strong></p>")
    if video.words:
        parts.append("<h2>视频的文字稿</h2>")
        parts += [f"<p>{html.escape(line, quote=False)}</p>" for line in video.words]
    return parts


def _standalone(body: str, link: str) -> str:
    """Sanitised HTML without what only the site can use, its addresses absolute."""
    if '="' not in body:
        return body

    def element(found: re.Match[str]) -> str:
        given = {name: value for name, value in _ATTRIBUTE.findall(found[2]) if name not in _SITE_ONLY}
        if found[1] == "img":
            given |= _size(given)
        for name in given.keys() & {"href", "src"}:
            given[name] = _absolute(given[name], link)
        attributes = "".join(f' {name}="{value}"' for name, value in given.items())
        return f"<{found[1]}{attributes}>"

    return _MARKED.sub(element, _ADMONITION.sub(r"<p><strong>\1</strong></p>", _BACK.sub("", body)))


def _size(image: Mapping[str, str]) -> Mapping[str, str]:
    """The size in pixels of the one file that is left of a picture that the page has in several sizes."""
    file = _PUBLISHED_WIDTH.search(image.get("src", ""))
    if not file or not image.get("width", "").isdecimal() or not image.get("height", "").isdecimal():
        return {}
    width = int(file[1])
    return {"width": str(width), "height": str(round(int(image["height"]) * width / int(image["width"])))}


def _absolute(address: str, link: str) -> str:
    if address.startswith(HERE):
        return link + address.removeprefix(HERE)
    return html.escape(urljoin(link, html.unescape(address)))
