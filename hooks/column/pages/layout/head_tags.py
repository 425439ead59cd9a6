"""The tags in the head of a page.

The names are those of 《政府网站发展指引》 (国办发〔2017〕47号) and its page tag specification: site tags on every
page, column tags on lists and on a column's articles, article tags on articles; each once and none empty.
Beside them Open Graph and schema.org's NewsArticle and BreadcrumbList. What many pages share is made once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from markupsafe import escape

from column.feeds.channels import Channel
from column.media.cards import Card
from column.model.article import Article
from column.model.case import Case
from column.pages.layout import share
from column.pages.layout.navigation import Column
from column.settings.records import Settings
from column.text.placeholders import ROOT

FEED_TYPES = (
    ("feed.xml", "application/rss+xml"),
    ("feed.atom", "application/atom+xml"),
    ("feed.json", "application/feed+json"),
)


def _metas(pairs: dict[str, str], attribute: str = "name") -> str:
    return "".join(
        f'<meta {attribute}="{name}" content="{escape(value)}">\n' for name, value in pairs.items() if value
    )


@lru_cache
def for_site(settings: Settings) -> str:
    """The site's own tags, for every page."""
    return _metas(
        {
            "SiteName": settings.name,
            "SiteDomain": urlsplit(settings.url).hostname or "",
            "SiteIDCode": settings.government.site_id_code,
        }
    )


@lru_cache
def _column_tags(column: Column) -> str:
    return _metas(
        {
            "ColumnName": column.name,
            "ColumnDescription": column.description,
            "ColumnKeywords": column.keywords,
            "ColumnType": "工作动态",
        }
    )


@lru_cache
def _feed_links(folder: str, name: str) -> str:
    return "".join(
        f'<link rel="alternate" type="{kind}" title="{escape(name)}" href="{ROOT}{folder}{file}">\n'
        for file, kind in FEED_TYPES
    )


def _linked(data: Mapping[str, object]) -> str:
    """JSON-LD; `<` is written so that no text can end the script element."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>\n'


NOINDEX = '<meta name="robots" content="noindex">\n'
"""For pages that search engines are to forget (HTML standard, 4.2.5.1 with the robots meta tag)."""


def for_list(
    settings: Settings,
    url: str,
    name: str,
    description: str,
    keywords: str,
    channel: Channel | None,
    card: Card | None = None,
) -> str:
    """The tags of the page at `url`, and links to its own feed, or to that of the whole column where it has none. `card`: its
    own picture, where it has one."""
    return (
        for_site(settings)
        + _column_tags(Column(name, description, keywords))
        + _passed_on(settings, url, name if url else settings.name, description, card)
        + (_feed_links(channel.path, name) if channel else _feed_links("", settings.name))
    )


def by_hand(settings: Settings, url: str, name: str, description: str) -> str:
    """The tags of a page that is written by hand."""
    return for_site(settings) + _passed_on(settings, url, name, description or settings.description)


def _passed_on(settings: Settings, url: str, name: str, description: str, card: Card | None = None) -> str:
    """The name and the picture by which a page is passed on."""
    graph = {
        "og:type": "website",
        "og:title": name,
        "og:description": description,
        "og:url": settings.url + url,
        "og:image": settings.url + share.FOLDER + (card or share.of_page(settings, url)).name,
        "og:site_name": settings.name,
        "og:locale": "zh_CN",
    }
    return _metas(graph, "property")


def for_article(settings: Settings, article: Article, section: str, column: Column, cover: str) -> str:
    """The tags of an article's page. `section`: the folder of its column, `cover`: its picture, both from the root."""
    address, picture = settings.url + article.url, settings.url + cover
    return (
        for_site(settings)
        + _column_tags(column)
        + _metas(_article_tags(article, address, picture))
        + _metas(_open_graph(settings, article, address, picture), "property")
        + _feed_links(section, column.name)
        + _linked(_news_article(settings, article, address, picture))
        + _linked(_breadcrumbs(settings, article, section, column, address))
    )


def _article_tags(article: Article, address: str, picture: str) -> dict[str, str]:
    keywords = [group.name for group in article.groups]
    if isinstance(article, Case):
        keywords.insert(0, article.scam.name)
    return {
        "ArticleTitle": article.title,
        "PubDate": article.published.strftime("%Y-%m-%d %H:%M"),
        "ContentSource": article.source,
        "Keywords": ",".join(keywords),
        "Author": article.editor or article.source,
        "Image": picture,
        "Url": address,
    }


def _open_graph(settings: Settings, article: Article, address: str, picture: str) -> dict[str, str]:
    return {
        "og:type": "article",
        "og:title": article.title,
        "og:description": article.summary,
        "og:url": address,
        "og:image": picture,
        "og:site_name": settings.name,
        "og:locale": "zh_CN",
        "article:published_time": article.published.isoformat(),
        "article:modified_time": article.modified.isoformat(),
    }


def _news_article(settings: Settings, article: Article, address: str, picture: str) -> dict[str, object]:
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "datePublished": article.published.isoformat(),
        "dateModified": article.modified.isoformat(),
        "image": [picture],
        "mainEntityOfPage": address,
        "author": {"@type": "Organization", "name": article.source},
        "publisher": {"@type": "Organization", "name": settings.name},
    }


def _breadcrumbs(
    settings: Settings, article: Article, section: str, column: Column, address: str
) -> dict[str, object]:
    trail = (
        ("首页", settings.url),
        (column.name, settings.url + section),
        (article.title, address),
    )
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": item}
            for position, (name, item) in enumerate(trail, 1)
        ],
    }
