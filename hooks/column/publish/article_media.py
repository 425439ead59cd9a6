"""Pictures and films beside the pages of articles."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from column.feeds.model import Enclosure
from column.media import cards, films, picture_store, variants
from column.media.picture_store import PictureJob, PictureStore
from column.model.any_article import AnyArticle
from column.model.attachments import Film
from column.project.load import Project
from column.system.output_tree import OutputTree, Product


@dataclass(frozen=True)
class ArticlePictures:
    """The pictures that lie beside an article's page, and the one of them that stands for it in feeds and tags."""

    cover: Enclosure
    jobs: tuple[PictureJob, ...]


def pictures_of(project: Project, store: PictureStore) -> Mapping[str, ArticlePictures]:
    """The pictures of every article by its id; those that the store lacks are made."""
    articles = project.library.articles
    jobs = {article.id: tuple(_jobs(project, article)) for article in articles}
    store.make(job for several in jobs.values() for job in several)
    return {
        article.id: ArticlePictures(_cover(article, jobs[article.id], store), jobs[article.id])
        for article in articles
    }


def _jobs(project: Project, article: AnyArticle) -> Iterator[PictureJob]:
    for photo in article.photos:
        yield picture_store.of_photo(photo, project.root / article.folder / photo.name)
    if article.cover is None:
        yield picture_store.of_card(cards.of(article, project.settings.name))


def _cover(article: AnyArticle, jobs: tuple[PictureJob, ...], store: PictureStore) -> Enclosure:
    if article.cover:
        width = variants.published(article.cover)[-1]
        height = round(article.cover.height * width / article.cover.width)
        name = variants.filename(article.cover, width)
    else:
        name, (width, height) = jobs[-1].names[0], cards.SIZE
    return Enclosure(article.url + name, store.length(name), "image/jpeg", width, height)


def write_pictures(
    project: Project, pictures: Mapping[str, ArticlePictures], store: PictureStore, tree: OutputTree
) -> None:
    """Put every article's pictures beside its page; the store checks those that are not there yet."""
    jobs: list[PictureJob] = []
    products: list[Product] = []
    for article in project.library.articles:
        for job in pictures[article.id].jobs:
            keys = {article.url + name: name for name in job.names}
            if stale := tree.stale([Product(keys, partial(_stored, store, article.url))]):
                jobs.append(job)
                products += stale
    store.check(jobs)
    tree.write(products)


def _stored(store: PictureStore, url: str, paths: Collection[str]) -> Mapping[str, Path]:
    """The stored files of pictures beside the page at `url`."""
    return {path: store.file(path.removeprefix(url)) for path in paths}


def film_products(project: Project) -> Iterator[Product]:
    """The films beside the pages of cases."""
    for case in project.library.cases:
        if isinstance(film := case.video, Film):
            make = partial(films.publishable, project.root / case.folder / film.name, film)
            yield Product.single(case.url + film.filename, films.version(), make)
