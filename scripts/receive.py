"""Take in what officers sent: zips of the form, Word files, or a folder of both. One line of result each.

Exit codes: 0 all taken in, or there already, 1 a file was refused, 2 a wrong call.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import import_docx
import own_python  # noqa: F401 - first: it ends a run by another Python
from column.authoring import new_article, parcels
from column.authoring.console import speak_chinese
from column.authoring.new_article import RefusedError
from column.authoring.word.package import WordError
from column.content import front_matter
from column.content.taxonomies import Vocabulary
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.problems import Problem, Severity, UserError
from column.project import check, report
from column.rules.privacy.masking import masked
from column.settings import load as settings
from column.system import command
from column.system.chinese_arguments import ChineseParser

ROOT = Path(__file__).resolve().parents[1]
LEDGER = ".cache/received.json"
"""What was taken in: the folder of each file, by the file's digest."""
LARGEST = parcels.UNPACKED + 10_000_000

ABOUT = """把收到的稿子放进文章的文件夹：表单做的压缩包（.zip）、Word 稿（.docx），或者装着它们的一个文件夹。

  python scripts/receive.py 投稿-wucheng-2025-04-27-1430-community.zip
  python scripts/receive.py 这一周的邮件
  python scripts/receive.py 简报.docx --unit 无城派出所 --date 2025-04-27
"""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a file: `word` and `what` on the line of result, `reply` to send back, `more` to print below."""

    taken: bool
    word: str
    what: str
    reply: tuple[str, str] = ("", "")
    more: tuple[str, ...] = field(default=())


class Office:
    """The project that takes files in."""

    def __init__(self, root: Path, given: argparse.Namespace) -> None:
        self._root, self._given = root, given
        self._words: Vocabulary = new_article.words(root)
        self._address = settings.load(root).url
        self._ledger: dict[str, str] = _ledger(root)

    def take(self, file: Path) -> Result:
        """Take one file in, whole or not at all."""
        try:
            if file.stat().st_size > LARGEST:
                raise RefusedError(f"有 {file.stat().st_size // 1_000_000} MB，太大了。", "照片缩小再发。")
            data = file.read_bytes()
            return self._zip(data) if file.suffix.lower() == ".zip" else self._word(file, data)
        except (RefusedError, UserError) as fault:
            return self._refused(f"{fault.what}{fault.mend}")
        except WordError as fault:
            return self._refused(f"{fault}")
        except FileExistsError as fault:
            return self._refused(f"{fault} 已经有了，没有动它。")
        except OSError as fault:
            return self._refused(f"读不了或放不进去：{fault.strerror or fault}。")

    def _zip(self, data: bytes) -> Result:
        parcel = parcels.unpack(data)
        unit = parcel.id.split("/")[0]
        if parcel.id.of_briefing and unit not in {known.id for known in self._words.units.records}:
            raise RefusedError(*self._words.units.unknown(unit))
        target = self._root / parcel.folder
        digest = hashlib.sha256(data).hexdigest()
        if new_article.taken(target.parent, target.name):
            if self._ledger.get(digest) != parcel.folder and not _same(target, parcel.files):
                what = f"{parcel.folder}/ 已经有了，内容不一样，没有动它。"
                mend = "要换成新的，请联络员先看过原来的那一篇。"
                return self._refused(what + mend)
            return self._there(parcel.folder)
        new_article.lay(target, parcel.files)
        try:
            errors, hints = self._check(parcel.folder)
        except BaseException:
            _remove(target, parcel.files)
            raise
        if errors:
            _remove(target, parcel.files)
            missing = "；".join(dict.fromkeys(f"{problem.what}{problem.mend}" for problem in errors))
            lines = tuple(report.text(errors, False).splitlines())
            what = f"有 {len(errors)} 处要改，没有放进去"
            return Result(False, "退回", what, (f"还没有收下：{missing}", self._form()), lines)
        self._remember(digest, parcel.folder)
        what = f"{parcel.folder}/" + (f"，{len(hints)} 条提醒" if hints else "")
        more = tuple(report.text(hints, False).splitlines())
        return Result(True, "收下", what, self._answer(parcel.folder), more)

    def _word(self, file: Path, data: bytes) -> Result:
        digest = hashlib.sha256(data).hexdigest()
        folder = self._ledger.get(digest, "")
        if folder and new_article.taken((self._root / folder).parent, Path(folder).name):
            return self._there(folder)
        given = import_docx.arguments().parse_args([str(file)])
        given.unit, given.date, given.alone = self._given.unit, self._given.date, True
        imported = import_docx.read_import(self._root, file, given, self._words)
        new_article.lay(imported.folder, imported.files)
        folder = imported.folder.relative_to(self._root).as_posix()
        self._remember(digest, folder)
        errors, hints = self._check(folder)
        what = f"{folder}/，猜的和没猜出的要逐项核对" + (f"，有 {len(errors)} 处必须改" if errors else "")
        checked = report.text((*errors, *hints), False).splitlines()
        more = (*(f"· {line}" for line in (*imported.guesses, *imported.notices)), *checked)
        return Result(True, "导入", what, self._answer(folder), more)

    def _there(self, folder: str) -> Result:
        return Result(True, "已有", f"{folder}/，以前收过，什么都没有动", self._answer(folder))

    def _refused(self, what: str) -> Result:
        return Result(False, "拒收", what, (f"还没有收下：{what}", self._form()))

    def _form(self) -> str:
        return f"请改好再发一次；表单在 {self._address}contribute/form/ 。"

    def _answer(self, folder: str) -> tuple[str, str]:
        file = self._root / folder / "index.md"
        kind = Briefing if folder.startswith("briefings/") else Case
        data = file.read_bytes() if file.exists() else b""
        title = front_matter.read(kind, f"{folder}/index.md", data)[0].matter.get("title", "")
        return (
            f"已收下《{title}》，办公室审核以后发布。" if title else "已收下，办公室审核以后发布。",
            f"发布后的网址：{self._address}{folder}/ 。",
        )

    def _check(self, folder: str) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
        """The errors and the warnings of one article."""
        found = check.check(self._root, (folder,)).problems
        errors = tuple(problem for problem in found if problem.severity is Severity.ERROR)
        return errors, tuple(problem for problem in found if problem not in errors)

    def _remember(self, digest: str, folder: str) -> None:
        self._ledger[digest] = folder
        path = self._root / LEDGER
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(self._ledger, indent=1, sort_keys=True), encoding="utf-8")


def _ledger(root: Path) -> dict[str, str]:
    """What was taken in before; nothing where the file is gone or torn."""
    try:
        known = json.loads((root / LEDGER).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return dict(known) if isinstance(known, dict) else {}


def _same(target: Path, files: Mapping[str, bytes]) -> bool:
    """Whether a folder holds these files and no others."""
    if not target.is_dir() or {entry.name for entry in target.iterdir()} != set(files):
        return False
    return all(
        (target / name).is_file() and (target / name).read_bytes() == data for name, data in files.items()
    )


def _remove(target: Path, files: Mapping[str, bytes]) -> None:
    """Take away what was laid just now."""
    for name in files:
        (target / name).unlink()
    target.rmdir()


def _files(place: Path) -> Iterator[Path]:
    """The file, or those of a folder that can be taken in, by name; what lies open in Word is left out."""
    if not place.is_dir():
        yield place
        return
    for file in sorted(place.rglob("*")):
        if file.suffix.lower() in (".zip", ".docx", ".doc", ".wps") and not file.name.startswith(("~$", ".")):
            yield file


def show(file: Path, result: Result) -> None:
    print(masked(f"{result.word}  {file.name}：{result.what}"))
    for line in result.more:
        print(masked(f"      {line}"))
    if any(result.reply):
        print(masked(f"      回复：{result.reply[0]}{result.reply[1]}"))


def main(arguments: list[str] | None = None) -> int:
    speak_chinese()
    parser = ChineseParser(ABOUT)
    parser.add_argument("file", metavar="文件", type=Path, help="压缩包、Word 文件，或者装着它们的文件夹")
    parser.add_argument("--unit", help="单位，编号或名称（只用于 Word 稿）", metavar="内容")
    parser.add_argument("--date", help="活动的日期，如 2025-04-27（只用于 Word 稿）", metavar="内容")
    parser.add_argument(
        "--root", type=Path, default=ROOT, metavar="文件夹", help="项目文件夹（mkdocs.yml 所在处）"
    )
    given = parser.parse_args(arguments)
    if not given.file.exists():
        print(masked(f"找不到：{given.file}"), file=sys.stderr)
        return 2
    files = list(_files(given.file))
    if not files:
        print("文件夹里没有压缩包（.zip）和 Word 稿（.docx）。", file=sys.stderr)
        return 2
    try:
        office = Office(given.root.resolve(), given)
    except (RefusedError, UserError) as fault:
        print(masked(f"{fault.what}{fault.mend}"), file=sys.stderr)
        return 2
    except settings.SettingsError as fault:
        sys.stderr.write(report.text(fault.problems, sys.stderr.isatty()))
        return 2
    results = []
    for file in files:
        results.append(office.take(file))
        show(file, results[-1])
    refused = sum(not result.taken for result in results)
    print(f"\n一共 {len(results)} 个文件，{f'有 {refused} 个没有收下' if refused else '都处理好了'}。")
    return 1 if refused else 0


if __name__ == "__main__":
    command.run(main)
