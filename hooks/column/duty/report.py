"""All that `make duty` tells of a month, as plain tables: what the workbook, the CSV files, the page and the JSON show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from column.content.library import Library
from column.content.register import Register
from column.duty import coverage, ledger, responses, talks
from column.duty.coverage import WINDOWS, BlindSpot, Matrix
from column.duty.data import INTERNAL_STEPS, DutyData
from column.duty.ledger import Frozen, Ledger, TalkRow, Tally, UnitRow
from column.duty.periods import Month, Period, whole_month
from column.duty.responses import SPANS, Response
from column.model.kinds import DUTIES, FORMS, STEPS, Duty

Row = tuple[str | int | float | None, ...]

SPAN_NAMES = {
    "video": "到视频",
    "push": "到推送",
    "first": "到第一场",
    "half": "到一半单位",
    "all": "到全部单位",
}
STEP_NAMES = STEPS | INTERNAL_STEPS


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its head; `notes` stand above it. `widths`: those of its columns in print, in Latin characters; where
    there are none, as wide as what is in them."""

    title: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()


@dataclass(frozen=True)
class Report:
    """One month, `today` being the day it was asked for. `withheld`: files of articles with errors, which nobody
    counted; `kits`: the ids of the warnings that have a kit."""

    ledger: Ledger
    matrices: tuple[Matrix, ...]
    responses: tuple[Response, ...]
    blind_spots: tuple[BlindSpot, ...]
    data: DutyData
    today: date
    site: str
    withheld: tuple[str, ...]
    registered: bool
    kits: frozenset[str] = frozenset()

    def kit(self, warning: Response) -> str:
        """The address of a warning's kit; empty where it has none."""
        return f"{self.site}{warning.url}kit/" if warning.id in self.kits else ""

    @property
    def month(self) -> Month:
        return self.ledger.month

    @property
    def title(self) -> str:
        return f"反诈宣传台账（{self.month.chinese}）"

    def summary(self) -> Table:
        """汇总: a row a unit, in the order of the list of units."""
        weeks = [f"第{number}周" for number in range(1, len(self.ledger.weeks) + 1)]
        head = ("单位", "任务", *weeks, "全月", "应完成", "已完成", "场次", "人次", "资料份数")
        rows = [self._unit(row) for row in self.ledger.rows]
        sums = self.ledger.sums
        blank = (None,) * len(weeks)
        due, done = sum(row.due for row in self.ledger.rows), sum(row.done for row in self.ledger.rows)
        review = sum(bool(row.to_review) for row in self.ledger.talks)
        rows.append(("合计", "", *blank, None, due, done, *_tally(sums), review))
        return Table(
            "汇总", (*head, "联合场次", "回应预警数", "待核"), tuple(rows), tuple(self._week_notes())
        )

    def _unit(self, row: UnitRow) -> Row:
        marks = dict(row.marks)
        weekly = [str(marks[week.id]) if week.id in marks else None for week in self.ledger.weeks]
        monthly = str(marks[str(self.month)]) if str(self.month) in marks else None
        return (
            row.unit.name,
            DUTIES[row.unit.duty],
            *weekly,
            monthly,
            row.due,
            row.done,
            *_tally(row.tally),
            row.to_review,
        )

    def _week_notes(self) -> Iterator[str]:
        weeks = []
        for number, week in enumerate(self.ledger.weeks, start=1):
            holiday = "（假期周）" if week.id in self.ledger.holiday_weeks else ""
            weeks.append(f"第{number}周 {_day(week.first)}至{_day(week.last)}{holiday}")
        yield "　".join(weeks)
        yield "✔ 按期　补 补报　免 免除　待 还没到期限　— 单位还没有设立或者已经撤并　空白 没有"

    def details(self) -> Table:
        """明细: a row a talk."""
        head = (
            *("序号", "单位", "宣传日期", "周次", "场所", "地点", "宣传对象", "宣传形式", "参与人数"),
            *("发放资料（份）", "解答咨询", "指导安装", "回应预警", "诈骗类型", "联合单位", "标题", "网址"),
            *("首次发布时间", "按期情况", "备注"),
        )
        rows = (self._talk(number, row) for number, row in enumerate(self.ledger.talks, start=1))
        widths = (4, 10, 11, 9, 7, 10, 9, 6, 5, 6, 5, 5, 12, 10, 10, 16, 22, 11, 6, 10)
        return Table("明细", head, tuple(rows), widths=widths)

    def _talk(self, number: int, row: TalkRow) -> Row:
        talk = row.talk
        return (
            number,
            talk.units[0].name,
            talk.day.isoformat(),
            row.period.id,
            talk.venue.name if talk.venue else "",
            talk.place,
            _names(talk.groups),
            FORMS.get(talk.form, ""),
            talk.audience,
            talk.leaflets,
            talk.consulted,
            talk.installed,
            "、".join(talk.answers),
            _names(talk.scams),
            "、".join([*(unit.name for unit in talk.units[1:]), *talk.partners]),
            talk.title,
            self.site + talk.url,
            _moment(talk.published),
            str(row.standing),
            row.to_review,
        )

    def afterwards(self) -> Table:
        """补录与更正."""
        head = ("序号", "原属月份", "单位", "宣传日期", "标题", "情况", "时间", "网址")
        rows = (
            (
                number,
                str(each.month),
                each.talk.units[0].name,
                each.talk.day.isoformat(),
                each.talk.title,
                talks.kind_name(each.entry),
                _moment(each.entry.at),
                self.site + each.talk.url,
            )
            for number, each in enumerate(self.ledger.afterwards, start=1)
        )
        note = "已经封存的月份不再改动：以后补录、更正、撤回的，列在这里。"
        return Table("补录与更正", head, tuple(rows), (note,))

    def coverage(self) -> Iterator[Table]:
        """覆盖: each matrix over each window, and the days since the last talk."""
        for matrix in self.matrices:
            for number, days in enumerate(WINDOWS):
                yield _matrix(matrix, f"{matrix.title}：近 {days} 天的场次", number, "talks")
            yield _matrix(matrix, f"{matrix.title}：距最近一场的天数", -1, "days_since")

    def coverage_lines(self) -> Table:
        """The same as one long table, for programs that read CSV."""
        head = ("表", "行", "列", "天数", "场次", "人次", "距最近一场天数")
        rows = [
            (matrix.title, row, column, days, cell.talks, cell.people, cell.days_since)
            for matrix in self.matrices
            for row_id, row in matrix.rows
            for column_id, column in matrix.columns
            for days, cell in zip(WINDOWS, matrix.cells.get((row_id, column_id), ()), strict=False)
        ]
        return Table("覆盖", head, tuple(rows))

    def loop(self) -> Table:
        """预警闭环: a row a warning whose window touches the month."""
        head = ("风险提示", "首次发布", "时限", *(f"{name}（小时）" for name in SPAN_NAMES.values()))
        rows = [
            (
                each.title,
                _moment(each.published),
                each.until.date().isoformat(),
                *(_short(each.hours(span)) for span in SPANS),
                f"{len(each.covered)}/{len(each.required)}",
                each.talks,
                "、".join(unit.name for unit in each.missing),
                self.kit(each),
            )
            for each in self.in_month
        ]
        middle = responses.medians(self.in_quarter)
        rows.append(("本季度中位数", "", "", *(_short(middle[span]) for span in SPANS), "", None, "", ""))
        return Table("预警闭环", (*head, "讲到的单位", "场次", "还没有讲到的单位", "物料"), tuple(rows))

    @property
    def in_month(self) -> tuple[Response, ...]:
        return tuple(
            each
            for each in self.responses
            if each.published.date() <= self.month.last and each.until.date() >= self.month.first
        )

    @property
    def in_quarter(self) -> tuple[Response, ...]:
        quarter = (self.month.month - 1) // 3
        return tuple(
            each
            for each in self.responses
            if (each.published.year, (each.published.month - 1) // 3) == (self.month.year, quarter)
        )

    def spots(self) -> Table:
        """宣传盲区."""
        rows = tuple((spot.rule, spot.said, spot.command) for spot in self.blind_spots)
        notes = [f"{id}：{said}" for id, said in coverage.RULES.items()]
        if not self.data.terms:
            notes.append("没有填学期（docs/data/duty.yml 的 terms），B2 没有查。")
        return Table("宣传盲区", ("规则", "情况", "照这个准备"), rows, tuple(notes))

    def pressure(self) -> Table | None:
        """The centre's counts of the month; those under five as “<5”, since few cases in a small place name a person."""
        rows = [each for each in self.data.pressure if each.month == str(self.month)]
        if not rows:
            return None
        head = ("诈骗类型", "人群", "乡镇", "起数")
        told = (
            (each.scam.name, each.group.name if each.group else "", each.town, few(each.count))
            for each in rows
        )
        return Table("反诈中心通报的发案", head, tuple(told))

    def notes(self) -> tuple[str, ...]:
        """说明: what the numbers mean."""
        rules, work = self.data.rules, self.data.workdays
        years = {self.month.year, self.month.after.year, self.ledger.weeks[0].first.year}
        known = dict(work.sources)
        lines = [
            f"统计到 {self.today.isoformat()}；首次发布时间照发布登记表（docs/data/registers/published.csv）。",
            "一周从周一到周日，算在星期四所在的那个月；每月一次的，按自然月算。",
            f"按期：这一周（月）结束后 {rules.grace_workdays} 个工作日内、18:00 以前发布。晚于这个时间、"
            f"不超过活动后 {rules.backdate_days} 天的，算补报，也算完成。",
            f"补录：活动后超过 {rules.backdate_days} 天，或者那个月封存以后才发布的；没有决定不算完成任务。",
            "一周两场，算完成一周，多的一场不移到别的周。联合开展的，各单位都算，合计里只算一场。",
            "和以前的简报几乎一样的，照常计算，列入待核，由人决定。示例、草稿不计。",
            "任务是达标制：看有没有做到，不排名，不打分。",
            "没有写时间的活动按当天 18:00 计。风险提示的时限到最后一天结束为止。",
            f"各单位应在风险提示发布后 {rules.window_days} 天内讲到；提示里写了“时限”的照提示。",
        ]
        lines += [f"{year} 年放假和调休：{known[year]}。" for year in sorted(years & known.keys())]
        lines += [
            f"没有 {year} 年的放假和调休（docs/data/holidays/{year}.yml），按周一到周五算工作日。"
            for year in sorted(years - known.keys())
        ]
        if not self.registered:
            lines.append("还没有发布登记表，全部按“未发布”算：先运行 make register。")
        if self.withheld:
            lines.append(
                f"有 {len(self.withheld)} 篇有错误，没有发布，也没有计入：{'、'.join(self.withheld)}。"
            )
        lines += [
            f"免除：{each.unit.name}，{each.first.isoformat()}至{each.last.isoformat()}，{each.reason}（{each.document}）。"
            for each in self.data.exemptions
            if each.first <= self.ledger.weeks[-1].last and each.last >= self.ledger.weeks[0].first
        ]
        lines += [
            f"决定：{each.id} {'算给 ' + each.counts_for.id if each.counts_for else '不计'}，{each.reason}（{each.by}）。"
            for each in self.data.decisions
            if each.id in {row.talk.id for row in self.ledger.talks}
        ]
        return tuple(lines)

    def as_json(self) -> dict[str, Any]:
        """All numbers, with the rules in force."""
        rules = self.data.rules
        return {
            "month": str(self.month),
            "date": self.today.isoformat(),
            "rules": {
                "grace_workdays": rules.grace_workdays,
                "backdate_days": rules.backdate_days,
                "window_days": rules.window_days,
                "holidays": dict(self.data.workdays.sources),
            },
            "weeks": [_period(week) for week in self.ledger.weeks],
            "units": [
                {
                    "unit": row.unit.id,
                    "marks": {id: str(mark) for id, mark in row.marks},
                    "due": row.due,
                    "done": row.done,
                    "tally": _tally_json(row.tally),
                    "to_review": row.to_review,
                }
                for row in self.ledger.rows
            ],
            "sums": _tally_json(self.ledger.sums),
            "talks": [
                {
                    "id": row.talk.id,
                    "period": row.period.id,
                    "standing": str(row.standing),
                    "last_entry": row.talk.entries[-1].at.isoformat() if row.talk.entries else None,
                }
                for row in self.ledger.talks
            ],
            "afterwards": [each.key for each in self.ledger.afterwards],
            "coverage": [list(row) for row in self.coverage_lines().rows],
            "warnings": [
                {
                    "id": each.id,
                    "published": each.published.isoformat(),
                    "hours": {span: each.hours(span) for span in SPANS},
                    "covered": [unit.id for unit, _ in each.covered],
                    "missing": [unit.id for unit in each.missing],
                    "talks": each.talks,
                }
                for each in self.in_month
            ],
            "blind_spots": [[spot.rule, spot.said] for spot in self.blind_spots],
        }


def few(count: int) -> str:
    return str(count) if count >= 5 or count == 0 else "<5"


def make(
    month: Month,
    library: Library,
    register: Register,
    data: DutyData,
    repeats: Mapping[str, str],
    frozen: Sequence[Frozen],
    today: date,
    site: str,
    withheld: Iterable[str] = (),
    kits: Iterable[str] = (),
) -> Report:
    """The report of a month as it stands on a day; see `ledger.of_month`. `withheld`, `kits`: see `Report`."""
    words, register = library.vocabulary, register.until(today)
    every = talks.of_library(library, register, repeats, today)
    answered = responses.of_warnings(library, register, every, data, today)
    told = [talk for talk in every if not talk.is_withdrawn]
    return Report(
        ledger.of_month(month, words.units.records, every, data, frozen, today),
        (coverage.groups_by_scams(told, words, today), coverage.units_by_venues(told, words, today)),
        answered,
        tuple(coverage.blind_spots(told, words, data, answered, today)),
        data,
        today,
        site,
        tuple(sorted(withheld)),
        bool(register.entries),
        frozenset(kits),
    )


def reminder(report: Report) -> str:
    """A text to paste into the units' group: who is due by when. Units, no people; nothing is sent by itself."""
    work, rules = report.data.workdays, report.data.rules
    lines = []
    for period in (*report.ledger.weeks, None):
        kind = "本月" if period is None else f"{_day(period.first)}至{_day(period.last)}这一周"
        waiting = [
            row.unit.name
            for row in report.ledger.rows
            for id, mark in row.marks
            if mark is ledger.Mark.OPEN
            and (id == period.id if period else row.unit.duty is Duty.MONTHLY)
            and (period is None or period.first <= report.today)
        ]
        if waiting:
            due = work.deadline(period or whole_month(report.month), rules.grace_workdays)
            lines.append(
                f"{kind}还没有看到简报的单位：{'、'.join(waiting)}。{_day(due.date())} 18:00 前发出来就算按期。"
            )
    for each in report.responses:
        if each.missing and each.published.date() <= report.today <= each.until.date():
            kit = report.kit(each)
            waiting = [unit.name for unit in each.missing]
            lines.append(
                f"风险提示《{each.title}》请在{_day(each.until.date())}以前讲到，还没有讲到的单位：{'、'.join(waiting)}。"
                + (f"海报、短信、屏幕图片：{kit}" if kit else "")
            )
    if not lines:
        return "到今天为止，该有简报的单位都有了，辛苦大家。\n"
    return (
        "\n".join(
            ["各位联络员好：", *lines, "活动已经做了、稿件还没交的，把稿件交上来就行；有困难请告诉我们。"]
        )
        + "\n"
    )


def _matrix(matrix: Matrix, title: str, window: int, value: str) -> Table:
    head = ("", *(name for _, name in matrix.columns))
    rows = []
    for row, name in matrix.rows:
        cells = (matrix.cells.get((row, column)) for column, _ in matrix.columns)
        numbers = [getattr(cell[window], value) if cell else None for cell in cells]
        rows.append((name, *(None if value == "talks" and not number else number for number in numbers)))
    return Table(title, head, tuple(rows))


def _short(hours: float | None) -> float | int | None:
    return int(hours) if hours is not None and hours.is_integer() else hours


def _tally(tally: Tally) -> tuple[int, ...]:
    return tally.talks, tally.people, tally.leaflets, tally.joint, tally.answered


def _tally_json(tally: Tally) -> dict[str, int]:
    names = ("talks", "people", "leaflets", "joint", "answered")
    return dict(zip(names, _tally(tally), strict=True))


def _period(period: Period) -> dict[str, str]:
    return {"id": period.id, "first": period.first.isoformat(), "last": period.last.isoformat()}


def _names(terms: Iterable[Any]) -> str:
    return "、".join(term.name for term in terms)


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else ""
