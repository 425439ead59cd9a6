"""From an edition to the files of a site: pages in their frame, pictures, redirects, the site map."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Protocol
from xml.sax.saxutils import escape as xml_escape

from column import cards, feeds, markup, photos
from column.edition import Edition
from column.feeds import Enclosure
from column.library import Piece
from column.pages import ROOT, Page, Press


class Frame(Protocol):
    """The theme's page around a page of ours."""

    def fill(self, page: Page, canonical: str) -> str: ...


class Frames(Protocol):
    def of(self, section: str, depth: int) -> Frame:
        """The frame of pages `depth` folders below the root that belong to `section` of the navigation."""


def up(depth: int) -> str:
    """The way from a page to the site's root."""
    return "../" * depth or "./"


def publish(edition: Edition, frames: Frames, kept: Path, site: Path, others: Iterable[str]) -> None:
    """Write the whole column below `site`. `kept`: where pictures are kept between builds; `others`: addresses of
    the pages that MkDocs made, for the site map."""
    covers = {piece.id: _pictures(edition, piece, kept, site) for piece in edition.library.articles}
    press = Press(edition.library, edition.settings, lambda piece: covers[piece.id].url_path)
    known: list[tuple[str, datetime | None]] = [(url, None) for url in others]
    for page in press.pages():
        frame = frames.of(page.section, page.depth)
        html = frame.fill(page, edition.settings.url + page.url)
        _write(site / page.url / "index.html", html.replace(ROOT, up(page.depth)).encode())
        known.append((page.url, page.modified))
    for url, target in redirects(edition.library.articles):
        _write(site / url / "index.html", _redirect(target, url, edition).encode())
    for path, data in feeds.render(edition.library, edition.settings, covers):
        _write(site / path, data)
    _write(site / "sitemap.xml", _sitemap(edition, known).encode())


def redirects(articles: Iterable[Piece]) -> Iterator[tuple[str, Piece]]:
    """The addresses at which renamed articles stood before, with the article of today."""
    for piece in articles:
        column = piece.url.split("/", 1)[0]
        for alias in piece.aliases:
            yield f"{column}/{alias}/", piece


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _pictures(edition: Edition, piece: Piece, kept: Path, site: Path) -> Enclosure:
    """Put an article's pictures beside its page and tell its cover."""
    for photo in piece.photos:
        widths = markup.published(photo)
        photos.derive(
            edition.root / piece.folder / photo.name,
            widths,
            lambda width, photo=photo: kept / markup.filename(photo, width),
        )
        for width in widths:
            name = markup.filename(photo, width)
            _place(kept / name, site / piece.url / name)
    if video := getattr(piece, "video", ""):
        source = edition.root / piece.folder / video
        if source.is_file():
            _place(source, site / piece.url / video)
    if piece.cover:
        width = markup.published(piece.cover)[-1]
        name, height = (
            markup.filename(piece.cover, width),
            round(piece.cover.height * width / piece.cover.width),
        )
    else:
        card = cards.of(piece, edition.settings.name)
        name, (width, height) = card.name, cards.SIZE
        cards.keep(card, kept / name)
        _place(kept / name, site / piece.url / name)
    return Enclosure(piece.url + name, (kept / name).stat().st_size, "image/jpeg", width, height)


def _place(source: Path, target: Path) -> None:
    """The same file in a second place, without a copy where the file system can."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _redirect(piece: Piece, url: str, edition: Edition) -> str:
    target = up(url.count("/")) + piece.url
    return (
        '<!doctype html>\n<html lang="zh"><head><meta charset="utf-8">'
        f'<title>{escape(piece.title)}</title><link rel="canonical" href="{escape(edition.settings.url + piece.url)}">'
        f'<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={target}"></head>'
        f'<body><p>文章已移到新地址：<a href="{target}">{escape(piece.title)}</a></p></body></html>\n'
    )


def _sitemap(edition: Edition, known: Iterable[tuple[str, datetime | None]]) -> str:
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
