"""The quiz 知识问答: questions with choices, and messages in which the reader finds the sentence that gives the swindler
away; about each scam type, for each group. File: `docs/data/quiz.yml`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Annotated

from pydantic import Field

from column.content.taxonomies import Vocabulary
from column.model.front_matter.written import Items, Line, Matter, Whole, Word, one_of
from column.model.problems import Problem
from column.model.terms import Group, ScamType
from column.parsing.data_file import DATA_REMARK, DataFile, Id, Rows
from column.parsing.yaml_lines import Place

PATH = "docs/data/quiz.yml"
FORMS = {"sms": "短信", "chat": "聊天", "call": "电话"}
"""The kinds of messages, by the word that styles know."""
OWN = "我："
"""What a line of the reader's own begins with, in a message."""
A_TYPE, A_GROUP = 2, 3
"""Questions with choices that each scam type should have at least; messages for each group."""

_PART = (4, 44)
_REAL = re.compile(r"[0-9\uff10-\uff19]{5,}|[A-Za-z0-9-]\.[A-Za-z]{2}|://|[A-Za-z0-9_]@|@[A-Za-z0-9]")
"""What could be somebody's number, address or account."""


class QuestionMatter(Matter):
    id: Id = Field(title="编号")
    scam: Word = Field(title="诈骗类型")
    groups: Items = Field(title="人群")
    ask: Annotated[str, Line(6, 80)] = Field(title="题目")
    choices: Rows = Field(title="选项")
    answer: Whole = Field(title="答案")
    why: Annotated[str, Line(6, 120)] = Field(title="解释")


class MessageMatter(Matter):
    id: Id = Field(title="编号")
    scam: Word = Field(title="诈骗类型")
    groups: Items = Field(title="人群")
    form: Annotated[str, one_of(FORMS)] = Field(title="样子")
    sender: Annotated[str, Line(2, 20)] = Field(title="来自")
    parts: Rows = Field(title="内容")
    flaws: Items = Field(title="破绽")
    why: Annotated[str, Line(6, 90)] = Field(title="解释")
    act: Annotated[str, Line(6, 70)] = Field(title="做法")


class QuizMatter(Matter):
    round: Whole = Field(title="一轮几题")
    questions: Rows = Field(title="题目列表")
    messages: Rows = Field((), title="消息列表")


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

    @property
    def right(self) -> tuple[int, ...]:
        return (self.answer,)


@dataclass(frozen=True, slots=True)
class Message:
    """A message as a swindler might send it, made up. `form` is one of `FORMS`; `sender`: who it says it is from;
    `parts`: its sentences, with the reader's own among them; `right`: those of the other's that give the swindler away,
    counted from 0 without the reader's."""

    id: str
    scam: ScamType
    groups: tuple[Group, ...]
    form: str
    sender: str
    parts: tuple[str, ...]
    right: tuple[int, ...]
    why: str
    act: str

    @property
    def choices(self) -> tuple[str, ...]:
        """The sentences of the other's."""
        return tuple(part for part in self.parts if not part.startswith(OWN))

    @property
    def label(self) -> str:
        return f"{FORMS[self.form]}，来自“{self.sender}”"

    @property
    def ask(self) -> str:
        return f"{self.label}：哪一句不对劲？"


@dataclass(frozen=True, slots=True)
class Quiz:
    """`round`: how many questions make a round; `questions`: those with choices; `texts`: every text of the file, with
    its line; what swindlers say in it is quoted as theirs."""

    round: int
    questions: tuple[Question, ...]
    messages: tuple[Message, ...] = ()
    texts: tuple[tuple[int, str], ...] = ()

    def of_group(self, group: Group) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if group in question.groups)

    def mixed(self, group: Group | None = None) -> tuple[Question | Message, ...]:
        """All of it, or what is for a group, a message and a question in turn."""
        questions = self.of_group(group) if group else self.questions
        messages = tuple(each for each in self.messages if group is None or group in each.groups)
        return tuple(each for pair in zip_longest(messages, questions) for each in pair if each)


def parse(path: str, data: bytes, words: Vocabulary) -> tuple[Quiz | None, list[Problem]]:
    """The quiz from its file, or None, and all that is wrong with it."""
    form = DataFile(path, data, QuizMatter, QuestionMatter, MessageMatter)
    matter = form.fill(QuizMatter)
    if matter is None:
        return None, form.problems
    rows = list(form.rows(QuestionMatter, "questions"))
    sent = list(form.rows(MessageMatter, "messages"))
    form.unique([*((place, row.id) for place, row in rows), *((place, row.id) for place, row in sent)])
    questions = [each for place, row in rows if (each := _question(form, place, row, words))]
    messages = [one for place, row in sent if (one := _message(form, place, row, words))]
    if not form.problems:
        _lacking(form, questions, messages, words)
    texts = (*_texts_of_questions(form, rows), *_texts_of_messages(form, sent))
    return Quiz(matter.round or 5, tuple(questions), tuple(messages), texts), form.problems


def _question(form: DataFile, place: Place, row: QuestionMatter, words: Vocabulary) -> Question | None:
    scam = form.record(words.scams, *place, "scam", name=row.scam)
    groups = form.records(words.groups, *place, "groups", names=row.groups)
    choices = _lines(row.choices)
    if len(choices) != len(row.choices) or not 3 <= len(choices) <= 4:
        form.wrong((*place, "choices"), "选项应当是 3 到 4 句话。", "补足、删去，或者写成一句话。")
    elif not 1 <= (row.answer or 0) <= len(choices):
        what = f"答案写的是第 {row.answer} 项，选项只有 {len(choices)} 个。"
        form.wrong((*place, "answer"), what, f"写 1 到 {len(choices)} 中的一个数字。")
    elif len(set(choices)) < len(choices):
        form.wrong((*place, "choices"), "有两个选项一模一样。", "改掉其中一个。")
    elif scam:
        return Question(row.id, scam, groups, row.ask, choices, (row.answer or 1) - 1, row.why)
    return None


def _message(form: DataFile, place: Place, row: MessageMatter, words: Vocabulary) -> Message | None:
    scam = form.record(words.scams, *place, "scam", name=row.scam)
    groups = form.records(words.groups, *place, "groups", names=row.groups)
    parts = _lines(row.parts)
    said = [part for part in parts if not part.startswith(OWN)]
    if not _made_up(form, place, (row.sender, *parts)):
        return None
    if len(parts) != len(row.parts) or not 3 <= len(said) <= 4 or len(parts) > len(said) + 2:
        what = f"对方的话应当是 3 到 4 句，“{OWN}”开头的最多 2 句。"
        form.wrong((*place, "parts"), what, "每句另起一行，用“- ”开头。")
    elif long := [part for part in parts if not _PART[0] <= len(part) <= _PART[1]]:
        what = f"“{long[0][:12]}”这一句有 {len(long[0])} 个字，要 {_PART[0]} 到 {_PART[1]} 个。"
        form.wrong((*place, "parts", parts.index(long[0])), what, "补足，或者分成两句。")
    elif len(set(parts)) < len(parts):
        form.wrong((*place, "parts"), "有两句一模一样。", "改掉其中一句。")
    elif right := _flaws(form, place, row, len(said)):
        return (
            Message(row.id, scam, groups, row.form, row.sender, parts, right, row.why, row.act)
            if scam
            else None
        )
    return None


def _flaws(form: DataFile, place: Place, row: MessageMatter, count: int) -> tuple[int, ...]:
    """The sentences that give it away, counted from 0; none where they are written wrongly."""
    right = sorted({int(flaw) - 1 for flaw in row.flaws if flaw.isascii() and flaw.isdecimal()})
    if len(right) < len(row.flaws) or not right or right[0] < 0 or right[-1] >= count:
        what = f"破绽写的是“{'、'.join(row.flaws)}”，对方的话只有 {count} 句。"
        form.wrong((*place, "flaws"), what, f"写 1 到 {count} 中的数字，一个或几个；“{OWN}”的不数。")
        return ()
    if len(right) == count:
        form.wrong((*place, "flaws"), "每一句都是破绽，没有什么可找的。", "只写最说明问题的一两句。")
        return ()
    return tuple(right)


def _made_up(form: DataFile, place: Place, texts: tuple[str, ...]) -> bool:
    """Whether nothing in a message can be a real number or address; says so where it can."""
    for number, text in enumerate(texts):
        if found := _REAL.search(text):
            at = (*place, "parts", number - 1) if number else (*place, "sender")
            what = f"“{found[0]}”可能是真的号码、网址或账号。"
            form.wrong(at, what, "用×遮住，如“1××××××××××”“××××.××”；金额写成“5万元”。")
            return False
    return True


def _lines(written: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(line for line in written if isinstance(line, str) and line)


def _texts_of_questions(
    form: DataFile, rows: list[tuple[Place, QuestionMatter]]
) -> Iterator[tuple[int, str]]:
    for place, row in rows:
        yield form.line(*place, "ask"), row.ask
        for number, choice in enumerate(_lines(row.choices)):
            yield form.line(*place, "choices", number), choice
        yield form.line(*place, "why"), row.why


def _texts_of_messages(form: DataFile, rows: list[tuple[Place, MessageMatter]]) -> Iterator[tuple[int, str]]:
    for place, row in rows:
        yield form.line(*place, "sender"), f"骗子自称“{row.sender}”"
        for number, part in enumerate(_lines(row.parts)):
            said = part if part.startswith(OWN) else f"骗子说“{part}”"
            yield form.line(*place, "parts", number), said
        yield form.line(*place, "why"), row.why
        yield form.line(*place, "act"), row.act


def _lacking(form: DataFile, questions: list[Question], messages: list[Message], words: Vocabulary) -> None:
    """Warn of scam types and groups that have too few questions or messages."""
    scams = Counter(question.scam.id for question in questions)
    groups = Counter(group.id for question in questions for group in question.groups)
    shown = {message.scam.id for message in messages}
    sent = Counter(group.id for message in messages for group in message.groups)
    for scam in words.scams.records:
        if scams[scam.id] < A_TYPE:
            what = f"“{scam.name}”只有 {scams[scam.id]} 道题，至少要 {A_TYPE} 道。"
            form.wrong(("questions",), what, "补上题目。", DATA_REMARK)
        if scam.id not in shown:
            form.wrong(("messages",), f"“{scam.name}”没有消息题。", "补上一道。", DATA_REMARK)
    for group in words.groups.records:
        if not groups[group.id]:
            what = f"没有适合“{group.name}”的题。"
            form.wrong(("questions",), what, "补上，或在题目的人群里加上。", DATA_REMARK)
        if sent[group.id] < A_GROUP:
            what = f"适合“{group.name}”的消息题只有 {sent[group.id]} 道，至少要 {A_GROUP} 道。"
            form.wrong(("messages",), what, "补上，或在消息的人群里加上。", DATA_REMARK)
