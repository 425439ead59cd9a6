"""Articles that came down, from `docs/data/withdrawals.yml`, the one place where the office says so.

The folder of a withdrawn article stays; that of a removed or merged one is gone, so nothing of it can be said in front
matter. An absent file means that nothing came down.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from column.content import dates, register
from column.model.addresses import ArticleId
from column.model.article import BEIJING
from column.model.front_matter.written import Line, Matter, Moment, Truth, Word, former_ids, one_id, one_of
from column.model.problems import Problem, Rule, Scope, Severity
from column.model.withdrawal import ENDS, End, Withdrawal
from column.parsing.data_file import DataFile
from column.parsing.yaml_lines import Place

PATH = "docs/data/withdrawals.yml"

WITHDRAWAL = Rule(
    id="withdrawal",
    scope=Scope.FILE,
    title="撤回、撤下、并入写得自相矛盾",
    part="文件和信息栏的写法",
    source="撤下的文章要从网站、订阅和公众号里一起拿掉；写得矛盾，机器不知道该留该删",
    bad="写了“撤下”，文章的文件夹还在",
    good="写“撤下”的同时删掉文章的文件夹；只是“撤回”的，文件夹留着",
)
WITHDRAWAL_UNKNOWN = Rule(
    id="withdrawal-unknown",
    scope=Scope.FILE,
    severity=Severity.WARNING,
    title="撤下、并入的编号核对不了",
    part="文件和信息栏的写法",
    source="编号写错，撤下就不起作用；还没有发布登记表时，机器核对不了编号",
    bad="撤下从来没有发布过的编号",
    good="编号从原来的网址里抄：/briefings/ 或 /cases/ 后面的一段",
)
WITHDRAWAL_REASON = Rule(
    id="withdrawal-reason",
    scope=Scope.FILE,
    title="公开说明里有要撤的内容",
    part="文件和信息栏的写法",
    source="公开说明会一直留在网站上；写了个人信息或原来的标题，等于没有撤",
    bad="reason: 《受害人张建国被骗经过》写了当事人姓名",
    good="reason: 文中有不宜公开的个人信息",
)
RULES = (WITHDRAWAL, WITHDRAWAL_UNKNOWN, WITHDRAWAL_REASON)

_SAME = 8
"""Characters in a row that a reason may not have from the title of what came down."""


class _WithdrawalMatter(Matter):
    id: Annotated[ArticleId, BeforeValidator(one_id)] = Field(title="编号")
    at: Moment = Field(title="时间")
    end: Annotated[End, one_of(ENDS)] = Field(title="结果")
    reason: Annotated[str, Line(8, 120)] = Field(title="公开说明")
    by: Word = Field(title="决定人")
    into: Annotated[ArticleId | None, BeforeValidator(one_id)] = Field(None, title="并入")
    aliases: Annotated[tuple[ArticleId, ...], former_ids(None)] = Field((), title="曾用编号")
    counts: Truth = Field(False, title="仍计任务")
    purge: Truth = Field(False, title="清除历史")


@dataclass(frozen=True)
class Withdrawals:
    """`records` are newest first, `lines` the line of each by its article's id, `problems` what is wrong with them."""

    records: tuple[Withdrawal, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)
    problems: Sequence[Problem] = ()

    def untimely(self) -> Iterator[Problem]:
        """Times that cannot be right, by the check's clock."""
        for record in self.records:
            if wrong := dates.fault(record.at.date()):
                yield WITHDRAWAL.problem(PATH, *wrong, self.lines[record.id])

    def private(self, record: Withdrawal) -> Problem:
        """A public reason that tells something private."""
        what, mend = "公开说明里有个人信息。", "删掉姓名、电话、住址、号码，只说为什么撤。"
        return WITHDRAWAL_REASON.problem(PATH, what, mend, self.lines[record.id])

    def telling(self, record: Withdrawal, title: str) -> Iterator[Problem]:
        """A public reason that tells the title of what came down."""
        parts = {title[at : at + _SAME] for at in range(max(1, len(title) - _SAME + 1))}
        if title and any(part in record.reason for part in parts):
            what, mend = "公开说明里有这篇文章的标题。", "只说为什么撤，不提原来的标题和内容。"
            yield WITHDRAWAL_REASON.problem(PATH, what, mend, self.lines[record.id])


def load(root: Path, present: Set[str]) -> Withdrawals:
    """The file below `root`. `present`: the ids of the articles in the tree."""
    file = root / PATH
    if not file.is_file():
        return Withdrawals()
    known = set(register.load(root)[0].by_id) if (root / register.PATH).exists() else None
    return parse(file.read_bytes(), present, known)


def parse(data: bytes, present: Set[str], published: Set[str] | None) -> Withdrawals:
    """`published`: the ids in the register; None where there is no register."""
    form = DataFile(PATH, data, _WithdrawalMatter, is_list="withdrawals")
    rows = list(form.rows(_WithdrawalMatter, "withdrawals"))
    form.unique([(place, row.id) for place, row in rows])
    down = {row.id: row.end for _, row in rows}
    for place, row in rows:
        _look(form, place, row, present, published, down)
    records = {row.id: _record(row) for _, row in rows}
    ordered = tuple(sorted(records.values(), key=lambda record: (record.at, record.id), reverse=True))
    lines: dict[str, int] = {row.id: form.line(*place, "id") for place, row in rows}
    return Withdrawals(ordered, lines, tuple(form.problems))


def _look(
    form: DataFile,
    place: Place,
    row: _WithdrawalMatter,
    present: Set[str],
    published: Set[str] | None,
    down: Mapping[ArticleId, End],
) -> None:
    """Note what contradicts itself, the tree or the register."""
    there, gone, end = row.id in present, row.end is not End.WITHDRAWN, ENDS[row.end]

    def wrong(key: str, what: str, mend: str, rule: Rule = WITHDRAWAL) -> None:
        form.wrong((*place, key), what, mend, rule)

    if gone and there:
        wrong("end", f"写了“{end}”，文章的文件夹还在。", f"删掉 {row.id} 的文件夹；文字要留着的，写“撤回”。")
    elif not there and published is not None and row.id not in published:
        mend = "编号从原来的网址里抄；没有发布过的文章，删掉文件夹就行，不用写在这里。"
        wrong("id", f"没有编号为“{row.id}”的文章，发布登记表里也没有。", mend)
    elif not there and not gone:
        wrong("end", "写了“撤回”，文章的文件夹不在。", "取回文件夹；文字不能留的，写“撤下”。")
    elif not there and published is None:
        mend = "核对编号，和原来的网址一样。运行过 make register 以后会自动核对。"
        wrong("id", f"“{row.id}”的文件夹不在，也没有发布登记表，核对不了编号。", mend, WITHDRAWAL_UNKNOWN)
    if row.aliases and not gone:
        wrong("aliases", "写了“撤回”，曾用编号不写在这里。", "写在文章自己的信息栏里，删掉这一行。")
    elif any(alias == row.id or alias.of_briefing is not row.id.of_briefing for alias in row.aliases):
        wrong(
            "aliases",
            "曾用编号是自己，或者是另一个栏目的。",
            "写改名以前的编号；没有改过名，就把这一行删掉。",
        )
    if row.end is End.MERGED and row.into is None:
        wrong("end", "写了“并入”，没有写并到哪一篇。", "加一行“并入: 那一篇的编号”。")
    elif row.end is not End.MERGED and row.into is not None:
        wrong("into", f"“{end}”的文章不转到别处。", "内容并到了另一篇的，写“并入”；否则删掉这一行。")
    elif row.into is not None and (fault := _wrong_target(row.id, row.into, present, down)):
        wrong("into", *fault)


def _wrong_target(
    id: ArticleId, into: ArticleId, present: Set[str], down: Mapping[ArticleId, End]
) -> tuple[str, str] | None:
    """What is wrong with the article into which another is merged, and how to mend it."""
    if into == id:
        return "并入的是自己。", "写并到哪一篇，要和这一篇不同。"
    if into.of_briefing is not id.of_briefing:
        return "简报只能并入简报，案例只能并入案例。", "写同一个栏目的编号，或者写“撤下”。"
    if into in down:
        return f"“{into}”自己也{ENDS[down[into]]}了。", "写最后留下来的那一篇。"
    if into not in present:
        return f"没有编号为“{into}”的文章。", "编号从网址或文件夹里抄。"
    return None


def _record(row: _WithdrawalMatter) -> Withdrawal:
    moment = row.at if isinstance(row.at, datetime) else datetime.combine(row.at, time())
    return Withdrawal(
        id=row.id,
        at=moment.replace(tzinfo=BEIJING),
        end=row.end,
        reason=row.reason,
        by=row.by,
        into=row.into,
        counts=row.counts,
        aliases=row.aliases,
        purge=row.purge,
    )
