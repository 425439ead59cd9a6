"""One reading of the whole tree: what is published from it and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from column import cards, content, library, photos, vocabulary
from column.content import Found, Parsed
from column.library import Library, Piece
from column.records import Photo, Problem, Severity
from column.settings import Settings
from column.vocabulary import Vocabulary


@dataclass(frozen=True)
class Edition:
    """`library` holds what is published; `problems` all that was found, in the order of the files; `articles` how
    many articles were read."""

    root: Path
    settings: Settings
    library: Library
    problems: tuple[Problem, ...]
    articles: int

    @property
    def sound(self) -> bool:
        """Whether nothing stands against publishing."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)


def read(root: Path, settings: Settings, drafts: bool = False) -> Edition:
    """Everything below `root`. `drafts` says whether articles marked as draft are in the library."""
    words, problems = vocabulary.load(root)
    parsed, wrong = _articles(root, words)
    problems += wrong
    problems += [problem for item in parsed for problem in item.problems]
    problems += library.across(parsed)
    shown = [item.article for item in parsed if item.article and _shown(item.article, settings, drafts)]
    for item in parsed:
        if item.article:
            problems += _undrawable(item.article, item, settings)
    return Edition(root, settings, library.build(words, shown), tuple(sorted(set(problems))), len(parsed))


def check(root: Path, settings: Settings, paths: tuple[str, ...] = ()) -> tuple[tuple[Problem, ...], int]:
    """The problems at or below `paths` (all of them where there are none), and how many articles were read."""
    edition = read(root, settings)
    if not paths:
        return edition.problems, edition.articles
    inside = tuple(p for p in edition.problems if any(p.path == path or p.path.startswith(f"{path}/") for path in paths))
    return inside, len(paths)


def _shown(article: Piece, settings: Settings, drafts: bool) -> bool:
    return (drafts or not article.draft) and (settings.samples or not article.sample)


def _articles(root: Path, words: Vocabulary) -> tuple[list[Parsed], list[Problem]]:
    found, problems = content.find(root, words)
    parsed = []
    for place in found:
        data = (root / place.path).read_bytes()
        parsed.append(content.parse(place, data, pictures(root, place), words))
    return parsed, problems


def pictures(root: Path, place: Found) -> Mapping[str, Photo | Problem]:
    """The photos beside an article, each looked at whole, or what is wrong with it."""
    folder = PurePosixPath(place.path).parent
    table: dict[str, Photo | Problem] = {}
    for name in place.beside:
        if PurePosixPath(name).suffix.lower() not in photos.SUFFIXES:
            continue
        try:
            table[name] = photos.inspect(root / folder / name)
        except photos.PhotoError as fault:
            table[name] = Problem(f"{folder}/{name}", 0, 0, "photo", fault.what, fault.mend)
    return table


def _undrawable(article: Piece, item: Parsed, settings: Settings) -> list[Problem]:
    """Characters on the article's card that the font cannot draw: never a box, always a problem."""
    card = cards.of(article, settings.name)
    lacking = cards.missing(card.title + card.label + card.slogan)
    if not lacking:
        return []
    what = f"封面图的字库里没有这些字：{'、'.join(lacking)}。"
    mend = "标题和标语里换成常用字，去掉表情符号。"
    return [Problem(article.path, item.lines.get("title", 1), 0, "glyph", what, mend)]
