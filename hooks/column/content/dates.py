"""Days that no article can have: after tomorrow, or before 2000.

The check asks the clock (+08:00), or `DATE` of the environment in its place; no build does, so that the same content
gives the same site on every day.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from column.content.articles import Parsed
from column.model.article import BEIJING
from column.model.problems import Problem, Rule, UserError

DATE_RANGE = Rule(
    id="date-range",
    title="明天以后或者 2000 年以前的日期",
    part="文件和信息栏的写法",
    source="写错年份的文章会一直排在首页和订阅的最前面，或者沉到最后",
    bad="日期: 2052-05-01",
    good="日期: 2025-05-01",
)
RULES = (DATE_RANGE,)

_FIRST = date(2000, 1, 1)


def today() -> date:
    """The day by the clock, or that of `DATE`. Raises `UserError` where `DATE` is no day."""
    written = os.environ.get("DATE")
    if not written:
        return datetime.now(BEIJING).date()
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise UserError(f"DATE={written} 不是日期。", "写成 DATE=2025-04-27 的样子。") from None


def fault(day: date) -> tuple[str, str] | None:
    """What is wrong with a day on which something happened or was published, and how to mend it."""
    if day < _FIRST:
        return f"{day.isoformat()} 在 2000 年以前。", "核对年份。"
    if day > today() + timedelta(days=1):
        return f"{day.isoformat()} 是明天以后的日期。", "核对年份；还没到日子的，到了再发。"
    return None


def problems(parsed: Iterable[Parsed]) -> Iterator[Problem]:
    """Each article whose day, in its text or in its folder's name, or whose day of correction, cannot be right."""
    for article, lines in ((each.article, each.lines) for each in parsed):
        if article is None:
            continue
        for key, day in (("date", article.date), ("updated", article.updated)):
            if day and (wrong := fault(day)):
                yield DATE_RANGE.problem(article.path, *wrong, lines.get(key, 1))
        named = date.fromisoformat(article.id.rpartition("/")[2][:10])
        if named != article.date and (wrong := fault(named)):
            yield DATE_RANGE.problem(article.path, f"文件夹名里的 {wrong[0]}", wrong[1])
