"""Start an article: a few questions in Chinese, or flags, become its folder with the front matter filled in.

Exit codes: 0 made, 1 not made (there already, stopped, not writable), 2 a wrong or missing answer.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from column.authoring import new_article as drafting
from column.authoring.console import NoAnswerError, Parser, ask, hear, offer, speak_chinese
from column.authoring.new_article import RefusedError
from column.content import front_matter as schema
from column.content.taxonomies import Shelf, Vocabulary
from column.model.records import BEIJING, CaseKind

ROOT = Path(__file__).resolve().parents[1]
Model = type[schema.BriefingMatter] | type[schema.CaseMatter]

ABOUT = """新建一篇宣传简报、典型案例或风险提示：问几个问题，建好文件夹和信息栏。

  python scripts/new.py     一问一答
  python scripts/new.py --kind 简报 --unit 无城派出所 --date 2025-04-27 --title … --venue 进社区 --groups 老年人、学生
                            必须的参数给全了，就不再提问
"""
KINDS = {"briefing": "宣传简报", "case": "典型案例", "warning": "风险提示"}
_KIND_NAMES = {"简报": "briefing", "案例": "case", "预警": "warning", "提示": "warning"}
_ONLY = {
    True: ("scam", "channel", "area", "loss", "signs", "tips"),
    False: ("unit", "venue", "place", "audience", "leaflets"),
}
"""Answers that a briefing (True) or a case (False) has no use for."""


def kind_of(answer: str) -> str:
    """briefing, case or warning, by number, id or name."""
    names = (
        {name: id for id, name in KINDS.items()} | _KIND_NAMES | {str(n): id for n, id in enumerate(KINDS, 1)}
    )
    kind = names.get(answer, answer)
    if kind not in KINDS:
        raise RefusedError(f"没有“{answer}”这一类。", "写 1 宣传简报、2 典型案例、3 风险提示中的一个。")
    return kind


class Form:
    """The answers so far. Optional ones are asked for only where somebody is asked at all."""

    def __init__(self, model: Model, given: argparse.Namespace, asking: bool) -> None:
        self.model, self.given, self.asking = model, given, asking
        self.values: dict[str, str | Sequence[str]] = {}

    def line(self, key: str, question: str, default: str = "") -> None:
        """A line of text or a number, as the front matter's model takes it; an optional one may stay empty."""
        given = getattr(self.given, key, None)
        optional = not self.model.model_fields[key].is_required()
        if given is None and optional and not self.asking:
            return

        def settle(answer: str) -> str:
            if answer or not optional:
                drafting.settle(self.model, key, answer)
            return answer

        if value := ask(f"{question}{'（可以不写，直接回车）' if optional else ''}", settle, given, default):
            self.values[key] = value

    def choice(self, key: str, shelf: Shelf[Any], question: str) -> Any:
        given = getattr(self.given, key)
        offer(shelf, given)
        record = ask(question, lambda answer: drafting.pick(shelf, answer), given)
        self.values[key] = record.name
        return record

    def choices(self, key: str, shelf: Shelf[Any], question: str) -> tuple[Any, ...]:
        given = getattr(self.given, key)
        offer(shelf, given)
        records = ask(question, lambda answer: drafting.pick_several(shelf, answer), given)
        self.values[key] = [record.name for record in records]
        return records

    def points(self, key: str, question: str) -> None:
        """Two to six short lines."""
        if given := getattr(self.given, key):
            self.values[key] = drafting.settle(self.model, key, given)
            return
        print(f"{question},2 到 6 条，一行一条，写完按一次空回车：")
        while True:
            lines: list[str] = []
            while len(lines) < 6 and (answer := hear(f"  第 {len(lines) + 1} 条：")):
                lines.append(answer)
            try:
                self.values[key] = drafting.settle(self.model, key, lines)
                return
            except RefusedError as fault:
                print(f"  {fault.what}{fault.mend}从头写：")


def fill_briefing(form: Form, words: Vocabulary, today: str) -> tuple[str, str]:
    """Ask for a briefing; the folder and the stem of its slug."""
    given = form.given.unit
    offer(words.units, given)
    unit = ask("哪个单位（写数字或名称）", lambda answer: drafting.pick(words.units, answer), given)
    title(form)
    form.line("date", "活动是哪一天（如 2025-04-27）", today)
    venue = form.choice("venue", words.venues, "在什么场所（写数字或名称）")
    groups = form.choices("groups", words.groups, "讲给谁听（可选几个，用空格或、隔开）")
    form.line("place", "地点，如“幸福小区”，不写门牌号")
    form.line("audience", "参与人数，只写数字")
    form.line("leaflets", "发放资料份数，只写数字")
    form.line("summary", "摘要，一两句话")
    form.line("editor", "编辑的姓名")
    return f"briefings/{unit.id}", drafting.stem(venue.id, groups[0].id)


def fill_case(form: Form, words: Vocabulary, today: str, kind: str) -> tuple[str, str]:
    """Ask for a case or a warning; the folder and the stem of its slug."""
    form.values["kind"] = KINDS[kind]
    title(form)
    scam = form.choice("scam", words.scams, "哪一种诈骗（写数字或名称）")
    form.line("date", "日期（如 2025-04-27）", today)
    form.choices("groups", words.groups, "提醒谁（可选几个，用空格或、隔开）")
    form.points("signs", "识别要点：怎样认出来")
    form.points("tips", "防范提示：该怎么做")
    form.line("channel", "骗子怎样找上门：" + "、".join(schema.CHANNELS.values()))
    form.line("area", "发案区域，只写到乡镇")
    form.line("loss", "损失金额，元")
    form.line("summary", "摘要，一两句话")
    form.line("editor", "编辑的姓名")
    return "cases", drafting.stem(scam.id, "" if kind == CaseKind.CASE else "warning")


def title(form: Form) -> None:
    form.line("title", "标题，4 到 64 个字")
    if len(form.values["title"]) > 32 or form.given.short_title is not None:
        form.line("short_title", "短标题，32 个字以内，给微信用")


def fill(root: Path, given: argparse.Namespace, words: Vocabulary) -> tuple[Path, bytes]:
    """All answers: the folder to make and what stands in its index.md. Raises `RefusedError` and `NoAnswerError`."""
    if asking := any(getattr(given, key) is None for key in needed(given.kind)):
        print("一问一答，建好一篇文章的文件夹。中途按 Ctrl+C 退出，什么都不会留下。")
    kind = ask("写哪一类：1 宣传简报，2 典型案例，3 风险提示", kind_of, given.kind, "1")
    unfit = [key for key in _ONLY[kind == "briefing"] if getattr(given, key) is not None]
    if unfit:
        flags = "、".join(f"--{key}" for key in unfit)
        raise RefusedError(f"{KINDS[kind]}用不着 {flags}。", "去掉它再试。")
    model: Model = schema.BriefingMatter if kind == "briefing" else schema.CaseMatter
    form = Form(model, given, asking)
    today = datetime.now(BEIJING).date().isoformat()
    if kind == "briefing":
        folder, stem = fill_briefing(form, words, today)
    else:
        folder, stem = fill_case(form, words, today, kind)
    day = drafting.settle_day(str(form.values["date"]))
    if len(str(form.values["date"])) < 14:
        form.values["date"] = day.isoformat()
    if given.slug is not None:
        stem = drafting.settle_slug(given.slug)
        name = f"{day.isoformat()}-{stem}"
        if drafting.taken(root / folder, name):
            raise FileExistsError(f"{folder}/{name}")
    else:
        name = drafting.folder_name(root / folder, day, stem)
    text = drafting.front_matter(model, form.values, offer=True) + "\n" + drafting.SKELETON[model]
    return root / folder / name, text.encode("utf-8")


def needed(kind: str | None) -> list[str]:
    """The answers without which there is no article."""
    if kind in (None, "1", "briefing", "简报", "宣传简报"):
        return ["kind", "unit", "title", "date", "venue", "groups"]
    return ["kind", "title", "date", "scam", "groups", "signs", "tips"]


def arguments() -> Parser:
    parser = Parser(ABOUT)
    for flag, about in {
        "--kind": "简报（briefing）、案例（case）、风险提示（warning）",
        "--unit": "单位，编号或名称（只用于简报）",
        "--title": "标题，4 到 64 个字",
        "--short-title": "短标题，32 个字以内",
        "--date": "日期，如 2025-04-27",
        "--venue": "场所，如 进社区（只用于简报）",
        "--groups": "人群，用“、”隔开",
        "--place": "地点（只用于简报）",
        "--audience": "参与人数（只用于简报）",
        "--leaflets": "发放资料份数（只用于简报）",
        "--scam": "诈骗类型（只用于案例和风险提示）",
        "--channel": "接触方式（只用于案例和风险提示）",
        "--area": "发案区域（只用于案例和风险提示）",
        "--loss": "损失金额，元（只用于案例和风险提示）",
        "--summary": "摘要，120 个字以内",
        "--editor": "编辑的姓名",
        "--slug": "文件夹的英文短名，只用小写字母、数字和短横线；不写就自动取",
    }.items():
        parser.add_argument(flag, help=about, metavar="内容")
    parser.add_argument(
        "--root", type=Path, default=ROOT, metavar="文件夹", help="项目文件夹（mkdocs.yml 所在处）"
    )
    parser.add_argument("--signs", nargs="+", metavar="一条", help="识别要点，2 到 6 条，每条加引号")
    parser.add_argument("--tips", nargs="+", metavar="一条", help="防范提示，2 到 6 条，每条加引号")
    return parser


def main() -> int:
    speak_chinese()
    given = arguments().parse_args()
    root = given.root.resolve()
    try:
        words = drafting.words(root)
    except RefusedError as fault:
        print(f"{fault.what}{fault.mend}", file=sys.stderr)
        return 1
    try:
        target, text = fill(root, given, words)
        drafting.lay(target, {"index.md": text})
    except RefusedError as fault:
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
    print(f"写完检查：python scripts/check.py {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
