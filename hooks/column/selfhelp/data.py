"""The data of the self-help pages and of the search: what the office edits in `docs/data/` and under `extra.feedback` in mkdocs.yml."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from column.content import recordings
from column.content.taxonomies import Vocabulary
from column.model.intents import Intents
from column.model.problems import Problem
from column.parsing.data_file import DATA
from column.selfhelp import (
    calendar,
    first_aid,
    hang_up,
    intents,
    printables,
    quiz,
    self_check,
    signs,
    text_pages,
)
from column.selfhelp.calendar import Entry
from column.selfhelp.first_aid import FirstAid
from column.selfhelp.hang_up import HangUp
from column.selfhelp.printables import Printable
from column.selfhelp.quiz import Quiz
from column.selfhelp.self_check import SelfCheck
from column.selfhelp.signs import Sign
from column.selfhelp.text_pages import TextPage
from column.settings.records import Feedback, Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SelfHelpData:
    """The parsed data. None where a file is missing or has a mistake: its page is left out. `intents`: what readers mean
    by what they type into the search. `written`: every page of text, those too that are not published."""

    hang_up: HangUp | None
    check: SelfCheck | None
    signs: tuple[Sign, ...] | None
    aid: FirstAid | None
    quiz: Quiz | None
    prints: tuple[Printable, ...]
    intents: Intents
    feedback: Feedback
    written: tuple[TextPage, ...]
    calendar: tuple[Entry, ...]

    @property
    def texts(self) -> tuple[TextPage, ...]:
        """The pages of text that are published."""
        return tuple(page for page in self.written if page.filled)


def load(root: Path, words: Vocabulary, settings: Settings) -> tuple[SelfHelpData, list[Problem]]:
    """The data below `root` and its problems."""
    problems: list[Problem] = []

    def parsed(path: str, parse: Callable[[str, bytes], tuple[T | None, list[Problem]]]) -> T | None:
        try:
            data = (root / path).read_bytes()
        except OSError:
            problems.append(DATA.problem(path, "找不到这个文件。", "恢复这个文件。"))
            return None
        record, wrong = parse(path, data)
        problems.extend(wrong)
        return record

    numbers = tuple(line.number for line in settings.hotlines if line.dial)
    prints = [
        parsed(
            file.relative_to(root).as_posix(),
            lambda path, data: printables.parse(path, data, words),
        )
        for file in printables.files(root)
    ]
    sheets = tuple(sorted((one for one in prints if one), key=lambda one: (one.order, one.url)))
    addresses = {sheet.url for sheet in sheets}

    def exists(address: str) -> bool:
        return intents.has_page(root, address, addresses)

    texts, wrong = text_pages.load(root, words, numbers, exists)
    problems += wrong
    sounds, strays = recordings.lying_in(root, first_aid.PATH.rpartition("/")[0])
    data = SelfHelpData(
        parsed(hang_up.PATH, hang_up.parse) if (root / hang_up.PATH).exists() else None,
        parsed("docs/data/check.yml", lambda path, data: self_check.parse(path, data, words)),
        parsed("docs/data/signs.yml", lambda path, data: signs.parse(path, data, words)),
        parsed(first_aid.PATH, lambda path, data: first_aid.parse(path, data, numbers, sounds)),
        parsed(quiz.PATH, lambda path, data: quiz.parse(path, data, words)),
        sheets,
        parsed(intents.PATH, lambda path, data: intents.parse(path, data, exists)) or Intents(),
        settings.feedback,
        texts,
        (parsed(calendar.PATH, lambda path, data: calendar.parse(path, data, exists)) or ())
        if (root / calendar.PATH).exists()
        else (),
    )
    return data, [*problems, *strays, *sounds.unused()]
