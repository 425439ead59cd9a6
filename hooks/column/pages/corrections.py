"""What was put right: the page of all corrections and withdrawals, and the pages in the place of what was removed.

Nothing here knows more of a removed article than its withdrawal does; the list does not tell its id either.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from column.content.library import Library
from column.model.withdrawal import End, Withdrawal
from column.pages.layout import head_tags
from column.pages.layout.page import AnyPage, LazyPage, Page
from column.pages.layout.templates import Templates

URL, NAME = "corrections/", "更正与撤回"
DESCRIPTION = "本专栏更正过、撤回过的文章，新的在前。"
GONE = "本文已撤下"


@dataclass(frozen=True, slots=True)
class Note:
    """One correction or withdrawal; `url` is empty where there is nothing to read."""

    day: date
    label: str
    title: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class CorrectionsInputs:
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class GoneInputs:
    """`url`: the address of this copy of the page."""

    url: str
    withdrawal: Withdrawal


def pages(library: Library) -> Iterator[AnyPage]:
    """The list, and of what was removed a page at `/gone/` and one at the address of before: a server that answers
    410 shows the first, any other host has the second."""
    notes = tuple(sorted(_notes(library), key=lambda note: (note.day, note.url), reverse=True))
    yield LazyPage(URL, CorrectionsInputs(notes), _list, max((note.day for note in notes), default=None))
    for withdrawal in library.withdrawals:
        if withdrawal.end is End.REMOVED:
            for url in (withdrawal.notice, withdrawal.url):
                yield LazyPage(url, GoneInputs(url, withdrawal), _gone, listed=False)


def _notes(library: Library) -> Iterator[Note]:
    for article in library.articles:
        if article.correction and article.updated:
            yield Note(article.updated, "更正", article.title, article.url, article.correction)
    for each in library.withdrawals:
        kept = library.withdrawn.get(each.id)
        target = library.by_id.get(each.into) if each.into else None
        day, reason = each.at.date(), each.reason
        if each.end is End.WITHDRAWN and kept:
            yield Note(day, "撤回", kept.title, kept.url, reason)
        elif each.end is End.REMOVED:
            yield Note(day, "撤下", f"{each.what}已撤下", "", reason)
        elif target:
            yield Note(day, "并入", f"{each.what}并入：{target.title}", target.url, reason)


def _list(templates: Templates, inputs: CorrectionsInputs) -> Page:
    body = templates.render("corrections.html", inputs, name=NAME, description=DESCRIPTION)
    settings = templates.settings
    head = head_tags.for_list(settings, URL, NAME, DESCRIPTION, "更正,撤回", None)
    return Page(URL, "", f"{NAME} - {settings.name}", DESCRIPTION, body, head)


def _gone(templates: Templates, inputs: GoneInputs) -> Page:
    body = templates.render("gone.html", inputs, title=GONE)
    settings = templates.settings
    head = head_tags.NOINDEX + head_tags.for_site(settings)
    return Page(inputs.url, "", f"{GONE} - {settings.name}", GONE, body, head)
