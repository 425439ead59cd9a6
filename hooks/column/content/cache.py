"""What became of each contribution, kept under `.cache/readings/` by the content of its files.

An article is read anew where its Markdown, one of its photos or films, the vocabulary, the settings or the code has changed.
Files whose size, times and place are the same count as the same; where they are not (a fresh checkout), their
bytes decide. All articles lie in one file as `rows`; their bodies in chunks, which are read when somebody asks for
one, so that a change costs the index and a chunk. Each file is sealed. A chunk is named by what is in it, and is
never written again; a body that is not there as the index says is read from its source.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from column.content import articles as content
from column.content import codec as rows
from column.content.articles import Judge, Parsed
from column.content.attachments import PHOTO, Attachment
from column.content.codec import Row
from column.content.discovery import VIDEO, Found
from column.content.taxonomies import Vocabulary
from column.media import films, photos
from column.media.photo_sizes import Inspections, Sizes
from column.model.articles import Body, Prose
from column.system import parallel as work
from column.system import sealed_file as sealed

Stamp = tuple[tuple[str, int, int, int, int], ...]
"""Of each file of an article: name, bytes, modification and change time in nanoseconds, inode."""
Reading = tuple[Stamp, str, Row]
"""When it was read, the digest of the Markdown, the photos and the films, what became of it."""

CHUNKS = 64
_WORTH = 100
"""Articles that a second process pays for."""


class _Chunk:
    """The bodies in a file, by path; each with its article's digest. Read when the first is asked for."""

    def __init__(self, file: Path, anew: Callable[[str], Body]) -> None:
        self.file, self.anew = file, anew

    @cached_property
    def bodies(self) -> dict[str, tuple[str, str, str]]:
        payload = sealed.read(self.file)
        return marshal.loads(payload) if payload else {}  # noqa: S302 - sealed: ours, and whole


class _Kept:
    """A body in a chunk."""

    __slots__ = ("_chunk", "_digest", "_path")

    def __init__(self, path: str, digest: str, chunk: _Chunk) -> None:
        self._path, self._digest, self._chunk = path, digest, chunk

    def _found(self) -> Body:
        digest, *body = self._chunk.bodies.get(self._path, ("",))
        return Prose(*body) if digest == self._digest else self._chunk.anew(self._path)

    @property
    def html(self) -> str:
        return self._found().html

    @property
    def text(self) -> str:
        return self._found().text


@dataclass(frozen=True)
class _Done:
    """What a process has read: by path, and the chunk of each number it has written anew; sizes of photos."""

    readings: Mapping[str, Reading]
    chunks: Mapping[int, str]
    sizes: Sizes


class Readings:
    """The kept readings of the project below `root`. `version` names all else that a reading depends on: code,
    settings, vocabulary."""

    def __init__(self, root: Path, words: Vocabulary, version: str) -> None:
        self._root, self._words, self._version = root, words, version
        self._folder = root / ".cache" / "readings"
        self._index = self._folder / "index"
        self._readings: dict[str, Reading] = {}
        self._chunks: dict[int, str] = {}

    @cached_property
    def _looks(self) -> Inspections:
        return Inspections(self._root / ".cache" / "pictures")

    def read(self, found: Sequence[Found], judge: Judge) -> list[Parsed]:
        """Every article that was found; those that are not kept are read now, on all processors."""
        self._load()
        stamps = {place.path: self._stamp(place) for place in found}
        fresh = [place for place in found if not self._current(place.path, stamps[place.path])]
        gone = self._readings.keys() - stamps.keys()
        for path in gone:
            del self._readings[path]
        if fresh:
            self._take(fresh, stamps, judge)
        if fresh or gone:
            self._save()
        parsed = list(self._parsed(found, judge))
        self._readings = {}
        return parsed

    def anew(self, found: Sequence[Found], judge: Judge) -> list[Parsed]:
        """A few articles, read without a look at what is kept and without keeping them."""
        return [self._anew(place, judge) for place in found]

    def _load(self) -> None:
        if payload := sealed.read(self._index):
            version, chunks, readings = marshal.loads(payload)  # noqa: S302 - sealed: ours, and whole
            if version == self._version:
                self._chunks, self._readings = chunks, readings

    def _current(self, path: str, stamp: Stamp) -> bool:
        kept = self._readings.get(path)
        return kept is not None and kept[0] == stamp

    def _stamp(self, place: Found) -> Stamp:
        folder = os.path.dirname(f"{self._root}/{place.path}")
        names = [os.path.basename(place.path), *place.beside]
        return tuple(_mark(name, os.stat(f"{folder}/{name}")) for name in names)

    def _take(self, fresh: Sequence[Found], stamps: Mapping[str, Stamp], judge: Judge) -> None:
        """Read what is fresh; who reads an article reads all of its chunk."""
        parts: dict[int, list[Found]] = defaultdict(list)
        for place in fresh:
            parts[_number(place.path)].append(place)

        def do(share: Sequence[Sequence[Found]]) -> _Done:
            readings: dict[str, Reading] = {}
            changed: dict[int, dict[str, tuple[str, str, str]]] = defaultdict(dict)
            places = [place for part in share for place in part]
            for place in work.told(places, "读取文章", len(places)):
                digest, data, marks = self._state(place)
                kept = self._readings.get(place.path)
                if kept and kept[1] == digest:
                    readings[place.path] = (stamps[place.path], digest, kept[2])
                    continue
                parsed = content.parse(place, data, digest, self._beside(place, marks), self._words, judge)
                readings[place.path] = (stamps[place.path], digest, rows.row(parsed))
                if parsed.article:
                    body = (digest, parsed.article.html, parsed.article.text)
                    changed[_number(place.path)][place.path] = body
            chunks = {number: self._written(number, bodies) for number, bodies in changed.items()}
            return _Done(readings, chunks, self._looks.fresh)

        worth = 2 if len(fresh) >= _WORTH else len(parts) + 1
        for done in work.shared(list(parts.values()), do, worth):
            self._readings |= done.readings
            self._chunks |= done.chunks
            self._looks.keep(done.sizes)

    def _written(self, number: int, changed: dict[str, tuple[str, str, str]]) -> str:
        """Write a chunk with what has changed and what has not; gives its name."""
        kept = self._chunk(number, lambda path: Prose("", "")).bodies if number in self._chunks else {}
        there = {path: body for path, body in kept.items() if path in self._readings}
        payload = marshal.dumps(there | changed)
        name = f"{number:02}.{hashlib.blake2b(payload, digest_size=12).hexdigest()}"
        sealed.write(self._folder / name, payload)
        return name

    def _save(self) -> None:
        """Write the index, then forget the chunks that it does not name."""
        sealed.write(self._index, marshal.dumps((self._version, self._chunks, self._readings)))
        named = {"index", *self._chunks.values()}
        for file in self._folder.glob("[0-9]*"):  # another process may be writing beside
            if file.name not in named:
                file.unlink(missing_ok=True)

    def _parsed(self, found: Sequence[Found], judge: Judge) -> Iterator[Parsed]:
        """All that was found, from the rows."""
        places = {place.path: place for place in found}
        read = rows.reader(self._words)

        def anew(path: str) -> Body:
            article = self._anew(places[path], judge).article
            return article.body if article else Prose("", "")

        chunks = {number: self._chunk(number, anew) for number in range(CHUNKS)}
        for path in places:
            _, digest, row = self._readings[path]
            yield read(row, _Kept(path, digest, chunks[_number(path)]))

    def _chunk(self, number: int, anew: Callable[[str], Body]) -> _Chunk:
        return _Chunk(self._folder / self._chunks.get(number, "none"), anew)

    def _anew(self, place: Found, judge: Judge) -> Parsed:
        digest, data, marks = self._state(place)
        return content.parse(place, data, digest, self._beside(place, marks), self._words, judge)

    def _state(self, place: Found) -> tuple[str, bytes, Mapping[str, str]]:
        """The digest of all the article's files, its Markdown, the digests of its photos and films by name."""
        data = (self._root / place.path).read_bytes()
        marks = dict(self._marks(place))
        state = repr((place.path, place.beside, sorted(marks.items()))).encode() + data
        return hashlib.sha256(state).hexdigest(), data, marks

    def _marks(self, place: Found) -> Iterator[tuple[str, str]]:
        for name in place.beside:
            if films.is_film(name) or PurePosixPath(name).suffix.lower() in photos.SUFFIXES:
                with (self._root / place.path).with_name(name).open("rb") as file:
                    yield name, hashlib.file_digest(file, "sha256").hexdigest()

    def _beside(self, place: Found, marks: Mapping[str, str]) -> dict[str, Attachment]:
        """Each photo and film beside an article, or what is wrong with it."""
        seen: dict[str, Attachment] = {}
        for name, mark in marks.items():
            path = str(PurePosixPath(place.path).with_name(name))
            try:
                if films.is_film(name):
                    seen[name] = films.inspect(self._root / path)
                else:
                    seen[name] = self._looks.photo(self._root / path, mark)
            except films.FilmError as fault:
                seen[name] = VIDEO.problem(path, fault.what, fault.mend)
            except photos.PhotoError as fault:
                seen[name] = PHOTO.problem(path, fault.what, fault.mend)
        return seen


def _mark(name: str, status: os.stat_result) -> tuple[str, int, int, int, int]:
    return name, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _number(path: str) -> int:
    return zlib.crc32(path.encode()) % CHUNKS
