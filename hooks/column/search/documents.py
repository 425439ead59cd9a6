"""The documents that a search can find, and the search files of the site.

Briefings are indexed by year, cases and the pages that are written by hand in one index of their own, so that a change
costs the index of one year. Finished indexes are cached under the key of their documents.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from column.content.library import Library
from column.model.any_article import AnyArticle
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.intents import Intents
from column.model.kinds import KIND_LABELS
from column.model.terms import Group, ScamType, Unit
from column.search import index
from column.search.index import SearchDocument, Segment
from column.search.words import published
from column.system import parallel
from column.system.cache import Cache
from column.system.fingerprint import Stat
from column.system.output_tree import Product
from column.text import markdown_html

FOLDER = "search/"
PAGES = "pages"
"""The name of the index of cases and pages; the others are named by their year."""
_BEFORE = 2
"""Indexes of the same name that are kept beside the one in use, for other branches and for going back."""

ExtraPage = tuple[str, str, str]
"""A page that MkDocs made: its address from the site's root, its title, its text with a line a block."""


def products(
    library: Library, extra_pages: Sequence[ExtraPage], intents: Intents, kept: Path
) -> Iterator[Product]:
    """The search files of a site. `kept`: the folder of the finished indexes."""
    parts = documents(library, extra_pages)
    cache = Cache(kept)
    keys = {name: f"{name}.{index.key(name, found)}" for name, found in parts.items()}
    there = cache.names()

    def make(share: Sequence[str]) -> None:
        for name in parallel.with_progress(share, "整理搜索索引", len(share)):
            _segment(name, parts[name], cache, keys[name])

    parallel.in_parallel([name for name, key in keys.items() if key not in there], make)
    if library.withdrawals:  # an index of before may hold what was removed since
        for old in cache.names() - set(keys.values()):
            cache.remove(old)
    segments = []
    for name, found in parts.items():
        segment = _segment(name, found, cache, keys[name])
        for at, block in enumerate(segment.blocks):
            yield _ready(f"{FOLDER}{segment.folder}/{at}.json", segment.folder, block)
        segments.append(index.bare(segment))
    firsts = index.cuts(segments)
    shards = list(index.shards(segments, firsts))
    folder = index.public_name(shards)
    for at, shard in enumerate(shards):
        yield _ready(f"{FOLDER}{folder}/{at}.txt", folder, shard)
    letters = frozenset().union(*(segment.letters for segment in segments))
    words = published(intents, {one.url: (one.title, _about_it(one)) for one in parts[PAGES]}, letters)
    known = index.public_name([words])
    yield _ready(f"{FOLDER}{known}/0.json", known, words)
    manifest = index.manifest(segments, known, folder, firsts)
    yield _ready(f"{FOLDER}manifest.json", index.public_name([manifest]), manifest)


def _about_it(page: SearchDocument) -> str:
    """A line that says what a page is for: the first of its text that is not its title."""
    return next((line for line in page.text.splitlines() if line != page.title), "")


def _ready(path: str, key: str, data: bytes) -> Product:
    return Product.single(path, key, lambda: data)


def _segment(name: str, found: Sequence[SearchDocument], cache: Cache, key: str) -> Segment:
    """The finished index of the documents: the one that is cached under the key, else made and saved there."""
    payload: bytes | None = cache.load(key, None)
    if payload is not None:
        return index.unpack(payload)
    segment = index.segment(name, found)
    cache.save(key, index.pack(segment))
    _remove_old(cache, name, key)
    return segment


def _remove_old(cache: Cache, name: str, current: str) -> None:
    """Remove all but the last few indexes of a name. Another build may be doing the same."""
    others = []
    for key in cache.names() - {current}:
        with suppress(FileNotFoundError):
            if key.startswith(f"{name}."):
                others.append((Stat.of(cache.folder / key).modified, key))
    for _, key in sorted(others, reverse=True)[_BEFORE:]:
        cache.remove(key)


def documents(
    library: Library, extra_pages: Iterable[ExtraPage] = ()
) -> Mapping[str, Sequence[SearchDocument]]:
    """The documents by index. In each, those without a day come first, then the oldest."""
    words = library.vocabulary
    parts: dict[str, list[SearchDocument]] = defaultdict(list)
    parts[PAGES] += (_group(group) for group in words.groups.records)
    parts[PAGES] += (_scam(scam) for scam in words.scams.records)
    parts[PAGES] += (_unit(unit) for unit in words.units.records)
    parts[PAGES] += (_page(*page) for page in extra_pages)
    for article in reversed(library.articles):
        if isinstance(article, Case):
            parts[PAGES].append(_case(article))
        else:
            parts[str(article.date.year)].append(_briefing(article, library))
    return dict(sorted(parts.items(), key=lambda part: (part[0] != PAGES, part[0])))


def _briefing(article: Briefing, library: Library) -> SearchDocument:
    filters = [("unit", article.unit.name), *_about(article, library.scams_of(article))]
    names = (article.unit.name, article.place)
    return _article(article, "所队快讯", article.unit.name, names, filters, (article.text,))


def _case(article: Case) -> SearchDocument:
    said = article.video.words if article.video else ()
    text = (article.text, *article.signs, *article.tips, *said)
    names = (article.scam.name, article.area)
    return _article(
        article, KIND_LABELS[article.kind], article.scam.name, names, _about(article, (article.scam,)), text
    )


def _about(article: AnyArticle, scams: Iterable[ScamType]) -> list[tuple[str, str]]:
    return [*(("scam", scam.name) for scam in scams), *(("group", group.name) for group in article.groups)]


def _article(
    article: AnyArticle,
    kind: str,
    label: str,
    names: Iterable[str],
    filters: Iterable[tuple[str, str]],
    text: Iterable[str],
) -> SearchDocument:
    return SearchDocument(
        url=article.url,
        title=article.title,
        text=_joined((*text, article.correction)),
        kind=kind,
        label=label,
        day=article.date,
        names=tuple(filter(None, names)),
        filters=(("kind", kind), *filters),
        sample=article.sample,
        review_by=article.review_by if isinstance(article, Case) else None,
    )


def _group(group: Group) -> SearchDocument:
    text = _joined((group.slogan, group.summary, markdown_html.plain(group.body), *group.tell))
    return _guide(f"groups/{group.id}/", group.name, text, group.also, "group")


def _scam(scam: ScamType) -> SearchDocument:
    said = tuple(re.split("[\u3001\uff08\uff09]", scam.said))
    script = (word for line in scam.script for word in (line.say, line.flaw))
    text = _joined(
        (
            *(scam.slogan, scam.summary, *scam.signs, *scam.tips, *script, *scam.stages),
            markdown_html.plain(scam.body),
        )
    )
    return _guide(f"scams/{scam.id}/", scam.name, text, (*filter(None, said), *scam.also), "scam")


def _guide(url: str, name: str, text: str, also: tuple[str, ...], filter: str) -> SearchDocument:
    kind = "防骗指南"
    return SearchDocument(url, name, text, kind, "", None, also, (("kind", kind), (filter, name)))


def _unit(unit: Unit) -> SearchDocument:
    about = _joined((f"{unit.name}发布的反诈宣传简报", unit.address, unit.phone, "、".join(unit.towns)))
    return _page(f"units/{unit.id}/", unit.name, about)


def _page(url: str, title: str, text: str) -> SearchDocument:
    kind = "网站页面"
    return SearchDocument(url, title, text, kind, "", None, (), (("kind", kind),))


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(filter(None, lines))
