"""Recordings in one folder: those that its texts name, and what is wrong with the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import astuple
from pathlib import Path
from typing import Any

from column.media import films
from column.model.attachments import Film, beside_name, plain_name
from column.model.problems import Problem, Rule, Severity
from column.system.cache import Cache
from column.system.fingerprint import version_of

AUDIO = Rule(
    id="audio",
    title="录音打不开或者写得不对",
    part="照片和视频",
    source="录音只收 MP3：哪一种手机都放得出来；放在文章旁边，一篇一段",
    bad="录音: 微信语音.amr",
    good="录音: tixing.mp3",
)
UNUSED = Rule(
    id="audio-unused",
    title="录音没有写进“录音”一项",
    severity=Severity.WARNING,
    part="照片和视频",
    source="没有写进信息栏的录音不会发布",
    bad="文件夹里有 tixing.mp3，信息栏里没有“录音”",
    good="信息栏里写“录音: tixing.mp3”",
)
RULES = (AUDIO, UNUSED)


def unplayable(path: str) -> Problem | None:
    """What to say of a recording that is no MP3; None of every other file."""
    if Path(path).suffix.lower() not in films.UNPLAYABLE_SOUNDS:
        return None
    return AUDIO.problem(path, "录音只收 MP3，这个文件不会发布。", films.SAVE_SOUND)


class Recordings:
    """The recordings in a folder. `beside`: each file in it by name, as far as it is of use, else what is wrong with it."""

    def __init__(self, folder: str, beside: Mapping[str, Any]) -> None:
        self._folder = folder
        self._there = {name: each for name, each in beside.items() if films.is_sound(name)}
        self._used: set[str] = set()

    def named(self, written: object) -> tuple[Film | None, tuple[str, str] | None]:
        """The recording that a text names; what to say where there is none, and how to mend it."""
        plain = plain_name(written)
        name = beside_name(plain, list(self._there))
        self._used.add(name)
        if plain and not name:
            what = f"“录音”（audio）写的“{plain[:40]}”不在旁边，或者不是 MP3。"
            return None, (what, "把 .mp3 文件和这个文件放在同一个文件夹，这一行只写它的文件名。")
        found = self._there.get(name)
        return (found if isinstance(found, Film) else None), None

    def unused(self) -> Iterator[Problem]:
        """Recordings that no text has named so far."""
        for name in self._there.keys() - self._used:
            what = "这个录音文件没有写进“录音”一项，不会发布。"
            mend = f"在信息栏里加一行“录音: {name}”，用不着就删掉文件。"
            yield UNUSED.problem(f"{self._folder}/{name}", what, mend)


def lying_in(root: Path, folder: str) -> tuple[Recordings, list[Problem]]:
    """The recordings beside the office's own texts, and files there that are none.

    To look at a recording takes a process of its own; what was found of good ones is kept in `.cache/recordings/`.
    """
    beside: dict[str, Film | Problem] = {}
    problems: list[Problem] = []
    for file in sorted((root / folder).glob("*")):
        path = f"{folder}/{file.name}"
        if problem := unplayable(path):
            problems.append(problem)
        elif films.is_sound(file.name) and file.is_file() and not file.is_symlink():
            beside[file.name] = _inspected(root, path)
    problems += [each for each in beside.values() if isinstance(each, Problem)]
    return Recordings(folder, beside), problems


def _inspected(root: Path, path: str) -> Film | Problem:
    file = root / path
    cache = Cache(root / ".cache" / "recordings", version_of(films, films.version()))
    with file.open("rb") as data:
        digest = hashlib.file_digest(data, "sha256").hexdigest()
    if known := cache.load(digest, ()):
        return Film(file.name, *known)
    try:
        found = films.inspect(file)
    except films.FilmError as fault:
        return AUDIO.problem(path, fault.what, fault.mend)
    cache.save(found.digest, astuple(found)[1:])
    return found
