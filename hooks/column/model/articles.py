"""Articles: the 宣传简报 of a unit, the 典型案例 and the 风险提示. Each field with a `key` is one front-matter key.

To add a key, add its field here (`keys.Key` says what to give); nothing else has to know of it. Every id is resolved to
its record where the content is read (`content.articles`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Annotated, Literal, Protocol

from column.model.addresses import ArticleId, WebAddress
from column.model.field_types import (
    Channel,
    Day,
    Excuses,
    Items,
    Kind,
    Line,
    Moment,
    Points,
    Single,
    Some,
    Truth,
    Whole,
    Word,
    former_ids,
)
from column.model.keys import key
from column.model.kinds import CHANNELS, CaseKind
from column.model.records import BEIJING, Excuse, Film, Photo
from column.model.terms import Group, ScamType, Unit, Venue


class Body(Protocol):
    """What stands under an article's title: sanitised HTML with page-relative picture addresses, and plain text with
    a line a block. A body that was read before may be fetched only when somebody asks for it."""

    @property
    def html(self) -> str: ...

    @property
    def text(self) -> str: ...


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
    is one of them, or None where a card is drawn. `digest` names this state of all the article's files.
    """

    id: str
    path: str
    title: str = key(
        "标题",
        Annotated[str, Line(4, 64)],
        order=10,
        ask="标题，4 到 64 个字",
        hint="4 到 64 个字，写清谁、在哪里、做了什么",
        example="无城派出所走进幸福小区讲防骗",
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
    source: str = key("信息来源", Word, default="")
    editor: str = key(
        "编辑", Word, default="", order=180, ask="编辑的姓名", hint="写稿人的姓名", example="编辑的姓名"
    )
    sample: bool = key("示例", Truth, default=False)
    updated: dt.date | None = key("更新日期", Day, default=None)
    correction: str = key("更正说明", Annotated[str, Line(4, 200)], default="", prose=True)
    allow: tuple[Excuse, ...] = key("豁免", Excuses, default=())
    draft: bool = key("草稿", Truth, default=False)
    aliases: tuple[ArticleId, ...] = ()
    body: Body
    photos: tuple[Photo, ...] = ()
    digest: str = ""

    @property
    def url(self) -> str:
        """The page's address from the site's root."""
        raise NotImplementedError

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
    def modified(self) -> dt.datetime:
        """When readers should look again: the day of the correction, else the publication."""
        if self.updated and self.updated > self.date:
            return dt.datetime.combine(self.updated, dt.time(), BEIJING)
        return self.published

    @property
    def folder(self) -> str:
        """The folder of the article's photos, relative to the repository."""
        return self.path.rpartition("/")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing(Article):
    """A 宣传简报. `responds_to`: ids of the cases and warnings that it passes on, all known to exist."""

    unit: Unit
    venue: Venue = key(
        "场所",
        Single,
        order=60,
        names="venues",
        ask="在什么场所（写数字或名称）",
        hint="写一个",
        example="进社区",
    )
    place: str = key(
        "地点",
        Annotated[str, Line(1, 60)],
        default="",
        order=80,
        ask="地点，如“幸福小区”，不写门牌号",
        hint="写到小区、学校、村为止，不写几栋几号",
        example="幸福小区",
        offer="某某小区（不写门牌号）",
        prose=True,
    )
    audience: int | None = key(
        "参与人数",
        Whole,
        default=None,
        order=90,
        ask="参与人数，只写数字",
        hint="只写数字，数过再写",
        example="60",
    )
    leaflets: int | None = key(
        "发放资料",
        Whole,
        default=None,
        order=100,
        ask="发放资料份数，只写数字",
        hint="只写数字",
        example="200",
    )
    responds_to: tuple[str, ...] = key("回应预警", Items, default=())
    aliases: tuple[ArticleId, ...] = key(
        "曾用编号", Annotated[tuple[ArticleId, ...], former_ids(of_briefing=True)], default=()
    )

    kind: Literal["briefing"] = field(default="briefing", init=False)

    @property
    def url(self) -> str:
        return f"briefings/{self.id}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Article):
    """A 典型案例 or a 风险提示. `loss` is in yuan; `review_by` the day after which it may be out of date."""

    kind: CaseKind = key("类别", Kind, order=30, hint="典型案例 或 风险提示", example="风险提示")
    scam: ScamType = key(
        "诈骗类型",
        Single,
        order=40,
        names="scams",
        ask="哪一种诈骗（写数字或名称）",
        hint="写一个",
        example="冒充电商物流客服",
    )
    signs: tuple[str, ...] = key(
        "识别要点",
        Points,
        order=150,
        ask="识别要点：怎样认出来",
        hint="怎样认出来，2 到 6 条，每条一句短话",
        example=("自称客服，主动说要退款或赔付", "要求下载会议软件、打开共享屏幕"),
        prose=True,
    )
    tips: tuple[str, ...] = key(
        "防范提示",
        Points,
        order=160,
        ask="防范提示：该怎么做",
        hint="该怎么做，2 到 6 条",
        example=("挂断电话，自己到购物平台里找客服", "不共享屏幕，不说验证码"),
        prose=True,
    )
    channel: str = key(
        "接触方式",
        Channel,
        default="",
        order=110,
        ask="骗子怎样找上门：" + "、".join(CHANNELS.values()),
        hint="、".join(CHANNELS.values()) + "，写一个",
        example="电话",
        offer="、".join(CHANNELS.values()) + "中的一个",
    )
    loss: int | None = key(
        "损失金额",
        Whole,
        default=None,
        order=120,
        ask="损失金额，元",
        hint="单位是元，只写数字",
        example="30000",
    )
    area: str = key(
        "发案区域",
        Annotated[str, Line(1, 30)],
        default="",
        order=130,
        ask="发案区域，只写到乡镇",
        hint="写到乡镇为止",
        example="某某镇",
        offer="某某镇（不写门牌号）",
    )
    slogan: str = key(
        "宣传标语", Annotated[str, Line(1, 20)], default="", order=170, offer="20 个字以内", prose=True
    )
    video: Film | WebAddress | None = key("视频", Annotated[str, Line(1, 500)], default=None)
    review_by: dt.date | None = key("复核日期", Day, default=None, order=190, offer="2026-12-31")
    aliases: tuple[ArticleId, ...] = key(
        "曾用编号", Annotated[tuple[ArticleId, ...], former_ids(of_briefing=False)], default=()
    )

    @property
    def url(self) -> str:
        return f"cases/{self.id}/"


AnyArticle = Briefing | Case
"""An article of either kind."""
