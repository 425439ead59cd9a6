"""What became of each contribution, kept under `.cache/readings/` by the content of its files.

An article is read anew where its Markdown, one of its photos, the vocabulary, the settings or the code has changed.
Files whose size, times and place are the same count as the same; where they are not (a fresh checkout), their
bytes decide. Readings lie in chunks, so that one change writes a small file; each is sealed.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import zlib
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from column import content, photos, sealed, work
from column.content import Found, Judge, Parsed
from column.records import Group, Photo, Problem, ScamType, Unit, Venue
from column.vocabulary import Vocabulary

Stamp = tuple[tuple[str, int, int, int, int], ...]
"""Of each file of an article: name, bytes, modification and change time in nanoseconds, inode."""

CHUNKS = 64
_SHELVES = {Unit: "units", Venue: "venues", ScamType: "scams", Group: "groups"}


@dataclass(frozen=True, slots=True)
class Reading:
    """`digest` covers the Markdown and the photos; `photos` what was found of each photo, by the digest of its bytes."""

    stamp: Stamp
    digest: str
    parsed: Parsed
    photos: Mapping[str, Photo | Problem]


class Readings:
    """The kept readings of the project below `root`. `version` names all else that a reading depends on: code,
    settings, vocabulary."""

    def __init__(self, root: Path, words: Vocabulary, version: str) -> None:
        self._root, self._words, self._version = root, words, version.encode()
        self._folder = root / ".cache" / "readings"

    @cached_property
    def _kept(self) -> dict[str, Reading]:
        kept: dict[str, Reading] = {}
        for chunk in self._folder.glob("*.chunk"):
            if payload := sealed.read(chunk):
                kept |= self._unpacked(payload)
        return kept

    def read(self, found: Sequence[Found], judge: Judge) -> list[Parsed]:
        """Every article that was found; those that are not kept are read now, on all processors."""
        stamps = {place.path: self._stamp(place) for place in found}
        fresh = [place for place in found if not self._current(place.path, stamps[place.path])]

        def do(share: Sequence[Found]) -> bytes:
            told = work.told(share, "读取文章", len(share))
            return self._packed(
                {
                    place.path: self._reading(place, stamps[place.path], judge, self._kept.get(place.path))
                    for place in told
                }
            )

        if fresh:
            for packed in work.shared(fresh, do):
                self._kept |= self._unpacked(packed)
        gone = self._kept.keys() - stamps.keys()
        changed = {_chunk(path) for path in [*gone, *(place.path for place in fresh)]}
        for path in gone:
            del self._kept[path]
        self._save(changed)
        return [self._kept[place.path].parsed for place in found]

    def anew(self, found: Sequence[Found], judge: Judge) -> list[Parsed]:
        """A few articles, read without a look at what is kept and without keeping them."""
        return [self._reading(place, self._stamp(place), judge, None).parsed for place in found]

    def _current(self, path: str, stamp: Stamp) -> bool:
        kept = self._kept.get(path)
        return kept is not None and kept.stamp == stamp

    def _stamp(self, place: Found) -> Stamp:
        folder = self._root / PurePosixPath(place.path).parent
        names = [PurePosixPath(place.path).name, *place.beside]
        return tuple(_mark(name, os.stat(folder / name)) for name in names)

    def _reading(self, place: Found, stamp: Stamp, judge: Judge, kept: Reading | None) -> Reading:
        data = (self._root / place.path).read_bytes()
        folder = PurePosixPath(place.path).parent
        marks = dict(self._photo_marks(folder, place.beside))
        digest = hashlib.sha256(
            repr((place.path, place.beside, sorted(marks.items()))).encode() + data
        ).hexdigest()
        if kept and kept.digest == digest:
            return replace(kept, stamp=stamp)
        old = kept.photos if kept else {}
        table = {
            name: old.get(f"{name} {mark}") or self._inspect(f"{folder}/{name}")
            for name, mark in marks.items()
        }
        parsed = content.parse(place, data, digest, table, self._words, judge)
        return Reading(
            stamp, digest, parsed, {f"{name} {marks[name]}": photo for name, photo in table.items()}
        )

    def _photo_marks(self, folder: PurePosixPath, names: Sequence[str]) -> Iterator[tuple[str, str]]:
        for name in names:
            if PurePosixPath(name).suffix.lower() in photos.SUFFIXES:
                with (self._root / folder / name).open("rb") as file:
                    yield name, hashlib.file_digest(file, "sha256").hexdigest()

    def _inspect(self, path: str) -> Photo | Problem:
        try:
            return photos.inspect(self._root / path)
        except photos.PhotoError as fault:
            return Problem(path, 0, 0, "photo", fault.what, fault.mend)

    def _save(self, chunks: Set[int]) -> None:
        parts: dict[int, dict[str, Reading]] = {chunk: {} for chunk in chunks}
        for path, reading in self._kept.items():
            if (chunk := _chunk(path)) in parts:
                parts[chunk][path] = reading
        for chunk, part in parts.items():
            sealed.write(self._folder / f"{chunk:02}.chunk", self._packed(part))

    def _packed(self, readings: Mapping[str, Reading]) -> bytes:
        out = io.BytesIO()
        _Packer(out, protocol=5).dump((self._version, readings))
        return out.getvalue()

    def _unpacked(self, payload: bytes) -> dict[str, Reading]:
        """The readings of a chunk; none where it is of another version."""
        unpacker = _Unpacker(io.BytesIO(payload), self._words)
        try:
            version, readings = unpacker.load()
        except Exception:
            return {}
        return readings if version == self._version else {}


def _mark(name: str, status: os.stat_result) -> tuple[str, int, int, int, int]:
    return name, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _chunk(path: str) -> int:
    return zlib.crc32(path.encode()) % CHUNKS


class _Packer(pickle.Pickler):
    """Words of the vocabulary are kept by their id, so that a chunk holds none of them."""

    def persistent_id(self, record: object) -> tuple[str, str] | None:
        shelf = _SHELVES.get(type(record))
        return (shelf, record.id) if shelf else None  # type: ignore[attr-defined]


class _Unpacker(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, words: Vocabulary) -> None:
        super().__init__(file)
        self._shelves = {
            name: {record.id: record for record in getattr(words, name).records} for name in _SHELVES.values()
        }

    def persistent_load(self, key: tuple[str, str]) -> object:
        return self._shelves[key[0]][key[1]]
