"""Page frames of the theme, pages written by hand and the theme's files: what MkDocs brings to the site.

They depend on little and change seldom, so they are cached as `.cache/shell`; a build in which none of that changed
does without MkDocs, and this module imports nothing of it either.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from column.pages.layout.page import Page
from column.project.version import data_files
from column.system.cache import Cache
from column.system.fingerprint import version_of
from column.text import placeholders

DEPTHS = range(5)
Key = tuple[str, str, int]
"""What a frame depends on: the section of the navigation that is marked, the folder of the navigation that the page
lies in (empty where in none), and its depth."""
SLOTS = {name: placeholders.slot(name) for name in ("title", "description", "canonical", "head", "body")}
"""What stands in a frame where a page's own values go."""
_NAME = "shell"


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
        self._parts = placeholders.SLOTS.split(html)

    def html(self, values: Mapping[str, str]) -> str:
        """The frame with a value in each slot."""
        parts = self._parts.copy()
        parts[1::2] = [values[name] for name in parts[1::2]]
        return "".join(parts)

    def fill(self, page: Page, canonical: str) -> str:
        """The frame around a page. `canonical`: the page's full address."""
        return self.html(values(page, canonical))


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
        """The frame of a page at `url` that belongs to `section` of the navigation."""
        key = (section, url[: url.find("/") + 1], url.count("/"))
        if key not in self._made:
            self._made[key] = ThemeFrame(self.frames.get(key) or self.frames[section, "", key[2]])
        return self._made[key]

    @classmethod
    def load(cls, root: Path, searchable: bool) -> ThemeShell | None:
        """The cached shell of the project below `root`; None where there is none of its present state."""
        now = version(root, searchable)
        parts: tuple[list[tuple[str, str, str]], dict[Key, str], dict[str, bytes]] | None
        parts = Cache(root / ".cache", now).load(_NAME, None)
        return cls(now, searchable, *parts) if parts else None

    def save(self, root: Path) -> None:
        Cache(root / ".cache", self.version).save(
            _NAME, (list(self.others), dict(self.frames), dict(self.files))
        )


def version(root: Path, searchable: bool) -> str:
    """The state of everything that MkDocs reads: settings, pages by hand, theme overrides, code, pinned packages."""
    places = [root / name for name in ("mkdocs.yml", "requirements.lock", "hooks")]
    by_hand = sorted(place for place in (root / "docs").glob("*") if place.name != "data")
    return version_of(sys.version, str(searchable), *places, *by_hand, *data_files(root))


def load_or_make(root: Path, searchable: bool, make: Callable[[], ThemeShell]) -> ThemeShell:
    """The cached shell where it still fits, else the one that `make` makes."""
    shell = ThemeShell.load(root, searchable)
    if shell is None:
        shell = make()
        shell.save(root)
    return shell
