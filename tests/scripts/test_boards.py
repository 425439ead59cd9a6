"""The register of boards: what is due, and the inspectors' sheet on its way there and back."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from column.project import check
from support.project import put, run

REGISTER = """# 哪里有展板
every_days: 60
boards:
  # 大厅
  - id: wucheng-hall
    kind: 户籍大厅
    name: "无城派出所户籍大厅" # 一楼
    town: 无城镇
    unit: 无城派出所
    item: 展板
    version: 2026-05-20-a1b2c3d4
    placed: 2026-05-20
    checks:
      - {on: 2026-09-20, by: 无城派出所, state: 完好}
  - id: hotel-1
    kind: 旅馆
    name: 某某宾馆
    town: 无城镇
    unit: 无城派出所
    item: 标语
    placed: 2026-11-01
  - id: border-1
    kind: border
    name: 出入境大厅
    town: 无城镇
    unit: 行政审批科
    item: screen
    placed: 2026-11-01
    检查: [{on: 2026-11-10, by: 行政审批科, state: 破损}]
"""


@pytest.fixture
def root(tree: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATE", "2026-11-26")
    put(tree, "docs/data/boards.yml", REGISTER)
    return tree


def boards(root: Path, *arguments: str, code: int = 0) -> str:
    call = run("boards.py", *arguments, root=root)
    assert call.returncode == code, call.stdout + call.stderr
    assert "Traceback" not in call.stderr
    return call.stdout + call.stderr


def fill(root: Path, **rows: tuple[str, str, str, str]) -> Path:
    """The sheet as `make boards` makes it, with the rows of some boards filled in."""
    boards(root)
    book = openpyxl.load_workbook(root / ".duty/boards.xlsx")
    sheet: Any = book["检查表"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        key = str(sheet.cell(row, columns["编号"]).value).replace("-", "_")
        for name, value in zip(("检查日期", "检查单位", "状态", "备注"), rows.get(key, ()), strict=False):
            sheet.cell(row, columns[name]).value = value
    target = root / "filled.xlsx"
    book.save(target)
    return target


def test_what_is_to_be_done(root: Path) -> None:
    said = boards(root).splitlines()
    assert said[0] == "登记了 3 处。"
    assert said[1:3] == [
        "要修补、更换的：1 处",
        "  border-1 出入境大厅“出入境大厅”的大屏（行政审批科）：破损",
    ]
    assert said[3:5] == [
        "该检查的（每 60 天一次）：1 处",
        "  wucheng-hall 户籍大厅“无城派出所户籍大厅”的展板（无城派出所）：应在 2026-11-19 以前检查",
    ]
    assert "工作方案要求、还没有登记的大厅：19 处" in said
    assert "  襄安派出所户籍大厅" in said
    assert "  无城派出所户籍大厅" not in said
    assert "  无城镇：1 处" in said


def test_a_version_that_is_no_longer_in_force_is_told(root: Path) -> None:
    put(
        root,
        "docs/data/registers/kits.csv",
        "id,version,made,valid_until\nelderly,2026-05-20-a1b2c3d4,x,\nelderly,2026-11-20-e5f6a7b8,x,\n",
    )
    assert "有新版的：1 处" in boards(root)


def test_the_sheet_has_choices_and_the_numbers_of_its_rows(root: Path) -> None:
    boards(root)
    book = openpyxl.load_workbook(root / ".duty/boards.xlsx")
    sheet: Any = book["检查表"]
    assert [cell.value for cell in sheet["A"]] == ["编号", "wucheng-hall", "hotel-1", "border-1"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert rules["L2:L4"].formula1 == '"完好,破损,缺失,过期"'
    assert "单位" in rules["K2:K4"].formula1
    assert "无城派出所" in [cell.value for cell in book["单位"]["A"]]


def test_a_filled_sheet_is_taken_in_and_everything_else_stays(root: Path) -> None:
    filled = fill(
        root,
        wucheng_hall=("2026-11-25", "无城派出所", "破损", "左下角翘起"),
        hotel_1=("2026-11-25", "无城派出所", "完好", ""),
    )
    assert "收下 2 行，没有收 0 行" in boards(root, "--file", str(filled))
    text = (root / "docs/data/boards.yml").read_text()
    assert [line for line in REGISTER.splitlines() if line not in text.splitlines()] == []
    new = [line.strip() for line in text.splitlines() if line not in REGISTER.splitlines()]
    assert new == [
        "- on: 2026-11-25",
        "by: 无城派出所",
        "state: 破损",
        "note: 左下角翘起",
        "- on: 2026-11-25",
        "by: 无城派出所",
        "state: 完好",
    ]
    assert check.check(root).problems == ()
    again = boards(root, "--file", str(filled))
    assert "收下 0 行，没有收 0 行" in again
    assert (root / "docs/data/boards.yml").read_text() == text
    assert "该检查的（每 60 天一次）：没有" in boards(root)


def test_a_row_that_meets_a_newer_inspection_is_not_taken(root: Path) -> None:
    filled = fill(root, wucheng_hall=("2026-11-25", "无城派出所", "完好", ""))
    changed = REGISTER.replace(
        "{on: 2026-09-20, by: 无城派出所, state: 完好}", "{on: 2026-11-24, by: 无城派出所, state: 缺失}"
    )
    put(root, "docs/data/boards.yml", changed)
    said = boards(root, "--file", str(filled), code=1)
    assert "第 2 行 wucheng-hall：做表以后登记已经变了（现在是：2026-11-24 缺失），没有收" in said
    assert (root / "docs/data/boards.yml").read_text() == changed


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (("2026-11-27", "无城派出所", "完好", ""), "今天以后"),
        (("昨天", "无城派出所", "完好", ""), "检查日期"),
        (("2026-11-25", "某某公司", "完好", ""), "检查单位"),
        (("2026-11-25", "无城派出所", "还行", ""), "状态"),
        (("", "", "", "只写了备注"), "检查日期"),
    ],
)
def test_a_row_that_says_too_little_is_told(root: Path, row: tuple[str, str, str, str], word: str) -> None:
    said = boards(root, "--file", str(fill(root, hotel_1=row)), code=1)
    assert "第 3 行 hotel-1" in said
    assert word in said
    assert (root / "docs/data/boards.yml").read_text() == REGISTER


def test_what_is_no_such_sheet_is_told(root: Path) -> None:
    assert "没有这个文件" in boards(root, "--file", str(root / "none.xlsx"), code=2)
    put(root, "a.xlsx", "不是表格")
    assert "不是 xlsx" in boards(root, "--file", str(root / "a.xlsx"), code=1)
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.save(out)
    put(root, "b.xlsx", out.getvalue())
    assert "检查表" in boards(root, "--file", str(root / "b.xlsx"), code=1)
    put(root, "docs/data/boards.yml", REGISTER.replace("kind: 旅馆", "kind: 酒店"))
    assert "docs/data/boards.yml:16" in boards(root, code=1)
    assert {problem.path for problem in check.check(root).problems} == {"docs/data/boards.yml"}
