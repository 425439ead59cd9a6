"""A page of the site, and a page that can be made from its inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from column.model.any_article import AnyArticle
from column.system.cache_keys import key_of

if TYPE_CHECKING:
    from column.pages.layout.templates import Templates

I = TypeVar("I")  # noqa: E741 - inputs


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site: `url` relative to the root, ending in a slash (empty for home); `title` and
    `description` are plain text; `body` and `head` are HTML with `ROOT` in their addresses; `section` is the
    entry of the navigation that it belongs to."""

    url: str
    section: str
    title: str
    description: str
    body: str
    head: str

    @property
    def depth(self) -> int:
        return self.url.count("/")


@dataclass(frozen=True, slots=True)
class LazyPage(Generic[I]):
    """A page that can be made.

    `inputs` is a frozen record of all that the page is made from, besides the templates and the settings, which are
    the same for all pages of a build. `render` is a function of a module: it sees these two and nothing else.
    `changed` is the day of the newest change of what the page shows, for the sitemap, in which it is
    `listed`.
    """

    url: str
    inputs: I
    render: Callable[[Templates, I], Page]
    changed: date | None = None
    listed: bool = True

    @property
    def key(self) -> str:
        """Differs where the inputs differ."""
        return key_of(self.inputs)

    def make(self, templates: Templates) -> Page:
        return self.render(templates, self.inputs)


AnyPage = LazyPage[Any]


def newest(articles: Iterable[AnyArticle]) -> date | None:
    """The day of the articles' newest change; None where there are none."""
    return max((article.changed for article in articles), default=None)
