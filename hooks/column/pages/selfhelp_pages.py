"""The self-help pages: the self-check, first aid, the quiz, the printables, statistics, feedback."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from column.content.library import Library, in_force_first
from column.duty.data import Pressure
from column.media import qr
from column.model.case import Case
from column.model.terms import Group, ScamType
from column.pages import statistics
from column.pages.layout import head_tags
from column.pages.layout.page import AnyPage, LazyPage, Page, newest
from column.pages.layout.templates import Templates
from column.pages.statistics import Reported, Statistics
from column.selfhelp import self_check, signs
from column.selfhelp.data import SelfHelpData
from column.selfhelp.first_aid import FirstAid
from column.selfhelp.hang_up import HangUp
from column.selfhelp.printables import Printable
from column.selfhelp.quiz import Message, Question, Quiz
from column.selfhelp.self_check import SelfCheck
from column.selfhelp.signs import Sign
from column.selfhelp.text_pages import TextPage
from column.text.markdown_html import plain
from column.text.placeholders import ROOT

CASES_A_TYPE = 2
"""Newest cases that the self-check shows of a scam type."""

_HELP, _CHECK = "我已经转账了", "我遇到骗子了吗"
_CHECK_ABOUT = "回答几个简单的问题，看看像哪一种骗局、现在该怎么做。不用登录，不保存，不上传。"
_QUIZ, _QUIZ_ABOUT = "反诈知识问答", "每道题都有解释，可以用来讲课。不用登录，不留姓名。"
_FEEDBACK, _FEEDBACK_ABOUT = "举报和建议", "举报线索、反映宣传盲区、提改进建议：举报热线和线上问卷。"
_KEYWORDS = "反诈，防骗，自测，求助，知识问答"


@dataclass(frozen=True, slots=True)
class Offered:
    """Which of the self-help pages and pages of text exist, for the links between them."""

    now: bool
    check: bool
    aid: bool
    quiz: bool
    texts: tuple[TextPage, ...]

    @classmethod
    def of(cls, data: SelfHelpData) -> Offered:
        return cls(bool(data.hang_up), bool(data.check), bool(data.aid), bool(data.quiz), data.texts)


@dataclass(frozen=True, slots=True)
class HangUpInputs:
    offered: Offered
    hang_up: HangUp


@dataclass(frozen=True, slots=True)
class SelfCheckInputs:
    """`newest`: the newest cases by the scam type's id."""

    offered: Offered
    check: SelfCheck
    signs: tuple[Sign, ...]
    newest: Mapping[str, tuple[Case, ...]]


@dataclass(frozen=True, slots=True)
class FirstAidInputs:
    offered: Offered
    aid: FirstAid


@dataclass(frozen=True, slots=True)
class QuizInputs:
    """`round`: questions a round; `group` is None on the page of all questions; `groups` have a page of their own."""

    offered: Offered
    questions: tuple[Question | Message, ...]
    round: int
    group: Group | None
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class PrintableInputs:
    offered: Offered
    printable: Printable


@dataclass(frozen=True, slots=True)
class StatisticsInputs:
    offered: Offered
    statistics: Statistics
    reported: Reported | None


@dataclass(frozen=True, slots=True)
class FeedbackInputs:
    """`survey`: the address of the questionnaire; empty where there is none."""

    offered: Offered
    survey: str


@dataclass(frozen=True, slots=True)
class TextInputs:
    """`above`: the page of the folder that it lies in; `below`: the pages that lie in its folder; `prints`: the sheets
    for its groups."""

    offered: Offered
    page: TextPage
    above: tuple[TextPage, ...]
    below: tuple[TextPage, ...]
    prints: tuple[Printable, ...]


def pages(library: Library, data: SelfHelpData, pressure: Iterable[Pressure] = ()) -> Iterator[AnyPage]:
    """A page whose data is missing or has a mistake is left out."""
    offered = Offered.of(data)
    if data.hang_up:
        yield LazyPage("now/", HangUpInputs(offered, data.hang_up), _hang_up)
    if check := data.check:
        cases = {scam.id: _newest(library, scam) for scam in check.scams}
        modified = newest(case for several in cases.values() for case in several)
        yield LazyPage("check/", SelfCheckInputs(offered, check, data.signs or (), cases), _check, modified)
    if data.aid:
        yield LazyPage("help/", FirstAidInputs(offered, data.aid), _first_aid)
    if data.quiz:
        yield from _quizzes(library, data.quiz, offered)
    for printable in data.prints:
        yield LazyPage(printable.url, PrintableInputs(offered, printable), _printable)
    for text in data.texts:
        above = tuple(other for other in data.texts if other.url == text.folder)
        below = tuple(other for other in data.texts if other.folder == text.url)
        prints = tuple(sheet for sheet in data.prints if sheet.group in text.groups)
        yield LazyPage(text.url, TextInputs(offered, text, above, below, prints), _text)
    counted = StatisticsInputs(offered, statistics.count(library), statistics.reported(pressure))
    yield LazyPage("trends/", counted, _statistics, newest(library.articles))
    yield LazyPage("feedback/", FeedbackInputs(offered, data.feedback.survey), _feedback)


def guides(data: SelfHelpData) -> Iterator[tuple[str, str, str]]:
    """Address, title and text of the pages that a search must find: who types 已经转账 is to be helped first. The first
    line of a text tells what the page is for."""
    if hang_up := data.hang_up:
        yield "now/", hang_up.title, "\n".join((hang_up.summary, *map(plain, hang_up.acts)))
    if aid := data.aid:
        steps = (line for step in aid.steps for line in (step.title, *step.points, step.note))
        yield "help/", _HELP, "\n".join((aid.lead, *filter(None, steps)))
    if check := data.check:
        yield "check/", _CHECK, "\n".join((_CHECK_ABOUT, *(question.ask for question in check.questions)))
    if data.quiz:
        yield "quiz/", _QUIZ, _QUIZ_ABOUT
    yield "feedback/", _FEEDBACK, _FEEDBACK_ABOUT
    for sheet in data.prints:
        yield sheet.url, sheet.title, f"{sheet.summary}\n{sheet.group.name}打印海报"
    for text in data.texts:
        yield text.url, text.title, f"{text.description}\n{plain(text.html)}"


def _newest(library: Library, scam: ScamType) -> tuple[Case, ...]:
    cases = (article for article in library.of_scam(scam) if isinstance(article, Case))
    return in_force_first(cases)[:CASES_A_TYPE]


def _quizzes(library: Library, quiz: Quiz, offered: Offered) -> Iterator[AnyPage]:
    """All questions on one page, and those of each group that has some."""
    groups = tuple(group for group in library.vocabulary.groups.records if quiz.of_group(group))
    yield LazyPage("quiz/", QuizInputs(offered, quiz.mixed(), quiz.round, None, groups), _quiz)
    for group in groups:
        inputs = QuizInputs(offered, quiz.mixed(group), quiz.round, group, groups)
        yield LazyPage(f"quiz/{group.id}/", inputs, _quiz)


def _hang_up(templates: Templates, inputs: HangUpInputs) -> Page:
    hang_up = inputs.hang_up
    acts = [Markup(act) for act in hang_up.acts]  # noqa: S704 - sanitised in markdown_html
    return _page(
        templates, inputs, "now.html", "now/", hang_up.title, hang_up.summary, section="now/", acts=acts
    )


def _check(templates: Templates, inputs: SelfCheckInputs) -> Page:
    tables = {
        "table": Markup(self_check.table(inputs.check)),  # noqa: S704 - ids and numbers
        "words": Markup(signs.table(inputs.signs)),  # noqa: S704 - escaped there
    }
    return _page(
        templates, inputs, "self_check.html", "check/", _CHECK, _CHECK_ABOUT, script="check.js", **tables
    )


def _first_aid(templates: Templates, inputs: FirstAidInputs) -> Page:
    return _page(templates, inputs, "help.html", "help/", _HELP, inputs.aid.lead, section="help/")


def _quiz(templates: Templates, inputs: QuizInputs) -> Page:
    group, count = inputs.group, len(inputs.questions)
    url = f"quiz/{group.id}/" if group else "quiz/"
    title = f"{_QUIZ}：{group.name}" if group else _QUIZ
    about = f"{title}，共 {count} 道题，每题都有解释。不用登录，不留姓名，不上传成绩。"
    address, round = templates.settings.url + url, min(inputs.round, count)
    return _page(
        templates,
        inputs,
        "quiz.html",
        url,
        title,
        about,
        script="quiz.js",
        section="quiz/",
        round=round,
        address=address,
    )


def _printable(templates: Templates, inputs: PrintableInputs) -> Page:
    printable, group = inputs.printable, inputs.printable.group
    landing = f"{templates.settings.url}groups/{group.id}/"
    return _page(
        templates,
        inputs,
        "print.html",
        printable.url,
        printable.title,
        printable.summary,
        section="groups/",
        layout=printable.layout,
        copies=printable.layout.copies,
        signed=printable.layout.is_signed,
        trail=[("按人群看", "groups/"), (group.name, f"groups/{group.id}/")],
        content=Markup(printable.html),  # noqa: S704 - sanitised in markdown_html
        landing=landing,
        code=_qr_code(landing, f"{group.name}防骗页的二维码"),
    )


def _text(templates: Templates, inputs: TextInputs) -> Page:
    text, settings = inputs.page, templates.settings
    named: dict[str, Any] = {
        "section": "",
        "trail": [(above.title, above.url) for above in inputs.above],
        "content": Markup(text.html.replace("<ol>", "<ol data-say>", 1)),  # noqa: S704 - sanitised in markdown_html
        "lines": [line for line in settings.hotlines if line.number in text.calls],
    }
    if text.on_paper:
        landing = settings.url + text.url
        named |= {"layout": text.layout, "copies": 1, "signed": False, "landing": landing}
        named |= {"code": _qr_code(landing, f"“{text.title}”的二维码")}
    template = "print.html" if text.on_paper else "text.html"
    return _page(templates, inputs, template, text.url, text.title, text.description, **named)


def _statistics(templates: Templates, inputs: StatisticsInputs) -> Page:
    about = "本专栏发布了多少案例、风险提示和宣传简报，讲给了谁，按类型、人群、场所和月份统计。"
    trends = inputs.statistics
    return _page(
        templates, inputs, "trends.html", "trends/", "我们提醒了什么", about, section="", trends=trends
    )


def _feedback(templates: Templates, inputs: FeedbackInputs) -> Page:
    code = _qr_code(inputs.survey, "线上问卷的二维码") if inputs.survey else ""
    return _page(templates, inputs, "feedback.html", "feedback/", _FEEDBACK, _FEEDBACK_ABOUT, code=code)


def _page(
    templates: Templates,
    inputs: Any,
    template: str,
    url: str,
    title: str,
    about: str,
    section: str = "check/",
    script: str = "",
    **derived: Any,
) -> Page:
    settings = templates.settings
    given = {"title": title, "about": about, "url": url, "data": inputs.offered}
    body = templates.render(template, inputs, **given, **derived)
    head = head_tags.for_list(settings, url, title, about, _KEYWORDS, None)
    head += f'<link rel="stylesheet" href="{ROOT}assets/stylesheets/tools.css">\n'
    if script:
        head += f'<script defer src="{ROOT}assets/javascripts/{script}"></script>\n'
    return Page(url, section, f"{title} - {settings.name}", about, body, head)


def _qr_code(address: str, title: str) -> Markup:
    """An address as a QR code with a title of its own."""
    return Markup(qr.svg(address, title))  # noqa: S704 - drawn in qr
