"""The page of an article: a briefing, a case or a warning."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from column.content.library import Library
from column.media import cards
from column.model.addresses import WebAddress
from column.model.any_article import AnyArticle
from column.model.attachments import Film
from column.model.briefing import Briefing
from column.model.case import Case
from column.pages.layout import head_tags
from column.pages.layout.navigation import COLUMNS
from column.pages.layout.page import LazyPage, Page
from column.pages.layout.templates import Templates
from column.text.placeholders import HERE

PASSED_ON = 10
"""Briefings that a case lists as passing it on."""


@dataclass(frozen=True, slots=True)
class ArticleInputs:
    """`cover` is the address of the cover picture from the site's root; `answers` are the cases that a briefing passes
    on, `passed_on` the briefings that pass a case on."""

    article: AnyArticle
    cover: str
    older: AnyArticle | None
    newer: AnyArticle | None
    answers: tuple[Case, ...]
    passed_on: tuple[Briefing, ...]
    related: tuple[AnyArticle, ...]


def page(library: Library, article: AnyArticle, cover: str) -> LazyPage[ArticleInputs]:
    """`cover`: see `ArticleInputs`."""
    older, newer = library.neighbours(article)
    inputs = ArticleInputs(
        article,
        cover,
        older,
        newer,
        library.answers(article) if isinstance(article, Briefing) else (),
        library.passed_on.get(article.id, ())[:PASSED_ON],
        library.related(article),
    )
    return LazyPage(article.url, inputs, _render, article.changed)


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
        video=_video(case.video) if case else None,
        useful=settings.feedback.about(settings.url + article.url),
    )
    head = head_tags.for_article(settings, article, section, column, inputs.cover)
    return Page(article.url, section, f"{article.title} - {settings.name}", article.summary, body, head)


def _video(video: Film | WebAddress | None) -> dict[str, str] | None:
    if isinstance(video, Film):
        return {"file": video.filename}
    return {"href": video, "file": ""} if video else None
