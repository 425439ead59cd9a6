"""Turn a Word file of a briefing into its folder: Markdown, photos, a front matter with every guess marked.

Exit codes: 0 made and the check found no error, 1 not made, or made with errors to mend, 2 a wrong or missing answer.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from column.authoring import new_article as drafting
from column.authoring import word
from column.authoring.console import NoAnswerError, ask, offer, speak_chinese
from column.authoring.new_article import RefusedError
from column.content.taxonomies import Vocabulary
from column.model.articles import Briefing
from column.model.keys import keys_of
from column.model.records import BEIJING
from column.model.terms import Unit
from column.parsing import source as manuscript
from column.system.chinese_arguments import ChineseParser

ROOT = Path(__file__).resolve().parents[1]
CHECK = ROOT / "scripts" / "check.py"

ABOUT = """把一篇 Word 简报（.docx）变成投稿的文件夹：正文、照片和信息栏。猜出来的都会标明，请逐项核对。

  python scripts/import_docx.py 简报.docx
  python scripts/import_docx.py 简报.docx --unit 无城派出所 --date 2025-04-27 --dry-run
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be made: the folder, its files, and what the officer is told."""

    target: Path
    files: Mapping[str, bytes]
    guessed: Sequence[str]
    told: Sequence[str]


@dataclass(frozen=True, slots=True)
class Matter:
    """Values of the front matter, the remark behind each, and the reasons, as lines to print."""

    values: dict[str, str | Sequence[str]]
    remarks: dict[str, str]
    reasons: list[str]


def photos(document: word.Document, alts: Sequence[str]) -> tuple[dict[str, bytes], list[str], list[str]]:
    """The photo files, the Markdown of each picture of the document, and what the officer must know of them."""
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    marks: list[str] = []
    told: list[str] = []
    for number, placed in enumerate(document.pictures, 1):
        try:
            if not placed.target:
                raise word.PictureError("没有存进 Word 文件，只是一个链接")
            suffix, data = word.publishable(document.archive.media(placed.target), placed)
        except (word.PictureError, word.WordError) as fault:
            small = isinstance(fault, word.PictureError) and fault.small
            marks.append("" if small else f"<!-- 这里原有一张图片（{fault}），请另存为 JPG 后自己放进来 -->")
            told.append(
                f"第 {number} 张图片{fault}，没有导入。{'' if small else '请另存为 JPG 后自己放进文件夹。'}"
            )
            continue
        digest = hashlib.sha256(data).hexdigest()
        name = names.setdefault(digest, f"photo-{len(names) + 1}{suffix}")
        files[name] = data
        alt = drafting.one_line(alts[number - 1]).translate({ord(sign): f"\\{sign}" for sign in "\\[]*_`"})
        marks.append(f"![{alt}]({name})")
        if not alt:
            told.append(
                f"照片 {name} 没有说明。在正文里它的方括号中写一句，如 ![民警向居民讲解防骗知识]({name})。"
            )
    return files, marks, told


def matter(
    guesses: word.Guesses, given: argparse.Namespace, words: Vocabulary, day: date, known_day: bool
) -> Matter:
    """The front matter: what was given on the command line as it is, what was guessed with its mark."""
    found = Matter({}, {}, [])

    def put(key: str, value: str | Sequence[str], reason: str) -> None:
        name = keys_of(Briefing)[key].title
        asked = getattr(given, key, None)
        if asked is not None:
            found.values[key] = asked
        elif value:
            found.values[key] = value
            found.remarks[key] = manuscript.GUESSED
            found.reasons.append(
                f"{name}：{value if isinstance(value, str) else '、'.join(value)}（{reason}）"
            )
        elif keys_of(Briefing)[key].required:
            found.remarks[key] = drafting.NOT_FOUND
            found.reasons.append(f"{name}：没猜出，要自己填")

    for key in ("title", "place", "audience", "leaflets", "editor"):
        guess: word.Guess | None = getattr(guesses, key)
        put(key, guess.value if guess else "", guess.reason if guess else "")
    if known_day:
        found.values["date"] = day.isoformat()
    else:
        put("date", day.isoformat(), guesses.day.reason if guesses.day else "")
    given.venue = drafting.pick(words.venues, given.venue).name if given.venue is not None else None
    put("venue", guesses.venue[0].name if guesses.venue else "", guesses.venue[1] if guesses.venue else "")
    if given.groups is not None:
        given.groups = [group.name for group in drafting.pick_several(words.groups, given.groups)]
    put("groups", [group.name for group in guesses.groups], "文中提到")
    return found


def settle_unit(guesses: word.Guesses, given: argparse.Namespace, words: Vocabulary) -> Unit:
    """The unit: as given, as guessed, or asked for."""
    if given.unit is None and guesses.unit:
        return guesses.unit
    if given.unit is None:
        print("没看出是哪个单位的简报。")
    offer(words.units, given.unit)
    unit: Unit = ask(
        "哪个单位（写数字或名称）", lambda answer: drafting.pick(words.units, answer), given.unit
    )
    return unit


def settle_day(guesses: word.Guesses, given: argparse.Namespace) -> tuple[date, bool]:
    """The day, and whether somebody told it."""
    if given.date is None and guesses.day:
        return date.fromisoformat(guesses.day.value), False
    if given.date is None:
        print("没找到活动的日期。")
    return ask("活动是哪一天（如 2025-04-27）", drafting.settle_day, given.date), True


def draft(root: Path, path: Path, given: argparse.Namespace, words: Vocabulary) -> Draft:
    """Everything that the Word file becomes. Raises `WordError`, `RefusedError`, `NoAnswerError` and `FileExistsError`."""
    document = word.read(path.read_bytes())
    guesses = word.guess(document, words, path.stem, datetime.now(BEIJING).date())
    if given.title is not None:
        drafting.settle(Briefing, "title", given.title)
    unit = settle_unit(guesses, given, words)
    day, known_day = settle_day(guesses, given)
    found = matter(guesses, given, words, day, known_day)
    if given.unit is None and guesses.unit:
        found.reasons.insert(0, f"单位：{unit.name}（文中提到；决定放进哪个文件夹）")
    pictures, marks, told = photos(document, guesses.alts)
    body = word.compose(guesses.body, document.notes, marks)
    files = {
        "index.md": (drafting.front_matter(Briefing, found.values, found.remarks) + "\n" + body).encode()
    }
    left = [f"红头、落款里的字没有放进正文：{line}" for line in guesses.left_out]
    margin = [f"页眉页脚里的字没有放进正文：{line}" for line in document.margins]
    return Draft(
        target=target(root, unit, day, found.values, words, given.slug),
        files=files | pictures,
        guessed=found.reasons,
        told=[*guesses.warnings, *document.notices, *told, *left, *margin],
    )


def target(
    root: Path, unit: Unit, day: date, values: Mapping[str, Any], words: Vocabulary, slug: str | None
) -> Path:
    """The folder to make. Raises `FileExistsError` where the slug that was asked for is taken."""
    folder = root / "briefings" / unit.id
    if slug is not None:
        name = f"{day.isoformat()}-{drafting.settle_slug(slug)}"
        if drafting.taken(folder, name):
            raise FileExistsError(f"briefings/{unit.id}/{name}")
        return folder / name
    venue = words.venues.find(values.get("venue", ""))
    groups = [words.groups.find(name) for name in values.get("groups", [])[:1]]
    ids = [record.id for record in (venue, *groups) if record]
    return folder / drafting.folder_name(folder, day, drafting.stem(*ids) or "briefing")


def show(root: Path, made: Draft, dry: bool) -> None:
    """What was made, or would be, and all that needs an officer's eye."""
    print(f"{'将会建立' if dry else '已建好'}：{made.target.relative_to(root).as_posix()}/")
    for name, data in made.files.items():
        print(f"  {name}({len(data) / 1024:.0f} KB)")
    if made.guessed:
        print("\n下面是猜的，请逐项核对，对了就删掉行尾的注释：")
        for line in made.guessed:
            print(f"  · {line}")
    if made.told:
        print("\n请留意：")
        for line in made.told:
            print(f"  · {line}")
    if dry:
        print("\nindex.md 的内容：\n")
        print(made.files["index.md"].decode())


def check(root: Path, path: Path) -> int:
    """Run the check on a file; its exit code, or 0 where this copy has no check."""
    if not CHECK.exists():
        print("\n没有检查：找不到 scripts/check.py。提交后，仓库网页上还会再查一遍。")
        return 0
    print("\n检查结果：", flush=True)
    environment = os.environ | {"PYTHONIOENCODING": f"{sys.stdout.encoding}:replace"}
    command = [sys.executable, str(CHECK), path.relative_to(root).as_posix()]
    if root != ROOT:
        command += ["--root", str(root)]
    code = subprocess.run(command, cwd=root, env=environment, check=False).returncode
    if code:
        print("稿子已经建好，还有要改的地方：照上面的话改，改完再检查一遍。")
    else:
        print("没有必须改的错误。")
    return code


def arguments() -> ChineseParser:
    parser = ChineseParser(ABOUT)
    parser.add_argument("file", metavar="文件", nargs="?", help="Word 文件（.docx）")
    for flag, about in {
        "--unit": "单位，编号或名称",
        "--date": "活动的日期，如 2025-04-27",
        "--title": "标题，4 到 64 个字",
        "--venue": "场所，如 进社区",
        "--groups": "人群，用“、”隔开",
        "--place": "地点",
        "--slug": "文件夹的英文短名，只用小写字母、数字和短横线；不写就自动取",
    }.items():
        parser.add_argument(flag, help=about, metavar="内容")
    parser.add_argument(
        "--root", type=Path, default=ROOT, metavar="文件夹", help="项目文件夹（mkdocs.yml 所在处）"
    )
    parser.add_argument("--dry-run", action="store_true", help="只看会建成什么样，不建")
    return parser


def main() -> int:
    speak_chinese()
    parser = arguments()
    given = parser.parse_args()
    if given.file is None:
        parser.error("还缺要导入的 Word 文件")
    root = given.root.resolve()
    try:
        made = draft(root, Path(given.file), given, drafting.words(root))
        if not given.dry_run:
            drafting.lay(made.target, made.files)
    except word.WordError as fault:
        return failed(f"{given.file}：{fault.what}{fault.mend}")
    except RefusedError as fault:
        return failed(f"{fault.what}{fault.mend}", 2)
    except NoAnswerError:
        return failed(
            "\n还没答完，什么都没有建。可以把它写成参数，如 --unit 无城派出所 --date 2025-04-27。", 2
        )
    except KeyboardInterrupt:
        return failed("\n已取消，什么都没有建。")
    except FileExistsError as fault:
        return failed(f"{fault} 已经有了，没有动它。换一个短名（--slug），或者直接改那一篇。")
    except FileNotFoundError:
        return failed(f"找不到文件：{given.file}")
    except OSError as fault:
        return failed(f"读不了文件或建不了文件夹：{fault.strerror or fault}。什么都没有留下。")
    show(root, made, given.dry_run)
    return 0 if given.dry_run else min(check(root, made.target / "index.md"), 1)


def failed(message: str, code: int = 1) -> int:
    print(message, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
