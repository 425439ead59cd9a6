"""Pages at the former addresses of renamed articles, which lead to the present ones."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from column.content.library import Library
from column.model.any_article import AnyArticle
from column.settings.records import Settings
from column.text.placeholders import up


def redirects(library: Library) -> Iterator[tuple[str, AnyArticle]]:
    """The former addresses of articles, each with the article of today; those of merged ones lead to what they are in."""
    for merged in library.withdrawals:
        if merged.into and (target := library.by_id.get(merged.into)):
            for url in (merged.url, *merged.former):
                yield url, target
    for article in library.with_pages:
        section = article.url.split("/", 1)[0]
        for alias in article.aliases:
            yield f"{section}/{alias}/", article


def page(url: str, article: AnyArticle, settings: Settings) -> bytes:
    """The page at a former address."""
    target = up(url.count("/")) + article.url
    title, canonical = escape(article.title), escape(settings.url + article.url)
    return (
        '<!doctype html>\n<html lang="zh"><head><meta charset="utf-8">'
        f'<title>{title}</title><link rel="canonical" href="{canonical}">'
        f'<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={target}"></head>'
        f'<body><p>文章已移到新地址：<a href="{target}">{title}</a></p></body></html>\n'
    ).encode()
