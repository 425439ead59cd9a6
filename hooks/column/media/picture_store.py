"""Store of finished pictures in `.cache/pictures/`, each made once.

A stored file is named `<published name>.<bytes>.<digest of its bytes>`. Before its use it is compared with its name,
and made again where it does not fit; a file that was found to fit is read again only when its `Stat` has changed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

import PIL
import typst
from PIL import Image

from column.media import cards, drawings, open_picture, photos, strip_photo_metadata, variants
from column.media.cards import Card
from column.model.attachments import Photo
from column.system import parallel
from column.system.cache import Cache
from column.system.fingerprint import Stat, version_of

_WORTH = 200
"""Pictures that a second process pays for."""
_CHECKED = ".checked"
"""The name of the cached states of files that fit their names."""


@dataclass(frozen=True, slots=True)
class PictureJob:
    """A picture that articles need: a card, or a photo in a file with all its published widths. `names`: the published
    names, one for each width."""

    names: tuple[str, ...]
    card: Card | None
    photo: Photo | None
    file: Path | None

    def draw(self) -> Iterator[tuple[str, Image.Image]]:
        if self.card:
            yield self.card.name, cards.draw(self.card)
        if self.photo and self.file:
            widths = variants.published(self.photo)
            for width, picture in zip(widths, photos.scaled(self.file, widths), strict=True):
                yield variants.filename(self.photo, width), picture


def of_card(card: Card) -> PictureJob:
    return PictureJob((card.name,), card, None, None)


def of_photo(photo: Photo, file: Path) -> PictureJob:
    names = tuple(variants.filename(photo, width) for width in variants.published(photo))
    return PictureJob(names, None, photo, file)


@dataclass(frozen=True, slots=True)
class _Stored:
    """A stored file: its name in the store, and the part of its state that hard links do not change."""

    file: str
    state: tuple[int, int, int]

    @classmethod
    def of(cls, file: Path) -> _Stored:
        return cls(file.name, Stat.of(file).linked)


class PictureStore:
    """The pictures below `folder`, in one folder for each state of the code that draws: another state may have drawn
    something else under the same name. Those of other states are removed."""

    def __init__(self, folder: Path) -> None:
        version = version_of(cards, drawings, open_picture, photos, strip_photo_metadata, PIL, typst)[:16]
        self.folder = folder / version
        for old in folder.iterdir() if folder.is_dir() else ():
            if old.is_dir() and old != self.folder:
                shutil.rmtree(old, ignore_errors=True)
        self._cache = Cache(self.folder, version)
        names = (name for name in self._cache.names() if name.count(".") >= 3)
        self._files = {name.rsplit(".", 2)[0]: name for name in names}
        self._checked: dict[str, tuple[int, int, int]] = self._cache.load(_CHECKED, {})

    def make(self, jobs: Iterable[PictureJob]) -> None:
        """Make what is missing, each picture once, on all processors."""
        missing = {job.names: job for job in jobs if not all(map(self.has, job.names))}
        self._run(self._draw, list(missing.values()))

    def check(self, jobs: Iterable[PictureJob]) -> None:
        """Compare the stored files with their names and make the damaged ones again, on all processors."""
        unknown = {job.names: job for job in jobs if not all(map(self._is_checked, job.names))}
        self._run(self._mend, list(unknown.values()))

    def keep_only(self, names: Set[str]) -> None:
        """Remove all pictures but those of these published names."""
        for name in self._files.keys() - names:
            self.file(name).unlink(missing_ok=True)
            del self._files[name]

    def has(self, name: str) -> bool:
        return name in self._files

    def length(self, name: str) -> int:
        """The bytes of a stored picture."""
        return int(self._files[name].rsplit(".", 2)[1])

    def file(self, name: str) -> Path:
        """The stored file of a picture, to be linked or copied."""
        return self.folder / self._files[name]

    def _run(
        self, do: Callable[[Sequence[PictureJob]], Mapping[str, _Stored]], jobs: Sequence[PictureJob]
    ) -> None:
        """Let all processors `do` the jobs and keep what they have stored, by published name."""
        if not jobs:
            return
        for stored in parallel.in_parallel(jobs, do, pays=len(jobs) >= _WORTH):
            self._files |= {name: of.file for name, of in stored.items()}
            self._checked |= {of.file: of.state for of in stored.values()}
        there = set(self._files.values())
        self._checked = {file: state for file, state in self._checked.items() if file in there}
        self._cache.save(_CHECKED, self._checked)

    def _is_checked(self, name: str) -> bool:
        try:
            return Stat.of(self.file(name)).linked == self._checked.get(self._files[name])
        except OSError:
            return False

    def _mend(self, jobs: Sequence[PictureJob]) -> Mapping[str, _Stored]:
        sound = {
            name: _Stored.of(self.file(name)) for job in jobs for name in job.names if self._is_sound(name)
        }
        damaged = [job for job in jobs if not all(name in sound for name in job.names)]
        for name in (name for job in damaged for name in job.names):
            self.file(name).unlink(missing_ok=True)
        return sound | self._draw(damaged)

    def _is_sound(self, name: str) -> bool:
        """Whether a file's bytes have the digest that its name says."""
        try:
            return _digest(self.file(name).read_bytes()) == self._files[name].rsplit(".", 1)[1]
        except OSError:
            return False

    def _draw(self, jobs: Sequence[PictureJob]) -> dict[str, _Stored]:
        """Draw and store the pictures of all jobs."""
        self.folder.mkdir(parents=True, exist_ok=True)
        stored = {}
        for job in parallel.with_progress(jobs, "制作图片", len(jobs)):
            for name, picture in job.draw():
                data = strip_photo_metadata.encode(picture)
                file = self.folder / f"{name}.{len(data)}.{_digest(data)}"
                beside = file.with_name(f".{file.name}.{os.getpid()}")
                beside.write_bytes(data)
                beside.replace(file)
                stored[name] = _Stored.of(file)
        return stored


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
