"""Finished pictures, made once, kept under `.cache/pictures/`, and never trusted without a look.

A kept file is named `<published name>.<bytes>.<digest of its bytes>`; one that does not fit its name is made again.
What was found to fit is looked at again only where its size, time or place has changed since.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import PIL
from PIL import Image

from column.media import cards, photos, variants
from column.media.cards import Card
from column.model.records import Photo
from column.system import parallel as work
from column.system import sealed_file as sealed


@dataclass(frozen=True, slots=True)
class Job:
    """A picture that articles need: a card, or a photo in a file with all its published widths."""

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


def of_card(card: Card) -> Job:
    return Job((card.name,), card, None, None)


def of_photo(photo: Photo, file: Path) -> Job:
    return Job(
        tuple(variants.filename(photo, width) for width in variants.published(photo)), None, photo, file
    )


_CODE = "".join(Path(str(module.__file__)).read_text("utf-8") for module in (cards, photos)) + PIL.__version__
VERSION = hashlib.sha256(_CODE.encode()).hexdigest()[:16]
"""The state of the code that draws. What another state drew is not used: it may look otherwise under the same name."""


Mark = tuple[int, int, int]
"""The bytes of a file, its modification time in nanoseconds, its inode."""


class Pictures:
    """The pictures kept below `folder`, one folder a state of the code; those of other states are removed.

    `fitting`: the marks of kept files that are known to fit their names, found in this process.
    """

    def __init__(self, place: Path) -> None:
        self._folder = folder = place / VERSION
        for old in place.iterdir() if place.is_dir() else ():
            if old != folder:
                shutil.rmtree(old, ignore_errors=True)
        self._kept: dict[str, str] = {}
        if folder.is_dir():
            names = (entry.name for entry in os.scandir(folder) if not entry.name.startswith("."))
            self._kept = {name.rsplit(".", 2)[0]: name for name in names if name.count(".") >= 3}
        self._marks: dict[str, Mark] = marshal.loads(sealed.read(self._seal) or marshal.dumps({}))  # noqa: S302 - sealed
        self.fitting: dict[str, Mark] = {}

    @property
    def _seal(self) -> Path:
        return self._folder / ".fitting"

    def make(self, jobs: Iterable[Job]) -> None:
        """Make what is lacking, each picture once, on all processors."""
        lacking = {job.names: job for job in jobs if not all(map(self.has, job.names))}
        for made in work.shared(list(lacking.values()), self._draw):
            self._kept |= {name: kept for name, (kept, _) in made.items()}
            self.remember(dict(made.values()))

    def has(self, name: str) -> bool:
        return name in self._kept

    def length(self, name: str) -> int:
        """The bytes of a kept picture."""
        return int(self._kept[name].rsplit(".", 2)[1])

    def place(self, job: Job, folder: str | Path) -> None:
        """Put a job's pictures into `folder`, which exists, making again what turns out to be damaged."""
        for name in job.names:
            if not self._fits(self._kept[name]):
                (self._folder / self._kept[name]).unlink(missing_ok=True)
                self._kept |= {name: kept for name, (kept, _) in self._draw([job]).items()}
            _link(f"{self._folder}/{self._kept[name]}", f"{folder}/{name}")

    def remember(self, fitting: Mapping[str, Mark]) -> None:
        """Keep what has been found to fit, here or in another process."""
        if fitting:
            there = set(self._kept.values())
            self._marks = {name: mark for name, mark in {**self._marks, **fitting}.items() if name in there}
            sealed.write(self._seal, marshal.dumps(self._marks))

    def _fits(self, name: str) -> bool:
        source = self._folder / name
        try:
            mark = _mark(source)
        except OSError:
            return False
        if self._marks.get(name) == mark:
            return True
        if not _sound(source):
            return False
        self.fitting[name] = mark
        return True

    def _draw(self, jobs: Sequence[Job]) -> dict[str, tuple[str, Mark]]:
        """Draw and keep; gives to each published name the kept one and the mark of its file."""
        self._folder.mkdir(parents=True, exist_ok=True)
        made = {}
        for job in work.told(jobs, "制作图片", len(jobs)):
            for name, picture in job.draw():
                data = photos.encode(picture)
                kept = f"{name}.{len(data)}.{_digest(data)}"
                beside = self._folder / f".{kept}.{os.getpid()}"
                beside.write_bytes(data)
                beside.replace(self._folder / kept)
                made[name] = (kept, _mark(self._folder / kept))
        return made


def _mark(file: Path) -> Mark:
    status = os.stat(file)
    return status.st_size, status.st_mtime_ns, status.st_ino


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _sound(kept: Path) -> bool:
    try:
        return _digest(kept.read_bytes()) == kept.name.rsplit(".", 1)[1]
    except OSError:
        return False


def _link(source: str, target: str) -> None:
    """The same file in a second place, without a copy where the file system can."""
    with suppress(FileNotFoundError):
        os.unlink(target)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
