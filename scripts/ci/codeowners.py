"""Make the files CODEOWNERS, which tell a forge whom to ask for a review, from `briefings/units.yml`.

GitHub reads `.github/CODEOWNERS`: globs, and the last line that fits a file counts (docs.github.com, "About code
owners"), so the general one is first. Forgejo reads `.forgejo/CODEOWNERS`: regular expressions of Go that fit the whole
path, and every line that fits counts (docs.gitea.com, "Code Owners"; Gitea wants the file in `.gitea`).

`--check` changes nothing and gives exit code 1 when a file is out of date. Exit code 2 when the list of units has
a mistake.
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
TARGETS = {".github/CODEOWNERS": ("*", "/briefings/{}/"), ".forgejo/CODEOWNERS": (".*", "briefings/{}/.*")}
"""The file of each forge: its patterns for everything and for the folder of a unit."""
HEAD = """\
# 谁来审阅哪些文件。由 briefings/units.yml 生成，不要手改：
# 改了单位名单以后运行 .venv/bin/python scripts/ci/codeowners.py。
"""


def write(units: Sequence[Unit], everything: str, folder: str) -> str:
    """The file's text, with a forge's two patterns: everything to the offices; each unit's folder to its own people and the offices.

    The offices stand on every line, so that a unit with a single login is not left without a reviewer: no forge
    lets anybody approve a pull request of their own.
    """
    offices = [unit for unit in units if unit.kind is UnitKind.OFFICE]
    office = _owners(offices)
    lines = [HEAD]
    if office:
        lines += [
            f"# 其余文件：{'、'.join(unit.name for unit in offices if unit.github)}",
            f"{everything} {' '.join(office)}",
        ]
    else:
        lines += [f"# 其余文件：科室还没有在 {UNITS} 里写 github 账号，没有指定审阅人。"]
    for unit in units:
        if unit.github and unit.kind is not UnitKind.OFFICE:
            owners = dict.fromkeys([*_owners([unit]), *office])
            lines += [f"# {unit.name}", f"{folder.format(unit.id)} {' '.join(owners)}"]
    return "\n".join(lines) + "\n"


def _owners(units: Iterable[Unit]) -> list[str]:
    """The accounts of the units, each once, as CODEOWNERS writes them."""
    return list(dict.fromkeys(f"@{name.removeprefix('@')}" for unit in units for name in unit.github))


def main(arguments: list[str] | None = None) -> int:
    parser = ChineseParser(f"由 {UNITS} 生成 {'、'.join(TARGETS)}。")
    parser.add_argument("--check", action="store_true", help="只看是不是最新的，不改文件")
    parser.add_argument("--root", type=Path, default=ROOT, help="项目文件夹（mkdocs.yml 所在处）")
    options = parser.parse_args(arguments)
    words, problems = taxonomies.load(options.root)
    units = words.units.records
    wrong = [*(problem for problem in problems if problem.path == UNITS), *accounts(units)]
    if wrong:
        sys.stderr.write(report.text(wrong))
        return 2
    wanted = {options.root / name: write(units, *patterns) for name, patterns in TARGETS.items()}
    late = {
        path: text for path, text in wanted.items() if not path.is_file() or path.read_text("utf-8") != text
    }
    names = "、".join(path.relative_to(options.root).as_posix() for path in late)
    if late and options.check:
        sys.stderr.write(
            f"{names} 和 {UNITS} 对不上了。运行 .venv/bin/python scripts/ci/codeowners.py 重新生成。\n"
        )
        return 1
    for path, text in late.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    if late:
        sys.stdout.write(f"写好了 {names}。\n")
    return 0


if __name__ == "__main__":
    command.run(main)
