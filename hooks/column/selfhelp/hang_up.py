"""“有人正跟您通话？先挂断”: what to do while the swindler is on the telephone, on one screen.

File: `docs/now.md`, published at `/now/`. The office may remove it; then no page links to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from column.content import inside_links
from column.content.articles import BODY
from column.model.front_matter.written import Line, Matter
from column.model.problems import Problem
from column.parsing import source, validation
from column.parsing.data_file import DATA
from column.parsing.source import Source
from column.text import markdown_html
from column.text.placeholders import ROOT

PATH = "docs/now.md"
_MOST, _LONGEST = 5, 180
"""Acts and characters that fit on the screen of a telephone (360×740 px) with two buttons to dial."""
_ACTS = re.compile(r"<ol>\n(.*?)\n</ol>", re.S)


class HangUpMatter(Matter):
    title: Annotated[str, Line(4, 20)] = Field(title="标题")
    summary: Annotated[str, Line(4, 120)] = Field(title="摘要")


@dataclass(frozen=True, slots=True)
class HangUp:
    """`acts`: the acts in order, as sanitised HTML."""

    title: str
    summary: str
    acts: tuple[str, ...]


def sources(root: Path) -> Iterator[Source]:
    """The page, taken apart, where there is one."""
    if (root / PATH).exists():
        yield source.read(PATH, (root / PATH).read_bytes(), validation.names(HangUpMatter))[0]


def parse(path: str, data: bytes) -> tuple[HangUp | None, list[Problem]]:
    """The page from its file, or None, and all that is wrong with it."""
    script, problems = source.read(path, data, validation.names(HangUpMatter))
    matter, wrong = validation.validate(HangUpMatter, path, script.matter, script.line)
    problems += wrong
    html, _ = inside_links.linked(markdown_html.render(script.body).html, script, "now/", ROOT.__add__)
    listed = _ACTS.fullmatch(html.strip())
    acts = tuple(re.findall(r"<li>(.*?)</li>", listed[1], re.S)) if listed else ()
    length = len(re.sub(r"<[^>]*>", "", "".join(acts)))
    if not acts:
        what, mend = "正文应当只有一个编号列表。", "每件事一行，写成“1. **现在就挂断。** 不用解释。”。"
        problems.append(script.problem(BODY, what, mend, script.body_line))
    elif len(acts) > _MOST or length > _LONGEST:
        what = f"有 {len(acts)} 件事、{length} 个字，最多 {_MOST} 件、{_LONGEST} 个字，手机上一屏放不下。"
        problems.append(script.problem(DATA, what, "删短，只留最要紧的。", script.body_line))
    if problems or matter is None:
        return None, problems
    return HangUp(matter.title, matter.summary, acts), problems
