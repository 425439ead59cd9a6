"""Every rule that a problem can name, and the checks that read a text by them.

A rule is declared in the module that finds what breaks it; here the modules are listed, in the order of the page of
rules (`rules_page`). A problem of a rule that is not listed turns a test red.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType
from urllib.parse import urlsplit

from column.content import (
    articles,
    attachments,
    captions,
    dates,
    discovery,
    frozen_months,
    internal_files,
    recordings,
    references,
    register,
    taxonomies,
    videos,
    withdrawals,
)
from column.model.problems import Problem, Rule
from column.model.terms import Unit
from column.parsing import data_file, decoding, source, validation, yaml_lines
from column.parsing.source import Source
from column.rules import (
    article_checks,
    duplicates,
    excuses,
    former_bureau,
    hotlines,
    links,
    markup,
    ownership,
)
from column.rules.privacy import combined_details, personal_data
from column.rules.public_numbers import PublicNumber
from column.rules.wording import matches
from column.rules.wording.word_list import Wording
from column.settings import values
from column.settings.records import Settings

_BEFORE_WORDING: tuple[ModuleType, ...] = (personal_data, combined_details, hotlines, links)
_AFTER_WORDING: tuple[ModuleType, ...] = (
    duplicates,
    attachments,
    videos,
    captions,
    recordings,
    discovery,
    taxonomies,
    source,
    yaml_lines,
    validation,
    articles,
    dates,
    references,
    register,
    withdrawals,
    frozen_months,
    internal_files,
    decoding,
    data_file,
    values,
    former_bureau,
    article_checks,
    markup,
    excuses,
    ownership,
)

Check = Callable[[Source], Iterator[Problem]]


@dataclass(frozen=True)
class RuleContext:
    """What the rules need beside a text: the settings, the office's wording rules, the units, the state's numbers."""

    settings: Settings
    wordings: tuple[Wording, ...] = ()
    units: tuple[Unit, ...] = ()
    numbers: tuple[PublicNumber, ...] = ()

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """All rules, in the order of the page."""
        worded = tuple(each.rule for each in self.wordings)
        return (*_declared(_BEFORE_WORDING), *worded, *_declared(_AFTER_WORDING))

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """The checks that read the text of an article."""
        host = (urlsplit(self.settings.url).hostname or "").lower()
        lines = self.settings.hotlines
        return (
            lambda text: personal_data.problems(text, self.numbers_in(text)),
            combined_details.problems,
            lambda text: hotlines.foreign(text, lines, self.numbers_in(text)),
            lambda text: hotlines.silent(text, lines),
            lambda text: links.lookalikes(text, host),
            lambda text: links.live(text, host, self.settings.media_hosts),
            markup.problems,
            lambda text: (problem for each in self.wordings for problem in matches.problems(text, each)),
        )

    def numbers_in(self, text: Source) -> frozenset[str]:
        """The digits of the numbers that may stand in a text: everybody's, and those of the unit whose text it is."""
        column, _, rest = text.path.partition("/")
        own = self._phones.get(rest.partition("/")[0], "") if column == "briefings" else ""
        return self._common | {own} if own else self._common

    @cached_property
    def _common(self) -> frozenset[str]:
        short = frozenset(number.number for number in self.numbers)
        return hotlines.digits(self.settings.hotlines) | short

    @cached_property
    def _phones(self) -> dict[str, str]:
        return {unit.id: unit.phone.replace("-", "") for unit in self.units if unit.phone}


def _declared(modules: tuple[ModuleType, ...]) -> tuple[Rule, ...]:
    return tuple(rule for module in modules for rule in module.RULES)


def findings(text: Source, context: RuleContext) -> tuple[Problem, ...]:
    """All that the rules find in one text, in the order of the file."""
    found = [problem for check in context.checks for problem in check(text)]
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.column)))
