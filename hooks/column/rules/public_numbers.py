"""The state's short telephone numbers, which an article may name whatever its verb. File: `docs/data/numbers.yml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from column.model.front_matter.written import Line, Matter
from column.model.problems import Problem
from column.parsing.data_file import DATA, DataFile, Rows

PATH = "docs/data/numbers.yml"
_SHORT = re.compile(r"1(?:1[09]|2[0-9]|2[0-9]{3})")
"""The form of the state's numbers (《电信网编号计划》): three digits from 110, or five from 120."""


class NumberMatter(Matter):
    number: Annotated[str, Line(3, 5)] = Field(title="号码")
    name: Annotated[str, Line(2, 30)] = Field(title="名称")
    use: Annotated[str, Line(2, 40)] = Field(title="用途")
    source: Annotated[str, Line(2, 40)] = Field(title="公布单位")


class NumbersMatter(Matter):
    numbers: Rows = Field(title="号码列表")


@dataclass(frozen=True, slots=True)
class PublicNumber:
    """`source`: who made it public."""

    number: str
    name: str
    use: str
    source: str


def load(root: Path) -> tuple[tuple[PublicNumber, ...], list[Problem]]:
    """The numbers below `root`, and what is wrong with their file."""
    try:
        data = (root / PATH).read_bytes()
    except OSError:
        return (), [DATA.problem(PATH, "找不到这个文件。", "恢复这个文件。")]
    form = DataFile(PATH, data, NumbersMatter, NumberMatter)
    if form.fill(NumbersMatter) is None:
        return (), form.problems
    rows = list(form.rows(NumberMatter, "numbers"))
    form.unique([(place, row.number) for place, row in rows])
    for place, row in rows:
        if not _SHORT.fullmatch(row.number):
            what = f"“{row.number}”不是国家统一的短号码。"
            form.wrong((*place, "number"), what, "写 110、12345 这样的号码；别的在 extra.hotlines 登记。")
    return tuple(PublicNumber(row.number, row.name, row.use, row.source) for _, row in rows), form.problems
