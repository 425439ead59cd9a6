"""Make `.github/CODEOWNERS`, which tells GitHub whom to ask for a review, from `briefings/units.yml`.

`--check` changes nothing and gives exit code 1 when the file is out of date. Exit code 2 when the list of units has
a mistake. The last line that fits a file counts (docs.github.com, "About code owners"), so the general one is first.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from column.content import taxonomies
from column.content.taxonomies import UNITS
from column.model.kinds import UnitKind
from column.model.terms import Unit
from column.project import report
from column.rules.ownership import accounts
from column.system import command
from column.system.chinese_arguments import ChineseParser

ROOT = Path(__file__).resolve().parents[2]
TARGET = ".github/CODEOWNERS"
HEAD = """\
# 谁来审阅哪些文件。由 briefings/units.yml 生成，不要手改：
# 改了单位名单以后运行 .venv/bin/python scripts/ci/codeowners.py。
"""


def write(units: Sequence[Unit]) -> str:
    """The file's text: everything to the offices; each unit's folder to its own people and the offices.

    The offices stand on every line, so that a unit with a single login is not left without a reviewer: GitHub
    lets nobody approve a pull request of their own.
    """
    offices = [unit for unit in units if unit.kind is UnitKind.OFFICE]
    office = _owners(offices)
    lines = [HEAD]
    if office:
        lines += [
            f"# 其余文件：{'、'.join(unit.name for unit in offices if unit.github)}",
            f"* {' '.join(office)}",
        ]
    else:
        lines += [f"# 其余文件：科室还没有在 {UNITS} 里写 github 账号，没有指定审阅人。"]
    for unit in units:
        if unit.github and unit.kind is not UnitKind.OFFICE:
            owners = dict.fromkeys([*_owners([unit]), *office])
            lines += [f"# {unit.name}", f"/briefings/{unit.id}/ {' '.join(owners)}"]
    return "\n".join(lines) + "\n"


def _owners(units: Iterable[Unit]) -> list[str]:
    """The accounts of the units, each once, as CODEOWNERS writes them."""
    return list(dict.fromkeys(f"@{name.removeprefix('@')}" for unit in units for name in unit.github))


def main(arguments: list[str] | None = None) -> int:
    parser = ChineseParser(f"由 {UNITS} 生成 {TARGET}。")
    parser.add_argument("--check", action="store_true", help="只看是不是最新的，不改文件")
    parser.add_argument("--root", type=Path, default=ROOT, help="项目文件夹（mkdocs.yml 所在处）")
    options = parser.parse_args(arguments)
    words, problems = taxonomies.load(options.root)
    units = words.units.records
    wrong = [*(problem for problem in problems if problem.path == UNITS), *accounts(units)]
    if wrong:
        sys.stderr.write(report.text(wrong))
        return 2
    target: Path = options.root / TARGET
    text = write(units)
    now = target.read_text("utf-8") if target.is_file() else None
    if now == text:
        return 0
    if options.check:
        sys.stderr.write(
            f"{TARGET} 和 {UNITS} 对不上了。运行 .venv/bin/python scripts/ci/codeowners.py 重新生成。\n"
        )
        return 1
    target.parent.mkdir(exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"写好了 {TARGET}。\n")
    return 0


if __name__ == "__main__":
    command.run(main)
