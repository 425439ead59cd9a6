"""References between articles: warnings that do not exist, ids and former ids that two articles claim."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

from column.content import withdrawals as withdrawal_file
from column.content.articles import Parsed
from column.content.discovery import Found
from column.content.taxonomies import UNKNOWN
from column.model.any_article import AnyArticle
from column.model.article import InsideLink
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.problems import Problem, Rule, Scope, Severity
from column.model.withdrawal import End, Withdrawal

FORMER_ID = Rule(
    id="former-id",
    title="曾用编号和别的文章冲突",
    scope=Scope.ALL,
    part="文件和信息栏的写法",
    source="旧地址只能转到一篇文章",
    bad="两篇文章的“曾用编号”写了同一个编号",
    good="编号原来属于哪一篇，就只写在那一篇里",
)
DEAD_LINK = Rule(
    id="link-dead",
    title="点不开的站内链接",
    scope=Scope.ALL,
    part="文件和信息栏的写法",
    source="政府网站检查要求没有点不开的链接",
    bad="详见[上一篇](../2025-04-20-meiyou/index.md)（没有这篇文章）",
    good="详见[上一篇](../2025-04-20-xingfu-shequ/index.md)",
)
GONE_LINK = Rule(
    id="link-gone",
    title="链接指向已撤下的文章",
    severity=Severity.WARNING,
    scope=Scope.ALL,
    part="文件和信息栏的写法",
    source="撤下不能等别的文章改好链接；链接点开是“本文已撤下”",
    bad="详见[上一篇](../2025-04-20-xingfu-shequ/index.md)（那一篇已经撤下）",
    good="删掉这个链接，文字里也不再提那一篇的标题",
)
DEAD_ANCHOR = Rule(
    id="link-anchor",
    title="链接指向网页里没有的位置",
    severity=Severity.WARNING,
    scope=Scope.ALL,
    part="文件和信息栏的写法",
    source="文章里除了脚注，没有能跳过去的位置，别的网页只有起了名的位置；点了只会停在原处或者网页开头",
    bad="见[第二条](#second)",
    good="见下面第二条",
)
RULES = (FORMER_ID, DEAD_LINK, GONE_LINK, DEAD_ANCHOR)

_LISTS = re.compile(
    r"(?:contribute/.*|briefings/\d{4}/\d{2}/|(?:briefings|cases)/(?:page/\d+/)?|(?:feeds|corrections)/|videos/(?:loop/)?|calendar\.ics|)"
)
"""Addresses that are no article's, and that no file or list of names stands for (contract 3)."""
_HOW = "链接写文章的文件，如 ../2025-04-27-xingfu-shequ/index.md，或者删掉链接只留文字。"
_HOW_IN_DOCS = "照网址写，从网站的根目录写起，以 / 结尾，如 /help/、/scams/police/，或者删掉链接只留文字。"
_FOOTNOTE = re.compile(r"fn(?:ref\d*)?:|top$")
"""Places that a page has by itself."""

_CASE = re.compile(r"\d{4}-\d\d-\d\d-")
"""The begin of a case's id; of anything else nothing is quoted, because it may be a part of a number."""


def across(
    parsed: Sequence[Parsed],
    cases: Set[str],
    places: Iterable[Found],
    withdrawals: Sequence[Withdrawal] = (),
    samples: bool = True,
    has_page: Callable[[str], bool] = lambda address: False,
    places_in: Callable[[str], Set[str] | None] = lambda address: None,
    texts: Iterable[tuple[str, Sequence[InsideLink]]] = (),
) -> list[Problem]:
    """What is wrong between articles. `cases`: the ids of all cases, present and former; `places`: where all articles
    stand, parsed or not; `withdrawals`: what came down; `samples`: whether samples are published;
    `has_page`: whether the site has a page at an address that is no article's, `places_in`: what may stand behind `#`
    there, None where that is not known; `texts`: paths and links of what else is published."""
    places = list(places)
    owner: dict[str, str] = {place.id: place.path for place in places}
    owner |= {record.id: withdrawal_file.PATH for record in withdrawals if record.end is not End.WITHDRAWN}
    pages = {place.url for place in places} | {record.url for record in withdrawals}
    gone = {record.url for record in withdrawals if record.end is End.REMOVED}
    for result in parsed:
        if result.article and result.article.aliases:
            column = result.article.url.partition("/")[0]
            pages |= {f"{column}/{alias}/" for alias in result.article.aliases}
    hidden = {
        result.article.url: "草稿" if result.article.draft else "示例"
        for result in parsed
        if result.article and not _published(result.article, samples)
    }
    linking = [(path, links, True) for path, links in texts]
    problems: list[Problem] = []
    for result in parsed:
        if result.article:
            problems += _unanswered(result.article, result.lines.get("responds_to", 1), cases)
            problems += _claimed(result.article, result.lines.get("aliases", 1), owner)
            linking.append((result.article.path, result.article.links, _published(result.article, samples)))
    for path, links, published in linking:
        problems += _dead(path, links, pages, has_page)
        problems += _misses(path, links, pages, places_in)
        problems += _unseen(path, links, hidden) if published else ()
        problems += _gone(path, links, gone)
    return problems


def _dead(
    path: str, links: Iterable[InsideLink], pages: Set[str], has_page: Callable[[str], bool]
) -> Iterator[Problem]:
    """Links of a text to articles and files that are no pages of the site."""
    for link in links:
        if link.address in pages or _LISTS.fullmatch(link.address) or has_page(link.address):
            continue
        name = link.address.rstrip("/").rpartition("/")[2]
        what = f"站内没有“{name[:60]}”这个网页，链接点不开。"
        others = (page for page in pages if page.rstrip("/") not in path)
        near = difflib.get_close_matches(link.address, others, n=1, cutoff=0.8)
        hint = (
            f"是不是 {near[0]}？" if near else "照片写成 ![说明](文件名)，不写成链接。" if "." in name else ""
        )
        mend = f"{hint}{_HOW if path.startswith(('briefings/', 'cases/')) else _HOW_IN_DOCS}"
        yield DEAD_LINK.problem(path, what, mend, link.line)


def _misses(
    path: str,
    links: Iterable[InsideLink],
    pages: Set[str],
    places_in: Callable[[str], Set[str] | None],
) -> Iterator[Problem]:
    """Links of a text to a place that a page does not have: in an article, headings are none."""
    for link in links:
        if not link.anchor or _FOOTNOTE.match(link.anchor):
            continue
        if link.address in pages:
            mend = "只留文字；指别的文章的，去掉 # 和后面的字。"
            yield DEAD_ANCHOR.problem(path, f"文章里没有“#{link.anchor[:30]}”这个位置。", mend, link.line)
        elif (places := places_in(link.address)) is not None and link.anchor not in places:
            what = f"“{link.address or '首页'}”这个网页没有叫“#{link.anchor[:30]}”的位置。"
            mend = "去掉 # 和后面的字；文字网页的小标题后面写了 {#名字} 的，才有这个位置。"
            yield DEAD_ANCHOR.problem(path, what, mend, link.line)


def _published(article: AnyArticle, samples: bool) -> bool:
    return not article.draft and (samples or not article.sample)


def _unseen(path: str, links: Iterable[InsideLink], hidden: Mapping[str, str]) -> Iterator[Problem]:
    """Links of a text to articles that are there and not published; `hidden`: why not, by their address."""
    for link in links:
        if kind := hidden.get(link.address):
            what = f"链接指向的文章是{kind}，没有发布，链接点不开。"
            mend = (
                "那一篇发布以后再加链接，现在只留文字；两篇要一起发布的，把那一篇的“" + kind + "”一行也去掉。"
            )
            yield DEAD_LINK.problem(path, what, mend, link.line)


def _gone(path: str, links: Iterable[InsideLink], gone: Set[str]) -> Iterator[Problem]:
    """Links of a text to what was removed."""
    for link in links:
        if link.address in gone:
            mend = "删掉链接，文字里也不再提那一篇的标题和内容。"
            yield GONE_LINK.problem(path, "链接指向的文章已经撤下。", mend, link.line)


def _unanswered(article: AnyArticle, line: int, cases: Set[str]) -> Iterator[Problem]:
    """Cases and warnings that a briefing passes on and that do not exist."""
    for id in article.responds_to if isinstance(article, Briefing) else ():
        if id not in cases:
            what = (
                f"没有编号为“{id}”的典型案例或风险提示。"
                if _CASE.match(id)
                else "“回应预警”里写的不是案例的编号。"
            )
            mend = "编号就是 cases 里的文件夹名，如 2025-06-03-shuadan；核对后改正。"
            yield UNKNOWN.problem(article.path, what, mend, line)


def _claimed(article: AnyArticle, line: int, owner: dict[str, str]) -> Iterator[Problem]:
    """Former ids that the article itself or another one has; `owner` maps each id to its file, and grows."""
    for alias in article.aliases:
        other = owner.setdefault(alias, article.path)
        if alias == article.id:
            what = f"曾用编号“{alias}”就是这篇文章现在的编号。"
            mend = "这里写改名以前的编号；没有改过名，就把这一行删掉。"
            yield FORMER_ID.problem(article.path, what, mend, line)
        elif other != article.path:
            what = f"曾用编号“{alias}”已经被 {other} 使用。"
            mend = "核对这个编号原来属于哪一篇，只在那一篇里保留。"
            yield FORMER_ID.problem(article.path, what, mend, line)


def case_ids(parsed: Iterable[Parsed]) -> set[str]:
    """The ids of the cases among parsed articles, present and former."""
    cases = (result.article for result in parsed if isinstance(result.article, Case))
    return {id for case in cases for id in (case.id, *case.aliases)}
