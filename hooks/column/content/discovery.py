"""Finding every article in the tree of contributions, and every file that is none.

The forms are those of contract 2: `briefings/<unit>/<date>-<slug>/index.md` with photos beside it, or
`briefings/<unit>/<date>-<slug>.md`; `cases/<date>-<slug>` likewise. Whatever else lies there is a problem.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from column.content.recordings import unplayable
from column.content.taxonomies import PATH, Vocabulary
from column.media import films, photos
from column.model.attachments import name_key
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.problems import Problem, Rule
from column.model.terms import Unit

VIDEO = Rule(
    id="video",
    title="视频打不开、放不了或者写得不对",
    part="照片和视频",
    source="公众用手机浏览器看：只有 MP4、MOV 都放得出来；视频在案例旁边，或者是 https 网址",
    bad="视频: D:\\我的视频\\宣传片.avi",
    good="视频: film.mp4",
)
TEXTS = (".vtt", ".txt")
"""Suffixes of the captions and the transcript of a film."""
MEDIA = photos.SUFFIXES | films.SUFFIXES.keys() | films.SOUNDS.keys() | set(TEXTS)
"""Suffixes of what lies beside an article and is published with it."""
RULES = (VIDEO,)

CONVERT = (
    "SRT 用记事本打开：第一行前面加一行 WEBVTT 和一个空行，时间里的逗号改成小数点，另存为 UTF-8 的 .vtt。"
)
"""How to make captions out of what other programs write."""

_NAME = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})-(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)")
_OF_SYSTEMS = (".gitkeep", ".DS_Store", "Thumbs.db", "desktop.ini")
"""Files that systems leave beside those of people."""


_IMPORT = (
    "Word 稿要先导入：请联络员或办公室运行 .venv/bin/python scripts/import_docx.py，后面写这个文件的路径，会另建好一个文件夹；"
    "也可以自己把文字贴进 index.md，照片放在旁边。原稿请自己留着，不要放在这里。"
)
_RESAVED = "先用 Word 或 WPS 另存为 .docx。" + _IMPORT
_COPIED = "要用的文字抄进 index.md，要用的图存成照片放在旁边。原件请自己留着，不要放在这里。"
_SAVED = "用电脑自带的画图或看图软件打开，另存为 .jpg 或 .png 放在这里，正文里写新的文件名。原件请自己留着。"
_UNPACKED = "先在自己的电脑上解开，把里面的 index.md 和照片放进来；里面是 Word 稿的，" + _IMPORT
_MANUSCRIPTS = {".docx": ("Word 稿", _IMPORT)} | dict.fromkeys(
    (".doc", ".wps", ".rtf"), ("Word 或 WPS 稿", _RESAVED)
)
_BROUGHT = (
    _MANUSCRIPTS
    | {".pdf": ("PDF 文件", _COPIED)}
    | dict.fromkeys((".xlsx", ".xls", ".et", ".csv"), ("表格", _COPIED))
    | dict.fromkeys((".pptx", ".ppt", ".dps"), ("演示文稿", _COPIED))
    | dict.fromkeys((".tif", ".tiff"), ("TIFF 图片，浏览器显示不了", _SAVED))
    | {".jfif": ("JPEG 照片，扩展名却不是 .jpg", "把扩展名 .jfif 改成 .jpg，正文里写的名称一起改。")}
    | dict.fromkeys((".svg", ".eps", ".ai", ".cdr", ".psd", ".emf", ".wmf"), ("设计图，不是照片", _SAVED))
    | dict.fromkeys((".dng", ".cr2", ".cr3", ".nef", ".arw", ".raw"), ("相机的原始照片", _SAVED))
    | dict.fromkeys((".zip", ".rar", ".7z"), ("压缩包", _UNPACKED))
)
"""What officers put beside their articles, by suffix: what it is, and what to do with it. Never "delete it": it may be
the only copy."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place where an article stands: its Markdown file, the files beside it, its unit (None for a case), its kind."""

    id: str
    path: str
    beside: tuple[str, ...]
    unit: Unit | None
    kind: type

    @property
    def folder(self) -> str:
        """The folder of the Markdown file, relative to the repository."""
        return self.path.rpartition("/")[0]

    @property
    def url(self) -> str:
        """The address of the article's page from the site's root."""
        return f"{'briefings' if self.unit else 'cases'}/{self.id}/"


def find(root: Path, vocabulary: Vocabulary) -> tuple[list[Found], list[Problem]]:
    """Every article below `root`, and every file or folder that is none."""
    found: list[Found] = []
    problems: list[Problem] = []
    for entry in _entries(root, "briefings", problems):
        unit = vocabulary.units.find(entry.name) if entry.name == entry.name.lower() else None
        path = f"briefings/{entry.name}"
        if entry.is_dir(follow_symlinks=False) and unit and unit.id == entry.name:
            found += _articles(root, path, unit, problems)
        elif entry.is_dir(follow_symlinks=False):
            what, _ = vocabulary.units.unknown(entry.name)
            ids = "、".join(f"{known.name} {known.id}" for known in vocabulary.units.records)
            problems.append(PATH.problem(path, what, f"文件夹名要用单位的编号：{ids}。"))
        elif entry.name != "units.yml":
            problems.append(_stray(path))
    found += _articles(root, "cases", None, problems)
    return found, problems


def _entries(root: Path, path: str, problems: list[Problem]) -> Iterator[os.DirEntry[str]]:
    """The entries of a folder, sorted, without symbolic links and without the files of systems."""
    folder = root / path
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        mend = "删掉它，建一个同名的文件夹，把稿件放在里面。"
        problems.append(PATH.problem(path, "这里应当是一个文件夹。", mend))
        return
    if not folder.is_dir():
        return
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_symlink():
            mend = "把文件本身放进来，删掉链接。"
            problems.append(PATH.problem(f"{path}/{entry.name}", "这是一个链接，不是文件。", mend))
        elif entry.is_dir() or entry.name not in _OF_SYSTEMS:
            yield entry


def _stray(path: str) -> Problem:
    suffix = os.path.splitext(path)[1].lower()
    if suffix in films.UNPLAYABLE:
        return VIDEO.problem(path, "手机浏览器播放不了这种格式的视频，不会发布。", films.EXPORT)
    if suffix in (".srt", ".ass", ".lrc"):
        return VIDEO.problem(path, "字幕只收 WebVTT（.vtt），这个文件不会发布。", CONVERT)
    if sound := unplayable(path):
        return sound
    if suffix in _BROUGHT:
        kind, mend = _BROUGHT[suffix]
        return PATH.problem(path, f"这是{kind}，不会发布。", mend)
    what = "这个文件或文件夹不在规定的位置，不会发布。"
    mend = (
        "文章放在“日期-英文短名”的文件夹里，如 2025-04-27-xingfu-shequ/index.md；"
        "照片放在 index.md 旁边；用不着就删掉。"
    )
    return PATH.problem(path, what, mend)


def _articles(root: Path, path: str, unit: Unit | None, problems: list[Problem]) -> Iterator[Found]:
    taken: set[str] = set()
    for entry in _entries(root, path, problems):
        is_text = not entry.is_dir() and entry.name.endswith(".md")
        name = entry.name.removesuffix(".md") if is_text else entry.name
        where = f"{path}/{entry.name}"
        match = _NAME.fullmatch(name)
        if not entry.is_dir() and not is_text:
            problems.append(_stray(where))
        elif not match or not _in_calendar(match["date"]):
            problems.append(_misnamed(where, name))
        elif name in taken:
            what = f"“{name}”有两份：一个文件夹和一个 .md 文件。"
            problems.append(PATH.problem(where, what, "只留一份，或改其中一份的名字。"))
        else:
            taken.add(name)
            id = f"{unit.id}/{name}" if unit else name
            kind: type = Briefing if unit else Case
            if is_text:
                yield Found(id, where, (), unit, kind)
            elif files := _files(root, where, problems):
                beside = tuple(file for file in files if file != "index.md")
                yield Found(id, f"{where}/index.md", beside, unit, kind)


def _files(root: Path, path: str, problems: list[Problem]) -> tuple[str, ...]:
    """The files in an article's folder; none where there is no text among them."""
    inside = list(_entries(root, path, problems))
    for entry in inside:
        suffix = os.path.splitext(entry.name)[1].lower()
        known = entry.name == "index.md" or suffix in MEDIA
        if not (entry.is_file() and known):
            problems.append(_stray(f"{path}/{entry.name}"))
    files = tuple(entry.name for entry in inside if entry.is_file())
    problems += _alike(path, files)
    if "index.md" in files:
        return files
    what, mend = "文件夹里没有 index.md，文章发布不了。", "把正文文件改名为 index.md。"
    if any(os.path.splitext(file)[1].lower() in _MANUSCRIPTS for file in files):
        mend = "先导入 Word 稿，导入时会建好 index.md。"
    problems.append(PATH.problem(path, what, mend))
    return ()


def _alike(path: str, files: tuple[str, ...]) -> Iterator[Problem]:
    """Files whose names are one name on other systems: of two such, a copy of the folder there has one."""
    first: dict[str, str] = {}
    for name in files:
        other = first.setdefault(name_key(name), name)
        if other != name:
            what = f"“{name}”和“{other}”的名称只差大小写或者字符的写法，在别的电脑上是同一个文件，会丢一个。"
            yield PATH.problem(f"{path}/{name}", what, "把其中一个改成别的名称，正文里的名称一起改。")


def _in_calendar(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _misnamed(path: str, name: str) -> Problem:
    mend = "写成“年-月-日-英文短名”，如 2025-04-27-xingfu-shequ：日期要存在，短名只用小写字母、数字和短横线。"
    return PATH.problem(path, f"名称“{name}”不合规定。", mend)
