"""All of the column's files of a site, made in proportion to what changed since the last build."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from itertools import groupby
from typing import Protocol

from column.feeds import documents as feed_documents
from column.feeds.documents import FeedDocument
from column.feeds.writer import FeedWriter
from column.media.picture_store import PictureStore
from column.pages import all_pages
from column.pages.layout.page import AnyPage, Page
from column.pages.layout.templates import CompiledTemplates, Templates
from column.project.load import Project
from column.publish import redirects
from column.publish.article_media import ArticlePictures, film_products, pictures_of, write_pictures
from column.publish.sitemap import Listed, robots, sitemap
from column.system import parallel
from column.system.output_tree import OutputTree, Part, Product
from column.text.placeholders import ROOT, up

_TOGETHER = 20
"""Feed documents that are made together, as those of a month share their entries."""


class Frame(Protocol):
    """The theme's page around a page of ours."""

    def fill(self, page: Page, canonical: str) -> str: ...


class Shell(Protocol):
    """What MkDocs and its theme bring to the site."""

    @property
    def version(self) -> str:
        """The state of all that the frames are made from."""

    @property
    def others(self) -> Sequence[tuple[str, str, str]]:
        """Address, title and text of each page that is written by hand."""

    def frame(self, section: str, url: str) -> Frame:
        """The frame of a page at `url` that belongs to `section` of the navigation."""


def publish(project: Project, shell: Shell, store: PictureStore, tree: OutputTree) -> None:
    """Bring the column's part of `tree` up to date. Raises `PathError` and `FilmError`."""
    base = f"{project.version} {shell.version}"
    pictures = pictures_of(project, store)
    feeds = partial(_write_feeds, project, pictures, tree.part(), base)
    # Where all is new there is work for all processors anyway, and a process more costs memory.
    background: AbstractContextManager[Callable[[], Part]] = (
        nullcontext(feeds) if tree.all_new else parallel.in_background(feeds)
    )
    with background as feeds_written:
        pages = _write_pages(project, pictures, shell, tree, base)
        write_pictures(project, pictures, store, tree)
        tree.update(film_products(project))
        tree.update(_redirect_products(project, base))
        tree.join(feeds_written())
    address, by_hand = project.settings.url, [Listed(url) for url, _, _ in shell.others]
    for path, data in (
        ("sitemap.xml", sitemap(address, [*by_hand, *pages])),
        ("robots.txt", robots(address)),
    ):
        tree.put(path, _digest(data), data)


def _write_pages(
    project: Project, pictures: Mapping[str, ArticlePictures], shell: Shell, tree: OutputTree, base: str
) -> list[Listed]:
    """Bring the pages up to date; gives all of them."""
    compiled = CompiledTemplates(project.root / ".cache" / "templates", project.version)
    templates = Templates(project.settings, compiled)
    pages = list(
        all_pages.every(
            project.library,
            project.settings,
            project.tools,
            lambda article: pictures[article.id].cover.url_path,
        )
    )
    tree.update((_page_product(page, templates, shell, project, base) for page in pages), "制作页面")
    return [Listed(page.url, page.modified) for page in pages]


def _page_product(page: AnyPage, templates: Templates, shell: Shell, project: Project, base: str) -> Product:
    def make() -> bytes:
        made = page.make(templates)
        html = shell.frame(made.section, made.url).fill(made, project.settings.url + made.url)
        return html.replace(ROOT, up(made.depth)).encode()

    return Product.single(f"{page.url}index.html", _digest(f"{base} {page.key}".encode()), make)


def _redirect_products(project: Project, base: str) -> Iterator[Product]:
    for url, article in redirects.redirects(project.library.articles):
        make = partial(redirects.page, url, article, project.settings)
        yield Product.single(f"{url}index.html", f"{base} {article.digest}", make)


def _write_feeds(
    project: Project, pictures: Mapping[str, ArticlePictures], tree: OutputTree, base: str
) -> Part:
    """Bring the feeds in a part of the tree up to date."""
    covers = {id: several.cover for id, several in pictures.items()}
    documents = feed_documents.documents(project.library, project.settings, covers)
    writer = FeedWriter(project.settings, documents)
    for path, data in writer.fixed():
        tree.put(path, _digest(data), data)
    tree.update(_feed_products(writer, documents, base))
    return tree.done()


def _feed_products(writer: FeedWriter, documents: Iterable[FeedDocument], base: str) -> Iterator[Product]:
    """The feeds, those of one month together: they share their entries."""
    for _, several in groupby(documents, key=lambda document: document.month):
        of_month = list(several)
        for at in range(0, len(of_month), _TOGETHER):
            batch = of_month[at : at + _TOGETHER]
            keys = {
                path: _digest(f"{base} {document.key}".encode())
                for document in batch
                for path in document.paths
            }
            yield Product(keys, partial(_feeds_of, writer, batch))


def _feeds_of(
    writer: FeedWriter, documents: Sequence[FeedDocument], paths: Collection[str]
) -> Mapping[str, bytes]:
    """Those of the documents that are asked for, in all their formats."""
    asked = [document for document in documents if any(path in paths for path in document.paths)]
    return {
        path: data
        for document, formats in zip(asked, writer.render(asked), strict=True)
        for path, data in zip(document.paths, formats, strict=True)
    }


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
