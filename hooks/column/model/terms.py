"""Terms of the taxonomies that articles are sorted by: units, venues, scam types, groups of people.

Each field with a `key` is one key of the term's file: `briefings/units.yml`, `docs/scams/<id>.md`, `docs/groups/<id>.md`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, ClassVar

from column.model.attachments import Film
from column.model.front_matter.key import key
from column.model.front_matter.written import (
    Broadcast,
    Day,
    Items,
    Line,
    Points,
    Script,
    Sentences,
    Some,
    Telephone,
    Web,
    Whole,
    Word,
    Years,
    one_of,
)
from column.model.kinds import DUTIES, FAMILIES, UNIT_KINDS, Duty, Family, UnitKind
from column.model.script import ScriptLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of the bureau. `phone`, `address`, `hours` and `map` are what it makes public, empty where nothing was
    entered; `towns` are those that it polices. `since` and `until`: its first and last day, None where it is older or still
    there; `population`: how many people live in its towns."""

    NAMED_BY: ClassVar = "id"

    id: str = key("编号", Word)
    name: str = key("名称", Word)
    kind: UnitKind = key("性质", Annotated[UnitKind, one_of(UNIT_KINDS)])
    duty: Duty = key("任务", Annotated[Duty, one_of(DUTIES)])
    order: int
    github: tuple[str, ...] = key("账号", Items, default=())
    phone: str = key("电话", Telephone, default="")
    address: str = key("地址", Annotated[str, Line(4, 60)], default="")
    hours: str = key("时间", Annotated[str, Line(2, 60)], default="")
    map: str = key("地图", Web, default="")
    towns: tuple[str, ...] = key("辖区", Items, default=())
    since: dt.date | None = key("启用", Day, default=None)
    until: dt.date | None = key("停用", Day, default=None)
    population: int | None = key("人口", Whole, default=None)


@dataclass(frozen=True, slots=True)
class Venue:
    NAMED_BY: ClassVar = "id"

    id: str
    name: str
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScamType:
    """A type of fraud. `said`: what readers call it, as `name` is the ministry's word; `listed`: the years in which the
    ministry had it among its most frequent types; `script`: what swindlers say; `stages`: how it goes on, a sentence for
    each of `kinds.STAGES`; `broadcast`: see `Case`; `law`: the parts of the page of law that a talk about it shows, by their
    names there; `audio`: an officer who says what the page says."""

    NAMED_BY: ClassVar = "id"

    id: str
    name: str = key("名称", Word)
    family: Family = key("大类", Annotated[Family, one_of(FAMILIES)])
    order: int = key("次序", Whole)
    also: tuple[str, ...] = key("别名", Items, default=())
    listed: tuple[int, ...] = key("列入年份", Years, default=())
    said: str = key("俗称", Annotated[str, Line(1, 12)])
    slogan: str = key("宣传标语", Annotated[str, Line(1, 20)])
    summary: str = key("摘要", Annotated[str, Line(1, 120)])
    signs: tuple[str, ...] = key("识别要点", Points)
    tips: tuple[str, ...] = key("防范提示", Points)
    script: tuple[ScriptLine, ...] = key("话术", Script, default=())
    stages: tuple[str, ...] = key(
        "四步", Annotated[tuple[str, ...], Sentences(4, 40)], default=(), prose=True
    )
    broadcast: tuple[str, ...] = key("广播稿", Broadcast, default=(), prose=True)
    law: tuple[str, ...] = key("法律", Items, default=())
    audio: Film | None = key("录音", Annotated[str, Line(1, 100)], default=None)
    revised: dt.date | None = key("修订", Day, default=None)
    body: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of people whom certain scams look for. `risks`: the records of the scam types, worst first;
    `signs`, `tips`: the words of its sheets, without which it has no kit; `tell`: what somebody who is near them can say to
    them; `broadcast`: see `Case`; `letter`: how a letter addresses them, empty where none is written to them; `revised`: the
    day of the newest change of what its sheets say; `audio`: see `ScamType`."""

    NAMED_BY: ClassVar = "id"

    id: str
    name: str = key("名称", Word)
    order: int = key("次序", Whole)
    also: tuple[str, ...] = key("别名", Items, default=())
    slogan: str = key("宣传标语", Annotated[str, Line(1, 20)])
    summary: str = key("摘要", Annotated[str, Line(1, 120)])
    risks: tuple[ScamType, ...] = key("主要风险", Some, names="scams")
    signs: tuple[str, ...] = key("识别要点", Points, default=())
    tips: tuple[str, ...] = key("防范提示", Points, default=())
    tell: tuple[str, ...] = key(
        "讲给他听", Annotated[tuple[str, ...], Sentences(3, 60)], default=(), prose=True
    )
    broadcast: tuple[str, ...] = key("广播稿", Broadcast, default=(), prose=True)
    letter: str = key("一封信", Annotated[str, Line(2, 12)], default="")
    audio: Film | None = key("录音", Annotated[str, Line(1, 100)], default=None)
    revised: dt.date | None = key("修订", Day, default=None)
    body: str
    path: str
