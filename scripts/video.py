"""Take out of films and recordings where they were taken, and put a film's index first: `make video FILE=…`.

A film is written in place only where its picture and sound stay the same packet for packet; the old file is kept in
`.cache/video/`. What went is told by name, never by value. Exit codes: 0 done or nothing to do, 1 a film could not be
written, 2 a wrong call.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import own_python  # noqa: F401 - first: it ends a run by another Python
from column.media import films
from column.media.films import FilmError
from column.system import command
from column.system.chinese_arguments import ChineseParser

ROOT = Path(__file__).resolve().parents[1]
KEPT = Path(".cache/video")
"""Where the old files are kept, below the project."""
_NAMES = {
    "creation_time": "拍摄时间",
    "artist": "作者",
    "title": "标题",
    "comment": "备注",
    "xmp": "XMP",
    "date": "日期",
}
"""What tags are called; others are told by their own name."""


def clean(file: Path, root: Path) -> str:
    """Clean one film or recording; gives a line that says what was done. Raises `FilmError`."""
    is_sound = films.is_sound(file.name)
    if not (is_sound or films.is_film(file.name)):
        raise FilmError("这不是 MP4、MOV 视频，也不是 MP3 录音。", films.EXPORT)
    if not file.is_file():
        raise FilmError("没有这个文件。", "核对路径；有空格时用引号括起来。")
    told, data = films.rewritten(file, whole=True)
    old = file.read_bytes()
    if data == old:
        return "已经是干净的，没有改动。"
    if not told["equal"] or (told["tracks"] and not is_sound):  # of a recording it is a picture
        what = "里面不止一路画面和声音，或者写出来的和原来不完全相同，没有改动。"
        raise FilmError(what, films.EXPORT)
    kept = root / KEPT / f"{told['digest'][:16]}-{file.name}"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(old)
    new = file.with_name(f".{file.name}.new")
    try:
        new.write_bytes(data)
        os.replace(new, file)
    finally:
        new.unlink(missing_ok=True)
    same = "声音没有变" if is_sound else "索引放在最前面。画面和声音没有变"
    return f"已改好：{_removed(told)}{same}，原来的文件在 {kept.relative_to(root).as_posix()}。"


def _removed(told: Mapping[str, Any]) -> str:
    """The names of what went."""
    names = [_NAMES.get(name, name) for name in told["tags"]]
    names[:0] = ["地点"] * bool(told["places"]) + ["封面图片"] * bool(told["tracks"])
    return f"去掉了{'、'.join(names)}；" if names else ""


def main(arguments: list[str] | None = None) -> int:
    parser = ChineseParser("去掉视频、录音文件里的地点等信息，把视频的索引放到最前面。")
    parser.add_argument("files", nargs="+", type=Path, help="视频或 MP3 文件，可以写几个")
    parser.add_argument("--root", type=Path, default=ROOT, help="项目文件夹")
    options = parser.parse_args(arguments)
    failed = False
    for file in options.files:
        try:
            sys.stdout.write(f"{file}: {clean(file, options.root.resolve())}\n")
        except FilmError as fault:
            failed = True
            sys.stderr.write(f"{file}: {fault.what} 怎么改：{fault.mend}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    command.run(main)
