"""One reading of the whole tree: what is published from it and what is wrong with it."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from column.content import articles as content
from column.content import library
from column.content import taxonomies as vocabulary
from column.content.articles import Parsed
from column.content.cache import Readings
from column.content.library import Library
from column.media import cards
from column.model.records import Briefing, Piece, Problem, Severity
from column.parsing import source as manuscript
from column.parsing.source import Manuscript
from column.rules import duplicates as sameness
from column.rules import registry as rules
from column.rules import wording_file as wordbook
from column.rules.registry import House
from column.selfhelp import data as selfhelp
from column.selfhelp.data import SelfHelpData
from column.settings.load import Settings
from column.text import markdown_html as markup
from column.wechat.article import limits

_LONG = 8_000
"""Characters of HTML below which an article surely fits into an official account."""
_HERE = Path(__file__).parents[1]


@dataclass(frozen=True)
class Edition:
    """`library` holds what is published, `tools` what the office wrote for the self-help pages; `problems` all that
    was found, in the order of the files; `articles` how many articles were read; `version` names the state of code,
    settings, data and vocabulary that it was read with."""

    root: Path
    settings: Settings
    library: Library
    tools: SelfHelpData
    problems: tuple[Problem, ...]
    articles: int
    version: str

    @property
    def sound(self) -> bool:
        """Whether nothing stands against publishing."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)


@dataclass(frozen=True)
class Verdict:
    """What a check found: `problems` that stand and those that are `excused`, and how many articles were read."""

    problems: tuple[Problem, ...]
    excused: tuple[tuple[Problem, str], ...]
    articles: int


class _Desk:
    """What stands ready before an article is read."""

    def __init__(self, root: Path, settings: Settings) -> None:
        self.root, self.settings = root, settings
        self.words, problems = vocabulary.load(root)
        self.tools, wrong = selfhelp.load(root, self.words)
        worded, faulty = wordbook.load(root)
        self.house = House(settings, worded, tuple(unit.name for unit in self.words.units.records))
        self.found, misplaced = content.find(root, self.words)
        self.problems = [*problems, *wrong, *faulty, *misplaced]
        self.version = _version(root)
        self.readings = Readings(root, self.words, self.version)
        self._known = rules.known(self.house) | _FORM

    def judge(
        self, text: Manuscript, article: Piece | None, problems: Sequence[Problem]
    ) -> tuple[Sequence[Problem], Sequence[Problem]]:
        """All that is said of one manuscript, parted into what stands and what its front matter excuses."""
        every = [*problems, *rules.findings(text, self.house), *_guessed(text)]
        if article is None:
            return every, ()
        every += [*_undrawable(text, article, self.settings), *_unsendable(text, article, self.settings)]
        wanted = [
            (number, excuse)
            for number, excuse in enumerate(article.allow)
            if excuse.rule not in sameness.RULES
        ]
        lines = [text.line("allow", number) for number, _ in wanted]
        return rules.excused(every, [excuse for _, excuse in wanted], self._known, text.path, lines)


_FORM = {"short-title", "date", "photo-alt", "encoding", "control"}
"""Remarks on a manuscript's form that may be excused as well."""


def read(root: Path, settings: Settings, drafts: bool = False) -> Edition:
    """Everything below `root`. `drafts` says whether articles marked as draft are in the library."""
    desk = _Desk(root, settings)
    parsed = desk.readings.read(desk.found, desk.judge)
    problems = [*desk.problems, *(problem for item in parsed for problem in item.problems)]
    between = library.across(parsed, library.ids(parsed), desk.found)
    problems += between
    wrong = {problem.path for problem in between}
    shown = [
        item.article
        for item in parsed
        if item.article and item.article.path not in wrong and _shown(item.article, settings, drafts)
    ]
    ordered = tuple(sorted(set(problems)))
    return Edition(
        root, settings, library.build(desk.words, shown), desk.tools, ordered, len(parsed), desk.version
    )


def check(root: Path, settings: Settings, paths: Sequence[str] = ()) -> Verdict:
    """What is to be said of the files at or below `paths`, or of everything where there are none.

    Whether a text, a photo or a former id was used before is only seen when everything is looked at.
    """
    desk = _Desk(root, settings)
    if not paths:
        parsed = desk.readings.read(desk.found, desk.judge)
        between = [
            *library.across(parsed, library.ids(parsed), desk.found),
            *_repeated(parsed, desk.house),
        ]
        return _verdict(parsed, [*desk.problems, *between])
    meant = [place for place in desk.found if _within(place.path, paths)]
    parsed = desk.readings.anew(meant, desk.judge)
    cases = {place.id for place in desk.found if place.unit is None}
    between = library.across(parsed, cases, desk.found)
    if between:
        others = [place for place in desk.found if place.unit is None]
        known = cases | library.ids(desk.readings.anew(others, desk.judge))
        between = library.across(parsed, known, desk.found)
    return _verdict(
        parsed, [*(problem for problem in desk.problems if _within(problem.path, paths)), *between]
    )


def _verdict(parsed: Sequence[Parsed], others: Iterable[Problem]) -> Verdict:
    """The problems of articles and of what lies between them, less what is excused."""
    reasons = {
        (item.article.path, excuse.rule): excuse.reason
        for item in parsed
        if item.article
        for excuse in item.article.allow
    }
    standing = [problem for item in parsed for problem in item.problems]
    excused = [problem for item in parsed for problem in item.excused]
    for problem in others:
        (excused if (problem.path, problem.rule) in reasons else standing).append(problem)
    named = tuple((problem, reasons[problem.path, problem.rule]) for problem in sorted(set(excused)))
    return Verdict(tuple(sorted(set(standing))), named, len(parsed))


def _repeated(parsed: Iterable[Parsed], house: House) -> Iterator[Problem]:
    pieces = [item.article for item in parsed if item.article]
    talks = (piece for piece in pieces if isinstance(piece, Briefing))
    texts = [sameness.Text(piece.id, piece.path, piece.date, piece.text) for piece in talks]
    yield from sameness.same_texts(texts, house.units)
    yield from sameness.same_photos(
        sameness.Picture(piece.id, piece.path, photo.name, photo.digest)
        for piece in pieces
        for photo in piece.photos
    )


def _within(path: str, paths: Iterable[str]) -> bool:
    return any(path == place or path.startswith(f"{place}/") for place in paths)


def _shown(article: Piece, settings: Settings, drafts: bool) -> bool:
    return (drafts or not article.draft) and (settings.samples or not article.sample)


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


def _unsendable(text: Manuscript, article: Piece, settings: Settings) -> Iterator[Problem]:
    """What an official account will not take; only long texts and long names are worth the look."""
    author = article.unit.name if isinstance(article, Briefing) else article.source
    if len(article.html) <= _LONG and len(author) <= limits.AUTHOR:
        return
    short = article.short_title or article.title[: limits.TITLE]
    html = article.html.replace(markup.HERE, "")
    for finding in limits.findings(article.title, short, author, article.summary, html, settings.hotlines):
        yield Problem(text.path, 0, 0, finding.rule, finding.what, finding.mend, severity=Severity.WARNING)


def _guessed(text: Manuscript) -> Iterator[Problem]:
    """What an import guessed and nobody has looked at yet."""
    if manuscript.GUESSED not in text.text:
        return
    for line in text.lines():
        if line.key not in ("", "body") and line.text.rstrip().endswith(manuscript.GUESSED):
            what, mend = "这一项是导入时猜的，还没有核对。", f"核对后删掉行尾的“{manuscript.GUESSED}”。"
            yield Problem(text.path, line.number, 0, "guess", what, mend, severity=Severity.WARNING)


def _undrawable(text: Manuscript, article: Piece, settings: Settings) -> Iterator[Problem]:
    """Characters on the article's card that the font cannot draw: never a box, always a problem."""
    card = cards.of(article, settings.name)
    if lacking := cards.missing(card.title + card.label + card.slogan):
        what = f"封面图的字库里没有这些字：{'、'.join(lacking)}。"
        yield Problem(
            text.path, text.line("title"), 0, "glyph", what, "标题和标语里换成常用字，去掉表情符号。"
        )
