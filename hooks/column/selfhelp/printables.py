"""Printables: a letter, a notice, a card or large type, each one page of A4 for one group.

Files: `docs/data/prints/<group-id>/<slug>.md`, published at `/groups/<group-id>/<slug>/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Annotated

from pydantic import Field

from column.content import inside_links
from column.content.articles import BODY
from column.content.taxonomies import PATH, Vocabulary
from column.model.addresses import SLUG
from column.model.front_matter.written import Line, Matter, Whole, one_of
from column.model.problems import Problem
from column.model.terms import Group
from column.parsing import source, validation
from column.parsing.source import Source
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

    @property
    def is_signed(self) -> bool:
        """Whether the bureau signs below the text (`government.organizer` of the settings)."""
        return self in (Layout.LETTER, Layout.NOTICE)


_LAYOUTS = {"letter": "信", "notice": "通知", "card": "卡片", "large": "大字"}


class PrintMatter(Matter):
    title: Annotated[str, Line(2, 30)] = Field(title="标题")
    layout: Annotated[Layout, one_of(_LAYOUTS)] = Field(title="版式")
    summary: Annotated[str, Line(4, 120)] = Field(title="摘要")
    order: Whole = Field(0, title="次序")


@dataclass(frozen=True, slots=True)
class Printable:
    """`html` is the body, sanitised."""

    group: Group
    slug: str
    title: str
    layout: Layout
    summary: str
    order: int
    html: str

    @property
    def url(self) -> str:
        return f"groups/{self.group.id}/{self.slug}/"


def files(root: Path) -> list[Path]:
    """The files of all printables."""
    return sorted(file for file in (root / FOLDER).rglob("*") if file.is_file())


def sources(root: Path) -> Iterator[Source]:
    """The printables, taken apart."""
    for file in files(root):
        yield source.read(
            file.relative_to(root).as_posix(), file.read_bytes(), validation.names(PrintMatter)
        )[0]


def parse(path: str, data: bytes, words: Vocabulary) -> tuple[Printable | None, list[Problem]]:
    """A printable from its file; `path` is relative to the repository and names group and slug."""
    place = PurePosixPath(path)
    script, problems = source.read(path, data, validation.names(PrintMatter))
    matter, wrong = validation.validate(PrintMatter, path, script.matter, script.line)
    problems += wrong
    group = next((group for group in words.groups.records if group.id == place.parent.name), None)
    if str(place.parent.parent) != FOLDER or group is None:
        what, mend = words.groups.unknown(place.parent.name)
        problems.append(PATH.problem(path, what, f"放在 {FOLDER}/<人群编号>/ 里。{mend}"))
    if not SLUG.fullmatch(place.stem) or place.stem in _TAKEN or place.suffix != ".md":
        what = f"文件名“{place.name}”不能用作网址。"
        problems.append(PATH.problem(path, what, "用小写字母、数字和短横线，以 .md 结尾。"))
    if not script.body.strip():
        problems.append(script.problem(BODY, "没有正文。", "在第二个 --- 下面写正文。", script.body_line))
    if problems or matter is None or group is None:
        return None, problems
    url = f"groups/{group.id}/{place.stem}/"
    html, _ = inside_links.resolved(markdown_html.render(script.body).html, script, url)
    return Printable(
        group,
        place.stem,
        matter.title,
        matter.layout,
        matter.summary,
        matter.order or 0,
        html,
    ), problems
