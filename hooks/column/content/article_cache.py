"""Cache of parsed articles in `.cache/articles/`, keyed by the content of their files.

An article is parsed anew where its Markdown, one of its photos or films, the vocabulary, the settings or the code has
changed. Files in the same state (`Stat`) count as the same; where it differs (a fresh checkout), their bytes decide.
All articles lie in one value as rows (`codec`); their bodies in chunks, each loaded when somebody asks for one of its
bodies, so that a change costs the index and a chunk. A chunk is named by what is in it, and is never written again; a
body that is not there as the index says is parsed from its source.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from column.content import articles, codec
from column.content.articles import Judge, Parsed
from column.content.attachments import PHOTO, Attachment
from column.content.codec import Row
from column.content.discovery import VIDEO, Found
from column.content.taxonomies import Vocabulary
from column.media import films, photos
from column.media.photo_sizes import PhotoSizes, Sizes
from column.model.article import Body, Prose
from column.system import parallel
from column.system.cache import Cache
from column.system.fingerprint import Stat

Stamp = tuple[tuple[str, int, int, int, int], ...]
"""Of each file of an article: its name and `Stat`, as plain values."""
Entry = tuple[Stamp, str, Row]
"""The state of an article's files by `Stat`, their digest by content, and the parse result."""
StoredBody = tuple[str, str, str]
"""The digest of the article's files, its HTML, its text."""

CHUNKS = 64
_INDEX = "index"
_WORTH = 100
"""Articles that a second process pays for."""


class _Chunk:
    """The bodies of some articles by path, loaded when the first is asked for. `parse`: gives a body from its source."""

    def __init__(self, cache: Cache, name: str, parse: Callable[[str], Body]) -> None:
        self._cache, self._name, self.parse = cache, name, parse

    @cached_property
    def bodies(self) -> dict[str, StoredBody]:
        return self._cache.load(self._name, {})


class _LazyBody:
    """A body in a chunk."""

    __slots__ = ("_chunk", "_digest", "_path")

    def __init__(self, path: str, digest: str, chunk: _Chunk) -> None:
        self._path, self._digest, self._chunk = path, digest, chunk

    def _found(self) -> Body:
        digest, *body = self._chunk.bodies.get(self._path, ("",))
        return Prose(*body) if digest == self._digest else self._chunk.parse(self._path)

    @property
    def html(self) -> str:
        return self._found().html

    @property
    def text(self) -> str:
        return self._found().text


@dataclass(frozen=True)
class _Share:
    """What one process has parsed: entries by path, names of the chunks it has written by number, sizes of photos."""

    entries: Mapping[str, Entry]
    chunks: Mapping[int, str]
    sizes: Sizes


class ArticleCache:
    """The cache of the project below `root`. `version` names all that a parse result depends on beside its files: code,
    settings, vocabulary."""

    def __init__(self, root: Path, words: Vocabulary, version: str) -> None:
        self._root, self._words, self._version = root, words, version
        self._cache = Cache(root / ".cache" / "articles", version)
        self._entries: dict[str, Entry] = {}
        self._chunks: dict[int, str] = {}

    @cached_property
    def _sizes(self) -> PhotoSizes:
        return PhotoSizes(self._root / ".cache" / "pictures")

    def read(self, found: Sequence[Found], judge: Judge) -> list[Parsed]:
        """Every article that was found; those that are not cached are parsed now, on all processors."""
        empty: tuple[dict[int, str], dict[str, Entry]] = ({}, {})
        self._chunks, self._entries = self._cache.load(_INDEX, empty)
        stamps = {place.path: self._stamp(place) for place in found}
        stale = [place for place in found if not self._current(place.path, stamps[place.path])]
        gone = self._entries.keys() - stamps.keys()
        for path in gone:
            del self._entries[path]
        if stale:
            self._update(stale, stamps, judge)
        if stale or gone:
            self._save()
        parsed = list(self._parsed(found, judge))
        self._entries = {}
        return parsed

    def parse(self, found: Sequence[Found], judge: Judge) -> list[Parsed]:
        """A few articles, without a look into the cache and without keeping them."""
        return [self._parse(place, judge) for place in found]

    def _current(self, path: str, stamp: Stamp) -> bool:
        entry = self._entries.get(path)
        return entry is not None and entry[0] == stamp

    def _stamp(self, place: Found) -> Stamp:
        path = f"{self._root}/{place.path}"
        folder, _, name = path.rpartition("/")
        return tuple((file, *Stat.of(f"{folder}/{file}")) for file in (name, *place.beside))

    def _update(self, stale: Sequence[Found], stamps: Mapping[str, Stamp], judge: Judge) -> None:
        """Parse what is stale; the process that parses an article parses all of its chunk."""
        parts: dict[int, list[Found]] = defaultdict(list)
        for place in stale:
            parts[_number(place.path)].append(place)

        def parse(share: Sequence[Sequence[Found]]) -> _Share:
            entries: dict[str, Entry] = {}
            changed: dict[int, dict[str, StoredBody]] = defaultdict(dict)
            places = [place for part in share for place in part]
            for place in parallel.with_progress(places, "读取文章", len(places)):
                digest, data, digests = self._state(place)
                entry = self._entries.get(place.path)
                if entry and entry[1] == digest:
                    entries[place.path] = (stamps[place.path], digest, entry[2])
                    continue
                parsed = articles.parse(place, data, digest, self._beside(place, digests), self._words, judge)
                entries[place.path] = (stamps[place.path], digest, codec.row(parsed))
                if parsed.article:
                    body = (digest, parsed.article.html, parsed.article.text)
                    changed[_number(place.path)][place.path] = body
            chunks = {number: self._save_chunk(number, bodies) for number, bodies in changed.items()}
            return _Share(entries, chunks, self._sizes.found)

        for share in parallel.in_parallel(list(parts.values()), parse, pays=len(stale) >= _WORTH):
            self._entries |= share.entries
            self._chunks |= share.chunks
            self._sizes.keep(share.sizes)

    def _save_chunk(self, number: int, changed: Mapping[str, StoredBody]) -> str:
        """Save a chunk with the bodies that have changed and those that have not; gives its name."""
        cached = self._chunk(number, lambda path: Prose("", "")).bodies if number in self._chunks else {}
        bodies = {path: body for path, body in cached.items() if path in self._entries} | dict(changed)
        held = repr((self._version, sorted((path, digest) for path, (digest, _, _) in bodies.items())))
        name = f"{number:02}.{hashlib.blake2b(held.encode(), digest_size=12).hexdigest()}"
        self._cache.save(name, bodies)
        return name

    def _save(self) -> None:
        """Save the index, then remove the chunks that it does not name."""
        self._cache.save(_INDEX, (self._chunks, self._entries))
        for name in self._cache.names() - {
            _INDEX,
            *self._chunks.values(),
        }:  # another process may be saving beside
            self._cache.remove(name)

    def _parsed(self, found: Sequence[Found], judge: Judge) -> Iterator[Parsed]:
        """All that was found, from the rows."""
        places = {place.path: place for place in found}
        read = codec.reader(self._words)

        def parse(path: str) -> Body:
            article = self._parse(places[path], judge).article
            return article.body if article else Prose("", "")

        chunks = {number: self._chunk(number, parse) for number in range(CHUNKS)}
        for path in places:
            _, digest, row = self._entries[path]
            yield read(row, _LazyBody(path, digest, chunks[_number(path)]))

    def _chunk(self, number: int, parse: Callable[[str], Body]) -> _Chunk:
        return _Chunk(self._cache, self._chunks.get(number, "none"), parse)

    def _parse(self, place: Found, judge: Judge) -> Parsed:
        digest, data, digests = self._state(place)
        return articles.parse(place, data, digest, self._beside(place, digests), self._words, judge)

    def _state(self, place: Found) -> tuple[str, bytes, Mapping[str, str]]:
        """The digest of all the article's files, its Markdown, the digests of its photos and films by name."""
        data = (self._root / place.path).read_bytes()
        digests = dict(self._media_digests(place))
        state = repr((place.path, place.beside, sorted(digests.items()))).encode() + data
        return hashlib.sha256(state).hexdigest(), data, digests

    def _media_digests(self, place: Found) -> Iterator[tuple[str, str]]:
        for name in place.beside:
            if films.is_film(name) or PurePosixPath(name).suffix.lower() in photos.SUFFIXES:
                with (self._root / place.path).with_name(name).open("rb") as file:
                    yield name, hashlib.file_digest(file, "sha256").hexdigest()

    def _beside(self, place: Found, digests: Mapping[str, str]) -> dict[str, Attachment]:
        """Each photo and film beside an article, or what is wrong with it."""
        seen: dict[str, Attachment] = {}
        for name, digest in digests.items():
            path = str(PurePosixPath(place.path).with_name(name))
            try:
                if films.is_film(name):
                    seen[name] = films.inspect(self._root / path)
                else:
                    seen[name] = self._sizes.photo(self._root / path, digest)
            except films.FilmError as fault:
                seen[name] = VIDEO.problem(path, fault.what, fault.mend)
            except photos.PhotoError as fault:
                seen[name] = PHOTO.problem(path, fault.what, fault.mend)
        return seen


def _number(path: str) -> int:
    return zlib.crc32(path.encode()) % CHUNKS
