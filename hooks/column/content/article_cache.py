"""Cache of parsed articles in `.cache/articles/`, keyed by the content of their files.

An article is parsed anew where its Markdown, one of its photos or films, the vocabulary, the settings or the code has
changed. Files in the same state (`Stat`) count as the same; where it differs (a fresh checkout), their bytes decide.
The unit of work is the month in which an article's folder lies: its parse results are one value, its bodies another,
of which only those of a few months are in memory. A body that is not there as its record says is parsed from its source.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath

import msgspec

from column.content import articles
from column.content.articles import Judge, Parsed
from column.content.attachments import PHOTO, Attachment
from column.content.discovery import MEDIA, TEXTS, VIDEO, Found
from column.content.recordings import AUDIO
from column.content.stored import Stamp, Storage, StoredArticle
from column.content.taxonomies import Vocabulary
from column.media import films, photos
from column.media.photo_sizes import PhotoSizes, Sizes
from column.model.article import Body, Prose
from column.model.attachments import TextFile
from column.system import parallel
from column.system.cache import Cache
from column.system.fingerprint import Stat

StoredBody = tuple[str, str, str]
"""The digest of the article's files, its HTML, its text."""

_WORTH = 100
"""Articles that a second process pays for."""
_MONTHS = 4
"""Months whose bodies are in memory: pages, feeds and search take them month by month."""


class _Bodies:
    """The stored bodies. `parse`: gives a body from its source."""

    def __init__(self, cache: Cache, parse: Callable[[str], Body]) -> None:
        self._cache, self.parse = cache, parse
        self.month = lru_cache(_MONTHS)(self._month)

    def _month(self, month: str) -> dict[str, StoredBody]:
        empty: dict[str, StoredBody] = {}
        return self._cache.load(f"{month}.bodies", empty)


class _LazyBody:
    """A stored body, loaded with those of its month when somebody asks for it."""

    __slots__ = ("_bodies", "_digest", "_path")

    def __init__(self, path: str, digest: str, bodies: _Bodies) -> None:
        self._path, self._digest, self._bodies = path, digest, bodies

    def _found(self) -> Body:
        digest, *body = self._bodies.month(_month(self._path)).get(self._path, ("",))
        return Prose(*body) if digest == self._digest else self._bodies.parse(self._path)

    @property
    def html(self) -> str:
        return self._found().html

    @property
    def text(self) -> str:
        return self._found().text


@dataclass(frozen=True)
class _Share:
    """What one process has parsed: the stored results of each of its months, and sizes of photos."""

    months: Mapping[str, bytes]
    sizes: Sizes


class ArticleCache:
    """The cache of the project below `root`. `version` names all that a parse result depends on beside its files: code,
    settings, vocabulary."""

    def __init__(self, root: Path, words: Vocabulary, version: str) -> None:
        self._root, self._words = root, words
        self._cache = Cache(root / ".cache" / "articles", version)

    @cached_property
    def _sizes(self) -> PhotoSizes:
        return PhotoSizes(self._root / ".cache" / "pictures")

    @cached_property
    def _storage(self) -> Storage:
        return Storage(self._words)

    def read(self, found: Sequence[Found], judge: Judge) -> list[Parsed]:
        """Every article that was found; those that are not cached are parsed now, on all processors."""
        places = {place.path: place for place in found}
        bodies = _Bodies(self._cache, lambda path: self._body(places[path], judge))
        months: dict[str, list[Found]] = defaultdict(list)
        for place in found:
            months[_month(place.path)].append(place)
        parsed: dict[str, Parsed] = {}
        changed: dict[str, dict[str, StoredArticle]] = {}
        stale: dict[str, Stamp] = {}
        for month, several in months.items():
            known = {entry.path: entry for entry in self._storage.decode(self._cache.load(month, b""))}
            stamps = {place.path: self._stamp(place) for place in several}
            wrong = {
                path for path, stamp in stamps.items() if not known.get(path) or known[path].stamp != stamp
            }
            if wrong or len(known) > len(several):
                changed[month] = known
                stale |= {path: stamps[path] for path in wrong}
            else:
                parsed |= self._parsed(known.values(), bodies)
        for data in self._update(changed, months, stale, judge).values():
            parsed |= self._parsed(self._storage.decode(data), bodies)
        self._remove_months(months)
        return [parsed[path] for path in places]

    def parse(self, found: Sequence[Found], judge: Judge) -> list[Parsed]:
        """A few articles, without a look into the cache and without keeping them."""
        return [self._parse(place, *self._state(place), judge) for place in found]

    def _parsed(self, several: Iterable[StoredArticle], bodies: _Bodies) -> dict[str, Parsed]:
        return {
            entry.path: self._storage.parsed(entry, lambda path, digest: _LazyBody(path, digest, bodies))
            for entry in several
        }

    def _stamp(self, place: Found) -> Stamp:
        path = f"{self._root}/{place.path}"
        folder, _, name = path.rpartition("/")
        return tuple((file, *Stat.of(f"{folder}/{file}")) for file in (name, *place.beside))

    def _update(
        self,
        changed: Mapping[str, Mapping[str, StoredArticle]],
        months: Mapping[str, Sequence[Found]],
        stale: Mapping[str, Stamp],
        judge: Judge,
    ) -> dict[str, bytes]:
        """Parse what is `stale` in the months that have changed, and save these; gives their stored results."""

        def update(share: Sequence[str]) -> _Share:
            done = {}
            for month in parallel.with_progress(share, "读取文章（月）", len(share)):
                done[month] = self._save(month, changed[month], months[month], stale, judge)
            return _Share(done, self._sizes.found if stale else {})

        updated: dict[str, bytes] = {}
        for share in (
            parallel.in_parallel(list(changed), update, pays=len(stale) >= _WORTH) if changed else ()
        ):
            updated |= share.months
            if share.sizes:
                self._sizes.keep(share.sizes)
        return updated

    def _save(
        self,
        month: str,
        known: Mapping[str, StoredArticle],
        places: Sequence[Found],
        stale: Mapping[str, Stamp],
        judge: Judge,
    ) -> bytes:
        """Bring one month up to date. Its bodies are saved first: a record without its body costs time, not text."""
        none: dict[str, StoredBody] = {}
        kept = self._cache.load(f"{month}.bodies", none) if known else none
        entries: list[StoredArticle] = []
        bodies: dict[str, StoredBody] = {}
        for place in places:
            path, entry = place.path, known.get(place.path)
            if path in stale:
                digest, data, digests = self._state(place)
                if entry and entry.digest == digest:
                    entry = msgspec.structs.replace(entry, stamp=stale[path])
                else:
                    result = self._parse(place, digest, data, digests, judge)
                    entry = self._storage.stored(result, path, stale[path], digest)
                    if result.article:
                        bodies[path] = (digest, result.article.html, result.article.text)
            assert entry  # noqa: S101 - what is not stale is known
            entries.append(entry)
            if path not in bodies and path in kept:
                bodies[path] = kept[path]
        stored = self._storage.encode(entries)
        self._cache.save(f"{month}.bodies", bodies)
        self._cache.save(month, stored)
        return stored

    def _remove_months(self, months: Mapping[str, object]) -> None:
        """Remove the files of months without articles, and of older forms of the cache."""
        for name in self._cache.names():
            if name.removesuffix(".bodies") not in months:
                self._cache.remove(name)

    def _body(self, place: Found, judge: Judge) -> Body:
        article = self._parse(place, *self._state(place), judge).article
        return article.body if article else Prose("", "")

    def _parse(
        self, place: Found, digest: str, data: bytes, digests: Mapping[str, str], judge: Judge
    ) -> Parsed:
        return articles.parse(place, data, digest, self._beside(place, digests), self._words, judge)

    def _state(self, place: Found) -> tuple[str, bytes, Mapping[str, str]]:
        """The digest of all the article's files, its Markdown, the digests of its photos and films by name."""
        data = (self._root / place.path).read_bytes()
        digests = dict(self._media_digests(place))
        state = repr((place.path, place.beside, sorted(digests.items()))).encode() + data
        return hashlib.sha256(state).hexdigest(), data, digests

    def _media_digests(self, place: Found) -> Iterator[tuple[str, str]]:
        for name in place.beside:
            if PurePosixPath(name).suffix.lower() in MEDIA:
                with (self._root / place.path).with_name(name).open("rb") as file:
                    yield name, hashlib.file_digest(file, "sha256").hexdigest()

    def _beside(self, place: Found, digests: Mapping[str, str]) -> dict[str, Attachment]:
        """Each photo, film and text beside an article, or what is wrong with it."""
        seen: dict[str, Attachment] = {}
        for name, digest in digests.items():
            path = str(PurePosixPath(place.path).with_name(name))
            try:
                if films.is_film(name) or films.is_sound(name):
                    seen[name] = films.inspect(self._root / path)
                elif name.lower().endswith(TEXTS):
                    seen[name] = TextFile(name, digest, (self._root / path).read_bytes())
                else:
                    seen[name] = self._sizes.photo(self._root / path, digest)
            except films.FilmError as fault:
                seen[name] = (AUDIO if films.is_sound(name) else VIDEO).problem(path, fault.what, fault.mend)
            except photos.PhotoError as fault:
                seen[name] = PHOTO.problem(path, fault.what, fault.mend)
        return seen


def _month(path: str) -> str:
    """The year and month in the name of an article's folder or file, as `2025-04`."""
    return path.removesuffix("/index.md").rpartition("/")[2][:7]
