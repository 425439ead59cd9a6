"""Checking contributions: all of them, or those at some paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from column.content import (
    dates,
    docs_files,
    front_matter,
    frozen_months,
    internal_files,
    references,
    register,
)
from column.content.articles import Parsed
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.problems import Problem
from column.model.withdrawal import Withdrawal
from column.project.load import Inputs, Project
from column.rules import duplicates
from column.settings import load as settings
from column.system.cache import Cache
from column.system.git import Git


@dataclass(frozen=True)
class CheckResult:
    """`problems` that stand, those that are `excused` with their reasons, and how many articles were read."""

    problems: tuple[Problem, ...]
    excused: tuple[tuple[Problem, str], ...]
    articles: int


def check(root: Path, paths: Sequence[str] = (), base: str = "HEAD") -> CheckResult:
    """The problems of the files at or below `paths`, or of everything where there are none.

    Whether a text, a photo or a former id was used before is only seen when everything is checked; what may only
    grow is then compared with the commit `base`, where there is Git. Raises `UserError`
    where `DATE` of the environment is no day.
    """
    if odd := docs_files.problems(root):
        return CheckResult(tuple(odd), (), 0)
    inputs = Inputs(root, *settings.read(root))
    if not paths:
        parsed = inputs.cache.read(inputs.found, inputs.judge)
        down = _taken_down(parsed, inputs, base)
        found = [*inputs.problems, *_registers(root, base), *dates.problems(parsed), *down]
        return _result(parsed, [*found, *inputs.between(parsed), *_repeated(parsed, inputs)])
    meant = [place for place in inputs.found if within(place.path, paths)]
    parsed = inputs.cache.parse(meant, inputs.judge)
    cases = {place.id for place in inputs.found if place.unit is None}
    between = inputs.between(parsed, cases)
    if between:  # perhaps a former id of a case: then all cases have to be read
        others = [place for place in inputs.found if place.unit is None]
        known = cases | references.case_ids(inputs.cache.parse(others, inputs.judge))
        between = inputs.between(parsed, known)
    here = (problem for problem in (*inputs.problems, *between) if within(problem.path, paths))
    return _result(parsed, [*here, *dates.problems(parsed)])


def _registers(root: Path, base: str) -> Iterator[Problem]:
    """What is wrong with the register and the frozen months, or was taken from them since `base`."""
    _, problems = register.load(root)
    yield from problems
    yield from frozen_months.problems(root, base)
    yield from internal_files.problems(root)
    git, file = Git(root), root / register.PATH
    if git.is_top and (before := git.file(base, register.PATH)) is not None:
        yield from register.lost(before, file.read_bytes() if file.exists() else None)


def _taken_down(parsed: Iterable[Parsed], inputs: Inputs, base: str) -> Iterator[Problem]:
    """Times of withdrawals that cannot be right, and public reasons that tell the title of what came down: as it stands
    here, else as it stood in the commit `base`."""
    yield from inputs.withdrawals.untimely()
    titles = {result.article.id: result.article.title for result in parsed if result.article}
    git = Git(inputs.root)
    for record in inputs.withdrawals.records:
        title = titles.get(record.id) or _former_title(git, base, record)
        yield from inputs.withdrawals.telling(record, title)


def _former_title(git: Git, base: str, record: Withdrawal) -> str:
    """The title of an article that is not in the tree any more; empty where the commit has none."""
    kind = Briefing if record.id.of_briefing else Case
    for name in ("/index.md", ".md") if git.is_top else ():
        path = record.url.removesuffix("/") + name
        if (data := git.file(base, path)) is not None:
            return str(front_matter.read(kind, path, data)[0].matter.get("title", ""))
    return ""


def _result(parsed: Sequence[Parsed], others: Iterable[Problem]) -> CheckResult:
    """The problems of articles and of what lies between them, less what is excused."""
    reasons = {
        (result.article.path, excuse.rule): excuse.reason
        for result in parsed
        if result.article
        for excuse in result.article.allow
    }
    standing = [problem for result in parsed for problem in result.problems]
    excused = [problem for result in parsed for problem in result.excused]
    for problem in others:
        (excused if (problem.path, problem.rule) in reasons else standing).append(problem)
    named = tuple((problem, reasons[problem.path, problem.rule]) for problem in sorted(set(excused)))
    return CheckResult(tuple(sorted(set(standing))), named, len(parsed))


def repeats(project: Project) -> dict[str, str]:
    """The ids of briefings that nearly repeat an earlier one, with the earlier one's id."""
    names = [unit.name for unit in project.library.vocabulary.units.records]
    kept = Cache(project.root / ".cache" / "repeats", project.version)
    found = duplicates.likenesses(map(_text, project.library.briefings), names, kept)
    return {like.later.id: like.earlier.id for like in found}


def _text(article: Briefing) -> duplicates.Text:
    read = partial(getattr, article, "text")
    return duplicates.Text(article.id, article.path, article.date, article.digest, read)


def _repeated(parsed: Iterable[Parsed], inputs: Inputs) -> Iterator[Problem]:
    articles = [result.article for result in parsed if result.article]
    texts = (_text(article) for article in articles if isinstance(article, Briefing))
    kept = Cache(inputs.root / ".cache" / "texts", inputs.version)
    names = [unit.name for unit in inputs.rules.units]
    yield from duplicates.same_texts(texts, names, kept)
    yield from duplicates.same_photos(
        duplicates.Picture(article.id, article.path, photo.name, photo.digest)
        for article in articles
        for photo in article.photos
    )


def within(path: str, paths: Iterable[str]) -> bool:
    """Whether a path is one of `paths` or below one of them."""
    return any(path == place or path.startswith(f"{place}/") for place in paths)
