"""The self-check “我遇到骗子了吗”: questions, a table of points, and the advice after the answers.

File: `docs/data/check.yml`. An answer gives points to scam types and names acts. The scam types with the most
points are shown: those with at least `least` points and half of the highest score, the first `shown` of them,
equals in the order of the vocabulary. `check.js` does the same in the reader's browser.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Annotated, Any

from pydantic import Field

from column.content.taxonomies import Vocabulary
from column.model.front_matter.written import Items, Line, Matter, Whole
from column.model.problems import Problem
from column.model.terms import ScamType
from column.parsing.data_file import DATA_REMARK, DataFile, Id, Rows
from column.parsing.yaml_lines import Place

MOST, ANSWERS = 5, 7
"""Questions, and answers of one, at most: nobody who is afraid reads a long list."""

_TRIES = 200_000


class ActMatter(Matter):
    id: Id = Field(title="编号")
    text: Annotated[str, Line(4, 60)] = Field(title="一句话")


class AnswerMatter(Matter):
    text: Annotated[str, Line(1, 40)] = Field(title="按钮")
    points: dict[str, Any] = Field({}, title="加分")
    do: Items = Field((), title="做法")


class QuestionMatter(Matter):
    id: Id = Field(title="编号")
    ask: Annotated[str, Line(4, 40)] = Field(title="问题")
    hint: Annotated[str, Line(1, 60)] = Field("", title="提示")
    answers: Rows = Field(title="答案")


class CheckMatter(Matter):
    shown: Whole = Field(title="显示几类")
    least: Whole = Field(title="最低分")
    steps: Whole = Field(title="显示几条")
    acts: Rows = Field(title="现在就做")
    always: Items = Field((), title="总是显示")
    questions: Rows = Field(title="问题列表")


@dataclass(frozen=True, slots=True)
class Act:
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`points`: what it gives to scam ids; `acts`: what to do now."""

    text: str
    points: Mapping[str, int]
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    ask: str
    hint: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """`acts` in the order in which they are shown; `scams` in that of the vocabulary."""

    questions: tuple[Question, ...]
    acts: tuple[Act, ...]
    always: tuple[Act, ...]
    scams: tuple[ScamType, ...]
    shown: int
    least: int
    steps: int


@dataclass(frozen=True, slots=True)
class Advice:
    """What a reader is shown: the likely scam types, likeliest first, and what to do now."""

    scams: tuple[ScamType, ...]
    acts: tuple[Act, ...]


def parse(path: str, data: bytes, words: Vocabulary) -> tuple[SelfCheck | None, list[Problem]]:
    """The check from its file, or None, and all that is wrong with it."""
    form = DataFile(path, data, CheckMatter, QuestionMatter, AnswerMatter, ActMatter)
    matter = form.fill(CheckMatter)
    if matter is None:
        return None, form.problems
    rows = list(form.rows(ActMatter, "acts"))
    form.unique([(place, act.id) for place, act in rows])
    acts = {act.id: Act(act.id, act.text) for _, act in rows}
    questions = tuple(_questions(form, acts, words))
    if len(questions) > MOST:
        form.wrong(("questions",), f"有 {len(questions)} 个问题，最多 {MOST} 个。", "合并或删去几个。")
    check = SelfCheck(
        questions,
        tuple(acts.values()),
        _acts(form, acts, matter.always, ("always",)),
        words.scams.records,
        matter.shown or 1,
        matter.least or 1,
        matter.steps or 1,
    )
    if not form.problems:
        for scam in check.scams:
            if way_to(check, scam) is None:
                what = f"怎么答都走不到“{scam.name}”。"
                form.wrong(("questions",), what, "给最能说明它的几个答案加分（points）。", rule=DATA_REMARK)
    return check, form.problems


def _questions(form: DataFile, acts: Mapping[str, Act], words: Vocabulary) -> Iterator[Question]:
    rows = list(form.rows(QuestionMatter, "questions"))
    form.unique([(place, question.id) for place, question in rows])
    for place, question in rows:
        answers = tuple(
            Answer(
                answer.text,
                dict(_points(form, (*at, "points"), answer.points, words)),
                _acts(form, acts, answer.do, (*at, "do")),
            )
            for at, answer in form.rows(AnswerMatter, *place, "answers")
        )
        if not 2 <= len(question.answers) <= ANSWERS:
            what = f"“{question.ask}”有 {len(question.answers)} 个答案，要 2 到 {ANSWERS} 个。"
            form.wrong((*place, "answers"), what, "补上答案，或者合并几个。")
        yield Question(question.id, question.ask, question.hint, answers)


def _points(
    form: DataFile, place: Place, given: Mapping[str, Any], words: Vocabulary
) -> Iterator[tuple[str, int]]:
    for name, value in given.items():
        scam = form.record(words.scams, *place, name, name=name)
        if str(value) not in set("123456789"):
            form.wrong((*place, name), f"“{name}”的加分“{value}”不是 1 到 9 的整数。", "改成 1 到 9。")
        elif scam:
            yield scam.id, int(value)


def _acts(form: DataFile, acts: Mapping[str, Act], names: Sequence[str], place: Place) -> tuple[Act, ...]:
    for number, name in enumerate(names):
        if name not in acts:
            form.wrong((*place, number), f"没有编号为“{name}”的做法。", f"可用：{'、'.join(acts)}。")
    return tuple(acts[name] for name in names if name in acts)


def advise(check: SelfCheck, chosen: Sequence[int]) -> Advice:
    """The advice after the answers chosen, counted from 0, one a question."""
    answers = [question.answers[number] for question, number in zip(check.questions, chosen, strict=False)]
    wanted = {act.id for act in check.always} | {act.id for answer in answers for act in answer.acts}
    acts = tuple(act for act in check.acts if act.id in wanted)[: check.steps]
    return Advice(_ranked(check, answers), acts)


def _ranked(check: SelfCheck, answers: Iterable[Answer]) -> tuple[ScamType, ...]:
    score: dict[str, int] = {}
    for answer in answers:
        for id, points in answer.points.items():
            score[id] = score.get(id, 0) + points
    best = max(score.values(), default=0)
    likely = [
        scam for scam in check.scams if score.get(scam.id, 0) >= check.least and score[scam.id] * 2 >= best
    ]
    return tuple(sorted(likely, key=lambda scam: -score[scam.id])[: check.shown])


def way_to(check: SelfCheck, scam: ScamType) -> tuple[int, ...] | None:
    """Answers that put a scam type first, else among those shown; None where there are none."""
    every = [range(len(question.answers)) for question in check.questions]
    apt = [_apt(question, scam) for question in check.questions]
    found = None
    for chosen in islice(_ways(apt, every), _TRIES):
        likely = advise(check, chosen).scams
        if likely[:1] == (scam,):
            return chosen
        if found is None and scam in likely:
            found = chosen
    return found


def _apt(question: Question, scam: ScamType) -> list[int]:
    """The answers that speak for a scam type, the strongest first; where none does, those that speak for nothing."""
    most = sorted(
        (number for number, answer in enumerate(question.answers) if answer.points.get(scam.id)),
        key=lambda number: -question.answers[number].points[scam.id],
    )
    silent = [number for number, answer in enumerate(question.answers) if not answer.points]
    return most or silent or list(range(len(question.answers)))


def _ways(apt: Sequence[Sequence[int]], every: Sequence[Sequence[int]]) -> Iterator[tuple[int, ...]]:
    """Sequences of answers, the promising ones first."""
    yield from product(*apt)
    yield from product(*every)


def table(check: SelfCheck) -> str:
    """What `check.js` needs, as JSON: ids and numbers only, so that nothing in it can end a script element."""
    data = {
        "shown": check.shown,
        "least": check.least,
        "steps": check.steps,
        "scams": [scam.id for scam in check.scams],
        "acts": [act.id for act in check.acts],
        "always": [act.id for act in check.always],
        "questions": [
            [
                {"points": answer.points, "acts": [act.id for act in answer.acts]}
                for answer in question.answers
            ]
            for question in check.questions
        ],
    }
    return json.dumps(data, separators=(",", ":"))
