"""Import of a briefing from a Word file: its folder with Markdown, photos and a front matter of marked guesses.

Exit codes: 0 made without errors, 1 not made, or made with errors to mend, 2 a wrong or missing answer.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import own_python  # noqa: F401 - first: it ends a run by another Python
from column.authoring import new_article
from column.authoring.console import NoAnswerError, ask, offer, speak_chinese
from column.authoring.new_article import RefusedError
from column.authoring.word import account
from column.authoring.word.document import Block, Document, read_document, to_markdown
from column.authoring.word.guesses import FrontMatterGuesses, Guess, guess_front_matter
from column.authoring.word.package import WordError
from column.authoring.word.pictures import EmbeddedPictureError, publishable
from column.content import dates
from column.content.taxonomies import Vocabulary
from column.model.briefing import Briefing
from column.model.front_matter.key import keys_of
from column.model.problems import UserError
from column.model.terms import Unit
from column.parsing import source
from column.rules.privacy.masking import masked
from column.system import command
from column.system.chinese_arguments import ChineseParser

ROOT = Path(__file__).resolve().parents[1]
CHECK = ROOT / "scripts" / "check.py"

ABOUT = """把一篇 Word 简报（.docx）变成投稿的文件夹：正文、照片和信息栏。猜出来的都会标明，请逐项核对。

  python scripts/import_docx.py 简报.docx
  python scripts/import_docx.py 简报.docx --unit 无城派出所 --date 2025-04-27 --dry-run
"""


@dataclass(frozen=True, slots=True)
class Import:
    """The folder to make and its files by name; `guesses` and `notices` are lines to print for the officer."""

    folder: Path
    files: Mapping[str, bytes]
    guesses: Sequence[str]
    notices: Sequence[str]


@dataclass(frozen=True, slots=True)
class Photos:
    """`files` by name, the Markdown of each picture of the document in order, and notices for the officer."""

    files: dict[str, bytes]
    markdown: list[str]
    notices: list[str]


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Values by key, the comment behind each guessed value, and the reasons as lines to print."""

    values: dict[str, str | Sequence[str]]
    remarks: dict[str, str]
    reasons: list[str]


def import_photos(document: Document, alt_texts: Sequence[str]) -> Photos:
    """Publishable photos of the document's pictures, each distinct one once."""
    photos = Photos({}, [], [])
    names: dict[str, str] = {}
    for number, placed in enumerate(document.pictures, 1):
        try:
            if not placed.target:
                raise EmbeddedPictureError("没有存进 Word 文件，只是一个链接")
            suffix, data = publishable(document.package.media(placed.target), placed)
        except (EmbeddedPictureError, WordError) as error:
            decorative = isinstance(error, EmbeddedPictureError) and error.decorative
            comment = f"<!-- 这里原有一张图片（{error.what}），请另存为 JPG 后自己放进来 -->"
            photos.markdown.append("" if decorative else comment)
            photos.notices.append(
                f"第 {number} 张图片{error.what}，没有导入。{'' if decorative else '请另存为 JPG 后自己放进文件夹。'}"
            )
            continue
        digest = hashlib.sha256(data).hexdigest()
        name = names.setdefault(digest, f"photo-{len(names) + 1}{suffix}")
        photos.files[name] = data
        alt = new_article.one_line(alt_texts[number - 1]).translate(
            {ord(sign): f"\\{sign}" for sign in "\\[]*_`"}
        )
        photos.markdown.append(f"![{alt}]({name})")
        photos.notices.extend(
            f"照片 {name} {changed}，导入的没有这样处理。请核对。" for changed in placed.changed
        )
        if not alt:
            photos.notices.append(
                f"照片 {name} 没有说明。在正文里它的方括号中写一句，如 ![民警向居民讲解防骗知识]({name})。"
            )
    return photos


def front_matter(
    guesses: FrontMatterGuesses, given: argparse.Namespace, words: Vocabulary, day: date, known_day: bool
) -> FrontMatter:
    """The front matter: values of the command line as they are, guessed values with a comment that says so."""
    found = FrontMatter({}, {}, [])

    def put(key: str, value: str | Sequence[str], reason: str) -> None:
        field = keys_of(Briefing)[key]
        on_command_line = getattr(given, key, None)
        if on_command_line is not None:
            found.values[key] = on_command_line
        elif value:
            found.values[key] = value
            found.remarks[key] = source.GUESSED
            found.reasons.append(
                f"{field.title}：{value if isinstance(value, str) else '、'.join(value)}（{reason}）"
            )
        elif field.required:
            found.remarks[key] = new_article.NOT_FOUND
            found.reasons.append(f"{field.title}：没猜出，要自己填")

    for key in ("title", "place", "audience", "leaflets", "editor"):
        guess: Guess | None = getattr(guesses, key)
        put(key, guess.value if guess else "", guess.reason if guess else "")
    if known_day:
        found.values["date"] = day.isoformat()
    else:
        put("date", day.isoformat(), guesses.day.reason if guesses.day else "")
    given.venue = new_article.pick(words.venues, given.venue).name if given.venue is not None else None
    put("venue", guesses.venue[0].name if guesses.venue else "", guesses.venue[1] if guesses.venue else "")
    if given.groups is not None:
        given.groups = [group.name for group in new_article.pick_several(words.groups, given.groups)]
    put("groups", [group.name for group in guesses.groups], "文中提到")
    return found


def settle_unit(guesses: FrontMatterGuesses, given: argparse.Namespace, words: Vocabulary) -> Unit:
    """The unit: of the command line, else guessed, else asked for."""
    if given.unit is None and guesses.unit:
        return guesses.unit
    if given.unit is None and given.alone:
        raise RefusedError("没看出是哪个单位的简报。", "单独导入这一个，写上 UNIT=单位的名称。")
    if given.unit is None:
        print("没看出是哪个单位的简报。")
    offer(words.units, given.unit)
    unit: Unit = ask(
        "哪个单位（写数字或名称）", lambda answer: new_article.pick(words.units, answer), given.unit
    )
    return unit


def settle_day(guesses: FrontMatterGuesses, given: argparse.Namespace) -> tuple[date, bool]:
    """The day of the event, and whether the officer gave it."""
    if given.date is None and guesses.day:
        return date.fromisoformat(guesses.day.value), False
    if given.date is None and given.alone:
        raise RefusedError("没找到活动的日期。", "单独导入这一个，写上 DATE=2025-04-27 这样的日期。")
    if given.date is None:
        print("没找到活动的日期。")
    return ask("活动是哪一天（如 2025-04-27）", new_article.settle_day, given.date), True


def read_import(root: Path, path: Path, given: argparse.Namespace, words: Vocabulary) -> Import:
    """The folder that a Word file becomes. Raises `WordError`, `RefusedError`, `NoAnswerError`, `FileExistsError`."""
    document = read_document(path.read_bytes())
    guesses = guess_front_matter(document, words, path.stem, dates.today())
    if given.title is not None:
        new_article.settle(Briefing, "title", given.title)
    unit = settle_unit(guesses, given, words)
    day, known_day = settle_day(guesses, given)
    body_blocks = [*own_title(guesses, given.title), *guesses.body]
    found = front_matter(guesses, given, words, day, known_day)
    if given.unit is None and guesses.unit:
        found.reasons.insert(0, f"单位：{unit.name}（文中提到；决定放进哪个文件夹）")
    photos = import_photos(document, guesses.alt_texts)
    body = to_markdown(body_blocks, document.footnotes, photos.markdown)
    text = new_article.front_matter(Briefing, found.values, found.remarks) + "\n" + body
    removed = [f"红头、落款里的字没有放进正文：{line}" for line in guesses.removed]
    without_photos = to_markdown(body_blocks, document.footnotes, [""] * len(document.pictures))
    written = [
        guesses.title.value if guesses.title and given.title is None else given.title or "",
        *guesses.removed,
    ]
    lost = account.missing(
        document.sources, [*written, *document.told, account.text_of(without_photos)], document.made
    )
    margins = [f"页眉页脚里的字没有放进正文：{line}" for line in document.margins]
    return Import(
        folder=target(root, unit, day, found.values, words, given.slug),
        files={"index.md": text.encode()} | photos.files,
        guesses=found.reasons,
        notices=[*guesses.warnings, *lost, *document.notices, *photos.notices, *removed, *margins],
    )


def own_title(guesses: FrontMatterGuesses, given: str | None) -> Sequence[Block]:
    """The document's title lines where another title was given: they stay in the text."""
    if given is None or (guesses.title and "".join(given.split()) == "".join(guesses.title.value.split())):
        return ()
    return guesses.title_blocks


def target(
    root: Path, unit: Unit, day: date, values: Mapping[str, Any], words: Vocabulary, slug: str | None
) -> Path:
    """The folder to make. Raises `FileExistsError` if the given slug is taken."""
    folder = root / "briefings" / unit.id
    if slug is not None:
        name = f"{day.isoformat()}-{new_article.settle_slug(slug)}"
        if new_article.taken(folder, name):
            raise FileExistsError(f"briefings/{unit.id}/{name}")
        return folder / name
    venue = words.venues.find(values.get("venue", ""))
    groups = [words.groups.find(name) for name in values.get("groups", [])[:1]]
    ids = [record.id for record in (venue, *groups) if record]
    return folder / new_article.folder_name(folder, day, new_article.stem(*ids) or "briefing")


def show(root: Path, imported: Import, dry: bool) -> None:
    """Print what was made, or would be, and what the officer has to look at; private details are masked."""
    print(masked(f"{'将会建立' if dry else '已建好'}：{imported.folder.relative_to(root).as_posix()}/"))
    for name, data in imported.files.items():
        print(f"  {name}({len(data) / 1024:.0f} KB)")
    if imported.guesses:
        print("\n下面是猜的，请逐项核对，对了就删掉行尾的注释：")
        for line in imported.guesses:
            print(masked(f"  · {line}"))
    if imported.notices:
        print("\n请留意：")
        for line in imported.notices:
            print(masked(f"  · {line}"))
    if dry:
        print("\nindex.md 的内容：\n")
        print(masked(imported.files["index.md"].decode()))


def check(root: Path, path: Path) -> int:
    """Check a file with scripts/check.py; gives its exit code, or 0 if this copy of the project has no check."""
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
    parser.set_defaults(alone=False)  # True where nobody is there to be asked
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
        imported = read_import(root, Path(given.file), given, new_article.words(root))
        if not given.dry_run:
            new_article.lay(imported.folder, imported.files)
    except WordError as error:
        return failed(f"{given.file}：{error}")
    except (RefusedError, UserError) as error:
        return failed(f"{error.what}{error.mend}", 2)
    except NoAnswerError:
        return failed(
            "\n还没答完，什么都没有建。可以把它写成参数，如 --unit 无城派出所 --date 2025-04-27。", 2
        )
    except KeyboardInterrupt:
        return failed("\n已取消，什么都没有建。")
    except FileExistsError as error:
        return failed(f"{error} 已经有了，没有动它。换一个短名（--slug），或者直接改那一篇。")
    except FileNotFoundError:
        return failed(f"找不到文件：{given.file}")
    except OSError as error:
        return failed(f"读不了文件或建不了文件夹：{error.strerror or error}。什么都没有留下。")
    show(root, imported, given.dry_run)
    return 0 if given.dry_run else min(check(root, imported.folder / "index.md"), 1)


def failed(message: str, code: int = 1) -> int:
    print(masked(message), file=sys.stderr)
    return code


if __name__ == "__main__":
    command.run(main)
