"""The navigation of the site: its sections, and what the lists below them are called."""

from __future__ import annotations

from dataclasses import dataclass

SECTIONS = (
    ("", "首页"),
    ("briefings/", "所队快讯"),
    ("cases/", "案例预警"),
    ("groups/", "按人群看"),
    ("scams/", "诈骗类型"),
    ("venues/", "进社区、进学校"),
    ("units/", "按单位看"),
)
"""The sections that hold articles or lead to them: address and title."""

SELF_HELP = (("now/", "先挂断"), ("check/", "我遇到骗子了吗"), ("help/", "已经转账了"))
"""The sections for readers who need help this minute: they come right after home."""

STATIONS = ("stations/", "找派出所")
"""What a reader looks for; the units and their briefings lie below it."""

NAVIGATION = (SECTIONS[0], *SELF_HELP, *SECTIONS[1:-1], STATIONS)
"""All entries but the pages that are written by hand."""

APART = (
    ("", "feeds/"),
    ("", "sitemap/"),
    ("", "trends/"),
    ("", "corrections/"),
    ("", "materials/"),
    ("", "k/"),
    ("stations/", "units/"),
    ("check/", "quiz/"),
    ("check/", "feedback/"),
)
"""Pages that belong to a section and lie in a folder of their own: section and folder."""


def entry(section: str) -> str:
    """The entry of the navigation that a section belongs to."""
    return STATIONS[0] if section == "units/" else section


@dataclass(frozen=True, slots=True)
class Column:
    """How a section's list presents itself, on the page and in its column tags."""

    name: str
    description: str
    keywords: str


COLUMNS = {
    "briefings/": Column("所队快讯", "各派出所和业务大队反诈宣传活动的简报", "反诈宣传，所队快讯，五进"),
    "cases/": Column(
        "典型案例与风险提示", "近期发现的诈骗手法：怎么认出来，该怎么做", "典型案例，风险提示，反诈"
    ),
    "groups/": Column(
        "按人群看", "每一类人眼下要当心什么，怎么认出来，该怎么做", "老年人，学生，企业财会，反诈"
    ),
    "scams/": Column("诈骗类型", "十六类诈骗和涉诈行为，每一类怎么识别、怎么防", "诈骗类型，刷单返利，反诈"),
    "venues/": Column(
        "进社区、进学校", "民警到学校、企业、农村、社区、家庭讲防骗（反诈“五进”）", "五进，反诈宣传"
    ),
    "units/": Column("按单位看", "各派出所和大队发布的反诈宣传简报", "派出所，刑侦大队，反诈宣传"),
}
