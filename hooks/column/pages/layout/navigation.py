"""The navigation of the site: its sections, and what the lists below them are called."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """An entry of the menu: its title, and its pages by address and title, the one that it leads to first."""

    title: str
    pages: tuple[tuple[str, str], ...]

    def holds(self, section: str) -> bool:
        return any(url == section for url, _ in self.pages)


MENU = (
    Part(
        "遇到骗子",
        (("check/", "我遇到骗子了吗"), ("now/", "正在通话，先挂断"), ("help/", "已经转账了")),
    ),
    Part("防骗指南", (("groups/", "按人群看"), ("scams/", "诈骗类型"))),
    Part("案例预警", (("cases/", "案例预警"),)),
    Part("所队快讯", (("briefings/", "所队快讯"), ("units/", "按单位看"), ("venues/", "进社区、进学校"))),
    Part("宣传材料", (("materials/", "海报、展板和短信"), ("quiz/", "知识问答"))),
    Part("找派出所", (("stations/", "找派出所"),)),
)
"""Six entries, in the order of how soon a reader needs them; home is the site's name beside them."""

SECTIONS = ("", *(url for part in MENU for url, _ in part.pages))
"""The addresses of the menu's pages and of home: to one of them every page belongs, or to home."""


def menu(gone: Collection[str]) -> tuple[Part, ...]:
    """The menu without the pages that this site has not."""
    parts = (Part(part.title, tuple(page for page in part.pages if page[0] not in gone)) for part in MENU)
    return tuple(part for part in parts if part.pages)


APART = (
    ("", "feeds/"),
    ("", "sitemap/"),
    ("", "trends/"),
    ("", "corrections/"),
    ("materials/", "k/"),
    ("materials/", "videos/"),
    ("check/", "feedback/"),
)
"""Pages that belong to a section and lie in a folder of their own: section and folder."""


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
