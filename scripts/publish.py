"""Lay the built and compressed site where the web server reads it: a folder, or `user@server:/folder`.

What was taken away from the site is deleted there too, so a folder that holds anything but this site is refused. Exit
code 0 when the site lies there, 1 when it was refused or could not be laid, 2 for a wrong call.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import install_programs
import own_python  # noqa: F401 - first: it ends a run by another Python
from column.system import command
from column.system.chinese_arguments import ChineseParser

ROOT = Path(__file__).resolve().parents[1]
MARK = "feed.xml"
"""A file that this site has and a folder of other things has not."""


def holds_other_things(folder: Path) -> bool:
    """Whether a folder holds files of others. Hidden ones (`.well-known/`) stay where they are."""
    there = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    return MARK not in there and not all(name.startswith(".") for name in there)


def main(arguments: list[str] | None = None) -> int:
    parser = ChineseParser("把构建好的网站放到网页服务器读的文件夹，撤下的文章从那里删掉。")
    parser.add_argument("to", metavar="位置", help="/srv/fanzha/，或者 用户@服务器:/srv/fanzha/")
    parser.add_argument("--root", type=Path, default=ROOT, help="项目文件夹（mkdocs.yml 所在处）")
    options = parser.parse_args(arguments)
    if not options.to:
        parser.error("没有说放到哪里，例如 make publish TO=/srv/fanzha/")
    if not install_programs.ensure({"rsync": "rsync"}, "发布"):
        return 1
    site = options.root.resolve() / "site"
    target = Path(options.to)
    if ":" not in options.to and holds_other_things(target):
        sys.stderr.write(f"{target} 里有别的文件，不是这个网站，没有动它。换一个空的文件夹。\n")
        return 1
    # By content: what has not changed keeps its time, and with it the reader's cache (deploy/README.md).
    call = subprocess.run(
        [
            "rsync",
            "-rc",
            "--delete",
            "--delay-updates",
            "--exclude=/.well-known/",
            f"{site}/",
            f"{options.to.rstrip('/')}/",
        ],
        check=False,
    )
    if call.returncode:
        sys.stderr.write("没有放完整（上面是 rsync 的原因），请再运行一次。\n")
    return int(bool(call.returncode))


if __name__ == "__main__":
    command.run(main)
