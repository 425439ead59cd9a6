"""What a talk, a letter and an announcement need beside the words of the sheets: what happens at length, questions of the
quiz, parts of the page of law, whom a letter addresses, what the office wrote to be read out. All of it stands elsewhere
on the site; nothing of it is made up here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from column.model.case import Case
from column.model.problems import Problem
from column.model.terms import Group, ScamType
from column.parsing.data_file import DATA
from column.rules.published import blocks
from column.selfhelp.data import SelfHelpData
from column.selfhelp.quiz import Question

LAW_URL = "law/"
LAW = ("stop", "art-5")
"""The parts of the page of law for a scam type that names none: how money is stopped, what stays confidential."""

_QUESTIONS = 2
_HEADING = re.compile(r"<h2(?: id=\"([a-z0-9-]+)\")?>(.*?)</h2>", re.S)
_SOURCE = re.compile(r"来源[:\uff1a].*核对")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the quiz; `answer` counts from 0."""

    ask: str
    choices: tuple[str, ...]
    answer: int
    why: str


@dataclass(frozen=True, slots=True)
class Law:
    """A part of the page of law. `source` is its last line: where it comes from, and whether that was looked up."""

    title: str
    lines: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Talk:
    """`parts`: each heading of the page with its paragraphs; `groups`: the ids of those whom it is
    for; `letter`: how a letter addresses them, a case's the group that it names first."""

    groups: tuple[str, ...] = ()
    letter: str = ""
    broadcast: tuple[str, ...] = ()
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    questions: tuple[Asked, ...] = ()
    law: tuple[Law, ...] = ()


class Talks:
    """The talks of cases, scam types and groups, from what the office wrote for the self-help pages."""

    def __init__(self, tools: SelfHelpData, groups: Iterable[Group]) -> None:
        self._tools, self._groups = tools, tuple(groups)

    def of_case(self, case: Case) -> Talk:
        letter = case.groups[0].letter if case.groups else ""
        groups = tuple(group.id for group in case.groups)
        questions = self._questions(case.scam, case.groups)
        return Talk(groups, letter, case.broadcast, parts_of(case.html), questions, self._law(case.scam))

    def of_scam(self, scam: ScamType) -> Talk:
        groups = tuple(group.id for group in self._groups if scam in group.risks)
        parts = parts_of(scam.body)
        return Talk(groups, "", scam.broadcast, parts, self._questions(scam, ()), self._law(scam))

    def of_group(self, group: Group) -> Talk:
        quiz = self._tools.quiz
        of_risk = {each.scam: each for each in reversed(quiz.of_group(group))} if quiz else {}
        found = [of_risk[scam] for scam in group.risks if scam in of_risk]
        parts, law = parts_of(group.body), self._law(group.risks[0])
        return Talk((group.id,), group.letter, group.broadcast, parts, _asked(found), law)

    def _questions(self, scam: ScamType, groups: Iterable[Group]) -> tuple[Asked, ...]:
        """Those about the scam type, first those for the groups."""
        quiz, wanted = self._tools.quiz, set(groups)
        found = [each for each in quiz.questions if each.scam == scam] if quiz else []
        found.sort(key=lambda each: not wanted.intersection(each.groups))
        return _asked(found)

    def _law(self, scam: ScamType) -> tuple[Law, ...]:
        return tuple(self._laws[name] for name in scam.law or LAW if name in self._laws)

    @cached_property
    def _laws(self) -> dict[str, Law]:
        html = next((page.html for page in self._tools.texts if page.url == LAW_URL), "")
        return {name: _law(title, lines) for name, title, lines in _sections(html) if name}


def _asked(questions: Iterable[Question]) -> tuple[Asked, ...]:
    """The first of them."""
    return tuple(Asked(each.ask, each.choices, each.answer, each.why) for each in questions)[:_QUESTIONS]


def parts_of(html: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each heading of a page's body with the paragraphs below it."""
    return tuple((title, lines) for _, title, lines in _sections(html))


def problems(tools: SelfHelpData, scams: Iterable[ScamType]) -> Iterator[Problem]:
    """Parts of the page of law that a scam type names and that are not there; without the page none is missed."""
    html = next((page.html for page in tools.texts if page.url == LAW_URL), "")
    names = [name for name, _, _ in _sections(html) if name]
    for scam in scams if names else ():
        for name in scam.law:
            if name not in names:
                what = f"docs/law.md 里没有 {{#{name}}} 这一节。"
                yield DATA.problem(scam.path, what, f"“法律”一项可用：{'、'.join(names)}。", 1)


def _sections(html: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Name, title and paragraphs of each part."""
    pieces = _HEADING.split(html)
    for at in range(1, len(pieces), 3):
        yield pieces[at] or "", "".join(blocks(pieces[at + 1])), tuple(blocks(pieces[at + 2]))


def _law(title: str, lines: tuple[str, ...]) -> Law:
    source = next((line for line in reversed(lines) if _SOURCE.match(line)), "")
    return Law(title, tuple(line for line in lines if line != source), source)
