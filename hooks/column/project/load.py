"""Loading a project: settings, taxonomies, data files, rules and every article that is published from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from column.content import discovery, library, references, taxonomies
from column.content.article_cache import ArticleCache
from column.content.library import Library
from column.model.any_article import AnyArticle
from column.model.problems import Problem, Scope, Severity
from column.parsing.source import Source
from column.project.version import version
from column.rules import article_checks, excuses, registry
from column.rules.registry import RuleContext
from column.rules.wording import word_list
from column.selfhelp import data as selfhelp
from column.selfhelp.data import SelfHelpData
from column.settings import load as settings_file
from column.settings.records import Settings


@dataclass(frozen=True)
class Project:
    """A loaded project. `library` holds what is published, `tools` what the office wrote for the self-help pages;
    `problems` are all that were found, in the order of the files; `articles` is how many were read; `version` names the
    state of code, settings, data and taxonomies that it was read with."""

    root: Path
    settings: Settings
    library: Library
    tools: SelfHelpData
    problems: tuple[Problem, ...]
    articles: int
    version: str

    @property
    def sound(self) -> bool:
        """Whether no error prevents publishing."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)


class Inputs:
    """All that parsing an article needs, and what is wrong with it (`problems`); `odd` are the problems of the settings."""

    def __init__(self, root: Path, settings: Settings, odd: Sequence[Problem]) -> None:
        self.root, self.settings = root, settings
        self.vocabulary, problems = taxonomies.load(root)
        self.tools, wrong = selfhelp.load(root, self.vocabulary, settings)
        wordings, faulty = word_list.load(root)
        units = tuple(unit.name for unit in self.vocabulary.units.records)
        self.rules = RuleContext(settings, wordings, units)
        self.found, misplaced = discovery.find(root, self.vocabulary)
        self.problems = [*odd, *problems, *wrong, *faulty, *misplaced]
        self.version = version(root)
        self.cache = ArticleCache(root, self.vocabulary, self.version)

    def judge(
        self, text: Source, article: AnyArticle | None, problems: Sequence[Problem]
    ) -> tuple[Sequence[Problem], Sequence[Problem]]:
        """All problems of one text, divided into those that stand and those that its front matter excuses."""
        every = [*problems, *registry.findings(text, self.rules), *article_checks.guessed(text)]
        if article is None:
            return every, ()
        every += article_checks.undrawable(text, article, self.settings)
        every += article_checks.unsendable(text, article, self.settings)
        known = self.rules.by_id
        across = {id for id, rule in known.items() if rule.scope is Scope.ALL}
        wanted = [(at, excuse) for at, excuse in enumerate(article.allow) if excuse.rule not in across]
        lines = [text.line("allow", at) for at, _ in wanted]
        return excuses.divide(every, [excuse for _, excuse in wanted], known, text.path, lines)


def read(root: Path, drafts: bool = False) -> Project:
    """Everything below `root`. `drafts` says whether articles marked as draft are in the library. Raises
    `SettingsError` where the settings have an error."""
    settings, odd = settings_file.read(root)
    settings_file.raise_errors(odd)
    inputs = Inputs(root, settings, odd)
    parsed = inputs.cache.read(inputs.found, inputs.judge)
    between = references.across(parsed, references.case_ids(parsed), inputs.found)
    problems = [*inputs.problems, *(problem for result in parsed for problem in result.problems), *between]
    wrong = {problem.path for problem in between}
    shown = [
        result.article
        for result in parsed
        if result.article and result.article.path not in wrong and _shown(result.article, settings, drafts)
    ]
    ordered = tuple(sorted(set(problems)))
    built = library.build(inputs.vocabulary, shown)
    return Project(root, settings, built, inputs.tools, ordered, len(parsed), inputs.version)


def _shown(article: AnyArticle, settings: Settings, drafts: bool) -> bool:
    return (drafts or not article.draft) and (settings.samples or not article.sample)
