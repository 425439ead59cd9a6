"""Printables: a letter, a notice, a card or large type, each one page of A4 for one group.

Files: `docs/data/prints/<group-id>/<slug>.md`, published at `/groups/<group-id>/<slug>/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import Field

from column.content import front_matter
from column.content.front_matter import Matter, Whole, Word, text
from column.content.taxonomies import ID, Vocabulary
from column.model.records import Group, Problem
from column.parsing import source
from column.text import markdown_html

FOLDER = "docs/data/prints"
_TAKEN = {"page"}


class Layout(StrEnum):
    LETTER = "letter"
    NOTICE = "notice"
    CARD = "card"
    LARGE = "large"

    @property
    def copies(self) -> int:
        """How many times the text stands on its page, to be cut apart."""
        return 4 if self is Layout.CARD else 1


class PrintMatter(Matter):
    title: Annotated[str, text(2, 30)] = Field(title="标题")
    layout: Layout = Field(title="版式")
    summary: Annotated[str, text(4, 120)] = Field(title="摘要")
    signed: Word = Field("", title="落款")
    dated: Word = Field("", title="落款日期")
    order: Whole = Field(0, title="次序")


@dataclass(frozen=True, slots=True)
class Printable:
    """`html` is the body, sanitised; `signed` and `dated` stand below it, as written."""

    group: Group
    slug: str
    title: str
    layout: Layout
    summary: str
    signed: str
    dated: str
    order: int
    html: str

    @property
    def url(self) -> str:
        return f"groups/{self.group.id}/{self.slug}/"


def parse(path: str, data: bytes, words: Vocabulary) -> tuple[Printable | None, list[Problem]]:
    """A printable from its file; `path` is relative to the repository and names group and slug."""
    place = PurePosixPath(path)
    script, problems = source.read(path, data, front_matter.names(PrintMatter))
    matter, wrong = front_matter.validate(PrintMatter, path, dict(script.matter), script.line)
    problems += wrong
    group = next((group for group in words.groups.records if group.id == place.parent.name), None)
    if str(place.parent.parent) != FOLDER or group is None:
        what, mend = words.groups.unknown(place.parent.name)
        problems.append(Problem(path, 0, 0, "path", what, f"放在 {FOLDER}/<人群编号>/ 里。{mend}"))
    if not ID.fullmatch(place.stem) or place.stem in _TAKEN or place.suffix != ".md":
        what = f"文件名“{place.name}”不能用作网址。"
        problems.append(Problem(path, 0, 0, "path", what, "用小写字母、数字和短横线，以 .md 结尾。"))
    if not script.body.strip():
        problems.append(Problem(path, script.body_line, 0, "body", "没有正文。", "在第二个 --- 下面写正文。"))
    if problems or matter is None or group is None:
        return None, problems
    html = markdown_html.render(script.body).html
    return Printable(
        group,
        place.stem,
        matter.title,
        matter.layout,
        matter.summary,
        matter.signed,
        matter.dated,
        matter.order or 0,
        html,
    ), problems
