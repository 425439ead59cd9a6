"""Feed entries as feedgen writes them: the reference for the entries that `column.feeds.xml_formats` writes directly.

What feedgen lacks is added by its own extension mechanism: in RSS the author without an e-mail address and the time of
a correction, in both formats the short title and the source of an entry.
"""

from __future__ import annotations

import html

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.ext.dc import DcEntryExtension
from feedgen.ext.media import MediaEntryExtension, MediaExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from column.feeds.model import Entry
from support.feeds import NS


class _Spaces(BaseExtension):  # type: ignore[misc]
    def extend_ns(self) -> dict[str, str]:
        return NS


class _Additions(BaseEntryExtension):  # type: ignore[misc]
    entry: Entry

    def extend_rss(self, item: etree._Element) -> etree._Element:
        """A category's domain names the id too, which Atom has in `term`."""
        etree.SubElement(item, f"{{{NS['atom']}}}updated").text = self.entry.updated.isoformat()
        for element, category in zip(item.iterfind("category"), self.entry.categories, strict=True):
            element.set("domain", f"{category.scheme}:{category.id}")
        self._alternative(item)
        return item

    def extend_atom(self, entry: etree._Element) -> etree._Element:
        """feedgen 1.0.0 drops all of an entry's links but their addresses, and gives the source neither id nor time."""
        page, enclosed = entry.findall("link")
        page.attrib.update({"rel": "alternate", "type": "text/html"})
        cover, file = self.entry.cover, self.entry.recorded or self.entry.cover
        enclosed.attrib.update({"rel": "enclosure", "type": file.type, "length": str(file.length)})
        if self.entry.recorded:  # RSS takes but one
            given = {"rel": "enclosure", "type": cover.type, "length": str(cover.length)}
            enclosed.addnext(etree.Element("link", {"href": self.entry.picture, **given}))
        source, origin = entry.find("source"), self.entry.origin
        assert source is not None
        source.clear()
        etree.SubElement(source, "id").text = origin.tag
        etree.SubElement(source, "title").text = origin.title
        etree.SubElement(source, "updated").text = self.entry.updated.isoformat()
        etree.SubElement(
            source, "link", rel="self", href=f"{origin.address}.atom", type="application/atom+xml"
        )
        self._alternative(entry)
        return entry

    def _alternative(self, parent: etree._Element) -> None:
        if self.entry.short_title:
            etree.SubElement(parent, f"{{{NS['dcterms']}}}alternative").text = self.entry.short_title


def render(entry: Entry) -> tuple[bytes, bytes]:
    """An entry as an RSS item and as an Atom entry in UTF-8, a line's end behind each.

    They are cut from a whole document, so that the namespaces stand on its root and not on the item.
    """
    feed = FeedGenerator()
    feed.register_extension("own", _Spaces, _Additions)
    feed.register_extension("dc", BaseExtension, DcEntryExtension, atom=False)
    feed.register_extension("media", MediaExtension, MediaEntryExtension)
    feed.id("-")
    feed.title("-")
    feed.description("-")
    feed.link(href="-")
    _fill(feed.add_entry(), entry)
    return _cut(feed.rss_str(), b"item"), _cut(feed.atom_str(), b"entry")


def _fill(item: FeedEntry, entry: Entry) -> None:
    """The order of the calls matters to feedgen: the summary sets RSS's description, which is HTML there."""
    item.own.entry = entry
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
    cover, recorded = entry.cover, entry.recorded
    if recorded:
        item.enclosure(recorded.url, recorded.length, recorded.type)
        size = {"width": str(recorded.width), "height": str(recorded.height)} if recorded.width else {}
        item.media.content(
            url=recorded.url, fileSize=str(recorded.length), type=recorded.type, medium=recorded.medium,
            duration=str(recorded.seconds), group=None, **size,
        )  # fmt: skip
        item.media.thumbnail(url=entry.picture, width=str(cover.width), height=str(cover.height), group=None)
        return
    item.enclosure(entry.picture, cover.length, cover.type)
    item.media.content(
        url=entry.picture, fileSize=str(cover.length), type=cover.type, medium="image",
        width=str(cover.width), height=str(cover.height), group=None,
    )  # fmt: skip


def _cut(document: bytes, name: bytes) -> bytes:
    """The element of a name, which stands once in the document; in text there is no `<`."""
    end = b"</%b>" % name
    return document[document.index(b"<%b>" % name) : document.index(end)] + end + b"\n"
