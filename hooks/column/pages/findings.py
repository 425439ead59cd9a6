"""What the preview shows in the place of an article that has errors: what to mend, in the order of its lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from column.model.problems import Problem, Severity
from column.pages.layout import head_tags
from column.pages.layout.page import LazyPage, Page
from column.pages.layout.templates import Templates


@dataclass(frozen=True, slots=True)
class FindingsInputs:
    """`url`: the address of the article's page; `path`: its file; `problems`: what was found in it."""

    url: str
    path: str
    problems: tuple[Problem, ...]


def page(url: str, path: str, problems: Iterable[Problem]) -> LazyPage[FindingsInputs]:
    return LazyPage(url, FindingsInputs(url, path, tuple(problems)), _render)


def _render(templates: Templates, inputs: FindingsInputs) -> Page:
    errors = sum(problem.severity is Severity.ERROR for problem in inputs.problems)
    title = f"这篇稿件有 {errors} 处错误"
    body = templates.render("findings.html", inputs, title=title)
    section = inputs.url.split("/", 1)[0] + "/"
    return Page(inputs.url, section, title, title, body, head_tags.for_site(templates.settings))
