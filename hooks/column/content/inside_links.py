"""Links within the site: written as paths of the repository or as addresses, published as addresses."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable
from functools import partial
from urllib.parse import unquote, urlsplit

from column.model.article import InsideLink
from column.parsing.source import Source

_HREF = re.compile(r'(<a\b[^>]*?\bhref=")([^"]*)"')
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#|$")
_PAGE = re.compile(r"(?:(?:^|(?<=/))index\.(?:md|html)|(?<=[^/])\.md)$")


def resolved(clean: str, source: Source, url: str) -> tuple[str, tuple[InsideLink, ...]]:
    """Sanitised HTML with each link to a page of the site made relative to the own address, `url`, and where these links
    lead, from the site's root."""
    return linked(clean, source, url, partial(_relative, url))


def linked(
    clean: str, source: Source, url: str, href: Callable[[str], str]
) -> tuple[str, tuple[InsideLink, ...]]:
    """As `resolved`, where `href` says how an address from the site's root is written as a link."""
    if "<a " not in clean:
        return clean, ()
    links: list[InsideLink] = []

    def replaced(link: re.Match[str]) -> str:
        written = html.unescape(link[2])
        if written.startswith("#"):
            links.append(InsideLink(_line(source, written), url, written[1:]))
            return link[0]
        if _ELSEWHERE.match(written):
            return link[0]
        path = urlsplit(written).path
        address = _from_root(unquote(path), source.path, url)
        links.append(InsideLink(_line(source, written), address, urlsplit(written).fragment))
        return f'{link[1]}{html.escape(href(address) + written[len(path) :])}"'

    return _HREF.sub(replaced, clean), tuple(links)


def _relative(url: str, address: str) -> str:
    own = posixpath.relpath(f"/{address}", f"/{url}")
    return own + ("" if address and not address.endswith("/") else "/")


def _from_root(path: str, file: str, url: str) -> str:
    """A path in the text of a file as its page's address from the site's root. The repository's paths start at the file's
    folder, or have the pages of `docs/`."""
    if path.startswith(("/", "briefings/", "cases/")):
        whole = path.lstrip("/")
    else:
        whole = posixpath.join(f"{posixpath.dirname(file)}/" if path.endswith(".md") else url, path)
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
