"""Check contributions: all of them, or the files named.

Exit code 0 when nothing is wrong (warnings allowed), 1 when there is an error, 2 when the call itself is wrong.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from column import edition, reports, settings
from column.records import Severity

ROOT = Path(__file__).resolve().parents[1]
FORMATS = {"text": None, "github": reports.github, "json": reports.as_json}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="检查稿件：信息栏、照片、隐私、用语。不写文件名就检查全部。")
    parser.add_argument("files", nargs="*", help="只检查这些文件或文件夹")
    parser.add_argument("--format", choices=FORMATS, default="text", help="输出样式")
    parser.add_argument("--root", type=Path, default=ROOT, help="项目文件夹（mkdocs.yml 所在处）")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    try:
        paths = tuple(_relative(root, name) for name in options.files)
        problems, articles = edition.check(root, settings.load(root), paths)
    except (settings.SettingsError, FileNotFoundError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    write = FORMATS[options.format]
    sys.stdout.write(write(problems) if write else reports.text(problems, sys.stdout.isatty()))
    if write is None:
        sys.stdout.write(reports.summary(problems, articles) + "\n")
    return int(any(problem.severity is Severity.ERROR for problem in problems))


def _relative(root: Path, name: str) -> str:
    """A path as it is named in problems, from whatever the caller wrote."""
    path = Path(name)
    found = next((place for place in (Path.cwd() / path, root / path) if place.exists()), None)
    if found is None:
        raise FileNotFoundError(f"没有这个文件或文件夹：{name}")
    try:
        return found.resolve().relative_to(root).as_posix()
    except ValueError:
        raise FileNotFoundError(f"不在项目文件夹里：{name}") from None


if __name__ == "__main__":
    sys.exit(main())
