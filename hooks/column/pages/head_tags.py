"""What a page says of itself in its head.

The names are those of 《政府网站发展指引》 (国办发〔2017〕47号) and its page tag specification: site tags on every
page, column tags on lists and on a column's articles, article tags on articles; each once and none empty.
Beside them Open Graph and schema.org's NewsArticle and BreadcrumbList.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import urlsplit

from markupsafe import escape

from column.model.articles import Article, Case
from column.model.placeholders import ROOT
from column.settings.load import Settings

FEED_TYPES = (
    ("feed.xml", "application/rss+xml"),
    ("feed.atom", "application/atom+xml"),
    ("feed.json", "application/feed+json"),
)


def _metas(pairs: dict[str, str], attribute: str = "name") -> str:
    return "".join(
        f'<meta {attribute}="{name}" content="{escape(value)}">\n' for name, value in pairs.items() if value
    )


def for_site(settings: Settings) -> str:
    """The site's own tags, for every page."""
    return _metas(
        {
            "SiteName": settings.name,
            "SiteDomain": urlsplit(settings.url).hostname or "",
            "SiteIDCode": settings.site_id_code,
        }
    )


def _column(name: str, description: str, keywords: str) -> dict[str, str]:
    return {
        "ColumnName": name,
        "ColumnDescription": description,
        "ColumnKeywords": keywords,
        "ColumnType": "工作动态",
    }


def _feeds(prefix: str, name: str) -> str:
    return "".join(
        f'<link rel="alternate" type="{kind}" title="{escape(name)}" href="{ROOT}{prefix}{file}">\n'
        for file, kind in FEED_TYPES
    )


def _linked(data: Mapping[str, object]) -> str:
    """JSON-LD; `<` is written so that no text can end the script element."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>\n'


def for_list(
    settings: Settings, feed: str, name: str, description: str, keywords: str, url: str | None = None
) -> str:
    """A list page's tags and the feeds that belong to it. `feed`: the folder of its feeds, from the root."""
    address = settings.url + (feed if url is None else url)
    graph = {"og:type": "website", "og:title": name, "og:description": description, "og:url": address}
    has_feed = feed.split("/")[0] not in ("venues",) and (
        feed.count("/") == 2 or feed in ("", "briefings/", "cases/")
    )
    return (
        for_site(settings)
        + _metas(_column(name, description, keywords))
        + _metas(graph | {"og:site_name": settings.name, "og:locale": "zh_CN"}, "property")
        + (_feeds(feed, name) if has_feed else _feeds("", settings.name))
    )


def for_article(
    settings: Settings, article: Article, section: str, column: tuple[str, str, str], cover: str
) -> str:
    """An article's tags. `section`: the folder of its column, from the root; `cover`: its picture, from the root."""
    address = settings.url + article.url
    keywords = [group.name for group in article.groups]
    if isinstance(article, Case):
        keywords.insert(0, article.scam.name)
    metas = _column(*column) | {
        "ArticleTitle": article.title,
        "PubDate": article.published.strftime("%Y-%m-%d %H:%M"),
        "ContentSource": article.source,
        "Keywords": ",".join(keywords),
        "Author": article.editor or article.source,
        "Image": settings.url + cover,
        "Url": address,
    }
    graph = {
        "og:type": "article",
        "og:title": article.title,
        "og:description": article.summary,
        "og:url": address,
        "og:image": settings.url + cover,
        "og:site_name": settings.name,
        "og:locale": "zh_CN",
        "article:published_time": article.published.isoformat(),
        "article:modified_time": article.modified.isoformat(),
    }
    news = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "datePublished": article.published.isoformat(),
        "dateModified": article.modified.isoformat(),
        "image": [settings.url + cover],
        "mainEntityOfPage": address,
        "author": {"@type": "Organization", "name": article.source},
        "publisher": {"@type": "Organization", "name": settings.name},
    }
    crumbs = {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "首页", "item": settings.url},
            {"@type": "ListItem", "position": 2, "name": column[0], "item": settings.url + section},
            {"@type": "ListItem", "position": 3, "name": article.title, "item": address},
        ],
    }
    return (
        for_site(settings)
        + _metas(metas)
        + _metas(graph, "property")
        + _feeds(section, column[0])
        + _linked(news)
        + _linked(crumbs)
    )
