"""The rules once more, over what readers get: values after YAML, the body after Markdown, the article's address.

Character references, markup between two digits, a number over two lines and the escapes of YAML hide a text from rules
that read the file. What stands in the file as it is published was read there, and is left out here: nearly every article
has nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from column.model.any_article import AnyArticle
from column.model.problems import Problem, Severity
from column.parsing.source import Source
from column.text import markdown_html

MARKED = re.compile(r"[&<\\*_`~|\[]|[^\n]\n[^\n]")
"""What may make a published line differ from the written one."""
_BLOCK = re.compile(r"</(?:p|h[1-6]|li|td|th|dt|dd|pre|div|tr)>")
_SPACE = re.compile(r"\s*\n\s*")
_MARKS = re.compile(r"^\s*(?:#{1,6}\s+|[-+*]\s+|\d+[.)]\s+|>\s*)*")
_WORDS = re.compile(r"[0-9A-Za-z\u3400-\u9fff]{2,3}")

Part = tuple[int, str]
"""A published text, and the line of the file that it comes from."""


def problems(
    source: Source,
    article: AnyArticle,
    check: Callable[[Source], Iterable[Problem]],
    found: Iterable[Problem],
) -> Iterator[Problem]:
    """The errors that `check` finds in what is published, and that are not among those `found` in the file."""
    parts = list(parts_of(source, article))
    if not parts:
        return
    known = {(problem.rule, problem.what) for problem in found}
    text = "\n".join(part for _, part in parts)
    for problem in check(Source(source.path, text, {}, {}, text, 1)):
        if problem.severity is Severity.ERROR and (problem.rule, problem.what) not in known:
            yield replace(problem, line=parts[problem.line - 1][0], column=0)


def parts_of(source: Source, article: AnyArticle) -> Iterator[Part]:
    """Each text that is published otherwise than it stands in the file, in one line."""
    yield from values(source)
    if MARKED.search(source.body):
        written = {_MARKS.sub("", line).strip() for line in source.body.split("\n")}
        for block in blocks(article.html):
            if block not in written:
                yield _line(source, block), block
        yield from ((_line(source, photo.alt), photo.alt) for photo in article.photos if photo.alt)
    slug = article.id.rpartition("/")[2][11:]
    if sum(map(str.isdecimal, slug)) > 6:
        yield 1, slug


def values(source: Source) -> Iterator[Part]:
    """Values of the front matter that do not stand there in so many characters."""
    pending: list[tuple[tuple[Any, ...], Any]] = [((), dict(source.matter))]
    while pending:
        place, value = pending.pop()
        if isinstance(value, dict):
            pending += [((*place, key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            pending += [((*place, at), inner) for at, inner in enumerate(value)]
        elif isinstance(value, str) and value not in source.text:
            yield source.line(*place), _SPACE.sub("", value)


def blocks(clean: str) -> list[str]:
    """The text of sanitised HTML, a block in one line."""
    texts = map(markdown_html.text, _BLOCK.split(clean))
    return [line for text in texts if (line := _SPACE.sub("", text).strip())]


def _line(source: Source, block: str) -> int:
    """The first line of the body that has the block's first words, or the body's first."""
    lines = source.body.split("\n")
    for words in _WORDS.findall(block):
        for number, line in enumerate(lines, start=source.body_line):
            if words in line:
                return number
    return source.body_line
