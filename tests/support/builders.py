"""A small bureau made by code, and articles of it, for tests that need no files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from column.content import library
from column.content.library import Library
from column.content.taxonomies import VENUES, Taxonomy, Vocabulary
from column.feeds.model import Enclosure
from column.media import variants
from column.model.addresses import ArticleId
from column.model.any_article import AnyArticle
from column.model.article import BEIJING, Prose
from column.model.attachments import Photo
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.kinds import CaseKind, Duty, Family, UnitKind
from column.model.terms import Group, ScamType, Unit
from column.model.withdrawal import End, Withdrawal
from column.settings.records import Feedback, Feeds, Government, Hotline, Settings
from column.text import markdown_html

STATIONS = {"wucheng": "无城派出所", "xiangan": "襄安派出所", "gaogou": "高沟派出所", "shijian": "石涧派出所"}
GROUPS = {"elderly": "老年人", "students": "学生", "finance-staff": "企业财会人员", "mothers": "宝妈"}
SCAMS = {"shuadan": "刷单返利", "police": "冒充公检法及政府机关", "investment": "虚假网络投资理财"}

UNITS = (
    *(
        Unit(id=id, name=name, kind=UnitKind.STATION, duty=Duty.WEEKLY, order=at)
        for at, (id, name) in enumerate(STATIONS.items(), 1)
    ),
    Unit(id="xingzhen", name="刑侦大队", kind=UnitKind.BRIGADE, duty=Duty.MONTHLY, order=9),
)
SCAM_TYPES = tuple(
    ScamType(
        id=id,
        name=name,
        family=Family.SCAM,
        order=at,
        listed=(2024, 2025),
        said=f"假{name}"[:12],
        slogan=f"遇到{name}，先停下来",
        summary=f"{name}的常见套路。",
        signs=(),
        tips=(),
        body="",
        path="",
    )
    for at, (id, name) in enumerate(SCAMS.items(), 1)
)
PEOPLE = tuple(
    Group(
        id=id,
        name=name,
        order=at,
        slogan=f"{name}防骗",
        summary=f"写给{name}：现在最多的骗局和该怎么做。",
        risks=SCAM_TYPES,
        body="",
        path="",
    )
    for at, (id, name) in enumerate(GROUPS.items(), 1)
)
VOCABULARY = Vocabulary(
    Taxonomy("单位", UNITS),
    Taxonomy("场所", VENUES),
    Taxonomy("诈骗类型", SCAM_TYPES),
    Taxonomy("人群", PEOPLE),
)

PARAGRAPHS = (
    "民警走进小区广场，用身边的例子讲清刷单返利的四步套路：先给甜头，再拉进群，要求垫付，最后不让提现。",
    "现场的老人问得最多的是“公安局打来电话要查账户怎么办”。民警的回答只有一句：挂掉，打 110 或 96110 核实。",
    "志愿者帮助居民打开国家反诈中心 APP 的来电预警，并把 12381 预警短信的样子给大家看了一遍。",
)


def site(url: str = "https://fanzha.example.gov.cn/", **feeds: Any) -> Settings:
    """Settings as mkdocs.yml gives them."""
    made = Feeds("fanzha.example.gov.cn", date(2025, 4, 27), 50, "", "示例市公安局")
    return Settings(
        name="反诈宣传专栏",
        description="怎么认出骗局，该怎么做。",
        url=url,
        page_size=20,
        samples=True,
        kits=30,
        hotlines=(Hotline("96110", "反诈专线", "接到请立即接听。"),),
        app="国家反诈中心",
        media_hosts=(),
        government=Government(),
        footer=(),
        feedback=Feedback(),
        feeds=replace(made, **feeds),
        editor=None,
    )


def _shared(
    title: str, day: date, groups: tuple[str, ...], body: str, extra: dict[str, Any]
) -> dict[str, Any]:
    rendered = markdown_html.render(body)
    photos = extra.pop("photos", ())
    given = {
        "path": "made/by/code.md",
        "title": title,
        "short_title": title if len(title) <= 32 else "",
        "date": day,
        "time": None,
        "groups": tuple(person for person in PEOPLE if person.id in groups),
        "summary": rendered.text.split("\n")[0][:120],
        "source": "反电诈中心",
        "editor": "政工室",
        "sample": False,
        "draft": False,
        "updated": None,
        "correction": "",
        "aliases": (),
        "allow": (),
        "body": Prose(variants.placed(rendered.html, {photo.name: photo for photo in photos}), rendered.text),
        "photos": tuple(photos),
    }
    return given | extra


def briefing(
    name: str,
    day: date,
    title: str = "走进幸福小区讲防骗",
    unit: str = "wucheng",
    groups: tuple[str, ...] = ("elderly",),
    body: str = "\n\n".join(PARAGRAPHS),
    venue: str = "community",
    **extra: Any,
) -> Briefing:
    place = next(place for place in VENUES if place.id == venue)
    station = next(station for station in UNITS if station.id == unit)
    return Briefing(
        id=f"{unit}/{day.isoformat()}-{name}",
        unit=station,
        venue=place,
        **_shared(title, day, groups, body, extra),
    )


def case(
    name: str,
    day: date,
    title: str = "“客服”让您关闭会员，一步步转走存款",
    scam: str = "shuadan",
    groups: tuple[str, ...] = ("students",),
    body: str = "\n\n".join(PARAGRAPHS),
    kind: CaseKind = CaseKind.WARNING,
    **extra: Any,
) -> Case:
    of = next(of for of in SCAM_TYPES if of.id == scam)
    own = {
        "signs": ("说您开通了会员，不取消就扣费", "要您共享屏幕"),
        "tips": ("挂断电话，自己打官方客服", "已经转账马上拨打 110"),
    }
    return Case(
        id=f"{day.isoformat()}-{name}", kind=kind, scam=of, **own | _shared(title, day, groups, body, extra)
    )


def withdrawal(id: str, end: End, into: str = "", day: date = date(2026, 10, 31), **given: Any) -> Withdrawal:
    """What came down, at nine on a day."""
    own = {"reason": "内容有误，核实后另发。", "by": "政工室", "into": ArticleId(into) if into else None}
    at = datetime.combine(day, time(9), BEIJING)
    return Withdrawal(id=ArticleId(id), at=at, end=end, **own | given)


def photo(name: str = "xianchang.jpg", width: int = 2000, height: int = 1500) -> Photo:
    return Photo(name, "0123456789abcdef" * 4, width, height, "民警讲解")


def cover(article: AnyArticle) -> Enclosure:
    return Enclosure(f"{article.url}0123456789abcdef-1600.jpg", 123456, "image/jpeg", 1600, 1200)


def many(count: int, last: date = date(2026, 10, 31), days: int = 300) -> list[AnyArticle]:
    """Articles spread evenly over the days before `last`, one in five of them a case."""
    made: list[AnyArticle] = []
    units, groups, scams = list(STATIONS), list(GROUPS), list(SCAMS)
    for number in range(count):
        day = last - timedelta(days=number * days // max(count, 1))
        two = (groups[number % 4], groups[(number + 1) % 4])
        if number % 5 == 4:
            made.append(
                case(f"an-{number}", day, f"第{number}号预警：换个说法的老骗局", scams[number % 3], two)
            )
        else:
            title = f"第{number}次进社区讲防骗"
            made.append(briefing(f"xuanchuan-{number}", day, title, units[number % 4], two))
    return made


def stocked(count: int = 120, **extra: Any) -> Library:
    return library.build(VOCABULARY, many(count, **extra))


def edited(articles: list[AnyArticle], id: str, **changes: Any) -> Library:
    """The library of the articles, one of them changed."""
    return library.build(
        VOCABULARY, [replace(piece, **changes) if piece.id == id else piece for piece in articles]
    )


MORNING = time(9, 30)
