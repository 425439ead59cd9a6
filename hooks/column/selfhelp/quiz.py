"""The quiz 知识问答: questions about each scam type, for each group. File: `docs/data/quiz.yml`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from column.content.taxonomies import Vocabulary
from column.model.front_matter.written import Items, Line, Matter, Whole, Word
from column.model.problems import Problem
from column.model.terms import Group, ScamType
from column.parsing.data_file import DATA_REMARK, DataFile, Id, Rows

A_TYPE = 2
"""Questions that each scam type should have at least."""


class QuestionMatter(Matter):
    id: Id = Field(title="编号")
    scam: Word = Field(title="诈骗类型")
    groups: Items = Field(title="人群")
    ask: Annotated[str, Line(6, 80)] = Field(title="题目")
    choices: Rows = Field(title="选项")
    answer: Whole = Field(title="答案")
    why: Annotated[str, Line(6, 120)] = Field(title="解释")


class QuizMatter(Matter):
    round: Whole = Field(title="一轮几题")
    questions: Rows = Field(title="题目列表")


@dataclass(frozen=True, slots=True)
class Question:
    """`answer`: which of the choices is right, counted from 0."""

    id: str
    scam: ScamType
    groups: tuple[Group, ...]
    ask: str
    choices: tuple[str, ...]
    answer: int
    why: str


@dataclass(frozen=True, slots=True)
class Quiz:
    """`round`: how many questions make a round."""

    round: int
    questions: tuple[Question, ...]

    def of_group(self, group: Group) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if group in question.groups)


def parse(path: str, data: bytes, words: Vocabulary) -> tuple[Quiz | None, list[Problem]]:
    """The quiz from its file, or None, and all that is wrong with it."""
    form = DataFile(path, data, QuizMatter, QuestionMatter)
    matter = form.fill(QuizMatter)
    if matter is None:
        return None, form.problems
    rows = list(form.rows(QuestionMatter, "questions"))
    form.unique([(place, row.id) for place, row in rows])
    questions = []
    for place, row in rows:
        scam = form.record(words.scams, *place, "scam", name=row.scam)
        groups = form.records(words.groups, *place, "groups", names=row.groups)
        choices = tuple(choice for choice in row.choices if isinstance(choice, str) and choice)
        if len(choices) != len(row.choices) or not 3 <= len(choices) <= 4:
            form.wrong((*place, "choices"), "选项应当是 3 到 4 句话。", "补足、删去，或者写成一句话。")
        elif not 1 <= (row.answer or 0) <= len(choices):
            what = f"答案写的是第 {row.answer} 项，选项只有 {len(choices)} 个。"
            form.wrong((*place, "answer"), what, f"写 1 到 {len(choices)} 中的一个数字。")
        elif len(set(choices)) < len(choices):
            form.wrong((*place, "choices"), "有两个选项一模一样。", "改掉其中一个。")
        elif scam:
            questions.append(Question(row.id, scam, groups, row.ask, choices, (row.answer or 1) - 1, row.why))
    if not form.problems:
        _lacking(form, questions, words)
    return Quiz(matter.round or 10, tuple(questions)), form.problems


def _lacking(form: DataFile, questions: list[Question], words: Vocabulary) -> None:
    """Warn of scam types and groups that have too few questions."""
    scams = Counter(question.scam.id for question in questions)
    groups = Counter(group.id for question in questions for group in question.groups)
    for scam in words.scams.records:
        if scams[scam.id] < A_TYPE:
            what = f"“{scam.name}”只有 {scams[scam.id]} 道题，至少要 {A_TYPE} 道。"
            form.wrong(("questions",), what, "补上题目。", DATA_REMARK)
    for group in words.groups.records:
        if not groups[group.id]:
            form.wrong(
                ("questions",),
                f"没有适合“{group.name}”的题。",
                "补上，或在题目的人群里加上。",
                DATA_REMARK,
            )
