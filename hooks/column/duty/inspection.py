"""The sheet that inspectors fill in, and its way back into the register of boards.

The sheet says of each row what was known when it was made; a row is taken back only where that still stands. The YAML is
changed by a library that keeps comments and order (ruamel.yaml).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile

import openpyxl
import xlsxwriter
from openpyxl.utils.exceptions import InvalidFileException
from ruamel.yaml import YAML

from column.content.taxonomies import Taxonomy
from column.duty.boards import ITEMS, KINDS, STATES, Board, Boards, Inspection
from column.model.problems import UserError
from column.model.terms import Unit

SHEET = "检查表"
KNOWN = ("编号", "场所类别", "名称", "乡镇", "责任单位", "物料", "版本", "上次检查", "上次状态")
FILLED = ("检查日期", "检查单位", "状态", "备注")
HEAD = (*KNOWN, *FILLED)

_WIDTHS = (18, 11, 26, 10, 16, 8, 16, 12, 10, 12, 16, 8, 30)
_MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Answer:
    """A row that came back: its number in the sheet, and what became of it. `inspection`: what it adds, None where it is
    refused, or `known` from a time before."""

    row: int
    board: str
    said: str
    inspection: Inspection | None = None
    known: bool = False

    @property
    def refused(self) -> bool:
        return self.inspection is None and not self.known


def sheet(register: Boards, units: Taxonomy[Unit], today: date) -> bytes:
    """The workbook to fill in: a row a board, choices for unit and state."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": SHEET, "created": datetime.combine(today, datetime.min.time())})
        plain = {"font_name": "宋体", "font_size": 10, "border": 1, "text_wrap": True, "valign": "vcenter"}
        head = book.add_format(plain | {"font_name": "黑体", "bg_color": "#EDEDED", "align": "center"})
        known, open_cell = book.add_format(plain | {"bg_color": "#F7F7F7"}), book.add_format(plain)
        day = book.add_format(plain | {"num_format": "yyyy-mm-dd"})
        page = book.add_worksheet(SHEET)
        page.set_default_row(22)
        for column, (name, width) in enumerate(zip(HEAD, _WIDTHS, strict=True)):
            page.write_string(0, column, name, head)
            page.set_column(column, column, width)
        for row, board in enumerate(register.boards, start=1):
            for column, value in enumerate(_known(board)):
                page.write_string(row, column, value, known)
            for column in range(len(KNOWN), len(HEAD)):
                page.write_blank(row, column, None, day if HEAD[column] == "检查日期" else open_cell)
        last = max(1, len(register.boards))
        names = book.add_worksheet("单位")
        names.hide()
        for row, unit in enumerate(units.records):
            names.write_string(row, 0, unit.name)
        first = len(KNOWN)
        after = {
            "validate": "date",
            "criteria": ">=",
            "value": date(2000, 1, 1),
            "error_message": "写日期，如 2026-11-20",
        }
        page.data_validation(1, first, last, first, after)
        listed = f"=单位!$A$1:$A${max(1, len(units.records))}"
        page.data_validation(1, first + 1, last, first + 1, {"validate": "list", "source": listed})
        page.data_validation(
            1, first + 2, last, first + 2, {"validate": "list", "source": list(STATES.values())}
        )
        page.freeze_panes(1, 1)
        page.repeat_rows(0)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
    return out.getvalue()


def _known(board: Board) -> tuple[str, ...]:
    last = board.last
    return (
        board.id,
        KINDS[board.kind],
        board.name,
        board.town,
        board.unit.name,
        ITEMS[board.item],
        board.version,
        last.on.isoformat() if last else "",
        STATES[last.state] if last else "",
    )


def answers(data: bytes, register: Boards, units: Taxonomy[Unit], today: date) -> tuple[Answer, ...]:
    """What a filled sheet says, row by row; rows without anything filled in are left out. Raises `UserError` where it is
    no such sheet."""
    rows = _rows(data)
    boards = {board.id: board for board in register.boards}
    return tuple(answer for row, cells in rows if (answer := _answer(row, cells, boards, units, today)))


def _rows(data: bytes) -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError, SyntaxError) as fault:
        raise UserError(
            "这个文件不是 xlsx 表格，或者已经损坏。", "用 make boards 做出来的检查表填。"
        ) from fault
    if SHEET not in book.sheetnames:
        raise UserError(
            f"表格里没有“{SHEET}”这一页。", "用 make boards 做出来的检查表填，不要改这一页的名称。"
        )
    lines = book[SHEET].iter_rows(max_row=_MOST_ROWS, values_only=True)
    head = [str(cell or "").strip() for cell in next(lines, ())]
    if missing := [name for name in ("编号", "上次检查", "上次状态", *FILLED) if name not in head]:
        raise UserError(f"表头里没有：{'、'.join(missing)}。", "不要删改检查表的表头。")
    for number, line in enumerate(lines, start=2):
        yield number, {name: _text(cell) for name, cell in zip(head, line, strict=False) if name}


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return "" if cell is None else str(cell).strip()


def _answer(
    row: int, cells: Mapping[str, str], boards: Mapping[str, Board], units: Taxonomy[Unit], today: date
) -> Answer | None:
    filled = {name: cells.get(name, "") for name in FILLED}
    if not any(filled.values()):
        return None
    id = cells.get("编号", "")
    board, unit = boards.get(id), units.find(filled["检查单位"])
    state = next((key for key, name in STATES.items() if filled["状态"] in (key, name)), "")
    try:
        day = date.fromisoformat(filled["检查日期"].replace("/", "-"))
    except ValueError:
        day = None
    if board is None:
        return Answer(row, id, "登记里没有这个编号，没有收。")
    if day is None or day > today:
        return Answer(row, id, "检查日期没有写、写得不对，或者在今天以后，没有收。")
    if unit is None:
        return Answer(row, id, "检查单位不在单位名单里，没有收。")
    if not state:
        return Answer(row, id, f"状态没有写，可用：{'、'.join(STATES.values())}；没有收。")
    new = Inspection(day, unit.name, state, filled["备注"][:60])
    if new in board.inspections:
        return Answer(row, id, "以前已经收过，没有变。", known=True)
    known = dict(zip(KNOWN, _known(board), strict=True))
    if (cells.get("上次检查", ""), cells.get("上次状态", "")) != (known["上次检查"], known["上次状态"]):
        now = f"{known['上次检查']} {known['上次状态']}".strip() or "没有检查过"
        return Answer(row, id, f"做表以后登记已经变了（现在是：{now}），没有收，请核对。")
    return Answer(row, id, f"收下：{day.isoformat()} {STATES[state]}。", new)


def taken_in(text: str, accepted: Iterable[Answer]) -> str:
    """The text of the register with the inspections added, all else as it was: comments, order, quotes."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    document = yaml.load(text)
    key = "boards" if "boards" in document else "登记"
    rows: Sequence[Any] = document[key]
    by_id = {str(row.get("id", row.get("编号"))): row for row in rows}
    for answer in accepted:
        if answer.inspection:
            row = by_id[answer.board]
            name = "检查" if "检查" in row else "checks"
            row.setdefault(name, []).append(_entry(answer.inspection))
    out = io.StringIO()
    yaml.dump(document, out)
    return out.getvalue()


def _entry(new: Inspection) -> dict[str, object]:
    entry: dict[str, object] = {"on": new.on, "by": new.by, "state": STATES[new.state]}
    return entry | ({"note": new.note} if new.note else {})
