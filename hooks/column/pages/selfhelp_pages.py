"""The self-help pages: the self-check, first aid, the quiz, sheets to print, statistics, feedback."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from markupsafe import Markup, escape

from column.content.library import Library
from column.media import qr as codes
from column.model.records import Case, Group, ScamType
from column.pages import columns as pages_of_column
from column.pages import head_tags as metadata
from column.pages import statistics as trends
from column.pages.columns import ROOT, Page, Press, Sheet
from column.selfhelp import self_check as selfcheck
from column.selfhelp.data import SelfHelpData
from column.selfhelp.first_aid import FirstAid
from column.selfhelp.printables import Print
from column.selfhelp.quiz import Quiz
from column.selfhelp.self_check import Check

APART = (("", "feeds/"), ("", "sitemap/"), ("check/", "quiz/"), ("check/", "feedback/"))
"""Pages that belong to a section of the navigation and lie in a folder of their own: section and folder."""

FIRST = (("check/", "防骗自测"), ("help/", "已经转账了"))
LAST = (("trends/", "发布统计"),)
"""The entries of the navigation that these pages belong to: what helps this minute comes right after home."""

NAVIGATION = (pages_of_column.SECTIONS[0], *FIRST, *pages_of_column.SECTIONS[1:], *LAST)
"""The whole navigation but the pages that are written by hand: address and title."""

CASES_A_TYPE = 2
"""Newest cases that the self-check shows of a scam type."""

_HELP, _CHECK = "我已经转账了", "我是不是遇到骗子了"
_CHECK_ABOUT = "回答几个简单的问题，看看像哪一种骗局、现在该怎么做。不用登录，不保存，不上传。"
_KEYWORDS = "反诈，防骗，自测，求助，知识问答"


def pages(press: Press, data: SelfHelpData) -> Iterator[Page]:
    """All the pages, made."""
    return (sheet.make() for sheet in sheets(press, data))


def sheets(press: Press, data: SelfHelpData) -> Iterator[Sheet]:
    """All the pages, each with what it depends on beside settings, vocabulary, data and code."""
    desk = _Desk(press, data)
    if data.check:
        yield desk.check(data.check)
    if data.aid:
        yield desk.first_aid(data.aid)
    if data.quiz:
        yield from desk.quizzes(data.quiz)
    for sheet in data.prints:
        yield desk.printable(sheet)
    yield desk.trends()
    yield desk.feedback()


def guides(data: SelfHelpData) -> Iterator[tuple[str, str, str]]:
    """Address, title and text of the pages that a search must find: who types 已经转账 is to be helped first."""
    if aid := data.aid:
        steps = (line for step in aid.steps for line in (step.title, *step.points, step.note))
        yield "help/", _HELP, "\n".join((aid.lead, *filter(None, steps)))
    if check := data.check:
        yield "check/", _CHECK, "\n".join((_CHECK_ABOUT, *(question.ask for question in check.questions)))


@dataclass(frozen=True)
class _Desk:
    """Makes the pages of one press."""

    press: Press
    data: SelfHelpData

    @property
    def library(self) -> Library:
        return self.press.library

    def check(self, check: Check) -> Sheet:
        newest = {scam.id: _newest(self.library, scam) for scam in check.scams}
        cases = [case for several in newest.values() for case in several]

        def make() -> Page:
            table = Markup(selfcheck.table(check))  # noqa: S704 - ids and numbers
            return self._page(
                "check/",
                _CHECK,
                _CHECK_ABOUT,
                "check.html",
                script="check.js",
                check=check,
                table=table,
                newest=newest,
            )

        return Sheet("check/", _state(*(case.digest for case in cases)), _modified(cases), make)

    def first_aid(self, aid: FirstAid) -> Sheet:
        def make() -> Page:
            return self._page("help/", _HELP, aid.lead, "help.html", section="help/", aid=aid)

        return Sheet("help/", "", None, make)

    def quizzes(self, quiz: Quiz) -> Iterator[Sheet]:
        groups = [group for group in self.library.vocabulary.groups.records if quiz.of_group(group)]
        yield self._quiz(quiz, None, groups)
        for group in groups:
            yield self._quiz(quiz, group, groups)

    def _quiz(self, quiz: Quiz, group: Group | None, groups: Sequence[Group]) -> Sheet:
        questions = quiz.of_group(group) if group else quiz.questions
        url = f"quiz/{group.id}/" if group else "quiz/"
        title = f"反诈知识问答：{group.name}" if group else "反诈知识问答"

        def make() -> Page:
            about = f"{title}，共 {len(questions)} 道题，每题都有解释。不用登录，不留姓名，不上传成绩。"
            return self._page(
                url,
                title,
                about,
                "quiz.html",
                script="quiz.js",
                questions=questions,
                round=min(quiz.round, len(questions)),
                group=group,
                groups=groups,
                address=self.press.settings.url + url,
            )

        return Sheet(url, "", None, make)

    def printable(self, sheet: Print) -> Sheet:
        def make() -> Page:
            landing = f"{self.press.settings.url}groups/{sheet.group.id}/"
            return self._page(
                sheet.url,
                sheet.title,
                sheet.summary,
                "print.html",
                section="groups/",
                sheet=sheet,
                content=Markup(sheet.html),  # noqa: S704 - sanitised in markup
                landing=landing,
                code=_code(landing, f"{sheet.group.name}防骗页的二维码"),
            )

        return Sheet(sheet.url, "", None, make)

    def trends(self) -> Sheet:
        found = trends.survey(self.library)

        def make() -> Page:
            about = "本专栏发布了多少案例、风险提示和宣传简报，按类型、人群、区域、场所和月份统计。"
            return self._page(
                "trends/",
                "发布统计",
                about,
                "trends.html",
                section="trends/",
                trends=found,
                months=trends.MONTHS,
            )

        return Sheet("trends/", _state(repr(found)), _modified(self.library.articles), make)

    def feedback(self) -> Sheet:
        survey = self.data.feedback.survey

        def make() -> Page:
            about = "举报线索、反映宣传盲区、提改进建议：举报热线和线上问卷。"
            code = _code(survey, "线上问卷的二维码") if survey else ""
            return self._page("feedback/", "举报和建议", about, "feedback.html", survey=survey, code=code)

        return Sheet("feedback/", "", None, make)

    def _page(
        self,
        url: str,
        title: str,
        about: str,
        template: str,
        section: str = "check/",
        script: str = "",
        **context: Any,
    ) -> Page:
        settings = self.press.settings
        body = self.press.render(template, title=title, about=about, url=url, data=self.data, **context)
        head = metadata.for_list(settings, section, title, about, _KEYWORDS, url)
        head += f'<link rel="stylesheet" href="{ROOT}assets/stylesheets/tools.css">\n'
        if script:
            head += f'<script defer src="{ROOT}assets/javascripts/{script}"></script>\n'
        return Page(url, section, f"{title} - {settings.name}", about, body, head)


def _newest(library: Library, scam: ScamType) -> tuple[Case, ...]:
    cases = (piece for piece in library.of_scam(scam) if isinstance(piece, Case))
    return tuple(islice(cases, CASES_A_TYPE))


def _modified(pieces: Sequence[Any]) -> datetime | None:
    return max((piece.modified for piece in pieces), default=None)


def _state(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()


def _code(address: str, title: str) -> Markup:
    """An address as a QR code with a title of its own."""
    drawn = codes.svg(address).replace(f"<title>{codes.TITLE}</title>", f"<title>{escape(title)}</title>", 1)
    return Markup(drawn)  # noqa: S704 - drawn in codes
