"""The ledger of a month: into `.duty/<month>/`, or frozen into `docs/data/duty/<month>/`, or a reminder to paste.

Exit codes: 0 made, whatever is due; 1 a problem in the data, or a step that is refused; 2 a wrong call.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import own_python  # noqa: F401 - first: it ends a run by another Python
from column.content import dates, frozen_months, register
from column.content.frozen_months import Sealed
from column.duty import data as duty_data
from column.duty import files, report
from column.duty.ledger import Frozen
from column.duty.periods import Month, week_of
from column.duty.report import Report
from column.kits import material
from column.model.problems import Severity, UserError
from column.project import check, load
from column.project.report import text
from column.settings.load import SettingsError
from column.system import command
from column.system.chinese_arguments import ChineseParser
from column.system.git import Git

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ".duty"
CONTENT = ("briefings", "cases", "docs/data")


def _month(written: str) -> Month:
    try:
        return Month.parse(written)
    except ValueError:
        raise UserError(f"MONTH={written} 不是一个月。", "写成 MONTH=2026-10 的样子。") from None


def gather(root: Path, month: Month) -> Report:
    """The report of a month as of `DATE`, else today. Raises `UserError` where the data has a mistake."""
    project = load.read(root)
    words = project.library.vocabulary
    data, problems = duty_data.load(root, words)
    entries, wrong = register.load(root)
    wrong += [*problems, *frozen_months.problems(root)]
    if any(problem.severity is Severity.ERROR for problem in wrong):
        raise UserError(text(wrong).rstrip())
    return report.make(
        month,
        project.library,
        entries,
        data,
        check.repeats(project),
        [_frozen(each) for each in frozen_months.load(root)],
        dates.today(),
        project.settings.url,
        (each.path for each in project.withheld),
        (case.id for case in material.cases(project.library, project.settings)),
    )


def _frozen(sealed: Sealed) -> Frozen:
    rows = sealed.numbers["talks"]
    return Frozen(
        Month.parse(sealed.month),
        {row["id"]: datetime.fromisoformat(row["last_entry"] or "1970-01-01T00:00:00+08:00") for row in rows},
        frozenset(sealed.numbers["afterwards"]),
    )


def write(root: Path, made: Report) -> str:
    """The files of a month below `.duty`; says where they are."""
    folder = root / FOLDER / str(made.month)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.make(made).items():
        (folder / name).write_bytes(content)
    said = (
        f"{made.title}：{FOLDER}/{made.month}/（{files.LEDGER} 用表格软件打开，{files.PAGE} 用浏览器打开）。"
    )
    if str(made.month) in {each.month for each in frozen_months.load(root)}:
        said += f"\n这个月已经封存，以 {frozen_months.FOLDER}/{made.month}/ 为准；这里是照现在的内容重算的，供核对。"
    return said


def freeze(root: Path, made: Report) -> str:
    """Freeze a month; says its number. Raises `UserError` where it cannot be frozen yet, or was."""
    month, sealed = made.month, frozen_months.load(root)
    known = {each.month: each for each in sealed}
    if str(month) in known:
        raise UserError(f"{month.chinese}已经封存过，不能再封存。", "要更正的，列在下一个月。")
    if sealed and month < Month.parse(sealed[-1].month):
        raise UserError("后面的月份已经封存。", "不能再封存更早的月份。")
    if sealed and str(month.before) not in known:
        raise UserError(
            f"{month.before.chinese}还没有封存。", f"先运行 make duty MONTH={month.before} FREEZE=1。"
        )
    last = max(made.ledger.weeks[-1].last, month.last)
    due = made.data.workdays.after(last, made.data.rules.grace_workdays)
    if made.today <= due:
        raise UserError(
            f"{month.chinese}的补报期到 {due.isoformat()}，现在还不能封存。", "过了这一天再封存。"
        )
    git = Git(root)
    if git.is_top and not git.is_clean(*CONTENT):
        raise UserError("稿件或数据有没有提交的改动，封存以后说不清是哪一版。", "先提交，再封存。")
    before = known[str(month.before)].digest if sealed else ""
    rules = frozen_months.sha256(b"".join(_rules(root)))
    plain = {name: content for name, content in files.make(made).items() if name in frozen_months.FILES}
    plain.pop(frozen_months.WORKBOOK)
    values = (str(month), before, git.head, rules)
    number = frozen_months.number(*values, plain)[:16]
    content = plain | {frozen_months.WORKBOOK: files.workbook(made, number)}
    folder = root / frozen_months.FOLDER / str(month)
    folder.mkdir(parents=True)
    for name, data in content.items():
        (folder / name).write_bytes(data)
    (folder / frozen_months.SEAL).write_bytes(frozen_months.seal(*values, content))
    return (
        f"{month.chinese}的台账已经封存：{frozen_months.FOLDER}/{month}/，封存号 {number}。\n"
        "请提交这个文件夹；封存号印在每张表的页脚，签字盖章的那一份留存。"
    )


def _rules(root: Path) -> Iterable[bytes]:
    for file in (root / duty_data.RULES_PATH, *sorted((root / duty_data.HOLIDAYS).glob("*.yml"))):
        if file.is_file():
            yield file.name.encode() + b"\0" + file.read_bytes()


def main(arguments: list[str] | None = None) -> int:
    parser = ChineseParser("做一个月的反诈宣传台账，放在 .duty/ 里，不会出现在网站上。")
    parser.add_argument(
        "--month", default=os.environ.get("MONTH") or "", help="哪个月，如 2026-10；不写就是上个月"
    )
    parser.add_argument("--freeze", action="store_true", help="封存这个月")
    parser.add_argument("--remind", action="store_true", help="打印一段可以贴进工作群的提醒")
    parser.add_argument("--root", type=Path, default=ROOT, help="项目文件夹（mkdocs.yml 所在处）")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    try:
        today = dates.today()
        month = _month(options.month) if options.month else Month.of(today).before
    except UserError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    try:
        if options.remind:
            said = "".join(_reminders(root, month if options.month else None))
        elif options.freeze:
            said = freeze(root, gather(root, month))
        else:
            said = write(root, gather(root, month))
    except UserError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    except SettingsError as fault:
        sys.stderr.write(text(fault.problems, sys.stderr.isatty()))
        return 1
    sys.stdout.write(said.rstrip() + "\n")
    return 0


def _reminders(root: Path, month: Month | None) -> Iterable[str]:
    """Of the month that is asked for, else of the one that this week belongs to."""
    wanted = month or week_of(dates.today()).month
    yield report.reminder(gather(root, wanted))


if __name__ == "__main__":
    command.run(main)
