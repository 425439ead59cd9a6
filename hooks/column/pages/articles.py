"""The page of an article: a briefing, a case or a warning."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from markupsafe import Markup

from column.content.library import Library
from column.media import cards
from column.model.any_article import AnyArticle
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.kinds import STEPS, CaseKind
from column.model.withdrawal import Withdrawal
from column.pages import films
from column.pages.layout import head_tags
from column.pages.layout.navigation import COLUMNS
from column.pages.layout.page import LazyPage, Page
from column.pages.layout.templates import Templates
from column.text.placeholders import HERE

PASSED_ON = 10
"""Briefings that a case lists as passing it on."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How far a case or warning was passed on: in how many talks of how many units, the first on which day. A talk that
    several held is one talk; one before the warning does not count."""

    talks: int
    units: int
    first: dt.date


@dataclass(frozen=True, slots=True)
class ArticleInputs:
    """`cover` is the address of the cover picture from the site's root; `answers` are the cases that a briefing passes
    on, `passed_on` the briefings that pass a case on, `spread` all of them counted, None where there is none; `kit`: whether it has a
    kit."""

    article: AnyArticle
    cover: str
    older: AnyArticle | None
    newer: AnyArticle | None
    answers: tuple[Case, ...]
    passed_on: tuple[Briefing, ...]
    related: tuple[AnyArticle, ...]
    withdrawal: Withdrawal | None
    spread: Spread | None = None
    kit: bool = False


def page(library: Library, article: AnyArticle, cover: str, kit: bool = False) -> LazyPage[ArticleInputs]:
    """`cover`, `kit`: see `ArticleInputs`. What is withdrawn stands by itself: nothing leads on from it."""
    is_withdrawn = article.id in library.withdrawn
    older, newer = (None, None) if is_withdrawn else library.neighbours(article)
    inputs = ArticleInputs(
        article,
        cover,
        older,
        newer,
        library.answers(article) if isinstance(article, Briefing) else (),
        library.passed_on.get(article.id, ())[:PASSED_ON],
        () if is_withdrawn else library.related(article),
        library.withdrawal_of(article.id),
        spread(article, library) if isinstance(article, Case) else None,
        kit,
    )
    return LazyPage(article.url, inputs, _render, article.changed)


def spread(case: Case, library: Library) -> Spread | None:
    """How far a case was passed on; None where nobody has yet."""
    published = (case.date, case.time or dt.time.min)
    talks = [
        talk
        for talk in library.passed_on.get(case.id, ())
        if (talk.date, talk.time or dt.time.max) >= published
    ]
    if not talks:
        return None
    named = library.vocabulary.units.find
    units = {talk.unit.id for talk in talks}
    units |= {unit.id for talk in talks for name in talk.with_ if (unit := named(name))}
    return Spread(len(talks), len(units), min(talk.date for talk in talks))


def steps(case: Case, spread: Spread | None) -> tuple[tuple[str, dt.date], ...]:
    """What was done about a warning, by day: it was published, its film made, sent to the units, talked about."""
    done = [(STEPS[step.step], step.date) for step in case.steps]
    told = [("宣讲", spread.first)] if spread else []
    first: dict[str, dt.date] = {}
    for name, day in sorted([*done, *told], key=lambda each: each[1]):
        first.setdefault(name, day)
    return (("预警", case.date), *first.items()) if first else ()


def _render(templates: Templates, inputs: ArticleInputs) -> Page:
    article, settings = inputs.article, templates.settings
    case = article if isinstance(article, Case) else None
    section = "cases/" if case else "briefings/"
    column = COLUMNS[section]
    body = templates.render(
        "article.html",
        inputs,
        article=article,
        briefing=article if isinstance(article, Briefing) else None,
        case=case,
        content=Markup(article.html.replace(HERE, "")),  # noqa: S704 - sanitised in markdown_html
        cover_size=cards.SIZE if article.cover is None else None,
        section=section,
        column=column.name,
        film=films.shown(case, settings.media_hosts) if case else None,
        steps=steps(case, inputs.spread) if case and case.kind is CaseKind.WARNING else (),
        useful=settings.feedback.about(settings.url + article.url),
    )
    head = head_tags.for_article(settings, article, section, column, inputs.cover)
    head = head_tags.NOINDEX + head if inputs.withdrawal else head
    return Page(article.url, section, f"{article.title} - {settings.name}", article.summary, body, head)
