"""RSS 2.0 and Atom (RFC 4287), written by feedgen.

What feedgen lacks is added by its own extension mechanism, all of it here: in RSS the links besides `self`, the author
without an e-mail address and the time of a correction; in both the mark of an archive page, the short title and the
source of an entry. Entries are rendered once and set into each document's frame as text.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.ext.dc import DcEntryExtension
from feedgen.ext.media import MediaEntryExtension, MediaExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from column.feeds.model import Entry, Head

LANGUAGE = "zh-CN"
TTL = 60
"""Minutes that a reader may wait before it asks again (RSS 2.0, `<ttl>`)."""

IMAGE_SIZE = (144, 144)
"""Pixels of the channel's picture (RSS 2.0, `<image>`: at most 144 by 400)."""

RSS_TYPE = "application/rss+xml"
ATOM_TYPE = "application/atom+xml"

_ATOM = "http://www.w3.org/2005/Atom"
_TERMS = "http://purl.org/dc/terms/"
_HISTORY = "http://purl.org/syndication/history/1.0"
_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": _TERMS,
    "fh": _HISTORY,
    "media": "http://search.yahoo.com/mrss/",
}


class HeadExtension(BaseExtension):  # type: ignore[misc]
    """Adds to a document's head what feedgen lacks: style sheet, links in RSS, the mark of an archive page."""

    head: Head | None = None

    def extend_ns(self) -> dict[str, str]:
        return _SPACES

    def extend_rss(self, rss: etree._Element) -> etree._Element:
        if self.head:
            for link in _links(self.head, ".xml", RSS_TYPE):
                etree.SubElement(rss[0], f"{{{_ATOM}}}link", link)
            if self.head.current:
                etree.SubElement(rss[0], f"{{{_HISTORY}}}archive")
            _styled(rss, self.head)
        return rss

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        """The oldest page is not marked: the validator wants a marked one to link to another archive page, and the
        only one it could link to comes later, which would change it."""
        if self.head:
            if self.head.current and self.head.previous:
                etree.SubElement(feed, f"{{{_HISTORY}}}archive")
            _styled(feed, self.head)
        return feed


class EntryExtension(BaseEntryExtension):  # type: ignore[misc]
    """Adds to an entry what feedgen lacks."""

    entry: Entry

    def extend_rss(self, item: etree._Element) -> etree._Element:
        """A category's domain names the id too, which Atom has in `term`."""
        etree.SubElement(item, f"{{{_ATOM}}}updated").text = self.entry.updated.isoformat()
        for element, category in zip(item.iterfind("category"), self.entry.categories, strict=True):
            element.set("domain", f"{category.scheme}:{category.id}")
        self._alternative(item)
        return item

    def extend_atom(self, entry: etree._Element) -> etree._Element:
        """feedgen 1.0.0 drops all of an entry's link but its address, and gives the source neither id nor time.

        The source's `updated` is that of the entry, so that the entry stays the same when the source goes on.
        """
        links = entry.findall("link")
        links[0].attrib.update({"rel": "alternate", "type": "text/html"})
        if cover := self.entry.cover:
            links[1].attrib.update({"rel": "enclosure", "type": cover.type, "length": str(cover.length)})
        source, origin = entry.find("source"), self.entry.origin
        if source is not None:
            source.clear()
            etree.SubElement(source, "id").text = origin.tag
            etree.SubElement(source, "title").text = origin.title
            etree.SubElement(source, "updated").text = self.entry.updated.isoformat()
            etree.SubElement(source, "link", rel="self", href=f"{origin.address}.atom", type=ATOM_TYPE)
        self._alternative(entry)
        return entry

    def _alternative(self, parent: etree._Element) -> None:
        if self.entry.short_title:
            etree.SubElement(parent, f"{{{_TERMS}}}alternative").text = self.entry.short_title


def _styled(root: etree._Element, head: Head) -> None:
    root.addprevious(etree.ProcessingInstruction("xml-stylesheet", f'type="text/css" href="{head.style}"'))


def _links(head: Head, ending: str, kind: str) -> Iterable[dict[str, str]]:
    """The links besides `self` and `alternate` (WebSub, 4; RFC 5005, 4).

    There is no `next-archive`: it would change the newest archive page when the month after it is past.
    """
    if head.current:
        yield {"rel": "current", "href": head.current + ending, "type": kind}
    elif head.hub:
        yield {"rel": "hub", "href": head.hub}
    if head.previous:
        yield {"rel": "prev-archive", "href": head.previous + ending, "type": kind}


def _generator() -> FeedGenerator:
    feed = FeedGenerator()
    feed.register_extension("head", HeadExtension, EntryExtension)
    feed.register_extension("dc", BaseExtension, DcEntryExtension, atom=False)
    feed.register_extension("media", MediaExtension, MediaEntryExtension)
    return feed


def _frame(head: Head, ending: str, kind: str) -> FeedGenerator:
    """A document without entries. All is set that feedgen would take from the clock or from its own version."""
    feed = _generator()
    feed.head.head = head
    feed.id(head.tag)
    feed.title(head.title)
    feed.description(head.description)
    feed.link(href=head.base + ending, rel="self", type=kind)
    for link in _links(head, ending, kind):
        feed.link(link)
    feed.link(href=head.home, rel="alternate", type="text/html")  # RSS takes the last one
    feed.updated(head.updated)
    feed.author(name=head.publisher)
    feed.language(LANGUAGE)
    feed.generator(head.publisher)
    feed.ttl(TTL)
    width, height = IMAGE_SIZE
    feed.image(head.image, head.title, head.home, str(width), str(height))
    if head.copyright:
        feed.copyright(head.copyright)
    return feed


def rss(head: Head, items: Iterable[bytes]) -> bytes:
    """An RSS 2.0 document of items that `render_entries` made."""
    return _filled(_frame(head, ".xml", RSS_TYPE).rss_str(), b"</channel></rss>", items)


def atom(head: Head, items: Iterable[bytes]) -> bytes:
    """An Atom document of entries that `render_entries` made."""
    return _filled(_frame(head, ".atom", ATOM_TYPE).atom_str(), b"</feed>", items)


def _filled(frame: bytes, end: bytes, items: Iterable[bytes]) -> bytes:
    return b"".join((frame.rstrip().removesuffix(end), b"\n", *items, end, b"\n"))


def render_entries(entries: Sequence[Entry]) -> list[tuple[bytes, bytes]]:
    """Each entry as an RSS item and as an Atom entry in UTF-8, a line's end after each.

    They are cut from a whole document, so that the namespaces stand on its root and not on every item.
    """
    if not entries:
        return []
    feed = _generator()
    feed.id("-")
    feed.title("-")
    feed.description("-")
    feed.link(href="-")
    for entry in entries:
        _fill(feed.add_entry(order="append"), entry)
    return list(zip(_cut(feed.rss_str(), b"item"), _cut(feed.atom_str(), b"entry"), strict=True))


def _fill(item: FeedEntry, entry: Entry) -> None:
    """The order of the calls matters to feedgen: the summary sets RSS's description, which is HTML there."""
    item.head.entry = entry
    item.id(entry.tag)
    item.title(entry.title)
    item.link(href=entry.link, type="text/html")
    item.summary(entry.summary)
    item.description(html.escape(entry.summary, quote=False))
    item.content(entry.html, type="html")
    item.author(name=entry.author)
    item.dc.dc_creator(entry.author)
    item.published(entry.published)
    item.updated(entry.updated)
    item.category([{"term": of.id, "scheme": of.scheme, "label": of.name} for of in entry.categories])
    item.source(f"{entry.origin.address}.xml", entry.origin.title)
    if cover := entry.cover:
        item.enclosure(entry.picture, cover.length, cover.type)
        item.media.content(
            url=entry.picture, fileSize=str(cover.length), type=cover.type, medium="image",
            width=str(cover.width), height=str(cover.height), group=None,
        )  # fmt: skip


def _cut(document: bytes, name: bytes) -> list[bytes]:
    """The elements of a name from a document in which they follow each other; in text there is no `<`."""
    start, end = b"<%b>" % name, b"</%b>" % name
    inside = document[document.index(start) + len(start) : document.rindex(end)]
    return [b"%b%b%b\n" % (start, part, end) for part in inside.split(end + start)]


def without_source(item: bytes) -> bytes:
    """An item without its source, for the feed that it comes from."""
    start = item.index(b"<source")
    return item[:start] + item[item.index(b"</source>", start) + len(b"</source>") :]
