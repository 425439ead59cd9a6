"""First aid “我已经转账了”: the steps of the first half hour. File: `docs/data/help.yml`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from column.content.recordings import AUDIO, Recordings
from column.model.attachments import Film
from column.model.front_matter.written import Items, Line, Matter
from column.model.problems import Problem
from column.parsing.data_file import DataFile, Rows

PATH = "docs/data/help.yml"


class StepMatter(Matter):
    when: Annotated[str, Line(1, 6)] = Field(title="时候")
    title: Annotated[str, Line(2, 30)] = Field(title="步骤")
    call: Items = Field((), title="电话")
    points: Rows = Field(title="怎么做")
    note: Annotated[str, Line(1, 100)] = Field("", title="补充")


class HelpMatter(Matter):
    lead: Annotated[str, Line(4, 120)] = Field(title="开头")
    audio: Annotated[str, Line(1, 100)] = Field("", title="录音")
    steps: Rows = Field(title="步骤列表")


@dataclass(frozen=True, slots=True)
class Step:
    """`when`: a word or two; `call`: numbers of hotlines that this step dials."""

    when: str
    title: str
    call: tuple[str, ...]
    points: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class FirstAid:
    """`audio`: an officer who says what the page says."""

    lead: str
    steps: tuple[Step, ...]
    audio: Film | None = None


def parse(
    path: str, data: bytes, numbers: Collection[str], sounds: Recordings
) -> tuple[FirstAid | None, list[Problem]]:
    """The steps from their file. `numbers`: the hotlines on which somebody answers; `sounds`: what lies beside it."""
    form = DataFile(path, data, HelpMatter, StepMatter)
    audio, missing = sounds.named(form.at("audio"))
    if missing:
        form.wrong(("audio",), *missing, AUDIO)
    matter = form.fill(HelpMatter)
    if matter is None:
        return None, form.problems
    steps = []
    for place, step in form.rows(StepMatter, "steps"):
        for number, call in enumerate(step.call):
            if call not in numbers:
                what = f"“{call}”不是 mkdocs.yml 里登记、能拨打的求助电话。"
                form.wrong((*place, "call", number), what, f"可用：{'、'.join(numbers)}。")
        points = tuple(point for point in step.points if isinstance(point, str) and point)
        if len(points) != len(step.points):
            form.wrong((*place, "points"), "这里有一条是空的，或者不是一句话。", "每条写一句，用“- ”开头。")
        steps.append(Step(step.when, step.title, step.call, points, step.note))
    return FirstAid(matter.lead, tuple(steps), audio), form.problems
