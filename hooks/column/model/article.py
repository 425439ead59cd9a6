"""What briefings and cases have in common. Each field with a `key` is one front-matter key of both.

To add a key, add its field here (`front_matter.key` says what to give), or in `briefing` or `case` where only one of
them has it; nothing else has to know of it. Every id is resolved to its record where the content is read
(`content.articles`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, ClassVar, Protocol

from column.model.addresses import ArticleId
from column.model.attachments import Film, Photo
from column.model.front_matter.key import key
from column.model.front_matter.written import Day, Excuses, Line, Moment, Some, Truth, Word, one_of
from column.model.problems import Excuse
from column.model.terms import Group

BEIJING = dt.timezone(dt.timedelta(hours=8), "+08:00")
"""The only time zone of the column (GB/T 7408.1-2023, 标准时间)."""


class Body(Protocol):
    """What stands under an article's title: sanitised HTML with page-relative picture addresses, and plain text with
    a line a block. A body that was read before may be fetched only when somebody asks for it."""

    @property
    def html(self) -> str: ...

    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class InsideLink:
    """A link of a body to a page of the site: the line of the file, the address from the site's root, the place in that
    page (`#place`) where it names one."""

    line: int
    address: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A body at hand."""

    html: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What briefings and cases have in common.

    `id` is the permanent id of contract 2 (`wucheng/2025-04-27-xingfu-xiaoqu`, or the folder name for a case).
    `path` is the Markdown file, relative to the repository. `photos` are all the pictures, in reading order; `cover`
    is one of them, or None where a card is drawn. `digest` names this state of all the article's files, `state` besides
    what is known of it from the other articles.
    """

    NAMED_BY: ClassVar = "state"

    id: str
    path: str
    title: str = key(
        "标题",
        Annotated[str, Line(4, 64)],
        order=10,
        ask="标题，4 到 64 个字",
        hint="4 到 64 个字，写清谁、在哪里、做了什么",
        example="派出所民警走进幸福小区讲防骗",
        case_example="接到“客服退款”电话，先别共享屏幕",
        prose=True,
    )
    short_title: str = key(
        "短标题",
        Annotated[str, Line(4, 32)],
        default="",
        order=20,
        ask="短标题，32 个字以内，给微信用",
        offer="标题超过 32 个字时写一个短的",
        prose=True,
    )
    date: dt.date = key(
        "日期",
        Moment,
        order=50,
        ask="日期（如 2025-04-27）",
        hint="简报写活动的那一天，案例写发布的那一天",
        example="2025-04-27",
        case_example="2025-05-01",
    )
    time: dt.time | None = None
    groups: tuple[Group, ...] = key(
        "人群",
        Some,
        order=70,
        names="groups",
        ask="讲给谁听、提醒谁（可选几个，用空格或、隔开）",
        hint="讲给谁听、写给谁看，可以写几行",
        example=("老年人", "家长"),
        case_example=("网购消费者",),
    )
    summary: str = key(
        "摘要",
        Annotated[str, Line(1, 120)],
        default="",
        order=140,
        ask="摘要，一两句话",
        hint="一两句话，120 个字以内；不写就用正文第一段",
        example="民警和居民一起认了三种常见骗局，约定接到“共享屏幕”的要求先挂断。",
        case_example="对方自称客服，要求共享屏幕；先挂断，再打官方电话核实。",
        offer="一两句话，120 个字以内",
        prose=True,
    )
    cover: Photo | None = key("封面", Word, default=None)
    audio: Film | None = key("录音", Annotated[str, Line(1, 100)], default=None)
    source: str = key("信息来源", Word, default="")
    editor: str = key(
        "编辑", Word, default="", order=180, ask="编辑的姓名", hint="写稿人的姓名", example="编辑的姓名"
    )
    sample: bool = key("示例", Truth, default=False)
    updated: dt.date | None = key("更新日期", Day, default=None)
    correction: str = key("更正说明", Annotated[str, Line(4, 200)], default="", prose=True)
    correction_level: str = key("更正程度", Annotated[str, one_of({"serious": "重大"})], default="")
    allow: tuple[Excuse, ...] = key("豁免", Excuses, default=())
    draft: bool = key("草稿", Truth, default=False)
    aliases: tuple[ArticleId, ...] = ()
    body: Body
    photos: tuple[Photo, ...] = ()
    links: tuple[InsideLink, ...] = ()
    digest: str = ""

    @property
    def url(self) -> str:
        """The page's address from the site's root."""
        raise NotImplementedError

    @property
    def state(self) -> str:
        return self.digest

    @property
    def pictures(self) -> tuple[Photo, ...]:
        """The photos, and what else is published in the same way."""
        return self.photos

    @property
    def html(self) -> str:
        return self.body.html

    @property
    def text(self) -> str:
        return self.body.text

    @property
    def published(self) -> dt.datetime:
        """The moment that is printed as 发布时间, in +08:00; midnight where only the day is known."""
        return dt.datetime.combine(self.date, self.time or dt.time(), BEIJING)

    @property
    def changed(self) -> dt.date:
        """The day of the correction, else of the publication."""
        return self.updated if self.updated and self.updated > self.date else self.date

    @property
    def modified(self) -> dt.datetime:
        """When readers should look again: the day of the correction, else the publication."""
        return (
            self.published
            if self.changed == self.date
            else dt.datetime.combine(self.changed, dt.time(), BEIJING)
        )

    @property
    def folder(self) -> str:
        """The folder of the article's photos, relative to the repository."""
        return self.path.rpartition("/")[0]
