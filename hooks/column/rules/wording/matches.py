"""Sober wording, as the bureau's notice of 2025-04-27 orders (part five, 3: 实事求是, no exaggeration, no clickbait,
no entertainment). The rules are the office's own (`word_list`); this module applies them.

What a text only quotes is not its own claim: 声称“稳赚不赔” passes. The ministry's 「凡是……都是诈骗」 passes always.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from column.model.problems import Problem
from column.parsing.source import Source
from column.rules.privacy import personal_data
from column.rules.wording.word_list import Wording
from column.text.digit_runs import line_span, position

_QUOTED = re.compile('“[^“”\n]*”|「[^「」\n]*」|『[^『』\n]*』|"[^"\n]*"|‘[^‘’\n]*’|《[^《》\n]*》')
_CLAIM = re.compile(
    r"声称|谎称|自称|宣称|号称|诱称|谎言|承诺|吹嘘|许诺|保证称|打着|所谓|以[^,，。]{0,12}(?:为名|为由|为诱饵|为幌子|名义)"
)
_SCAM = re.compile(
    r"骗|诈|声称|谎称|自称|宣称|号称|诱|承诺|吹嘘|打着|所谓|冒充|假冒|伪装|话术|幌子|噱头|为名|为由|名义|警惕|谨防|提防|防范|切勿|不要|不轻信|"
    r"不信|别信|勿信|不转发|虚假|嫌疑人|不法分子|字样|套路|陷阱|可疑"
)
_MARKS = re.compile(r"^!!!(?= ?[a-z])|!(?=\[)", re.M)
_STOP = re.compile(r"[。!！?？;；\n]")
_COMMA = re.compile(r"[,，。!！?？;；:：\n]")
_FIXED = re.compile(
    r"凡是?[^。!！?？\n]*(?:都|均|皆|全|就|一律|一定)?(?:是|属于?|为)[^。!！?？\n]{0,8}(?:诈骗|骗子|骗局|骗人|假的?|违法)"
)


def _part(text: str, stops: re.Pattern[str], start: int, end: int) -> tuple[int, int]:
    """The piece of text between two stops around `start` to `end`."""
    begin = max(
        (stop.end() for stop in stops.finditer(text, max(0, start - 300), start)), default=max(0, start - 300)
    )
    stop = stops.search(text, end)
    return begin, stop.start() if stop else len(text)


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether somebody else's words stand from `start` to `end`: in quotation marks in a sentence that speaks of
    a swindle, or after 声称 and the like in the same clause."""
    line_start, line_end = line_span(text, start)
    for quote in _QUOTED.finditer(text, line_start, line_end):
        if quote.start() < start and end < quote.end():
            begin, finish = _part(text, _STOP, quote.start(), quote.end())
            return bool(_SCAM.search(text[begin : quote.start()]) or _SCAM.search(text[quote.end() : finish]))
    begin, _ = _part(text, _COMMA, start, end)
    return bool(_CLAIM.search(text[begin:start]))


@lru_cache(maxsize=16)
def _fixed(text: str) -> tuple[tuple[int, int], ...]:
    """Where the ministry's fixed sentences stand."""
    return tuple(found.span() for found in _FIXED.finditer(text)) if "凡" in text else ()


@lru_cache(maxsize=4)
def _without_marks(text: str) -> str:
    """The text with blanks for the exclamation marks of Markdown: those of pictures and of boxes (`!!! note`)."""
    if "![" not in text and "!!!" not in text:
        return text
    return _MARKS.sub(lambda found: " " * len(found[0]), text)


def problems(source: Source, wording: Wording) -> Iterator[Problem]:
    """What one rule finds in a source."""
    text = _without_marks(source.text)
    last = len(text) if "body" in wording.keys else len(text) - len(source.body)
    if not wording.pattern.may_match(text):
        return
    pattern = wording.pattern.pattern
    found = pattern.search(text, 0, last)
    if found is None or (wording.unless and wording.unless.search(text)):
        return
    keys = _keys(source)
    while found:
        start, end = found.span()
        line, column = position(text, start)
        if keys[line - 1] in wording.keys and not _passes(text, start, end, wording):
            yield _finding(source, wording, found[0].strip(), line, column)
        found = pattern.search(text, end, last)


def _keys(source: Source) -> list[str]:
    return [line.key for line in source.lines()]


def _passes(text: str, start: int, end: int, wording: Wording) -> bool:
    line_start, line_end = line_span(text, start)
    return (
        any(
            found.start() <= start and end <= found.end()
            for pattern in wording.exceptions
            for found in pattern.finditer(text, line_start, line_end)
        )
        or any(first <= start and end <= last for first, last in _fixed(text))
        or (wording.quotes and _quoted(text, start, end))
    )


def _finding(source: Source, wording: Wording, written: str, line: int, column: int) -> Problem:
    shown = personal_data.mended(written, 0, len(written))
    better = dict(wording.swaps).get(written)
    mend = f"把“{written}”改为“{better}”。{wording.better}" if better else wording.better
    what = f"“{shown}”：{wording.rule.title}。"
    return source.problem(wording.rule, what, mend, line, column, wording.rule.source)
