"""A made-up quarter, October to December 2026, with everything that the rules of the ledger tell apart.

Units: the stations 甲01 to 甲25 (weekly), 刑侦大队 (monthly), 办公室 (nothing). 甲25 is closed after 18 October, 甲24 opens
on 2 November. In every week each station that is there talks on Wednesday at 10:00 to 40 people with 100 leaflets, about
刷单 to 老年人 in a community, and the briefing is published on Thursday at 09:00; the brigade talks on the 15th of each
month. `quarter()` then changes what the tests count, each change named there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from column.content import library
from column.content.library import Library
from column.content.register import Entry, Register
from column.content.taxonomies import VENUES, Taxonomy, Vocabulary
from column.duty.data import Decision, DutyData, Exemption, MustTalk, Term
from column.duty.periods import Workdays, period
from column.model.addresses import ArticleId
from column.model.any_article import AnyArticle
from column.model.article import BEIJING, Prose
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.kinds import CaseKind, Duty, UnitKind
from column.model.steps import Step
from column.model.terms import Unit
from column.model.withdrawal import End, Withdrawal
from support.builders import PEOPLE, SCAM_TYPES

CLOSED, OPENED = date(2026, 10, 18), date(2026, 11, 2)
STATIONS = tuple(
    Unit(
        id=f"s{number:02}",
        name=f"甲{number:02}派出所",
        kind=UnitKind.STATION,
        duty=Duty.WEEKLY,
        order=number,
        until=CLOSED if number == 25 else None,
        since=OPENED if number == 24 else None,
    )
    for number in range(1, 26)
)
BRIGADE = Unit(id="xingzhen", name="刑侦大队", kind=UnitKind.BRIGADE, duty=Duty.MONTHLY, order=26)
OFFICE = Unit(id="bangongshi", name="办公室", kind=UnitKind.OFFICE, duty=Duty.NONE, order=27)
UNITS = (*STATIONS, BRIGADE, OFFICE)
WORDS = Vocabulary(
    Taxonomy("单位", UNITS),
    Taxonomy("场所", VENUES),
    Taxonomy("诈骗类型", SCAM_TYPES),
    Taxonomy("人群", PEOPLE),
)
WORKDAYS = Workdays(
    frozenset(date(2026, 10, day) for day in (1, 2, 5, 6, 7, 8)),
    frozenset([date(2026, 10, 10)]),
    ((2026, "测试用的放假安排"),),
)
"""W41 (5 to 11 October) has two working days: the 9th and the 10th."""
MORNING = time(10)
FIRST_WEEK, LAST_WEEK = 40, 53


@dataclass
class Quarter:
    """Briefings and warnings, with the moments at which they reached the main line."""

    articles: dict[str, AnyArticle] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    data: DutyData = field(default_factory=lambda: DutyData(workdays=WORKDAYS))
    repeats: dict[str, str] = field(default_factory=dict)
    withdrawals: list[Withdrawal] = field(default_factory=list)

    def talk(
        self,
        unit: Unit,
        day: date,
        at: time | None = MORNING,
        published: datetime | None = None,
        **extra: Any,
    ) -> str:
        """One briefing; published the day after at 09:00 unless said otherwise."""
        name = extra.pop("name", "jiangzuo")
        made = Briefing(
            id=f"{unit.id}/{day.isoformat()}-{name}",
            unit=unit,
            venue=next(venue for venue in VENUES if venue.id == extra.pop("venue", "community")),
            path=f"briefings/{unit.id}/{day.isoformat()}-{name}/index.md",
            title="走进小区讲防骗",
            date=day,
            time=at,
            groups=PEOPLE[:1],
            summary="讲防骗。",
            audience=40,
            leaflets=100,
            scams=SCAM_TYPES[:1],
            body=Prose("<p>讲。</p>", "讲。"),
            **extra,
        )
        self.articles[made.id] = made
        if published is None:
            published = datetime.combine(day + timedelta(days=1), time(9), BEIJING)
        self.entry(made.id, published)
        return made.id

    def warning(self, name: str, published: datetime, **extra: Any) -> str:
        made = Case(
            id=f"{published.date().isoformat()}-{name}",
            path=f"cases/{published.date().isoformat()}-{name}/index.md",
            kind=CaseKind.WARNING,
            scam=SCAM_TYPES[0],
            signs=("一", "二"),
            tips=("一", "二"),
            title=f"风险提示{name}",
            date=published.date(),
            groups=PEOPLE[:1],
            summary="提醒。",
            body=Prose("<p>提醒。</p>", "提醒。"),
            **extra,
        )
        self.articles[made.id] = made
        self.entry(made.id, published)
        return made.id

    def entry(self, id: str, at: datetime, kind: str = "new") -> None:
        self.entries.append(Entry(at, ArticleId(id), kind, f"{len(self.entries):064x}"))

    def remove(self, id: str) -> None:
        del self.articles[id]
        self.entries = [entry for entry in self.entries if entry.id != id]

    def unregister(self, id: str) -> None:
        self.entries = [entry for entry in self.entries if entry.id != id]

    def publish_at(self, id: str, at: datetime) -> None:
        self.unregister(id)
        self.entry(id, at)

    def take_down(self, id: str, when: datetime, end: End, counts: bool = False) -> None:
        """As the office writes it; the register follows with the next deployment."""
        self.withdrawals.append(
            Withdrawal(id=ArticleId(id), at=when, end=end, reason="说明", by="办公室", counts=counts)
        )
        if end is not End.WITHDRAWN:
            del self.articles[id]

    def change(self, id: str, **changes: Any) -> None:
        self.articles[id] = replace(self.articles[id], **changes)

    def library(self, order: Iterable[AnyArticle] | None = None) -> Library:
        return library.build(WORDS, list(order or self.articles.values()), self.withdrawals)

    def register(self) -> Register:
        return Register(tuple(sorted(self.entries)))


def wednesday(week: int) -> date:
    return date.fromisocalendar(2026, week, 3)


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BEIJING)


def of(number: int, week: int) -> str:
    """The id of a station's talk of a week."""
    return f"s{number:02}/{wednesday(week).isoformat()}-jiangzuo"


def _there(unit: Unit, day: date) -> bool:
    return (unit.since or day) <= day <= (unit.until or day)


def _every_week(made: Quarter) -> Iterator[str]:
    for week in range(FIRST_WEEK, LAST_WEEK + 1):
        for unit in STATIONS:
            if _there(unit, wednesday(week)):
                yield made.talk(unit, wednesday(week))
    for month in (10, 11, 12):
        yield made.talk(BRIGADE, date(2026, month, 15))


def quarter() -> Quarter:
    """The quarter that the tests count."""
    made = Quarter()
    list(_every_week(made))
    station = {unit.id: unit for unit in STATIONS}
    # Warning A: to all that report weekly; each talks about it in W42, two days later.
    a = made.warning("a", at(10, 12, 9), steps=_steps(date(2026, 10, 12)))
    for unit in STATIONS:
        if _there(unit, wednesday(42)):
            made.change(of(unit.order, 42), responds_to=(a,))
    made.remove(of(1, 42))  # 甲01: no talk in W42
    made.publish_at(of(2, 42), at(10, 23, 9))  # 甲02: W42 reported on Friday of the week after: late
    made.publish_at(of(3, 41), at(10, 26, 9))  # 甲03: W41 reported after 19 days: backdated
    made.change(of(4, 43), with_=("甲05派出所", "市邮政分公司"))  # 甲04 with 甲05 and a partner in W43 …
    made.remove(of(5, 43))  # … and 甲05 has no other
    made.remove(of(6, 44))  # 甲06: exempt in W44
    made.repeats[of(7, 43)] = of(7, 42)  # 甲07: the talk of W43 reads like that of W42
    made.entry(of(8, 44), at(11, 1, 9), "withdrawn")  # 甲08: W44 withdrawn
    made.remove(of(9, 43))  # 甲09: nothing in W43, two talks in W42
    made.talk(station["s09"], date(2026, 10, 16), name="jiating")
    made.unregister(of(10, 42))  # 甲10: W42 not on the main line yet
    made.publish_at(of(11, 42), at(11, 5, 9))  # 甲11: W42 backdated, with a decision
    # Warning B: two units, three days; 甲01 answers after a day, 甲02 only before.
    b = made.warning("b", at(11, 3, 8), requires=(station["s01"], station["s02"]), window=3)
    made.change(of(1, 45), responds_to=(b,))
    made.talk(station["s02"], date(2026, 11, 2), name="shequ", responds_to=(b,))
    # Warning C: three units; 甲04 and 甲05 together, 甲06 on the last day, without a time.
    c = made.warning("c", at(11, 23, 10), requires=(station["s04"], station["s05"], station["s06"]))
    made.change(of(4, 48), with_=("s05",), responds_to=(c,))
    made.remove(of(5, 48))
    made.talk(station["s06"], date(2026, 11, 30), None, name="nongcun", responds_to=(c,))
    made.data = replace(
        made.data,
        exemptions=(Exemption(station["s06"], date(2026, 10, 26), date(2026, 11, 1), "安保", "测试文件"),),
        decisions=(Decision(of(11, 42), period("2026-W42"), "活动真实", "办公室"),),
        terms=(Term("秋季", date(2026, 9, 1), date(2027, 1, 22)),),
        must_talk=(
            MustTalk("must-2026-11-03", "loss", "某镇", station["s01"], date(2026, 11, 10)),
            MustTalk("must-2026-11-04", "repeat", "某镇", station["s02"], date(2026, 11, 10)),
        ),
    )
    made.change(of(2, 45), responds_to=("must-2026-11-04",))
    return made


def _steps(day: date) -> Sequence[Step]:
    return (
        Step("video", day, time(15), "bangongshi"),
        Step("push", day, time(17, 30), "xingzhen"),
    )
