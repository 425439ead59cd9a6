"""Loading a project: settings, taxonomies, data files, rules and every article that is published from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from column.content import discovery, docs_files, library, references, taxonomies, withdrawals
from column.content.article_cache import ArticleCache
from column.content.articles import Parsed
from column.content.discovery import Found
from column.content.library import Library
from column.duty import boards
from column.duty import data as duty_data
from column.duty.data import Pressure
from column.kits import register as kit_register
from column.kits import sizes, talk, texts
from column.kits.register import Version
from column.kits.sizes import Size
from column.model.any_article import AnyArticle
from column.model.problems import Problem, Scope, Severity
from column.parsing.source import Source
from column.project import office_texts
from column.project.office_texts import OfficeTexts
from column.project.version import version
from column.rules import (
    article_checks,
    excuses,
    former_bureau,
    markup,
    public_numbers,
    published,
    registry,
)
from column.rules.privacy import masking
from column.rules.registry import RuleContext
from column.rules.wording import word_list
from column.selfhelp import data as selfhelp
from column.selfhelp import intents
from column.selfhelp.data import SelfHelpData
from column.settings import load as settings_file
from column.settings.records import Settings

_FURTHER = re.compile(r"(?:page/\d+/|kit/)$")
"""What is behind the address of a list or of a kit's subject."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """An article with errors: the address that its page would have, its file, all its problems."""

    url: str
    path: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Account:
    """How many articles there are of each kind; every one that was found is in one of them, or in `withheld`."""

    published: int
    drafts: int
    samples: int


@dataclass(frozen=True)
class Project:
    """A loaded project. `library` holds what is published, `tools` what the office wrote for the self-help pages and for
    the search; `problems` are all that were found, in the order of the files; `withheld` are the articles that an error
    keeps out of the library; `account` counts what became of the others; `version` names the state of code, settings,
    data and taxonomies that it was read with; `sizes` are the sheets of a kit, `kit_versions` those that
    were ever published; `pressure`: what the anti-fraud centre counted, public or not."""

    root: Path
    settings: Settings
    library: Library
    tools: SelfHelpData
    problems: tuple[Problem, ...]
    withheld: tuple[Withheld, ...]
    account: Account
    version: str
    sizes: tuple[Size, ...]
    kit_versions: tuple[Version, ...]
    pressure: tuple[Pressure, ...]

    @property
    def found(self) -> int:
        """How many articles there are, published or not."""
        return self.account.published + self.account.drafts + self.account.samples + len(self.withheld)

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
        numbers, mistaken = public_numbers.load(root)
        self.duty, due = duty_data.load(root, self.vocabulary)
        due += boards.load(root, self.vocabulary)[1]
        self.rules = RuleContext(settings, wordings, self.vocabulary.units.records, numbers)
        self.found, misplaced = discovery.find(root, self.vocabulary)
        self.withdrawals = withdrawals.load(root, {place.id for place in self.found})
        words = self.vocabulary
        due += article_checks.undrawable_terms((*words.scams.records, *words.groups.records))
        due += [*talk.problems(self.tools, words.scams.records), *texts.problems(settings)]
        down = [*self.withdrawals.problems, *office_texts.in_withdrawals(self.withdrawals)]
        sound = all(problem.severity is not Severity.ERROR for problem in odd)
        self.sizes, ill_sized = sizes.load(root)
        self.kit_versions, unregistered = kit_register.load(root)
        due += [*ill_sized, *unregistered]
        former = former_bureau.problems(root, settings, self.vocabulary.units.records) if sound else ()
        self.texts = OfficeTexts.read(root)
        told = [*self.texts.problems(self.rules), *office_texts.in_quiz(self.tools.quiz, self.rules)]
        self.problems = [*odd, *former, *problems, *wrong, *faulty, *mistaken]
        self.problems += [*due, *down, *misplaced, *told]
        self.version = version(root)
        self.cache = ArticleCache(root, self.vocabulary, self.version)

    def answerable(self, parsed: Iterable[Parsed]) -> set[str]:
        """Ids that a briefing can pass on: of cases, present and former, of those that came down, and of what must be
        talked about."""
        down = {record.id for record in self.withdrawals.records if not record.id.of_briefing}
        return references.case_ids(parsed) | {must.id for must in self.duty.must_talk} | down

    def between(self, parsed: Sequence[Parsed], cases: Set[str] = frozenset()) -> list[Problem]:
        """What is wrong between articles. `cases`: ids of more cases than those that were parsed."""
        answerable = self.answerable(parsed) | cases
        return references.across(
            parsed,
            answerable,
            self.found,
            self.withdrawals.records,
            self.settings.samples,
            self._has_page,
            self.texts.places,
            self.texts.links,
        )

    def _has_page(self, address: str) -> bool:
        """Whether the site has a page, of no article, at an address from its root."""
        first = _FURTHER.sub("", address)
        sheets = {sheet.url for sheet in self.tools.prints}
        return first in self._of_terms or intents.has_page(self.root, first, sheets)

    @cached_property
    def _of_terms(self) -> frozenset[str]:
        words = self.vocabulary
        rooms = (("units", words.units), ("venues", words.venues), ("quiz", words.groups))
        return frozenset(f"{room}/{record.id}/" for room, names in rooms for record in names.records)

    def judge(
        self,
        text: Source,
        article: AnyArticle | None,
        problems: Sequence[Problem],
        beside: Sequence[Source] = (),
    ) -> tuple[Sequence[Problem], Sequence[Problem]]:
        """All problems of one text and of what its film says (`beside`), divided into those that stand and those that its
        front matter excuses; none holds anything private of the texts."""
        said = (problem for each in beside for problem in registry.findings(each, self.rules))
        standing, excused = self._divided(text, article, [*problems, *said])
        if not standing and not excused:
            return (), ()
        texts = [text.text, text.path, *(value for _, value in published.values(text))]
        texts += (part for each in beside for part in (each.text, each.path))
        secrets = masking.Secrets.of(texts, self.rules.numbers_in(text))
        return [masking.told(each, secrets) for each in standing], [
            masking.told(each, secrets) for each in excused
        ]

    def _divided(
        self, text: Source, article: AnyArticle | None, problems: Sequence[Problem]
    ) -> tuple[Sequence[Problem], Sequence[Problem]]:
        every = [*problems, *registry.findings(text, self.rules), *article_checks.guessed(text)]
        if article is None:
            return every, ()
        every += published.problems(text, article, lambda part: registry.findings(part, self.rules), every)
        known = any(each.rule == markup.DROPPED.id or each.severity is Severity.ERROR for each in every)
        if published.MARKED.search(text.body) and not known:
            alts = (photo.alt for photo in article.photos)
            every += markup.lost(text, "\n".join((article.text, *alts)))
        every += article_checks.left_as_sample(text, article, self.settings)
        every += article_checks.undrawable(text, article, self.settings)
        every += article_checks.unsendable(text, article, self.settings)
        rules = self.rules.by_id
        across = {id for id, rule in rules.items() if rule.scope is Scope.ALL}
        wanted = [(at, excuse) for at, excuse in enumerate(article.allow) if excuse.rule not in across]
        lines = [text.line("allow", at) for at, _ in wanted]
        return excuses.divide(every, [excuse for _, excuse in wanted], rules, text.path, lines)


class ProjectReader:
    """Reads the project below `root`, and later again what was saved since. `drafts` says whether articles marked as
    draft are in the library."""

    def __init__(self, root: Path, drafts: bool = False) -> None:
        self._root, self._drafts = root, drafts
        self._inputs: Inputs | None = None
        self._parsed: dict[str, Parsed] = {}

    def read(self) -> Project:
        """Everything. Raises `SettingsError` where the settings have an error, or where `docs/` cannot be read."""
        settings, odd = settings_file.read(self._root)
        settings_file.raise_errors([*docs_files.problems(self._root), *odd])
        self._inputs = inputs = Inputs(self._root, settings, odd)
        parsed = inputs.cache.read(inputs.found, inputs.judge)
        self._parsed = {place.path: result for place, result in zip(inputs.found, parsed, strict=True)}
        return self._project(inputs)

    def read_again(self, saved: Iterable[str]) -> Project:
        """As `read`, where only the files at these paths (relative to the root) may have changed. Where all of them
        belong to articles that were there before, no other article is looked at."""
        places = self._places(saved) if self._inputs else None
        if places is None or self._inputs is None:
            return self.read()
        for place, result in zip(places, self._inputs.cache.parse(places, self._inputs.judge), strict=True):
            self._parsed[place.path] = result
        return self._project(self._inputs)

    def _places(self, saved: Iterable[str]) -> list[Found] | None:
        """The articles to which the files belong; None where one of them belongs to none, or is gone."""
        places: dict[str, Found] = {}
        owners = {f"{place.folder}/{name}": place for place in self._found for name in place.beside}
        owners |= {place.path: place for place in self._found}
        for path in saved:
            there, place = (self._root / path).exists(), owners.get(path)
            if place and there:
                places[place.path] = place
            elif place or there:
                return None
        return list(places.values())

    @property
    def _found(self) -> Sequence[Found]:
        return self._inputs.found if self._inputs else ()

    def _project(self, inputs: Inputs) -> Project:
        parsed = list(self._parsed.values())
        between = inputs.between(parsed)
        problems = [
            *inputs.problems,
            *(problem for result in parsed for problem in result.problems),
            *between,
        ]
        shown: list[AnyArticle] = []
        withheld, drafts, samples = [], 0, 0
        for place, result in zip(inputs.found, parsed, strict=True):
            own = [*result.problems, *(problem for problem in between if problem.path == place.path)]
            if result.article is None or any(problem.severity is Severity.ERROR for problem in own):
                withheld.append(_withheld(place, own))
            elif result.article.draft and not self._drafts:
                drafts += 1
            elif result.article.sample and not inputs.settings.samples:
                samples += 1
            else:
                shown.append(result.article)
        ordered = tuple(sorted(set(problems)))
        built = library.build(inputs.vocabulary, shown, inputs.withdrawals.records)
        return Project(
            self._root,
            inputs.settings,
            built,
            inputs.tools,
            ordered,
            tuple(withheld),
            Account(len(shown), drafts, samples),
            inputs.version,
            inputs.sizes,
            inputs.kit_versions,
            inputs.duty.pressure,
        )


def _withheld(place: Found, problems: Iterable[Problem]) -> Withheld:
    """As its page may show it: nothing private, in names of files neither."""
    return Withheld(place.url, masking.masked(place.path), tuple(map(masking.shown, problems)))


def read(root: Path, drafts: bool = False) -> Project:
    """Everything below `root`; see `ProjectReader`."""
    return ProjectReader(root, drafts).read()
