"""Pictures and films beside the pages of articles, and the pictures of the other pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from pathlib import Path

from column.content.library import by_month
from column.feeds.model import Enclosure
from column.media import cards, films, picture_store, variants
from column.media.picture_store import PictureJob, PictureStore
from column.model.any_article import AnyArticle
from column.model.attachments import Film
from column.model.case import Case
from column.pages.layout import share
from column.project.load import Project
from column.selfhelp import first_aid
from column.system.output_tree import Batch, Product


class ArticlePictures:
    """The pictures that lie beside articles' pages, and the one that stands for each article in feeds and tags."""

    def __init__(self, project: Project, store: PictureStore) -> None:
        self._project, self._store = project, store
        self._covers: dict[str, str] = {}
        self._shared = list(share.all_cards(project.settings, project.library.vocabulary))

    def make(self) -> None:
        """Make all that the store lacks."""
        articles = self._project.library.with_pages
        missing = (one for one in articles if not all(map(self._store.has, self._names(one))))
        self._store.make(job for article in missing for job in self._jobs(article))

    def forget(self) -> None:
        """Remove from the store whatever no page has: what was removed must not stay on the machine either."""
        articles = self._project.library.with_pages
        names = {name for article in articles for name in self._names(article)}
        self._store.keep_only(names.union(card.name for card in self._shared))

    def cover_path(self, article: AnyArticle) -> str:
        """The address of the cover from the site's root."""
        name = self._covers.get(article.id)
        if name is None:
            photo = article.cover
            name = (
                variants.filename(photo, variants.published(photo)[-1]) if photo else self._card(article).name
            )
            self._covers[article.id] = name
        return article.url + name

    def cover(self, article: AnyArticle) -> Enclosure:
        """The cover, which is made where it is missing."""
        path = self.cover_path(article)
        name, photo = path.removeprefix(article.url), article.cover
        if not self._store.has(name):
            self._store.make(self._jobs(article))
        width, height = cards.SIZE
        if photo:
            width = variants.published(photo)[-1]
            height = round(photo.height * width / photo.width)
        return Enclosure(path, self._store.length(name), "image/jpeg", width, height)

    def batch(self) -> Batch:
        """The files of all pictures, those of a month together."""
        months = by_month(self._project.library.with_pages).values()
        return Batch(map(self._product, months), r"(briefings|cases)/.*\.jpg$", prepare=self._prepare)

    def shared(self) -> Batch:
        """The pictures of pages that are no articles."""
        paths = {share.FOLDER + card.name for card in self._shared}
        return Batch(
            (Product(sorted(paths), _name, self._files),), f"{share.FOLDER}.*\\.jpg$", prepare=self._draw
        )

    def _draw(self, _: Sequence[Product]) -> None:
        jobs = [picture_store.of_card(card) for card in self._shared]
        self._store.make(jobs)
        self._store.check(jobs)

    def _product(self, articles: Sequence[AnyArticle]) -> Product:
        paths = [article.url + name for article in articles for name in self._names(article)]
        return Product(paths, _name, self._files)

    def _files(self, paths: Collection[str]) -> Iterator[tuple[str, Path]]:
        return ((path, self._store.file(_name(path))) for path in paths)

    def _prepare(self, stale: Sequence[Product]) -> None:
        """Look whether the store's files are whole; make what is missing or damaged."""
        ids = {path.split("/", 1)[1].rpartition("/")[0] for product in stale for path in product.paths}
        by_id = {article.id: article for article in self._project.library.with_pages}
        jobs = [job for id in ids for job in self._jobs(by_id[id])]
        self._store.make(jobs)
        self._store.check(jobs)

    def _names(self, article: AnyArticle) -> Iterator[str]:
        for photo in article.pictures:
            for width in variants.published(photo):
                yield variants.filename(photo, width)
        if article.cover is None:
            yield _name(self.cover_path(article))

    def _jobs(self, article: AnyArticle) -> Iterator[PictureJob]:
        for photo in article.pictures:
            yield picture_store.of_photo(photo, self._project.root / article.folder / photo.name)
        if article.cover is None:
            yield picture_store.of_card(self._card(article))

    def _card(self, article: AnyArticle) -> cards.Card:
        return cards.of(article, self._project.settings.name)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def film_products(project: Project) -> Iterator[Product]:
    """The films, their captions and the recordings beside their pages."""
    words, aid = project.library.vocabulary, project.tools.aid
    for room, terms in (("scams", words.scams), ("groups", words.groups)):
        for term in terms.records:
            if term.audio:
                yield _film_product(project, term.path, f"{room}/{term.id}/", term.audio)
    if aid and aid.audio:
        yield _film_product(project, first_aid.PATH, "help/", aid.audio)
    for article in project.library.with_pages:
        video = article.video if isinstance(article, Case) else None
        for film in (video and video.film, article.audio):
            if film:
                yield _film_product(project, article.path, article.url, film)
        if video and video.captions:
            file = project.root / article.folder / video.captions_name
            yield Product.single(article.url + video.captions, video.captions, file.read_bytes)


def _film_product(project: Project, text: str, url: str, film: Film) -> Product:
    """A film or recording beside the file of a text, for the page at an address."""
    make = partial(films.publishable, (project.root / text).with_name(film.name), film)
    return Product.single(url + film.filename, films.version(), make)
