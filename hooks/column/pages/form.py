"""The form in which an officer writes an article: a page of the site, and one file to keep on a desktop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from column.content.library import Library
from column.model.kinds import CaseKind
from column.pages import form_description
from column.pages.layout import head_tags
from column.pages.layout.page import AnyPage, LazyPage, Page
from column.pages.layout.templates import Templates
from column.settings.records import Settings
from column.text.placeholders import ROOT

URL = "contribute/form/"
FILE = f"{URL}fanzha-form.html"
WARNINGS = 100
"""Newest warnings that a briefing can answer from a list."""

_TITLE = "在线写稿"
_ABOUT = "在浏览器里写简报、案例和风险提示：照片自动缩小、去掉拍摄地点，边写边检查，最后得到一个压缩包。不用登录，不上传。"
_STYLE = "assets/stylesheets/form-file.css"
_SCRIPTS = ("assets/javascripts/fflate.js", "assets/javascripts/form.js")


@dataclass(frozen=True, slots=True)
class FormInputs:
    """`described`: what the form asks for and checks, as JSON."""

    described: str


def inputs(library: Library, settings: Settings) -> FormInputs:
    described = form_description.description(library.vocabulary, settings, answerable(library))
    return FormInputs(form_description.as_json(described))


def answerable(library: Library) -> list[tuple[str, str]]:
    """Ids and titles of the warnings that a briefing can answer from a list, the newest first."""
    warnings = (case for case in library.cases if case.kind is CaseKind.WARNING)
    return [(case.id, case.title) for case in islice(warnings, WARNINGS)]


def page(made_from: FormInputs) -> AnyPage:
    return LazyPage(URL, made_from, _page)


def _page(templates: Templates, made_from: FormInputs) -> Page:
    settings = templates.settings
    body = templates.render("form.html", made_from, title=_TITLE, about=_ABOUT, described=_data(made_from))
    head = head_tags.for_list(settings, URL, _TITLE, _ABOUT, "投稿，写稿", None)
    head += f'<link rel="stylesheet" href="{ROOT}assets/stylesheets/form.css">\n'
    head += "".join(f'<script defer src="{ROOT}{script}"></script>\n' for script in _SCRIPTS)
    return Page(URL, "", f"{_TITLE} - {settings.name}", _ABOUT, body, head)


def file(templates: Templates, made_from: FormInputs, files: Mapping[str, bytes]) -> bytes:
    """The form as one file: styles and scripts stand in it, and it opens from a disk without any network."""
    style, *scripts = (_inline(files, name) for name in (_STYLE, *_SCRIPTS))
    html = templates.render(
        "form_file.html",
        made_from,
        title=_TITLE,
        about=_ABOUT,
        described=_data(made_from),
        style=style,
        scripts=scripts,
    )
    return html.encode()


def _data(made_from: FormInputs) -> Markup:
    return Markup(made_from.described)  # noqa: S704 - escaped in as_json


def _inline(files: Mapping[str, bytes], name: str) -> Markup:
    text = files[name].decode()
    if "</s" in text.lower():
        raise ValueError(f"{name} would end the element that it stands in")
    return Markup(text)  # noqa: S704 - our own file
