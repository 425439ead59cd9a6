"""OPML 2.0 (opml.org/spec2): all feeds in one file, for a feed reader to subscribe to at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from email.utils import format_datetime

from lxml import etree

from column.feeds.model import Head


def document(title: str, updated: datetime, sections: Mapping[str, Iterable[Head]]) -> bytes:
    """The feeds of each section in an outline of its own; those of the section without a name stand above."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = title
    etree.SubElement(head, "dateModified").text = format_datetime(updated)
    body = etree.SubElement(root, "body")
    for name, feeds in sections.items():
        parent = etree.SubElement(body, "outline", text=name) if name else body
        for feed in feeds:
            etree.SubElement(
                parent,
                "outline",
                type="rss",
                text=feed.title,
                title=feed.title,
                description=feed.description,
                xmlUrl=f"{feed.base}.xml",
                htmlUrl=feed.home,
                language="zh-CN",
            )
    return etree.tostring(root, pretty_print=True, encoding="UTF-8", xml_declaration=True)
