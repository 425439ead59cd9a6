"""One reading of the whole tree: what is published from it and what is wrong with it."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from column import cards, content, library, vocabulary
from column.content import Check
from column.library import Library, Piece
from column.manuscript import Manuscript
from column.readings import Readings
from column.records import Problem, Severity
from column.settings import Settings

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Edition:
    """`library` holds what is published; `problems` all that was found, in the order of the files; `articles` how
    many articles were read; `version` names the state of code, settings and vocabulary that it was read with."""

    root: Path
    settings: Settings
    library: Library
    problems: tuple[Problem, ...]
    articles: int
    version: str

    @property
    def sound(self) -> bool:
        """Whether nothing stands against publishing."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)


def read(root: Path, house: Settings, drafts: bool = False) -> Edition:
    """Everything below `root`. `drafts` says whether articles marked as draft are in the library."""
    words, problems = vocabulary.load(root)
    found, wrong = content.find(root, words)
    version = _version(root)
    parsed = Readings(root, words, version).read(found, _check(house))
    problems += [*wrong, *(problem for item in parsed for problem in item.problems), *library.across(parsed)]
    shown = [item.article for item in parsed if item.article and _shown(item.article, house, drafts)]
    ordered = tuple(sorted(set(problems)))
    return Edition(root, house, library.build(words, shown), ordered, len(parsed), version)


def check(root: Path, house: Settings, paths: tuple[str, ...] = ()) -> tuple[tuple[Problem, ...], int]:
    """The problems at or below `paths` (all of them where there are none), and how many articles were read."""
    edition = read(root, house)
    if not paths:
        return edition.problems, edition.articles
    inside = tuple(problem for problem in edition.problems if _within(problem.path, paths))
    return inside, len(paths)


def _within(path: str, paths: Iterable[str]) -> bool:
    return any(path == place or path.startswith(f"{place}/") for place in paths)


def _shown(article: Piece, house: Settings, drafts: bool) -> bool:
    return (drafts or not article.draft) and (house.samples or not article.sample)


@cache
def _code() -> bytes:
    """A digest of the domain's code and of the Python that runs it."""
    state = hashlib.sha256(sys.version.encode())
    for file in sorted(_HERE.rglob("*.py")):
        state.update(file.read_bytes())
    lock = _HERE.parents[1] / "requirements.lock"
    state.update(lock.read_bytes() if lock.is_file() else b"")
    return state.digest()


def _version(root: Path) -> str:
    """The state of everything but the articles that a reading depends on."""
    state = hashlib.sha256(_code())
    for place in ("mkdocs.yml", "briefings/units.yml", "docs/groups", "docs/scams", "docs/data"):
        path = root / place
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                state.update(f"{file.relative_to(root).as_posix()}\0".encode() + file.read_bytes())
    return state.hexdigest()


def _check(house: Settings) -> Check:
    """All that is said of one manuscript beyond its form."""

    def check(text: Manuscript, article: Piece | None) -> Iterator[Problem]:
        if article:
            yield from _undrawable(text, article, house)

    return check


def _undrawable(text: Manuscript, article: Piece, house: Settings) -> Iterator[Problem]:
    """Characters on the article's card that the font cannot draw: never a box, always a problem."""
    card = cards.of(article, house.name)
    if lacking := cards.missing(card.title + card.label + card.slogan):
        what = f"封面图的字库里没有这些字：{'、'.join(lacking)}。"
        yield Problem(
            text.path, text.line("title"), 0, "glyph", what, "标题和标语里换成常用字，去掉表情符号。"
        )
