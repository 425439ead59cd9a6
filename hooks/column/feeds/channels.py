"""The channels: which feeds there are, who each is for, and the articles that belong to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from column.content.library import Library
from column.content.taxonomies import Vocabulary
from column.model.any_article import AnyArticle
from column.model.briefing import Briefing
from column.model.kinds import UnitKind
from column.model.terms import Unit
from column.settings.records import Settings

GUIDE = "feeds/"
"""The page that lists the feeds."""
OPML = "feeds/column.opml"


@dataclass(frozen=True, slots=True)
class Channel:
    """One feed: `path` is the folder of its three documents (`""`, `briefings/`, `groups/elderly/`), `audience` says
    who it is for, `section` under which heading it is listed.

    `archived` says whether it has pages for past months: the whole column, briefings and cases have, between which
    every article is reached. Pages of all the others would be 17,600 files and 600 MB at 10,000 articles.
    """

    path: str
    title: str
    description: str
    audience: str
    section: str = ""
    archived: bool = False

    @property
    def tag(self) -> str:
        """The name of the feed in its `tag:` URI."""
        return f"feeds/{self.path}"


def channels(vocabulary: Vocabulary, settings: Settings) -> tuple[Channel, ...]:
    """All channels, in the order in which a page lists them, the whole column first."""
    name = settings.name

    def about(section: str, path: str, what: str, description: str, audience: str) -> Channel:
        return Channel(path, f"{name} · {what}", description, audience, section)

    return (
        Channel("", name, settings.description, "想要全部内容的公众号和网站", archived=True),
        Channel(
            "briefings/", f"{name} · 所队快讯", "各所队反诈宣传活动的简报。", "转发宣传活动的公众号", archived=True
        ),
        Channel(
            "cases/", f"{name} · 案例预警", "典型案例和风险提示，新骗局当天发布。",
            "转发预警的公众号、单位群和社区群", archived=True,
        ),
        *(
            about("按人群", f"groups/{of.id}/", of.name, of.summary or f"写给{of.name}的案例、提示和宣传简报。",
                  f"读者主要是{of.name}的公众号和群")
            for of in vocabulary.groups.records
        ),
        *(
            about("按单位", f"units/{of.id}/", of.name, f"{of.name}的反诈宣传简报。", _audience(of))
            for of in vocabulary.units.records
        ),
        *(
            about("按诈骗类型", f"scams/{of.id}/", of.name, of.summary or f"关于{of.name}的案例、提示和宣传简报。",
                  f"要专门提醒{of.name}的公众号和群")
            for of in vocabulary.scams.records
        ),
    )  # fmt: skip


def _audience(unit: Unit) -> str:
    if unit.kind is UnitKind.STATION:
        return f"{unit.name}辖区的公众号和村（社区）群"
    return f"要单独转发{unit.name}内容的公众号"


def articles(library: Library) -> Mapping[str, tuple[AnyArticle, ...]]:
    """The articles of each channel by its path, newest first."""
    words = library.vocabulary
    return {
        "": library.articles,
        "briefings/": library.briefings,
        "cases/": library.cases,
        **{f"groups/{group.id}/": library.of_group(group) for group in words.groups.records},
        **{f"units/{unit.id}/": library.of_unit(unit) for unit in words.units.records},
        **{f"scams/{scam.id}/": library.of_scam(scam) for scam in words.scams.records},
    }


def home(article: AnyArticle) -> str:
    """The path of the channel that an article comes from."""
    return f"units/{article.unit.id}/" if isinstance(article, Briefing) else "cases/"
