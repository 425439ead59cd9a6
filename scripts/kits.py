"""Make the kit of one case, scam type or group, and say where its files lie (`.cache/kits/`).

Exit codes: 0 made, 1 a sheet was left out since its words do not fit, or a mistake in the project, 2 a wrong call.
"""

from __future__ import annotations

import sys
from pathlib import Path

import own_python  # noqa: F401 - first: it ends a run by another Python
from column.kits import material
from column.kits.material import Material
from column.kits.store import KitStore
from column.kits.talk import Talks
from column.model.case import Case
from column.model.problems import UserError
from column.project import load, report
from column.project.load import Project
from column.settings.load import SettingsError
from column.system import command
from column.system.chinese_arguments import ChineseParser

ROOT = Path(__file__).resolve().parents[1]


def wanted(project: Project, id: str) -> Material:
    """The words of the kit of an id. Raises `UserError` where nothing has it."""
    article = project.library.by_id.get(id)
    if isinstance(article, Case):
        return material.of_case(
            article, Talks(project.tools, project.library.vocabulary.groups.records).of_case(article)
        )
    every = material.materials(project.library, project.settings, project.tools)
    found = [each for each in every if each.id == id]
    if not found:
        what = f"没有编号是“{id}”的案例、诈骗类型或人群，或者它不做物料包。"
        raise UserError(
            what, "编号就是文件夹或文件的名字，如 2026-11-20-scan-card-in-parcel、police、elderly。"
        )
    return found[0]


def make(root: Path, id: str) -> int:
    project = load.read(root)
    kits = KitStore(root, project.settings, project.sizes)
    kit = kits.kit(wanted(project, id))
    for file, length in kit.lengths.items():
        sys.stdout.write(f"{kit.folder / file}  {-(-length // 1024)} KB\n")
    for file in kit.omitted:
        sys.stderr.write(f"没有做“{kits.titles[file]}”：{kit.why(file)}，最小的字号也放不下，请写短。\n")
    return 1 if kit.omitted else 0


def main(arguments: list[str] | None = None) -> int:
    parser = ChineseParser(
        "做一个案例、诈骗类型或人群的物料包：海报、展板、屏幕图片、讲课幻灯片、短信、广播稿。"
    )
    parser.add_argument("id", help="案例、诈骗类型或人群的编号")
    parser.add_argument("--root", type=Path, default=ROOT, help="项目文件夹（mkdocs.yml 所在处）")
    options = parser.parse_args(arguments)
    try:
        return make(options.root.resolve(), options.id)
    except UserError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    except SettingsError as fault:
        sys.stderr.write(report.text(fault.problems, sys.stderr.isatty()))
        return 1


if __name__ == "__main__":
    command.run(main)
