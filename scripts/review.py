"""List the cases and warnings whose day of review has come, or comes within 30 days, the pages of text that nobody has
compared with their sources yet, or that are not filled, and what is still to leave the history.

Exit codes: 0 whatever is due, 1 a mistake in the settings, 2 a wrong call.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import own_python  # noqa: F401 - first: it ends a run by another Python
from column.content import dates
from column.content.withdrawals import PATH
from column.duty import review
from column.duty.review import Due
from column.model.problems import UserError
from column.model.withdrawal import Withdrawal
from column.project import load, report
from column.selfhelp.text_pages import TextPage
from column.settings.load import SettingsError
from column.system import command
from column.system.chinese_arguments import ChineseParser

ROOT = Path(__file__).resolve().parents[1]


def told(root: Path) -> Iterator[str]:
    """A few lines an article or page. Raises `UserError` where `DATE` is no day."""
    today, project = dates.today(), load.read(root)
    yield from _due(review.due(project.library, today), today)
    yield from _texts(project.tools.written)
    yield from _purges(project.library.withdrawals)


def _purges(withdrawals: Sequence[Withdrawal]) -> Iterator[str]:
    """What is to leave the history and the caches too: nothing but a person can do that, and say that it is done."""
    found = [each for each in withdrawals if each.purge]
    if found:
        yield f"历史和缓存里还要清除的：{len(found)} 篇，步骤在 docs/maintain/withdrawal.md。清除完了，删掉 purge 这一项。"
    for each in found:
        yield f"{PATH}  {each.id}"


def _texts(pages: Sequence[TextPage]) -> Iterator[str]:
    unchecked = [(page, title) for page in pages for title in page.unchecked if page.filled]
    if unchecked:
        yield f"还没有和原文核对：{len(unchecked)} 处。核对以后，在“核对”后面填日期。"
    for page, title in unchecked:
        yield f"{page.path}  {title}"
    unfilled = [page for page in pages if not page.filled]
    if unfilled:
        yield f"没有填完，不发布：{len(unfilled)} 页。"
    for page in unfilled:
        yield f"{page.path}  {page.title}"


def _due(found: Sequence[Due], today: date) -> Iterator[str]:
    if not found:
        yield "30 天之内没有要复核的案例和提示。"
        return
    yield f"要复核的案例和提示：{len(found)} 篇。没有过时的，把“复核日期”往后改；过时了的，改正文或者写进 docs/data/withdrawals.yml。"
    for each in found:
        late = "，已经过了" if each.by < today else ""
        yield f"{each.by.isoformat()}{late}  {each.case.path}  {each.case.title}（{each.case.source}）"
        if each.newest:
            newest = each.newest
            yield f"  同一类型有更新的：{newest.date.isoformat()} {newest.path} {newest.title}"


def main(arguments: list[str] | None = None) -> int:
    parser = ChineseParser(
        "列出复核日期到了、30 天之内要到的案例和风险提示，还没有和原文核对、没有填完的网页。"
    )
    parser.add_argument("--root", type=Path, default=ROOT, help="项目文件夹（mkdocs.yml 所在处）")
    options = parser.parse_args(arguments)
    try:
        dates.today()
    except UserError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    try:
        sys.stdout.write("\n".join(told(options.root.resolve())) + "\n")
    except UserError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    except SettingsError as fault:
        sys.stderr.write(report.text(fault.problems, sys.stderr.isatty()))
        return 1
    return 0


if __name__ == "__main__":
    command.run(main)
