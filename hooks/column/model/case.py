"""A case (典型案例) or a warning (风险提示). Each field with a `key` is one front-matter key of cases; those that briefings
have too are in `article`.

To add a key, add its field here (`front_matter.key` says what to give); nothing else has to know of it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from column.model.addresses import ArticleId
from column.model.article import Article
from column.model.attachments import Photo, Video
from column.model.front_matter.key import key
from column.model.front_matter.written import (
    Broadcast,
    Channel,
    Day,
    Days,
    Film,
    Items,
    Kind,
    Line,
    Points,
    Single,
    Steps,
    Truth,
    Whole,
    former_ids,
)
from column.model.kinds import CHANNELS, CaseKind
from column.model.steps import Step
from column.model.terms import ScamType, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Article):
    """A 典型案例 or a 风险提示. `loss` is in yuan; `review_by` the day after which it may be out of date,
    `outdated` whether the newest article is later than that; `steps` is what was done about it, `requires` the units that
    are to pass it on (where empty, all that report weekly) within `window` days (where None, as `docs/data/duty.yml` says);
    `broadcast`: what is read out in one minute and in three, where the office wrote it; `kit`: whether it has a kit, None
    where its age tells."""

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
    video: Video | None = key("视频", Film, default=None)
    review_by: dt.date | None = key("复核日期", Day, default=None, order=190, offer="2026-12-31")
    steps: tuple[Step, ...] = key("步骤", Steps, default=())
    broadcast: tuple[str, ...] = key("广播稿", Broadcast, default=(), prose=True)
    kit: bool | None = key("物料包", Truth, default=None)
    requires: tuple[Unit, ...] = key("应答单位", Items, default=(), names="units")
    window: int | None = key("时限", Days, default=None)
    aliases: tuple[ArticleId, ...] = key(
        "曾用编号", Annotated[tuple[ArticleId, ...], former_ids(of_briefing=False)], default=()
    )
    outdated: bool = False

    @property
    def pictures(self) -> tuple[Photo, ...]:
        poster = self.video.poster if self.video else None
        return self.photos if poster is None or poster in self.photos else (*self.photos, poster)

    @property
    def state(self) -> str:
        return f"{self.digest} outdated" if self.outdated else self.digest

    @property
    def url(self) -> str:
        return f"cases/{self.id}/"
