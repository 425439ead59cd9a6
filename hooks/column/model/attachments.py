"""Photos, films and their texts beside an article, as frozen records."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


def name_key(name: str) -> str:
    """What two names of one file have in common: systems do not tell apart names that differ in case, or in the form of
    Unicode."""
    return unicodedata.normalize("NFC", name).lower()


def plain_name(written: object) -> str:
    """The name of a file out of what was written, without the signs that people put around it."""
    return written.strip("\"'“”‘’《》 \u3000").removeprefix("./") if isinstance(written, str) else ""


def beside_name(plain: str, there: Sequence[str]) -> str:
    """The file that a name means, empty where none is there: names may differ in case, in width, in the form of Unicode of
    a system."""
    if plain in there:
        return plain
    return next((name for name in there if _form(name) == _form(plain)), "")


def _form(name: str) -> str:
    return unicodedata.normalize("NFKC", name).lower()


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture beside an article: `name` is its file name, `digest` the SHA-256 of its bytes, sizes in pixels
    after it was turned upright; `moves`: whether the file holds a moving picture, of which the first frame is shown."""

    name: str
    digest: str
    width: int
    height: int
    alt: str = ""
    moves: bool = False


@dataclass(frozen=True, slots=True)
class Film:
    """A film or a recording beside an article: `name` is its file name, `digest` the SHA-256 of its bytes. What is
    published has this `suffix`, `length` in bytes and in `seconds`; a film has a `codec` and a size in pixels as shown, and `sound` or
    none."""

    name: str
    digest: str
    suffix: str
    length: int = 0
    seconds: float = 0
    codec: str = ""
    width: int = 0
    height: int = 0
    sound: bool = True

    @property
    def filename(self) -> str:
        """The file name on the site. It holds the start of the digest, so a replaced film gets a new address."""
        return f"{self.digest[:16]}{self.suffix}"

    @property
    def type(self) -> str:
        """The media type of what is published."""
        return {".mp4": "video/mp4", ".mp3": "audio/mpeg"}[self.suffix]


@dataclass(frozen=True, slots=True)
class TextFile:
    """Captions or a transcript beside an article, as they were uploaded."""

    name: str
    digest: str
    data: bytes

    @property
    def filename(self) -> str:
        """The file name on the site, of captions."""
        return f"{self.digest[:16]}.vtt"


@dataclass(frozen=True, slots=True)
class Video:
    """What `video` names: a film beside the case, or the `address` of one elsewhere; one of the two is there. `poster` is shown
    before it plays; `captions` is the published name of its captions and `captions_name` their file's, empty where there
    are none; `words` are the lines of its transcript: what an officer wrote, else the captions."""

    film: Film | None
    address: str = ""
    poster: Photo | None = None
    captions: str = ""
    captions_name: str = ""
    words: tuple[str, ...] = ()
