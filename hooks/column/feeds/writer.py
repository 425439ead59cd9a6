"""The writer of feed documents: from their inputs to bytes in three formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple

from column.content.library import Library
from column.feeds import entries, json_feed, notices, opml, xml_formats
from column.feeds.channels import GUIDE, OPML
from column.feeds.documents import FEED_STYLE, FeedDocument, documents
from column.feeds.entries import EntryInputs
from column.feeds.model import Enclosure, Head
from column.feeds.notices import NoticeInputs
from column.model.any_article import AnyArticle
from column.settings.records import Settings


class RenderedEntry(NamedTuple):
    """One entry in each format, in UTF-8."""

    rss: bytes
    atom: bytes
    json: bytes


def render(
    library: Library, settings: Settings, cover: Callable[[AnyArticle], Enclosure]
) -> Iterator[tuple[str, bytes]]:
    """Path below the site and bytes of every feed, archive page, the style sheet and the OPML file."""
    listed = documents(library, settings, lambda article: cover(article).url_path)
    writer = FeedWriter(settings, listed, cover)
    yield from writer.fixed()
    for _, several in groupby(writer.documents, key=lambda document: document.month):
        batch = list(several)
        for document, rendered in zip(batch, writer.render(batch), strict=True):
            yield from zip(document.paths, rendered, strict=True)


class FeedWriter:
    """Renders documents of one site. `cover` gives the file of an article's cover.

    An entry is rendered once for each format, and set as text into every document of the batch that it belongs to;
    those of current feeds are kept for later batches.
    """

    def __init__(
        self,
        settings: Settings,
        documents: Sequence[FeedDocument],
        cover: Callable[[AnyArticle], Enclosure],
    ) -> None:
        self.documents = documents
        self._settings, self._cover = settings, cover
        self._current = [document for document in documents if document.month is None]
        self._shared = {entry.id for document in self._current for entry in document.entries}
        self._rendered: dict[str, RenderedEntry] = {}

    def fixed(self) -> Iterator[tuple[str, bytes]]:
        """The style sheet and the OPML file."""
        yield FEED_STYLE, (files("column") / "assets" / "feed.css").read_bytes()
        sections: dict[str, list[Head]] = {}
        for document in self._current:
            sections.setdefault(document.section, []).append(document.head)
        yield OPML, opml.document(self._settings.name, self._current[0].head.updated, sections)

    def render(self, batch: Sequence[FeedDocument]) -> Iterator[tuple[bytes, bytes, bytes]]:
        """Each document of the batch as RSS, Atom and JSON Feed."""
        rendered = self._entries({entry.id: entry for document in batch for entry in document.entries})
        return (self._document(document, rendered) for document in batch)

    def _document(
        self, document: FeedDocument, rendered: Mapping[str, RenderedEntry]
    ) -> tuple[bytes, bytes, bytes]:
        head = document.head
        held = [(rendered[entry.id], entry.origin.tag == head.tag) for entry in document.entries]
        return (
            xml_formats.rss(
                head, [xml_formats.without_source(of.rss) if own else of.rss for of, own in held]
            ),
            xml_formats.atom(
                head, [xml_formats.without_source(of.atom) if own else of.atom for of, own in held]
            ),
            json_feed.document(head, [of.json for of, _ in held]),
        )

    def _entries(self, wanted: Mapping[str, EntryInputs | NoticeInputs]) -> Mapping[str, RenderedEntry]:
        """The entries by article id."""
        new = {id: self._entry(inputs) for id, inputs in wanted.items() if id not in self._rendered}
        self._rendered |= {id: entry for id, entry in new.items() if id in self._shared}
        return {id: new.get(id) or self._rendered[id] for id in wanted}

    def _entry(self, inputs: EntryInputs | NoticeInputs) -> RenderedEntry:
        if isinstance(inputs, NoticeInputs):
            entry = notices.entry(inputs, self._settings)
        else:
            entry = entries.entry(inputs, self._settings, self._cover(inputs.article))
        json = json_feed.render_entry(entry, self._settings.url + GUIDE)
        return RenderedEntry(*xml_formats.render_entry(entry), json)
