"""The register of boards: what is to be done, a sheet for the inspectors, and the sheet taken back.

Exit codes: 0 whatever is due; 1 a problem in the register, or a row that was not taken; 2 a wrong call.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import own_python  # noqa: F401 - first: it ends a run by another Python
from column.content import dates, taxonomies
from column.content.taxonomies import Vocabulary
from column.duty import boards, inspection
from column.duty.boards import Boards
from column.model.problems import UserError
from column.project.report import text
from column.system import command
from column.system.chinese_arguments import ChineseParser

ROOT = Path(__file__).resolve().parents[1]
SHEET = ".duty/boards.xlsx"
KITS = "docs/data/registers/kits.csv"


def read(root: Path) -> tuple[Boards, Vocabulary]:
    """The register. Raises `UserError` where it has a mistake."""
    words, _ = taxonomies.load(root)
    register, problems = boards.load(root, words)
    if problems:
        raise UserError(text(problems).rstrip())
    return register, words


def newest(root: Path) -> list[str]:
    """The version of each kit that was made last; none where there are no kits."""
    file = root / KITS
    if not file.is_file():
        return []
    with file.open(encoding="utf-8") as lines:
        return list({row["id"]: row["version"] for row in csv.DictReader(lines)}.values())


def report(root: Path) -> str:
    """What is to be done; writes the sheet for the inspectors too."""
    register, words = read(root)
    today = dates.today()
    sheet = root / SHEET
    sheet.parent.mkdir(parents=True, exist_ok=True)
    sheet.write_bytes(inspection.sheet(register, words.units, today))
    lines = [f"登记了 {len(register.boards)} 处。"]
    lines += boards.told(register, words.units, newest(root), today)
    lines.append(f"检查表：{SHEET}（填灰色右边的四栏，再运行 make boards FILE=填好的表.xlsx）。")
    return "\n".join(lines)


def take_in(root: Path, filled: Path) -> tuple[str, bool]:
    """Take a filled sheet in; says row by row what became of it, and whether all was taken."""
    register, words = read(root)
    told = inspection.answers(filled.read_bytes(), register, words.units, dates.today())
    accepted = [answer for answer in told if answer.inspection]
    if accepted:
        file = root / boards.PATH
        new = inspection.taken_in(file.read_text(encoding="utf-8"), accepted)
        _, problems = boards.parse(new.encode(), words)
        if problems:
            raise UserError("收进来以后登记会有错误，没有改动它：\n" + text(problems).rstrip())
        file.write_text(new, encoding="utf-8", newline="\n")
    lines = [f"第 {answer.row} 行 {answer.board}：{answer.said}" for answer in told]
    refused = [answer for answer in told if answer.refused]
    lines.append(f"收下 {len(accepted)} 行，没有收 {len(refused)} 行；没有填的行不算。")
    return "\n".join(lines), not refused


def main(arguments: list[str] | None = None) -> int:
    parser = ChineseParser("展板、标语、大屏的登记：列出该检查、该修补的，做检查表，收回填好的检查表。")
    parser.add_argument("--file", type=Path, help="填好的检查表（xlsx）")
    parser.add_argument("--root", type=Path, default=ROOT, help="项目文件夹（mkdocs.yml 所在处）")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    if options.file and not options.file.is_file():
        sys.stderr.write(f"没有这个文件：{options.file}\n")
        return 2
    try:
        said, whole = take_in(root, options.file) if options.file else (report(root), True)
    except UserError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    sys.stdout.write(f"{said}\n")
    return int(not whole)


if __name__ == "__main__":
    command.run(main)
