"""A briefing (宣传简报) of a unit. Each field with a `key` is one front-matter key of briefings; those that cases have too
are in `article`.

To add a key, add its field here (`front_matter.key` says what to give); nothing else has to know of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from column.model.addresses import ArticleId
from column.model.article import Article
from column.model.front_matter.key import key
from column.model.front_matter.written import Form, Items, Line, Single, Whole, former_ids
from column.model.terms import ScamType, Unit, Venue


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing(Article):
    """A 宣传简报. `responds_to`: ids of the cases and warnings that it passes on, all known to exist; `scams`: what it was
    about beside them; `with_`: who held the event too, units of the bureau by their full names, or others."""

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
    with_: tuple[str, ...] = key("联合单位", Items, default=(), order=102, offer="没有就不写")
    form: str = key("宣传形式", Form, default="", order=101, offer="讲座")
    consulted: int | None = key("解答咨询", Whole, default=None)
    installed: int | None = key("指导安装", Whole, default=None)
    scams: tuple[ScamType, ...] = key(
        "诈骗类型", Items, default=(), order=104, names="scams", offer="没有对应的风险提示时写，如：刷单返利"
    )
    responds_to: tuple[str, ...] = key("回应预警", Items, default=(), order=103, offer="风险提示的编号")
    aliases: tuple[ArticleId, ...] = key(
        "曾用编号", Annotated[tuple[ArticleId, ...], former_ids(of_briefing=True)], default=()
    )

    kind: Literal["briefing"] = field(default="briefing", init=False)

    @property
    def url(self) -> str:
        return f"briefings/{self.id}/"
