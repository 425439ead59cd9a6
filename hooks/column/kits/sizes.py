"""The sheets of a kit: their sizes, as the office lists them in `docs/data/sizes.yml`. Another hall's screen is one entry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from column.model.front_matter.written import Line, Matter, Truth, Whole, one_of, refuse
from column.model.problems import Problem
from column.parsing.data_file import DATA, DataFile

PATH = "docs/data/sizes.yml"
TEMPLATES = ("poster", "leaflet", "cards", "screen", "long")
POINTS_A_MM = 72 / 25.4

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}\.(?:pdf|png)")
_LONGEST = 4000
"""Millimetres or pixels of a side at most: the memory that a picture takes grows with their product."""


def _file(name: str) -> str:
    if not _NAME.fullmatch(name):
        refuse(
            f"“{name}”不能作文件名。",
            "用小写字母、数字和短横线，以 .pdf 或 .png 结尾，如 screen-1920x1080.png。",
        )
    return name


def _sides(value: object) -> tuple[int, int]:
    sides = value if isinstance(value, list) else []
    numbers = [int(side) for side in sides if isinstance(side, str) and side.isdecimal()]
    if len(numbers) != 2 or len(sides) != 2 or not all(1 <= number <= _LONGEST for number in numbers):
        what = f"这里应当是宽和高两个数，每个 1 到 {_LONGEST}。"
        raise PydanticCustomError("column", "{what}", {"what": what, "mend": "写成 [210, 297]。"})
    return numbers[0], numbers[1]


Sides = Annotated[tuple[int, int], BeforeValidator(_sides)]


class SizeMatter(Matter):
    file: Annotated[str, Line(5, 64), AfterValidator(_file)] = Field(title="文件")
    name: Annotated[str, Line(2, 30)] = Field(title="名称")
    use: Annotated[str, Line(2, 60)] = Field(title="用处")
    template: Annotated[str, one_of(dict.fromkeys(TEMPLATES, ""))] = Field(title="版式")
    mm: Sides | None = Field(None, title="毫米")
    px: Sides | None = Field(None, title="像素")
    bleed: Whole = Field(0, title="出血")
    safe: Whole = Field(0, title="安全边")
    above: Whole = Field(0, title="上面不放字")
    below: Whole = Field(0, title="下面不放字")
    least: Whole = Field(title="最小字号")
    type: Whole = Field(title="正文字号")
    points: Sides = Field((3, 3), title="几条要点")
    beside: Truth = Field(False, title="并排")
    source: Annotated[str, Line(2, 80)] = Field("", title="尺寸的依据")


@dataclass(frozen=True, slots=True)
class Size:
    """A sheet. `width` and `height` in points, as are `bleed`, `safe` (an edge without words), `above` and `below` (what a
    stand hides) and `least` (the smallest type); one point is a pixel where `pixels` are given. `type`: of the points, in
    thousandths of the width; `signs`, `tips`: how many of them it shows. `source` is empty where nothing states the size."""

    file: str
    name: str
    use: str
    template: str
    width: float
    height: float
    pixels: bool
    bleed: float
    safe: float
    above: float
    below: float
    least: float
    type: float
    signs: int
    tips: int
    beside: bool
    source: str

    @property
    def measure(self) -> str:
        """Width and height for people."""
        if self.template == "long":
            return f"宽 {round(self.width)} 像素"
        if self.pixels:
            return f"{round(self.width)}×{round(self.height)} 像素"
        sides = (self.width / POINTS_A_MM, self.height / POINTS_A_MM)
        words = "×".join(str(round(side)) for side in sides) + " 毫米"
        return f"{words}，四边各 {round(self.bleed / POINTS_A_MM)} 毫米出血" if self.bleed else words


def load(root: Path) -> tuple[tuple[Size, ...], list[Problem]]:
    """All sheets, in the order of the file, and what is wrong with it."""
    try:
        data = (root / PATH).read_bytes()
    except OSError:
        return (), [DATA.problem(PATH, "找不到这个文件。", "恢复这个文件。")]
    file = DataFile(PATH, data, SizeMatter, is_list="sizes")
    sizes = []
    named: set[str] = set()
    for place, row in file.rows(SizeMatter, "sizes"):
        if (row.mm is None) == (row.px is None):
            file.wrong(
                place, "要写一种尺寸：毫米（mm）或像素（px）。", "印刷的写 mm，屏幕的写 px，只写一种。"
            )
        elif row.file in named:
            file.wrong((*place, "file"), f"文件“{row.file}”写了两次。", "改掉其中一个。")
        elif row.file.endswith(".pdf") and row.px:
            file.wrong((*place, "px"), "PDF 要用毫米。", "改成 mm。")
        else:
            named.add(row.file)
            sizes.append(_size(row))
    return tuple(sizes), file.problems


def _size(row: SizeMatter) -> Size:
    scale = 1.0 if row.px else POINTS_A_MM
    width, height = row.px or row.mm or (1, 1)
    return Size(
        row.file,
        row.name,
        row.use,
        row.template,
        width * scale,
        height * scale,
        bool(row.px),
        (row.bleed or 0) * scale,
        (row.safe or 0) * scale,
        (row.above or 0) * scale,
        (row.below or 0) * scale,
        row.least or 1,
        row.type or 40,
        *row.points,
        row.beside,
        row.source,
    )
