"""Check contributions: all of them, or the files named.

Exit code 0 when nothing is wrong (warnings allowed), 1 when there is an error, 2 when the call itself is wrong.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import own_python  # noqa: F401 - first: it ends a run by another Python
from column.model.problems import Problem, Severity, UserError
from column.project import check, report
from column.rules.privacy.masking import masked
from column.settings.load import PATH
from column.system import command
from column.system.chinese_arguments import ChineseParser

ROOT = Path(__file__).resolve().parents[1]
FORMATS = {"text": None, "github": report.github, "json": report.as_json}


def main(arguments: list[str] | None = None) -> int:
    parser = ChineseParser("检查稿件：信息栏、照片、隐私、用语。不写文件名就检查全部。")
    parser.add_argument("files", nargs="*", help="只检查这些文件或文件夹")
    parser.add_argument("--format", choices=FORMATS, default="text", help="输出样式")
    parser.add_argument("--root", type=Path, default=ROOT, help="项目文件夹（mkdocs.yml 所在处）")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    try:
        if not (root / PATH).is_file():
            raise FileNotFoundError(f"{root} 不是项目文件夹：里面没有 {PATH}。")
        paths = tuple(_relative(root, name) for name in options.files)
    except FileNotFoundError as fault:
        sys.stderr.write(masked(f"{fault}\n"))
        return 2
    try:
        verdict = check.check(root, paths, os.environ.get("BASE") or "HEAD")
    except UserError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    problems = sorted((*verdict.problems, *_of_pages(root, paths, verdict.problems)))
    write = FORMATS[options.format]
    if write:
        sys.stdout.write(write(problems))
    else:
        sys.stdout.write(report.text(problems, sys.stdout.isatty()))
        sys.stdout.write(report.excused(verdict.excused))
        sys.stdout.write(report.summary(problems, verdict.articles) + "\n")
    return int(any(problem.severity is Severity.ERROR for problem in problems))


def _of_pages(root: Path, paths: Sequence[str], known: Sequence[Problem]) -> list[Problem]:
    """What MkDocs has against the pages that it renders itself, where these are checked. Nothing while it cannot read the
    settings, or something below `docs/` that is no file."""
    errors = [each for each in known if each.severity is Severity.ERROR]
    unread = any(each.path == PATH or (each.rule, each.path[:5]) == ("path", "docs/") for each in errors)
    if unread or (
        paths and not check.within("docs", paths) and not any(path.startswith("docs/") for path in paths)
    ):
        return []
    from bridge import build  # only now: a check of articles does without MkDocs

    return [each for each in build.problems_of_pages(root) if not paths or check.within(each.path, paths)]


def _relative(root: Path, name: str) -> str:
    """A path as it is named in problems, from whatever the caller wrote."""
    found = [place.resolve() for place in (Path.cwd() / name, root / name) if place.exists()]
    if not found:
        raise FileNotFoundError(f"没有这个文件或文件夹：{name}")
    inside = next((place for place in found if place.is_relative_to(root)), None)
    if inside is None:
        raise FileNotFoundError(f"不在项目文件夹里：{name}")
    return inside.relative_to(root).as_posix()


if __name__ == "__main__":
    command.run(main)
