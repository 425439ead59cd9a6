"""The files that search engines ask for: sitemap.xml and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape


@dataclass(frozen=True, slots=True)
class Listed:
    """A page to be listed: its address from the site's root, and the day of its newest content where it is known."""

    url: str
    changed: date | None = None


def sitemap(base: str, pages: Iterable[Listed]) -> bytes:
    """Sitemaps 0.9 (sitemaps.org): every page, with the day of its newest content. `base`: the site's address."""
    rows = "".join(
        f"<url><loc>{escape(base + page.url)}</loc>"
        + (f"<lastmod>{page.changed.isoformat()}</lastmod>" if page.changed else "")
        + "</url>\n"
        for page in sorted(pages, key=lambda page: page.url)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + rows
        + "</urlset>\n"
    ).encode()


def robots(base: str) -> bytes:
    """robots.txt (RFC 9309): everything may be read."""
    return f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n".encode()
