"""What MkDocs and its theme bring to the site: page frames, pages written by hand, the theme's files.

They depend on little and change seldom, so they are kept, sealed, in `.cache/shell`; a build in which none of that
changed does without MkDocs, and this module imports nothing of it either.
"""

from __future__ import annotations

import hashlib
import marshal
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from column.pages.page import Page
from column.system import sealed_file as sealed

DEPTHS = range(5)
Key = tuple[str, str, int]
"""What a frame depends on: the section of the navigation that is marked, the folder of the navigation that the page
lies in (empty where in none), and its depth."""
_SLOT = "\ufdd2{}\ufdd2"
_SLOTS = re.compile("\ufdd2([a-z]+)\ufdd2")
SLOTS = {name: _SLOT.format(name) for name in ("title", "description", "canonical", "head", "body")}
"""What stands in a frame where a page's own values go."""


def values(page: Page, canonical: str) -> dict[str, str]:
    """A page's values for the theme's templates, which do not escape: what is text is escaped here."""
    return {
        "title": escape(page.title),
        "description": escape(page.description),
        "canonical": escape(canonical),
        "head": page.head,
        "body": page.body,
    }


class ThemeFrame:
    """The literal parts of a rendered page, with the names of the slots between them."""

    def __init__(self, html: str) -> None:
        self._parts = _SLOTS.split(html)

    def fill(self, page: Page, canonical: str) -> str:
        given = values(page, canonical)
        parts = self._parts.copy()
        parts[1::2] = [given[name] for name in parts[1::2]]
        return "".join(parts)


@dataclass(frozen=True)
class ThemeShell:
    """`searchable`: whether the search box is in the frames; `frames`: HTML with slots; `files`: path below the site
    to bytes; `others`: address, title and text of each page that is written by hand."""

    version: str
    searchable: bool
    others: Sequence[tuple[str, str, str]]
    frames: Mapping[Key, str]
    files: Mapping[str, bytes]
    _made: dict[Key, ThemeFrame] = field(default_factory=dict)

    def frame(self, section: str, url: str) -> ThemeFrame:
        key = (section, url[: url.find("/") + 1], url.count("/"))
        if key not in self._made:
            self._made[key] = ThemeFrame(self.frames.get(key) or self.frames[section, "", key[2]])
        return self._made[key]


def version(root: Path, searchable: bool) -> str:
    """The state of everything that MkDocs reads: settings, pages by hand, theme overrides, code, pinned packages."""
    state = hashlib.sha256(f"{sys.version} {searchable}".encode())
    places = [root / "mkdocs.yml", root / "requirements.lock", root / "docs", root / "hooks"]
    for place in places:
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file() and file.suffix != ".pyc":
                state.update(f"{file.relative_to(root).as_posix()}\0".encode())
                state.update(hashlib.sha256(file.read_bytes()).digest())
    return state.hexdigest()


def kept(root: Path, searchable: bool, make: Callable[[], ThemeShell]) -> ThemeShell:
    """The kept shell where it still fits, else the one that `make` makes."""
    now, place = version(root, searchable), root / ".cache" / "shell"
    payload = sealed.read(place)
    if payload:
        made_for, others, frames, files = marshal.loads(payload)  # noqa: S302 - sealed: ours, and whole
        if made_for == now:
            return ThemeShell(now, searchable, others, frames, files)
    shell = make()
    sealed.write(
        place, marshal.dumps((shell.version, list(shell.others), dict(shell.frames), dict(shell.files)))
    )
    return shell
