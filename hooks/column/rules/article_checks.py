"""Checks of a whole article: what its card cannot show, what WeChat does not take, what an import only guessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from column.media import cards
from column.model.any_article import AnyArticle
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.problems import Problem, Rule, Severity
from column.model.terms import Group, ScamType
from column.parsing.source import GUESSED, Source
from column.settings.records import Settings
from column.text.placeholders import HERE
from column.wechat.platform import limits

GLYPH = Rule(
    id="glyph",
    title="封面图和海报画不出的字",
    part="微信公众号",
    source="字库里没有的字在封面图和海报上会变成方框，或者不见",
    bad="标题: 当心😀骗局",
    good="标题: 当心骗局",
)
GUESS = Rule(
    id="guess",
    title="导入时猜的，还没有核对",
    severity=Severity.WARNING,
    part="文件和信息栏的写法",
    source="从 Word 导入时，日期、场所、人群是机器猜的，要有人看过",
    bad=f"场所: 进社区  # {GUESSED}",
    good="场所: 进社区",
)
SAMPLE = Rule(
    id="sample",
    title="标着示例，所以不发布",
    severity=Severity.WARNING,
    part="文件和信息栏的写法",
    source="网站设置 samples: false：公开的网站不出现编写的示例；照着示例改的稿件常常忘了去掉这一行",
    bad="示例: 是",
    good="真稿件里没有“示例”这一行",
)


def _wechat(id: str, title: str, source: str, bad: str, good: str) -> Rule:
    return Rule(
        id=f"wechat-{id}",
        title=title,
        severity=Severity.WARNING,
        part="微信公众号",
        source=source,
        bad=bad,
        good=good,
        excusable=True,
    )


_DRAFTS = "微信公众号的限度（微信官方文档“新增草稿”，2025-12-19 修订）"
_WECHAT = {
    rule.id: rule
    for rule in (
        _wechat("title", "公众号的标题", _DRAFTS, "四十个字的标题，没有短标题", "短标题在 32 个字以内"),
        _wechat("author", "公众号的作者", _DRAFTS, "作者有 20 个字", "作者写单位的简称"),
        _wechat("digest", "公众号的摘要", _DRAFTS, "摘要一百多字没有句号", "摘要在 120 个字以内，有句号"),
        _wechat("content", "公众号的正文长度", _DRAFTS, "两万字的正文", "分成两篇"),
        _wechat("link", "公众号的原文地址", _DRAFTS, "几百个字符的文件夹名", "短的文件夹名"),
        _wechat("picture", "公众号的图片", _DRAFTS, "SVG 图片、会动的 GIF", "JPEG 或 PNG 照片"),
        _wechat("cover", "公众号的封面", _DRAFTS, "封面打不开", "JPEG 或 PNG 的封面"),
    )
}
RULES = (GLYPH, *_WECHAT.values(), GUESS, SAMPLE)

_SURELY_FITS = 8_000
"""Characters of HTML up to which an official account surely takes an article."""


def guessed(text: Source) -> Iterator[Problem]:
    """What an import guessed and nobody has looked at yet."""
    if GUESSED not in text.text:
        return
    for line in text.lines():
        if line.key not in ("", "body") and line.text.rstrip().endswith(GUESSED):
            mend = f"核对后删掉行尾的“{GUESSED}”。"
            yield text.problem(GUESS, "这一项是导入时猜的，还没有核对。", mend, line.number)


def left_as_sample(text: Source, article: AnyArticle, settings: Settings) -> Iterator[Problem]:
    """The mark of a sample where samples are hidden: nobody would see the article, nor why."""
    if article.sample and not settings.samples:
        what = "这篇标着示例，网站不显示示例，它不会发布。"
        yield text.problem(SAMPLE, what, "是真稿件，就删掉“示例”这一行；不是，就删掉整篇。", "sample")


def undrawable(text: Source, article: AnyArticle, settings: Settings) -> Iterator[Problem]:
    """Characters on the article's card, or on the sheets of its kit, that the font cannot draw: never a box, always a
    problem."""
    card = cards.of(article, settings.name)
    if lacking := cards.missing(card.title + card.label + card.slogan):
        what = f"封面图的字库里没有这些字：{'、'.join(lacking)}。"
        yield text.problem(GLYPH, what, "标题和标语里换成常用字，去掉表情符号。", "title")
    elif isinstance(article, Case) and (
        lacking := _lacking(article.summary, *article.signs, *article.tips, *article.broadcast)
    ):
        what = f"海报的字库里没有这些字：{'、'.join(lacking)}。"
        yield text.problem(
            GLYPH, what, "摘要、识别要点、防范提示和广播稿里换成常用字，去掉表情符号。", "signs"
        )


def undrawable_terms(terms: Iterable[ScamType | Group]) -> Iterator[Problem]:
    """Characters in the words of types and groups, which stand on cards and sheets, that the font cannot draw."""
    for term in terms:
        words = (term.name, term.slogan, term.summary, *term.signs, *term.tips, *term.broadcast)
        if lacking := _lacking(*words, *_own(term)):
            what = f"海报的字库里没有这些字：{'、'.join(lacking)}。"
            yield GLYPH.problem(term.path, what, "换成常用字，去掉表情符号。", 1)


def _lacking(*words: str) -> str:
    """The characters that the font lacks; the line ends of a text to be read out are none."""
    return cards.missing("".join(words).replace("\n", ""))


def _own(term: ScamType | Group) -> tuple[str, ...]:
    """The words that only a type has, or only a group."""
    if isinstance(term, Group):
        return (term.letter, *term.tell)
    return (term.said, *(word for line in term.script for word in (line.say, line.flaw)), *term.stages)


def unsendable(text: Source, article: AnyArticle, settings: Settings) -> Iterator[Problem]:
    """What an official account will not take; only long texts and long names are worth the look."""
    author = article.unit.name if isinstance(article, Briefing) else article.source
    if len(article.html) <= _SURELY_FITS and len(author) <= limits.AUTHOR:
        return
    from column.wechat.article import check  # only now: it brings an HTML parser

    short = article.short_title or article.title[: limits.TITLE]
    html = article.html.replace(HERE, "")
    hotlines = settings.hotlines
    for found in check.article_problems(article.title, short, author, article.summary, html, hotlines):
        yield text.problem(_WECHAT[found.rule], found.what, found.mend)
