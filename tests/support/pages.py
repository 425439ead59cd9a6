"""Pages of a small bureau as a reader finds them, their addresses written from the site's root."""

from __future__ import annotations

from typing import Any

from lxml import html

from column.feeds.channels import channels
from column.pages.layout.page import AnyPage
from column.pages.layout.templates import Templates
from column.text.placeholders import ROOT
from support import builders

SITE = builders.site()
CHANNELS = channels(builders.VOCABULARY, SITE)
TEMPLATES = Templates(SITE)


def shown(page: AnyPage, templates: Templates = TEMPLATES) -> Any:
    """The body of a page as a tree; lxml's stubs know too little of what a query gives."""
    made = page.make(templates)
    assert made.url == page.url
    return html.fromstring(made.body.replace(ROOT, ""))


def links(tree: Any, within: str = "") -> list[str]:
    """The addresses of the links in the elements that an XPath finds, in their order."""
    found: list[str] = tree.xpath(f"{within}//a/@href")
    return found
