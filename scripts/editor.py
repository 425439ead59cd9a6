"""Write the editor in the browser to `editor/`: Decap CMS with a configuration from the model and the vocabulary.

Exit codes: 0 written; 1 nothing is said of it in mkdocs.yml, no Node, or a mistake in the project; 2 a wrong call.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import install_programs
import node_packages
import own_python  # noqa: F401 - first: it ends a run by another Python
from column.authoring import editor
from column.model.problems import UserError
from column.pages import form
from column.project import load
from column.project.report import text
from column.settings.load import SettingsError
from column.system import command
from column.system.chinese_arguments import ChineseParser

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "hooks" / "frontend" / "editor"
PACKAGES = ROOT / ".cache" / "editor"
OWN = ("index.html", "editor.css", "editor.js")
BUNDLE = ("decap-cms.js", "*.decap-cms.js", "decap-cms.js.LICENSE.txt")
"""The files of the package that a browser may ask for."""
PAGE = "docs/maintain/editor.md"


def settings_script(root: Path) -> str:
    """What index.html loads before the bundle. Raises `UserError` where mkdocs.yml says nothing of the editor."""
    project = load.read(root)
    forge, words = project.settings.editor, project.library.vocabulary
    if forge is None:
        raise UserError("mkdocs.yml 的 extra.editor 没有填，不知道稿子存在哪个仓库。", f"填法见 {PAGE}。")
    config = editor.configuration(words, project.settings, forge, form.answerable(project.library))
    told = json.dumps({"config": config, "until": editor.units_until(words)}, ensure_ascii=False)
    return f"window.CMS_MANUAL_INIT = true;\nwindow.editorSettings = {told};\n"


def make(root: Path) -> int:
    settings = settings_script(root)
    if missing := install_programs.absent(node_packages.PROGRAMS):
        sys.stderr.write(
            f"做网页编辑器还需要：{'、'.join(missing)}（只有这个命令要用 Node）。装好再运行一次。\n"
        )
        return 1
    if not node_packages.install(SOURCE, PACKAGES):
        return 1
    target = root / "editor"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for name in OWN:
        shutil.copyfile(SOURCE / name, target / name)
    bundle = PACKAGES / "node_modules" / "decap-cms" / "dist"
    for file in {file for pattern in BUNDLE for file in bundle.glob(pattern)}:
        shutil.copyfile(file, target / file.name)
    (target / "config.js").write_text(settings, encoding="utf-8")
    sys.stdout.write(f"网页编辑器写好了：{target}。放到哪里、怎么设，见 {PAGE}。\n")
    return 0


def main(arguments: list[str] | None = None) -> int:
    parser = ChineseParser("做网页编辑器（editor/），给有仓库账号、不用 Git 的民警。")
    parser.add_argument("--root", type=Path, default=ROOT, help="项目文件夹（mkdocs.yml 所在处）")
    options = parser.parse_args(arguments)
    try:
        return make(options.root.resolve())
    except UserError as fault:
        sys.stderr.write(f"{fault}\n")
    except SettingsError as fault:
        sys.stderr.write(text(fault.problems))
    return 1


if __name__ == "__main__":
    command.run(main)
