"""The tables of a run, in Markdown, with the bars that its figures are held to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench import corpus
from bench.measure import Figure

_TIMED = {
    "hugo": ("Hugo，从头构建", ""),
    "mkdocs": ("MkDocs + Material，文章当普通页面", ""),
    "template": ("整站重写：改一个模板，读过的留着", "≤ 1.0"),
    "checkout": ("整站重写：新检出加上缓存", "≤ 1.0"),
    "cold": ("从头构建：只留着图片", "≤ 1.5"),
    "changed": ("改一篇简报", "≤ 0.15"),
    "search": ("改一篇简报，做搜索索引", ""),
    "added": ("加一篇今天的简报", "≤ 0.15"),
    "removed": ("删一篇简报", "≤ 0.15"),
    "first": ("从头构建之后第一次改动", "同“改一篇简报”"),
    "nothing": ("没有变化", "≤ 0.05"),
    "check": ("检查全部，第一次", "≤ 1.5"),
    "again": ("检查全部，再一次", "≤ 0.6"),
    "duty": ("一个月的台账", "≤ 3 秒"),
}
"""The kinds of work in the order of the table, each with its bar: processor time against Hugo's."""


@dataclass(frozen=True)
class Row:
    """A line of a table; what was not measured is None. `ratio`: to Hugo's whole build. `count`: of files."""

    what: str
    cpu: float | None = None
    ratio: float | None = None
    wall: float | None = None
    peak: float | None = None
    count: int | None = None
    bar: str = ""


def rows(articles: int, took: Mapping[str, Figure], saved: float, files: int, pictures: int) -> list[Row]:
    """All that is held to a bar at one size. `took`: the figures by kind of work; `saved`: seconds from saving to the
    page in the preview; `files` and `pictures`: how many the site has."""
    base, cold = took["hugo"], took["cold"]
    index = took["search"].cpu - took["changed"].cpu
    return [
        *(_timed(what, took[key], base, bar) for key, (what, bar) in _TIMED.items()),
        Row("从头构建的峰值内存", peak=cold.peak, ratio=cold.peak / base.peak, bar="≤ 0.4"),
        Row("其中搜索索引（做的减去不做的）", cpu=index, ratio=index / base.cpu, bar="≤ 0.3"),
        Row("预览：存盘到页面就绪", wall=saved, bar="≤ 0.2 秒"),
        Row("加一篇今天的简报写的文件", count=took["added"].files, bar="≤ 40"),
        Row("网站的文件，不算文章的图片", count=files, bar="10,000 篇 ≤ 14,500"),
        Row(
            "文章的图片：提示卡一张，照片两张",
            count=pictures,
            bar=f"≤ {articles + articles // corpus.PHOTOS:,}",
        ),
    ]


def _timed(what: str, figure: Figure, base: Figure, bar: str) -> Row:
    return Row(what, figure.cpu, figure.cpu / base.cpu, figure.wall, figure.peak, bar=bar)


def whole(rows: Iterable[Row]) -> str:
    """The table of one size."""
    head = ("做什么", "处理器（秒）", "与 Hugo 之比", "用时（秒）", "峰值内存（MB）", "个数", "标准")
    return _table(
        head,
        (
            (
                row.what,
                _cell(row.cpu, ".2f"),
                _cell(row.ratio, ".3f"),
                _cell(row.wall, ".2f"),
                _cell(row.peak, ".0f"),
                _cell(row.count, ",.0f"),
                row.bar,
            )
            for row in rows
        ),
    )


def growth(took: Mapping[int, Mapping[str, Figure]]) -> str:
    """The table of all sizes, the smallest first. `took`: the figures by kind of work by number of articles."""
    head = (
        "篇数，做什么",
        "处理器（秒）",
        "每篇（毫秒）",
        "每篇，与上一档之比",
        "用时（秒）",
        "峰值内存（MB）",
        "标准",
    )
    return _table(head, (cells for what in ("cold", "changed") for cells in _grown(what, took)))


def _grown(what: str, took: Mapping[int, Mapping[str, Figure]]) -> Iterator[Sequence[str]]:
    before = None
    for articles, figures in took.items():
        figure = figures[what]
        each = 1000 * figure.cpu / articles
        bar = ""
        if articles == 100_000 and 10_000 in took:
            bar = f"10,000 篇的 {figure.cpu / took[10_000][what].cpu:.1f} 倍，≤ 11；≤ 600 MB"
        yield (
            f"{articles:,}，{_TIMED[what][0]}",
            f"{figure.cpu:.2f}",
            f"{each:.2f}",
            f"{each / before:.2f}" if before else "",
            f"{figure.wall:.2f}",
            f"{figure.peak:.0f}",
            bar,
        )
        before = each


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rule = ["---", *["---:"] * (len(head) - 2), "---"]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (head, rule, *lines))


def _cell(value: float | None, form: str) -> str:
    return "" if value is None else f"{value:{form}}"
