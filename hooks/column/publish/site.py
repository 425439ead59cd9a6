"""All of the column's files of a site, as batches of products: the build writes those that changed, the preview makes
the one that is asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import groupby
from typing import Protocol

from column.content.library import by_month
from column.feeds import documents as feed_documents
from column.feeds.documents import FeedDocument
from column.feeds.writer import FeedWriter
from column.kits.material import Material
from column.media import drawings
from column.media.picture_store import PictureStore
from column.model.any_article import AnyArticle
from column.pages import all_pages, articles, embeds, form, screens
from column.pages.layout.page import AnyPage, Page
from column.pages.layout.templates import CompiledTemplates, Templates
from column.project.load import Project
from column.publish import calendar_file, redirects
from column.publish.article_media import ArticlePictures, film_products
from column.publish.kit_files import Kits
from column.publish.sitemap import Listed, robots, sitemap
from column.system.cache_keys import key_of
from column.system.output_tree import Batch, Product
from column.text.placeholders import ROOT, up


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

    @property
    def files(self) -> Mapping[str, bytes]:
        """The theme's files, style sheets and scripts among them, by their paths below the site."""

    def frame(self, section: str, url: str) -> Frame:
        """The frame of a page at `url` that belongs to `section` of the navigation."""


class Site:
    """The column's part of a site. `pictures` are those beside its articles."""

    def __init__(self, project: Project, shell: Shell, store: PictureStore) -> None:
        self._project, self._shell = project, shell
        self.pictures = ArticlePictures(project, store)
        self.kits = Kits(project)
        compiled = CompiledTemplates(project.root / ".cache" / "templates", project.version)
        self._templates = Templates(project.settings, compiled)
        self._base = f"{project.version} {shell.version} {project.settings.kits}"

    def batches(self) -> Iterator[Batch]:
        """Every file. Those of an article's month are one product, so that its bodies are loaded once."""
        months = by_month(self._project.library.with_pages).values()
        yield Batch(map(self._month, months), "(briefings|cases)/.*html$", "制作文章")
        yield Batch(map(self.page, self._others), ".*index.html$", "制作列表和专页")
        yield self.kits.batch()
        yield Batch(self._kit_pages(), r".*/(kit|screen)/index\.html$")
        yield Batch(self._embeds(), r"embed/.*html$")
        yield Batch(self._form_file(), r"contribute/form/fanzha-form\.html$")
        yield self.pictures.batch()
        yield self.pictures.shared()
        yield Batch(film_products(self._project), r".*/[0-9a-f]{16}\.(mp4|mp3|vtt)$")
        yield Batch(self._redirects(), "(briefings|cases)/.*html$")
        yield Batch(self._feeds(), r".*(feed|\d)\.(xml|atom|json)$|.*\.(opml|css)$")
        yield Batch(self._for_crawlers(), r"sitemap\.xml$|robots\.txt$")
        yield Batch(self._calendar(), r"calendar\.ics$")
        yield Batch(self._drawings(), f"{drawings.PUBLISHED}.*svg$")

    def _month(self, several: Sequence[AnyArticle]) -> Product:
        """The pages of a month's articles."""
        at = {f"{article.url}index.html": article for article in several}

        def page(path: str) -> AnyPage:
            article = at[path]
            cover, kit = self.pictures.cover_path(article), article.id in self.kits.ids
            return articles.page(self._project.library, article, cover, kit)

        return Product(
            tuple(at),
            lambda path: self._key(page(path)),
            lambda paths: ((path, self._html(page(path))) for path in paths),
        )

    @cached_property
    def _others(self) -> Sequence[AnyPage]:
        """All pages but those of articles."""
        project = self._project
        own = all_pages.others(project.library, project.settings, project.tools, project.pressure)
        return [*own, *self.kits.others()]

    def page(self, page: AnyPage) -> Product:
        """The file of one page."""
        return Product.single(f"{page.url}index.html", self._key(page), partial(self._html, page))

    def _key(self, page: AnyPage) -> str:
        return _digest(f"{self._base} {page.key}".encode())

    def _html(self, page: AnyPage) -> bytes:
        made = page.make(self._templates)
        html = self._shell.frame(made.section, made.url).fill(made, self._project.settings.url + made.url)
        return html.replace(ROOT, up(made.depth)).encode()

    def _embeds(self) -> Iterator[Product]:
        for inputs in embeds.embeds(self._project.library, self._project.tools.texts):
            key = _digest(f"{self._base} {key_of(inputs)}".encode())
            yield Product.single(inputs.path, key, partial(self._embed, inputs))

    def _embed(self, inputs: embeds.EmbedInputs) -> bytes:
        return embeds.html(self._templates, inputs).replace(ROOT, up(1)).encode()

    def _form_file(self) -> Iterator[Product]:
        """The form of contributors as one file that needs no network."""
        inputs = form.inputs(self._project.library, self._project.settings)
        key = _digest(f"{self._base} {key_of(inputs)}".encode())
        make = partial(form.file, self._templates, inputs, self._shell.files)
        yield Product.single(form.FILE, key, make)

    def _kit_pages(self) -> Iterator[Product]:
        for kit in self.kits.wanted:
            key = f"{self._base} {self.kits.key(kit)}"
            yield Product.single(f"{kit.address}index.html", key, partial(self._kit_page, kit))

        if self.kits.wanted:
            key = _digest(f"{self._base} {self.kits.screen_key()}".encode())
            yield Product.single(f"{screens.URL}index.html", key, lambda: self._html(self.kits.screen()))

    def _kit_page(self, kit: Material) -> bytes:
        return self._html(self.kits.page(kit))

    def _redirects(self) -> Iterator[Product]:
        for url, article in redirects.redirects(self._project.library):
            make = partial(redirects.page, url, article, self._project.settings)
            yield Product.single(f"{url}index.html", f"{self._base} {article.digest}", make)

    def _feeds(self) -> Iterator[Product]:
        """The feeds, those of one month together: they share their entries."""
        settings = self._project.settings
        documents = feed_documents.documents(self._project.library, settings, self.pictures.cover_path)
        writer = FeedWriter(settings, documents, self.pictures.cover)
        for path, data in writer.fixed():
            yield _ready(path, data)
        for _, several in groupby(documents, key=lambda document: document.month):
            of_month = list(several)
            keys = {
                path: _digest(f"{self._base} {document.key}".encode())
                for document in of_month
                for path in document.paths
            }
            yield Product(tuple(keys), keys.__getitem__, partial(_feeds_of, writer, of_month))

    def _calendar(self) -> Iterator[Product]:
        if entries := self._project.tools.calendar:
            yield _ready("calendar.ics", calendar_file.ics(self._project.settings, entries))

    def _drawings(self) -> Iterator[Product]:
        icons = drawings.icons()
        yield _ready(icons.address, icons.sprite)
        for scene in drawings.scenes().values():
            yield _ready(scene.address, scene.svg.encode())

    def _for_crawlers(self) -> Iterator[Product]:
        """sitemap.xml and robots.txt."""
        by_hand = [Listed(url) for url, _, _ in self._shell.others]
        others = (page for page in self._others if page.listed)
        made = [Listed(each.url, each.changed) for each in (*others, *self._project.library.articles)]
        made += [Listed(kit.address, kit.day) for kit in self.kits.wanted]
        address = self._project.settings.url
        yield _ready("sitemap.xml", sitemap(address, [*by_hand, *made]))
        yield _ready("robots.txt", robots(address))


def _feeds_of(
    writer: FeedWriter, documents: Sequence[FeedDocument], paths: Collection[str]
) -> Iterator[tuple[str, bytes]]:
    """Those of the documents that are asked for, in all their formats."""
    asked = [document for document in documents if any(path in paths for path in document.paths)]
    for document, formats in zip(asked, writer.render(asked), strict=True):
        yield from (pair for pair in zip(document.paths, formats, strict=True) if pair[0] in paths)


def _ready(path: str, data: bytes) -> Product:
    """A file that is made already."""
    return Product.single(path, _digest(data), lambda: data)


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
