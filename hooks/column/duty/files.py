"""The files of a month: `ledger.xlsx`, `ledger.csv`, `coverage.csv`, `duty.json` and `index.html`.

The same report gives the same bytes: a workbook is dated with the last second of its month, and its sheets hold no
formula and no link. CSV is UTF-8 with a byte order mark and CRLF, since Excel and WPS take it for GBK otherwise, and no
cell begins a formula (CWE-1236).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from functools import cache
from math import ceil
from pathlib import Path

import xlsxwriter
from jinja2 import Environment, FileSystemLoader, select_autoescape
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from column.duty.report import Report, Row, Table

LEDGER, LINES, COVERAGE, NUMBERS, PAGE = (
    "ledger.xlsx",
    "ledger.csv",
    "coverage.csv",
    "duty.json",
    "index.html",
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 30
"""Characters of a column at most (a Chinese one counts as two); longer cells are wrapped."""
_LINE = 13.5
"""Points of a line of type."""


def make(report: Report, seal: str = "") -> Mapping[str, bytes]:
    """All files of a month by name. `seal`: what is printed at the foot of a frozen month's sheets."""
    return {
        LEDGER: workbook(report, seal),
        LINES: as_csv(report.details()),
        COVERAGE: as_csv(report.coverage_lines()),
        NUMBERS: numbers(report),
        PAGE: page(report, seal),
    }


def numbers(report: Report) -> bytes:
    """The report as canonical JSON: sorted keys, a line a value."""
    return (json.dumps(report.as_json(), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def as_csv(table: Table) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.head)
    writer.writerows([_safe(value) for value in row] for row in table.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _safe(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def workbook(report: Report, seal: str = "") -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        made = datetime.combine(report.month.last, time(23, 59, 59))
        book.set_properties({"title": report.title, "created": made})
        sheets = _Sheets(book, report, seal)
        sheets.add("汇总", [report.summary()], centred=True)
        sheets.add("明细", [report.details()])
        pressure = report.pressure()
        sheets.add("闭环与盲区", [report.loop(), report.spots(), *([pressure] if pressure else [])])
        sheets.add("覆盖", report.coverage(), centred=True, widest=10)
        sheets.add("补录与更正", [report.afterwards()])
        sheets.add(
            "说明", [Table("说明", ("怎么算的",), tuple((line,) for line in report.notes()))], widest=120
        )
    return out.getvalue()


class _Sheets:
    """Adds sheets that print on A4 landscape, one page wide."""

    def __init__(self, book: Workbook, report: Report, seal: str) -> None:
        self._book, self._report, self._seal = book, report, seal

    @cache  # noqa: B019 - as long as the workbook
    def _format(self, name: str) -> Format:
        plain = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True}
        boxed = plain | {"border": 1}
        return self._book.add_format(
            {
                "title": plain | {"font_name": "黑体", "font_size": 16, "text_wrap": False},
                "heading": plain | {"font_name": "黑体", "font_size": 12, "text_wrap": False},
                "note": plain | {"text_wrap": False, "font_size": 9},
                "head": boxed | {"font_name": "黑体", "align": "center", "bg_color": "#EDEDED"},
                "cell": boxed,
                "centre": boxed | {"align": "center"},
            }[name]
        )

    def add(self, name: str, tables: Iterable[Table], centred: bool = False, widest: int = _WIDEST) -> None:
        """A sheet with tables one below the other. `centred`: all columns but the first; `widest`: characters of a
        column at most, but for the first; longer cells are wrapped."""
        sheet, tables = self._book.add_worksheet(name), list(tables)
        widths = list(_widths(tables, widest))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_row(0, 26)
        sheet.write_string(0, 0, self._report.title if name == "汇总" else name, self._format("title"))
        row = 1
        for table in tables:
            row = self._table(sheet, table, row, len(tables) > 1, centred, widths) + 1
        if len(tables) == 1:
            top = 1 + len(tables[0].notes)
            sheet.freeze_panes(top + 1, 1)
            sheet.repeat_rows(top)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        seal = f"封存号 {self._seal}" if self._seal else "未封存"
        sheet.set_footer(f"&L{self._report.title}&C{seal}&R第 &P 页，共 &N 页")

    def _table(
        self, sheet: Worksheet, table: Table, row: int, headed: bool, centred: bool, widths: Sequence[float]
    ) -> int:
        if headed:
            sheet.write_string(row, 0, table.title, self._format("heading"))
            row += 1
        for note in table.notes:
            sheet.write_string(row, 0, note, self._format("note"))
            row += 1
        sheet.set_row(row, _height(table.head, widths))
        for column, name in enumerate(table.head):
            sheet.write_string(row, column, name, self._format("head"))
        for values in table.rows or (("没有",),):
            row += 1
            sheet.set_row(row, _height(values, widths))
            for column, value in enumerate(values):
                number = isinstance(value, int | float)
                style = self._format("centre" if number or (centred and column) else "cell")
                sheet.write(row, column, value, style) if number else sheet.write_string(
                    row, column, str(value or ""), style
                )
        return row + 1


def _widths(tables: Iterable[Table], widest: int) -> Iterator[float]:
    """The width of each column in characters of its longest cell, or as a table alone on its sheet says."""
    tables = list(tables)
    if len(tables) == 1 and tables[0].widths:
        yield from tables[0].widths
        return
    rows: list[Row] = [row for table in tables for row in (table.head, *table.rows)]
    for column in range(max((len(row) for row in rows), default=0)):
        longest = max((_width(row[column]) for row in rows if len(row) > column), default=0)
        yield min(max(longest + 2, 6), widest if column or widest > _WIDEST else _WIDEST)


def _height(values: Row, widths: Sequence[float]) -> float:
    """The height of a row in points, for the cell with the most lines; an address breaks at its strokes alone, so it gets
    one more."""
    pairs = zip(values, widths, strict=False)
    lines = (ceil(_width(value) / (width - 1)) + str(value).startswith("https:") for value, width in pairs)
    return _LINE * max((1, *lines)) + 2


def _width(value: object) -> int:
    text = "" if value is None else str(value)
    return sum(2 if character > "\u2e80" else 1 for character in text)


def page(report: Report, seal: str = "") -> bytes:
    """A page that prints on A4 landscape; it needs no other file."""
    pressure = report.pressure()
    tables = (
        report.summary(),
        report.loop(),
        report.spots(),
        *([pressure] if pressure else []),
        *report.coverage(),
        report.details(),
        report.afterwards(),
    )
    text = _templates().get_template("page.html").render(report=report, tables=tables, seal=seal, cell=_cell)
    return text.encode()


def _cell(value: object) -> str:
    return "" if value is None else str(value)


@cache
def _templates() -> Environment:
    loader = FileSystemLoader(Path(__file__).parent)
    return Environment(loader=loader, autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True)
