"""RSS 2.0 and Atom (RFC 4287): documents are frames by feedgen, in which entries stand as text.

What feedgen lacks in a frame is added by its own extension mechanism. An entry is written directly, with the bytes that
feedgen would write (the tests compare it with its twin, `support.feedgen_entries`): 0.03 ms for both formats, not 0.22.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from email.utils import format_datetime
from functools import cache

from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from column.feeds.model import Category, Entry, Head

LANGUAGE = "zh-CN"
TTL = 60
"""Minutes that a reader may wait before it asks again (RSS 2.0, `<ttl>`)."""

IMAGE_SIZE = (144, 144)
"""Pixels of the channel's picture (RSS 2.0, `<image>`: at most 144 by 400)."""

RSS_TYPE = "application/rss+xml"
ATOM_TYPE = "application/atom+xml"

_ATOM = "http://www.w3.org/2005/Atom"
_HISTORY = "http://purl.org/syndication/history/1.0"
_TOMBS = "http://purl.org/atompub/tombstones/1.0"
_OWN = "urn:column:feed"
_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "fh": _HISTORY,
    "media": "http://search.yahoo.com/mrss/",
}
_SPACES_OF_DELETED = {"at": _TOMBS, "column": _OWN}
"""Left out where nothing was deleted: the W3C validator warns of names that it does not know."""


class HeadExtension(BaseExtension):  # type: ignore[misc]
    """Adds to a document's head what feedgen lacks: style sheet, links in RSS, the mark of an archive page."""

    head: Head

    def extend_ns(self) -> dict[str, str]:
        return _SPACES | (_SPACES_OF_DELETED if self.head.deleted else {})

    def extend_rss(self, rss: etree._Element) -> etree._Element:
        for link in _links(self.head, ".xml", RSS_TYPE):
            etree.SubElement(rss[0], f"{{{_ATOM}}}link", link)
        if self.head.current:
            etree.SubElement(rss[0], f"{{{_HISTORY}}}archive")
        for each in self.head.deleted:
            tomb = {"ref": each.tag, "when": each.at.isoformat()}
            etree.SubElement(rss[0], f"{{{_OWN}}}deleted", tomb).text = each.reason
        _styled(rss, self.head)
        return rss

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        """The oldest page is not marked: the validator wants a marked one to link to another archive page, and the
        only one it could link to comes later, which would change it."""
        if self.head.current and self.head.previous:
            etree.SubElement(feed, f"{{{_HISTORY}}}archive")
        for each in self.head.deleted:
            tomb = {"ref": each.tag, "when": each.at.isoformat()}
            stone = etree.SubElement(feed, f"{{{_TOMBS}}}deleted-entry", tomb)
            by = etree.SubElement(stone, f"{{{_TOMBS}}}by")
            # Without a namespace, as feedgen's own elements: its `xmlns` is an attribute, and puts them into that of Atom.
            etree.SubElement(by, "name").text = each.by
            etree.SubElement(stone, "link", {"rel": "alternate", "href": each.link})
            etree.SubElement(stone, f"{{{_TOMBS}}}comment").text = each.reason
        _styled(feed, self.head)
        return feed


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


def _frame(head: Head, ending: str, kind: str) -> FeedGenerator:
    """A document without entries. All is set that feedgen would take from the clock or from its own version."""
    feed = FeedGenerator()
    feed.register_extension("head", HeadExtension)
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
    """An RSS 2.0 document of items that `render_entry` made."""
    return _filled(_frame(head, ".xml", RSS_TYPE).rss_str(), b"</channel></rss>", items)


def atom(head: Head, items: Iterable[bytes]) -> bytes:
    """An Atom document of entries that `render_entry` made."""
    return _filled(_frame(head, ".atom", ATOM_TYPE).atom_str(), b"</feed>", items)


def _filled(frame: bytes, end: bytes, items: Iterable[bytes]) -> bytes:
    return b"".join((frame.rstrip().removesuffix(end), b"\n", *items, end, b"\n"))


def render_entry(entry: Entry) -> tuple[bytes, bytes]:
    """An entry as an RSS item and as an Atom entry in UTF-8, a line's end behind each.

    RSS reads a description as HTML, so the summary is escaped once more; without a summary, it is the full text. The
    source's `updated` in Atom is that of the entry, so that the entry stays the same when the source goes on.
    """
    title, tag, author, source = map(_text, (entry.title, entry.tag, entry.author, entry.origin.title))
    summary, content = _text(entry.summary), _text(entry.html)
    address, cover = _attribute(entry.origin.address), entry.cover
    categories = [_category(category) for category in entry.categories]
    updated = entry.updated.isoformat()
    described = f"{_text(summary)}</description><content:encoded>{content}</content:encoded>"
    short = entry.short_title and f"<dcterms:alternative>{_text(entry.short_title)}</dcterms:alternative>"
    media = _media(entry)
    enclosed = [(entry.picture, cover.length, cover.type)]
    if recorded := entry.recorded:
        enclosed.insert(0, (recorded.url, recorded.length, recorded.type))
    enclosures = "".join(
        f'<link href="{_attribute(url)}" rel="enclosure" type="{kind}" length="{length}"/>'
        for url, length, kind in enclosed
    )
    file, length, kind = enclosed[0]  # RSS takes one
    rss = (
        f"<item><title>{title}</title><link>{_text(entry.link)}</link>"
        f"<description>{described if summary else f'{content}</description>'}"
        f'<guid isPermaLink="false">{tag}</guid>{"".join(of for of, _ in categories)}'
        f'<enclosure url="{_attribute(file)}" length="{length}" type="{kind}"/>'
        f'<pubDate>{format_datetime(entry.published)}</pubDate><source url="{address}.xml">{source}</source>'
        f"<atom:updated>{updated}</atom:updated>{short}<dc:creator>{author}</dc:creator>{media}</item>\n"
    )
    atom = (
        f"<entry><id>{tag}</id><title>{title}</title><updated>{updated}</updated>"
        f'<author><name>{author}</name></author><content type="html">{content}</content>'
        f'<link href="{_attribute(entry.link)}" rel="alternate" type="text/html"/>'
        f"{enclosures}{f'<summary>{summary}</summary>' if summary else '<summary/>'}{''.join(of for _, of in categories)}"
        f"<published>{entry.published.isoformat()}</published>"
        f"<source><id>{_text(entry.origin.tag)}</id><title>{source}</title><updated>{updated}</updated>"
        f'<link rel="self" href="{address}.atom" type="{ATOM_TYPE}"/></source>{short}{media}</entry>\n'
    )
    return rss.encode(), atom.encode()


def _media(entry: Entry) -> str:
    """The cover; where there is a film or a recording, that with the cover as its thumbnail (Media RSS 1.5.1)."""
    picture, cover, recorded = _attribute(entry.picture), entry.cover, entry.recorded
    shape = f'height="{cover.height}" width="{cover.width}"'
    if not recorded:
        return f'<media:content url="{picture}" fileSize="{cover.length}" type="{cover.type}" medium="image" {shape}/>'
    size = f' height="{recorded.height}" width="{recorded.width}"' if recorded.width else ""
    return (
        f'<media:content url="{_attribute(recorded.url)}" fileSize="{recorded.length}" type="{recorded.type}"'
        f' medium="{recorded.medium}" duration="{recorded.seconds}"{size}/><media:thumbnail url="{picture}" {shape}/>'
    )


@cache
def _category(category: Category) -> tuple[str, str]:
    """A category in RSS, where its domain names the id too, and in Atom."""
    scheme, id, name = category.scheme, _attribute(category.id), category.name
    rss = f'<category domain="{scheme}:{id}">{_text(name)}</category>'
    return rss, f'<category term="{id}" scheme="{scheme}" label="{_attribute(name)}"/>'


def _text(value: str) -> str:
    return html.escape(value, quote=False)


def _attribute(value: str) -> str:
    return _text(value).replace('"', "&quot;")


def without_source(item: bytes) -> bytes:
    """An item without its source, for the feed that it comes from."""
    start = item.index(b"<source")
    return item[:start] + item[item.index(b"</source>", start) + len(b"</source>") :]
