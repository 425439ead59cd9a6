"""From an edition to the files of a site, in proportion to what changed since the last one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from html import escape
from itertools import groupby
from typing import Protocol
from xml.sax.saxutils import escape as xml_escape

from column.feeds import documents as feed_documents
from column.feeds.documents import FeedDocument
from column.feeds.model import Enclosure
from column.feeds.writer import FeedWriter
from column.media import cards, films
from column.media import picture_store as pictures
from column.media.picture_store import Job, Mark, Pictures
from column.model.records import Film, Piece
from column.pages import all_pages
from column.pages.page import ROOT, AnyPage, Page
from column.pages.templates import CompiledTemplates, Templates
from column.project.load import Edition
from column.system import parallel as work
from column.system.output_tree import Done, Tree
from column.text import markdown_html as markup

Known = tuple[str, datetime | None]
"""A page's address and the time of its newest content, where that is known."""
Took = tuple[str, str, int, int]
"""A file that was written: its path, its key, its size in bytes, its time in nanoseconds."""


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


@dataclass(frozen=True)
class Cover:
    """An article's cover and the other pictures that lie beside its page."""

    enclosure: Enclosure
    jobs: tuple[Job, ...]


def up(depth: int) -> str:
    """The way from a page to the site's root."""
    return "../" * depth or "./"


def publish(edition: Edition, shell: Shell, kept: Pictures, tree: Tree) -> None:
    """Bring the column's part of `tree` up to date. What is there already and would come out the same, stays."""
    base = f"{edition.version} {shell.version}"
    covers = _covers(edition, kept)
    feeds: Callable[[], Done] = partial(_feeds, edition, covers, tree.part(), base)
    # In a bare tree there is work for all processors, and a process more costs memory.
    aside: AbstractContextManager[Callable[[], Done]] = nullcontext(feeds) if tree.bare else work.aside(feeds)
    with aside as done:
        known = _pages(shell, edition, covers, tree, base)
        _pictures(covers, kept, edition, tree)
        for url, piece in redirects(edition.library.articles):
            tree.put(f"{url}index.html", f"{base} {piece.digest}", _redirect(piece, url, edition).encode())
        tree.join(done())
    by_hand: list[Known] = [(url, None) for url, _, _ in shell.others]
    data = _sitemap(edition, by_hand + known).encode()
    tree.put("sitemap.xml", _digest(data), data)
    robots = f"User-agent: *\nAllow: /\nSitemap: {edition.settings.url}sitemap.xml\n".encode()
    tree.put("robots.txt", _digest(robots), robots)


def _pages(shell: Shell, edition: Edition, covers: Mapping[str, Cover], tree: Tree, base: str) -> list[Known]:
    """Make and write the pages that are wanted, on all processors; gives every page that there is."""
    compiled = CompiledTemplates(edition.root / ".cache" / "templates", edition.version)
    templates = Templates(edition.settings, compiled)
    pages = list(
        all_pages.every(
            edition.library,
            edition.settings,
            edition.tools,
            lambda article: covers[article.id].enclosure.url_path,
        )
    )
    wanted = []
    for page in pages:
        path, key = f"{page.url}index.html", _digest(f"{base} {page.key}".encode())
        if tree.wants(path, key):
            wanted.append((page, path, key))

    def do(share: Sequence[tuple[AnyPage, str, str]]) -> list[Took]:
        return [
            (path, key, *tree.write(path, _html(page.make(templates), shell, edition)))
            for page, path, key in work.told(share, "制作页面", len(share))
        ]

    if wanted:
        for done in work.shared(wanted, do):
            for took in done:
                tree.took(*took)
    return [(page.url, page.modified) for page in pages]


def _feeds(edition: Edition, covers: Mapping[str, Cover], tree: Tree, base: str) -> Done:
    """Make and write the feeds that are wanted, on all processors; neighbours share entries, so they stay together."""
    enclosures = {id: cover.enclosure for id, cover in covers.items()}
    documents = feed_documents.documents(edition.library, edition.settings, enclosures)
    writer = FeedWriter(edition.settings, documents)
    for path, data in writer.fixed():
        tree.put(path, _digest(data), data)
    wanted = []
    for document in documents:
        key = _digest(f"{base} {document.key}".encode())
        if [path for path in document.paths if tree.wants(path, key)]:
            wanted.append((document, key))

    def do(share: Sequence[list[tuple[FeedDocument, str]]]) -> list[Took]:
        return [
            (path, key, *tree.write(path, data))
            for several in share
            for (document, key), made in zip(
                several, writer.render([entry[0] for entry in several]), strict=True
            )
            for path, data in zip(document.paths, made, strict=True)
        ]

    months = [list(several) for _, several in groupby(wanted, key=lambda entry: entry[0].month)]
    tasks = [several[at : at + 20] for several in months for at in range(0, len(several), 20)]
    for done in work.shared(tasks, do, worth=4):
        for took in done:
            tree.took(*took)
    return tree.done()


def _html(page: Page, shell: Shell, edition: Edition) -> bytes:
    html = shell.frame(page.section, page.url).fill(page, edition.settings.url + page.url)
    return html.replace(ROOT, up(page.depth)).encode()


def _covers(edition: Edition, kept: Pictures) -> Mapping[str, Cover]:
    """Every article's pictures, made where they are lacking."""
    jobs = {piece.id: tuple(_jobs(edition, piece)) for piece in edition.library.articles}
    kept.make(job for several in jobs.values() for job in several)
    return {
        piece.id: Cover(_enclosure(piece, jobs[piece.id], kept), jobs[piece.id])
        for piece in edition.library.articles
    }


def _jobs(edition: Edition, piece: Piece) -> Iterator[Job]:
    for photo in piece.photos:
        yield pictures.of_photo(photo, edition.root / piece.folder / photo.name)
    if piece.cover is None:
        yield pictures.of_card(cards.of(piece, edition.settings.name))


def _enclosure(piece: Piece, jobs: Sequence[Job], kept: Pictures) -> Enclosure:
    if piece.cover:
        width = markup.published(piece.cover)[-1]
        name, height = (
            markup.filename(piece.cover, width),
            round(piece.cover.height * width / piece.cover.width),
        )
    else:
        name, (width, height) = jobs[-1].names[0], cards.SIZE
    return Enclosure(piece.url + name, kept.length(name), "image/jpeg", width, height)


def _pictures(covers: Mapping[str, Cover], kept: Pictures, edition: Edition, tree: Tree) -> None:
    """Put every article's pictures and films beside its page, the pictures on all processors."""
    needed = [
        (piece.url, job, [name for name in job.names if tree.wants(piece.url + name, name)])
        for piece in edition.library.articles
        for job in covers[piece.id].jobs
    ]
    wanted = [entry for entry in needed if entry[2]]
    for case in edition.library.cases:
        if isinstance(film := case.video, Film):
            path, key = case.url + film.filename, films.version()
            if tree.wants(path, key):
                data = films.publishable(edition.root / case.folder / film.name, film)
                tree.took(path, key, *tree.write(path, data))

    def do(share: Sequence[tuple[str, Job, list[str]]]) -> tuple[list[Took], Mapping[str, Mark]]:
        took: list[Took] = []
        for url, job, lacking in share:
            try:
                kept.place(job, tree.parent(url + lacking[0]))
            except OSError:
                kept.place(job, str(tree.clear(url + lacking[0]).parent))
            took += [(url + name, name, *tree.measured(url + name)) for name in lacking]
        return took, kept.fitting

    if wanted:
        for done, fitting in work.shared(wanted, do):
            for took in done:
                tree.took(*took)
            kept.remember(fitting)


def redirects(articles: Iterable[Piece]) -> Iterator[tuple[str, Piece]]:
    """The addresses at which renamed articles stood before, with the article of today."""
    for piece in articles:
        column = piece.url.split("/", 1)[0]
        for alias in piece.aliases:
            yield f"{column}/{alias}/", piece


def _redirect(piece: Piece, url: str, edition: Edition) -> str:
    target = up(url.count("/")) + piece.url
    return (
        '<!doctype html>\n<html lang="zh"><head><meta charset="utf-8">'
        f'<title>{escape(piece.title)}</title><link rel="canonical" href="{escape(edition.settings.url + piece.url)}">'
        f'<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={target}"></head>'
        f'<body><p>文章已移到新地址：<a href="{target}">{escape(piece.title)}</a></p></body></html>\n'
    )


def _sitemap(edition: Edition, known: Iterable[Known]) -> str:
    """Sitemaps 0.9 (sitemaps.org): every page, with the day of its newest content where that is known."""
    rows = "".join(
        f"<url><loc>{xml_escape(edition.settings.url + url)}</loc>"
        + (f"<lastmod>{modified.date().isoformat()}</lastmod>" if modified else "")
        + "</url>\n"
        for url, modified in sorted(known, key=lambda entry: entry[0])
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + rows
        + "</urlset>\n"
    )


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
