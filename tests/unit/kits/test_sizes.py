"""The office's list of sheets."""

from __future__ import annotations

from pathlib import Path

import pytest

from column.kits import sizes
from support.project import ROOT, put

ROW = "- {file: hall.png, name: 大厅, use: 大厅的屏, template: screen, px: [800, 600], least: 20, type: 40}\n"


def test_the_sheets_of_the_project_are_right() -> None:
    found, problems = sizes.load(ROOT)
    assert problems == []
    assert {"poster-a4.pdf", "roll-80x200.pdf", "screen-1080x1920.png", "long.png"} <= {
        each.file for each in found
    }
    assert {each.measure for each in found} >= {"210×297 毫米", "1920×1080 像素", "宽 1080 像素"}


def test_another_hall_is_one_entry(tmp_path: Path) -> None:
    put(tmp_path, sizes.PATH, ROW)
    (size,), problems = sizes.load(tmp_path)
    assert (size.file, size.width, size.height, size.pixels, problems) == ("hall.png", 800, 600, True, [])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (ROW.replace("hall.png", "../hall.png"), "不能作文件名"),
        (ROW.replace("hall.png", "hall.pdf"), "PDF 要用毫米"),
        (ROW.replace("[800, 600]", "[800, 90000]"), "每个 1 到 4000"),
        (ROW.replace("px: [800, 600], ", ""), "一种尺寸"),
        (ROW + ROW, "写了两次"),
        (ROW.replace("screen", "film"), "不在可选的范围里"),
    ],
)
def test_a_mistake_is_told_by_line(written: str, said: str, tmp_path: Path) -> None:
    put(tmp_path, sizes.PATH, written)
    _, problems = sizes.load(tmp_path)
    assert [said in problem.what and problem.line >= 1 for problem in problems] == [True]


def test_a_missing_list_is_told(tmp_path: Path) -> None:
    assert sizes.load(tmp_path)[1][0].path == sizes.PATH
