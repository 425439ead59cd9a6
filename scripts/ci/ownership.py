"""Check that the pull request of a station or a brigade touches its own folder only.

The changed files come from git (`--base`) or, one a line, from standard input. Whoever is listed for an office in
`briefings/units.yml`, or for no unit, may touch everything. Exit code 0 when all is in place, 1 when a file is not,
2 when the call itself is wrong. This is a help against slips; what keeps strangers out is the review.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import install_programs
from column.content import taxonomies
from column.content.taxonomies import UNITS
from column.model.problems import Problem
from column.model.terms import Unit
from column.project import report
from column.rules.ownership import stray
from column.rules.privacy.masking import masked
from column.system import command
from column.system.chinese_arguments import ChineseParser

ROOT = Path(__file__).resolve().parents[2]
FORMATS = {"text": report.text, "github": report.github, "json": report.as_json}


class CallError(Exception):
    """The call cannot be answered; the message says why, in Chinese."""


def between(root: Path, base: str) -> tuple[list[str], list[Unit]]:
    """What was changed since `base` (a rename counts as both files), and the units as they stood there.

    The list at the base is the one that counts: a pull request cannot free itself by changing it.
    """
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}").strip()
    changed = _git(root, "diff", "--name-only", "--no-renames", "-z", f"{commit}...HEAD")
    if not _git(root, "ls-tree", "--name-only", commit, "--", UNITS):
        return _names(changed), listed(root)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, UNITS)
        file.parent.mkdir()
        file.write_text(_git(root, "show", f"{commit}:{UNITS}"), encoding="utf-8")
        return _names(changed), listed(Path(folder))


def listed(root: Path) -> list[Unit]:
    """The units of the tree below `root`."""
    words, problems = taxonomies.load(root)
    wrong = [problem for problem in problems if problem.path == UNITS]
    if wrong:
        raise CallError("单位名单有错误，先改好它：\n" + report.text(wrong).rstrip())
    return list(words.units.records)


def find(root: Path, base: str, author: str) -> list[Problem]:
    """What the pull request of `author`, checked out below `root`, changed outside its folder since `base`."""
    changed, units = between(root, base)
    return stray(changed, author, units)


def _git(root: Path, *arguments: str) -> str:
    try:
        call = subprocess.run(["git", "-C", str(root), *arguments], check=False, capture_output=True)
    except FileNotFoundError:
        raise CallError("没有装 git，核对不了改动。") from None
    if call.returncode:
        reason = call.stderr.decode("utf-8", "replace").strip() or "没有这个版本"
        raise CallError(f"git {arguments[0]} 没有成功：{reason}")
    return call.stdout.decode("utf-8", "replace")


def _names(text: str) -> list[str]:
    return [name for name in (text.split("\0") if "\0" in text else text.splitlines()) if name]


def main(arguments: list[str] | None = None) -> int:
    parser = ChineseParser("检查一次投稿是不是只改了本单位文件夹里的文件。")
    parser.add_argument(
        "--base",
        default=os.environ.get("BASE"),
        help="和哪个版本比；不写就从标准输入读改动的文件名，一行一个",
    )
    parser.add_argument("--author", default=os.environ.get("AUTHOR"), help="投稿人的 GitHub 账号")
    parser.add_argument("--format", choices=FORMATS, default="text", help="输出样式")
    parser.add_argument("--root", type=Path, default=ROOT, help="项目文件夹（mkdocs.yml 所在处）")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    try:
        if not options.author:
            raise CallError("没有说投稿人是谁：用 --author 写明账号。")
        if options.base:
            if not install_programs.ensure({"git": "git"}, "核对改动"):
                return 2
            problems = find(root, options.base, options.author)
        elif sys.stdin.isatty():
            raise CallError("没有说和哪个版本比：用 --base 写明，或从标准输入给出改动的文件名。")
        else:
            problems = stray(_names(sys.stdin.read()), options.author, listed(root))
    except CallError as fault:
        sys.stderr.write(masked(f"{fault}\n"))
        return 2
    sys.stdout.write(FORMATS[options.format](problems))
    return int(bool(problems))


if __name__ == "__main__":
    command.run(main)
