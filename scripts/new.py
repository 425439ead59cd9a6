"""Start an article: a few questions in Chinese, or flags, become its folder with the front matter filled in.

Exit codes: 0 made, 1 not made (there already, stopped, not writable), 2 a wrong or missing answer.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import own_python  # noqa: F401 - first: it ends a run by another Python
from column.authoring import new_article
from column.authoring.console import NoAnswerError, ask, hear, offer, speak_chinese
from column.authoring.new_article import RefusedError
from column.content import dates
from column.content.taxonomies import Vocabulary
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.front_matter.key import Key, keys_of, template_keys
from column.model.front_matter.written import Points, Some
from column.model.kinds import CaseKind
from column.model.problems import UserError
from column.system import command
from column.system.chinese_arguments import ChineseParser

ROOT = Path(__file__).resolve().parents[1]

ABOUT = """新建一篇宣传简报、典型案例或风险提示：问几个问题，建好文件夹和信息栏。

  python scripts/new.py     一问一答
  python scripts/new.py --kind 简报 --unit 无城派出所 --date 2025-04-27 --title … --venue 进社区 --groups 老年人、学生
                            必须的参数给全了，就不再提问
"""
KINDS = {"briefing": "宣传简报", "case": "典型案例", "warning": "风险提示"}
PREFILLED = ("scams", "responds_to")
"""Keys of a briefing that nobody is asked for: the ledger's blind spots give them."""
_KIND_NAMES = {"简报": "briefing", "案例": "case", "预警": "warning", "提示": "warning"}


def kind_of(answer: str) -> str:
    """briefing, case or warning, by number, id or name."""
    names = (
        {name: id for id, name in KINDS.items()} | _KIND_NAMES | {str(n): id for n, id in enumerate(KINDS, 1)}
    )
    kind = names.get(answer, answer)
    if kind not in KINDS:
        raise RefusedError(f"没有“{answer}”这一类。", "写 1 宣传简报、2 典型案例、3 风险提示中的一个。")
    return kind


class Answers:
    """The answers so far. Optional ones are asked for only where somebody is asked at all."""

    def __init__(self, record: type, vocabulary: Vocabulary, given: argparse.Namespace, asking: bool) -> None:
        self.record, self.vocabulary, self.given, self.asking = record, vocabulary, given, asking
        self.values: dict[str, str | Sequence[str]] = {}

    def take(self, key: Key, default: str = "") -> None:
        """Ask for one key, in the way that fits its type."""
        if key.written is Points:
            self.points(key)
        elif key.names:
            self.terms(key)
        else:
            self.line(key, default)

    def line(self, key: Key, default: str) -> None:
        """A line of text or a number, as the front matter is checked; an optional one may stay empty."""
        given = getattr(self.given, key.name, None)
        if given is None and not key.required and not self.asking:
            return

        def settle(answer: str) -> str:
            if key.name == "date":
                new_article.settle_day(answer)
            elif answer or key.required:
                new_article.settle(self.record, key.name, answer)
            return answer

        question = f"{key.ask}{'' if key.required else '（可以不写，直接回车）'}"
        if value := ask(question, settle, given, default):
            self.values[key.name] = value

    def terms(self, key: Key) -> None:
        """One term of a taxonomy, or several."""
        taxonomy, given = self.vocabulary.by_name[key.names], getattr(self.given, key.name)
        offer(taxonomy, given)
        if key.written is Some:
            chosen = ask(key.ask, lambda answer: new_article.pick_several(taxonomy, answer), given)
            self.values[key.name] = [term.name for term in chosen]
        else:
            self.values[key.name] = ask(
                key.ask, lambda answer: new_article.pick(taxonomy, answer), given
            ).name

    def points(self, key: Key) -> None:
        """Two to six short lines."""
        if given := getattr(self.given, key.name):
            self.values[key.name] = new_article.settle(self.record, key.name, given)
            return
        print(f"{key.ask},2 到 6 条，一行一条，写完按一次空回车：")
        while True:
            lines: list[str] = []
            while len(lines) < 6 and (answer := hear(f"  第 {len(lines) + 1} 条：")):
                lines.append(answer)
            try:
                self.values[key.name] = new_article.settle(self.record, key.name, lines)
                return
            except RefusedError as fault:
                print(f"  {fault.what}{fault.mend}从头写：")


def questions(record: type) -> list[Key]:
    """The keys that are asked for: those that must be written and the short title first, each part in the order
    of the template."""
    asked = [key for key in template_keys(record) if key.ask]
    return sorted(asked, key=lambda key: not (key.required or key.name == "short_title"))


def fill(root: Path, given: argparse.Namespace, words: Vocabulary) -> tuple[Path, bytes]:
    """All answers: the folder to make and what stands in its index.md. Raises `RefusedError` and `NoAnswerError`."""
    if asking := any(getattr(given, key) is None for key in needed(given.kind)):
        print("一问一答，建好一篇文章的文件夹。中途按 Ctrl+C 退出，什么都不会留下。")
    kind = ask("写哪一类：1 宣传简报，2 典型案例，3 风险提示", kind_of, given.kind, "1")
    record, other = (Briefing, Case) if kind == "briefing" else (Case, Briefing)
    own = {key.name for key in questions(record)} | ({"unit", *PREFILLED} if record is Briefing else set())
    others = ["unit", *PREFILLED, *(key.name for key in questions(other))]
    if unfit := [name for name in others if name not in own and getattr(given, name) is not None]:
        flags = "、".join(f"--{name}" for name in unfit)
        raise RefusedError(f"{KINDS[kind]}用不着 {flags}。", "去掉它再试。")
    folder = "cases"
    if record is Briefing:
        offer(words.units, given.unit)
        unit = ask(
            "哪个单位（写数字或名称）", lambda answer: new_article.pick(words.units, answer), given.unit
        )
        folder = f"briefings/{unit.id}"
    answers = Answers(record, words, given, asking)
    if record is Case:
        answers.values["kind"] = KINDS[kind]
    today = dates.today().isoformat()
    for key in questions(record):
        if key.name != "short_title" or len(answers.values["title"]) > 32 or given.short_title is not None:
            answers.take(key, today if key.name == "date" else "")
    for name in PREFILLED if record is Briefing else ():
        if (written := getattr(given, name)) is not None:
            answers.values[name] = list(new_article.settle(record, name, written))
    stem = stem_of(kind, answers)
    day = new_article.settle_day(str(answers.values["date"]))
    if len(str(answers.values["date"])) < 14:
        answers.values["date"] = day.isoformat()
    if given.slug is not None:
        stem = new_article.settle_slug(given.slug)
        name = f"{day.isoformat()}-{stem}"
        if new_article.taken(root / folder, name):
            raise FileExistsError(f"{folder}/{name}")
    else:
        name = new_article.folder_name(root / folder, day, stem)
    text = new_article.front_matter(record, answers.values, offer=True) + "\n" + new_article.SKELETON[record]
    return root / folder / name, text.encode("utf-8")


def stem_of(kind: str, answers: Answers) -> str:
    """The stem of a slug: the venue and the first group of a briefing, the scam type of a case."""
    values, words = answers.values, answers.vocabulary
    if kind == "briefing":
        venue, group = words.venues.find(str(values["venue"])), words.groups.find(values["groups"][0])
        return new_article.stem(*(term.id for term in (venue, group) if term))
    scam = words.scams.find(str(values["scam"]))
    return new_article.stem(scam.id if scam else "", "" if kind == CaseKind.CASE else "warning")


def needed(kind: str | None) -> list[str]:
    """The answers without which there is no article."""
    briefing = kind in (None, "1", "briefing", "简报", "宣传简报")
    required = [key.name for key in questions(Briefing if briefing else Case) if key.required]
    return ["kind", *(["unit"] if briefing else []), *required]


def arguments() -> ChineseParser:
    parser = ChineseParser(ABOUT)
    parser.add_argument("--kind", help="简报（briefing）、案例（case）、风险提示（warning）", metavar="内容")
    parser.add_argument("--unit", help="单位，编号或名称（只用于简报）", metavar="内容")
    both = {key.name: key for record in (Case, Briefing) for key in questions(record)}
    for key in sorted(both.values(), key=lambda key: key.order):
        only = (
            "（只用于案例和风险提示）"
            if key.name not in keys_of(Briefing)
            else "（只用于简报）"
            if key.name not in keys_of(Case)
            else ""
        )
        several: dict[str, Any] = (
            {"nargs": "+", "metavar": "一条"} if key.written is Points else {"metavar": "内容"}
        )
        parser.add_argument(f"--{key.name.replace('_', '-')}", help=key.ask + only, **several)
    for name in PREFILLED:
        flag = f"--{name.replace('_', '-')}"
        parser.add_argument(flag, help=f"{keys_of(Briefing)[name].title}（只用于简报）", metavar="内容")
    slug = "文件夹的英文短名，只用小写字母、数字和短横线；不写就自动取"
    parser.add_argument("--slug", help=slug, metavar="内容")
    parser.add_argument(
        "--root", type=Path, default=ROOT, metavar="文件夹", help="项目文件夹（mkdocs.yml 所在处）"
    )
    return parser


def main() -> int:
    speak_chinese()
    given = arguments().parse_args()
    root = given.root.resolve()
    try:
        words = new_article.words(root)
    except RefusedError as fault:
        print(f"{fault.what}{fault.mend}", file=sys.stderr)
        return 1
    try:
        target, text = fill(root, given, words)
        new_article.lay(target, {"index.md": text})
    except (RefusedError, UserError) as fault:
        print(f"{fault.what}{fault.mend}", file=sys.stderr)
        return 2
    except NoAnswerError:
        print("\n还没答完，什么都没有建。不想一问一答，就把参数写全（用 -h 看说明）。", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\n已取消，什么都没有建。", file=sys.stderr)
        return 1
    except FileExistsError as fault:
        print(f"{fault} 已经有了，没有动它。换一个短名，或者直接改那一篇。", file=sys.stderr)
        return 1
    except OSError as fault:
        print(f"建不了文件夹：{fault.strerror or fault}。什么都没有留下。", file=sys.stderr)
        return 1
    path = (target / "index.md").relative_to(root).as_posix()
    print(f"已建好：{path}")
    print("接下来：打开它写正文；照片放在它旁边，文件名写进正文，如 ![民警向居民讲解防骗知识](photo-1.jpg)。")
    print(f"写完检查：make check FILES={path}")
    return 0


if __name__ == "__main__":
    command.run(main)
