"""Write into `docs/data/registers/published.csv` what reached the main branch since it was last written, and into
`kits.csv` beside it the versions of the kits that are new.

Exit codes: 0 written, or nothing to write; 1 refused (no history, another branch, a faulty register); 2 a wrong call.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import install_programs
import own_python  # noqa: F401 - first: it ends a run by another Python
from column.content import register
from column.duty import registration
from column.kits import material
from column.kits import register as kit_register
from column.model.article import BEIJING
from column.model.problems import UserError
from column.project import load, report
from column.system import command
from column.system.chinese_arguments import ChineseParser
from column.system.git import Git

ROOT = Path(__file__).resolve().parents[1]
MAIN = ("main", "master", "")
"""Names of the branch that is published; the last one where a commit is checked out, as on a build machine."""


def write(root: Path) -> str:
    """Write what is missing; says what it was. Raises `UserError` where it cannot be told."""
    git = Git(root)
    if not git.is_top:
        raise UserError("这个文件夹没有 Git 记录，不知道文章是什么时候发布的。", "在完整的仓库里运行。")
    if git.is_shallow:
        raise UserError(
            "这里只取了最近的 Git 记录，会把早先的发布时间记错。", "先运行 git fetch --unshallow。"
        )
    if git.branch not in MAIN:
        raise UserError(f"现在在分支“{git.branch}”上，登记表只记主分支。", "先运行 git switch main。")
    now, problems = register.load(root)
    if problems:
        raise UserError(report.text(problems).rstrip())
    kits = _kits(root)
    found = registration.missing(now, git.main_line(*registration.PLACES), git.blobs)
    if not found:
        return f"登记表里已经有全部 {len(now.entries)} 条，没有要补的。{kits}"
    file = root / register.PATH
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(registration.extended(now, found).text, encoding="utf-8", newline="\n")
    new = sum(entry.kind == register.NEW for entry in found)
    return f"登记了 {new} 篇新发布、{len(found) - new} 次更正：{register.PATH}。{kits}"


def _kits(root: Path) -> str:
    """Write down the versions of the kits that the site has now; says how many were new, nothing where none was."""
    made, problems = kit_register.load(root)
    if problems:
        raise UserError(report.text(problems).rstrip())
    project = load.read(root)
    at = datetime.fromtimestamp(Git(root).committed_at, BEIJING)
    versions = kit_register.extended(
        made, material.materials(project.library, project.settings, project.tools), at
    )
    if len(versions) == len(made):
        return ""
    file = root / kit_register.PATH
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(kit_register.written(versions), encoding="utf-8", newline="\n")
    return f"登记了 {len(versions) - len(made)} 个物料包版本：{kit_register.PATH}。"


def main(arguments: list[str] | None = None) -> int:
    parser = ChineseParser("把主分支上新发布、更正的文章记进发布登记表。")
    parser.add_argument("--root", type=Path, default=ROOT, help="项目文件夹（mkdocs.yml 所在处）")
    options = parser.parse_args(arguments)
    if not install_programs.ensure({"git": "git"}, "登记发布时间"):
        return 2
    try:
        said = write(options.root.resolve())
    except UserError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    sys.stdout.write(f"{said}\n")
    return 0


if __name__ == "__main__":
    command.run(main)
