"""Links within the site: written as paths of the repository or as addresses, published as addresses."""

from __future__ import annotations

import html
import posixpath
import re
from urllib.parse import unquote, urlsplit

from column.content.discovery import Found
from column.model.article import InsideLink
from column.parsing.source import Source

_HREF = re.compile(r'(<a\b[^>]*?\bhref=")([^"]*)"')
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#|$")
_PAGE = re.compile(r"(?:(?:^|(?<=/))index\.(?:md|html)|(?<=[^/])\.md)$")


def resolved(clean: str, source: Source, found: Found) -> tuple[str, tuple[InsideLink, ...]]:
    """Sanitised HTML with each link to a page of the site made relative to the article's own address, and where these
    links lead, from the site's root."""
    if "<a " not in clean:
        return clean, ()
    links: list[InsideLink] = []

    def replaced(link: re.Match[str]) -> str:
        written = html.unescape(link[2])
        if written.startswith("#"):
            links.append(InsideLink(_line(source, written), found.url, written[1:]))
            return link[0]
        if _ELSEWHERE.match(written):
            return link[0]
        address = _from_root(unquote(urlsplit(written).path), found)
        links.append(InsideLink(_line(source, written), address, urlsplit(written).fragment))
        own = posixpath.relpath(f"/{address}", f"/{found.url}") + (
            "" if address and not address.endswith("/") else "/"
        )
        rest = written[len(urlsplit(written).path) :]
        return f'{link[1]}{html.escape(own + rest)}"'

    return _HREF.sub(replaced, clean), tuple(links)


def _from_root(path: str, found: Found) -> str:
    """A path as its page's address from the site's root. The repository's paths start at the article's folder, or have
    the pages of `docs/`."""
    if path.startswith(("/", "briefings/", "cases/")):
        whole = path.lstrip("/")
    else:
        whole = posixpath.join(f"{found.folder}/" if path.endswith(".md") else found.url, path)
    ends = whole.endswith("/") or _PAGE.search(whole)
    clean = (
        posixpath.normpath(_PAGE.sub("", whole) or ".").removeprefix("./").lstrip("/").removeprefix("docs/")
    )
    if clean == ".":
        return ""
    return f"{clean}/" if ends or "." not in clean.rpartition("/")[2] else clean


def _line(source: Source, written: str) -> int:
    rows = enumerate(source.body.split("\n"), start=source.body_line)
    return next((number for number, row in rows if written in row), source.body_line)
