"""The newest warnings for the readers of a partner, as a small document without script that stands in the partner's site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from column.content.library import Library, in_force_first
from column.model.case import Case
from column.pages.layout.templates import Templates
from column.selfhelp.text_pages import TextPage

LISTED = 6
"""How many cases and warnings there are in one."""


@dataclass(frozen=True, slots=True)
class EmbedInputs:
    """`name`: the last part of the partner's address; `cases`: the newest for the partner's groups and scam types."""

    name: str
    page: TextPage
    cases: tuple[Case, ...]

    @property
    def path(self) -> str:
        return f"embed/{self.name}.html"


def embeds(library: Library, texts: Iterable[TextPage]) -> Iterator[EmbedInputs]:
    """One for each page of text that offers it."""
    for page in texts:
        if page.embed:
            fitting = (
                case
                for case in library.cases
                if case.scam in page.scams or set(case.groups) & set(page.groups)
            )
            yield EmbedInputs(page.url.split("/")[-2], page, in_force_first(fitting)[:LISTED])


def html(templates: Templates, inputs: EmbedInputs) -> str:
    return templates.render("embed.html", inputs)
