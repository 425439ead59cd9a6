"""Every page of the site that is made here, in one list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from column.content.library import Library
from column.duty.data import Pressure
from column.feeds.channels import channels
from column.kits import material
from column.model.any_article import AnyArticle
from column.pages import articles, corrections, films, form, home, indexes, kits, lists, selfhelp_pages
from column.pages.layout.page import AnyPage
from column.selfhelp.data import SelfHelpData
from column.settings.records import Settings


def every(
    library: Library, settings: Settings, selfhelp: SelfHelpData, cover: Callable[[AnyArticle], str]
) -> Iterator[AnyPage]:
    """`cover` gives the address of an article's cover picture from the site's root."""
    yield from others(library, settings, selfhelp)
    for article in library.with_pages:
        yield articles.page(library, article, cover(article))


def guides(selfhelp: SelfHelpData) -> Iterator[tuple[str, str, str]]:
    """Address, title and text of the pages, apart from articles and what they are about, that a search can lead to."""
    yield from selfhelp_pages.guides(selfhelp)
    yield from indexes.guides()
    yield kits.guide()
    yield films.guide()


def others(
    library: Library, settings: Settings, selfhelp: SelfHelpData, pressure: Iterable[Pressure] = ()
) -> Iterator[AnyPage]:
    """All pages but those of articles. `pressure`: what the anti-fraud centre counted, public or not."""
    listed = channels(library.vocabulary, settings)
    yield home.page(library, listed[0], selfhelp, material.materials(library, settings, selfhelp))
    yield from indexes.pages(library, listed, selfhelp.texts)
    yield from corrections.pages(library)
    yield from films.pages(library)
    yield form.page(form.inputs(library, settings))
    yield from selfhelp_pages.pages(library, selfhelp, pressure)
    by_path = {channel.path: channel for channel in listed}
    yield from lists.pages(library, by_path, settings.page_size, selfhelp.prints, selfhelp.texts)
