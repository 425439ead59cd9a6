"""The part of the theme's style sheet that the pages of this site can use.

Material's sheet has rules for much that the site does without: tabs, annotations, a blog, a search of its own. A selector
stays where each class, id, element and attribute in it is a word of what pages are made from: the theme's rendered pages,
the project's templates and scripts, and what Markdown may give. No article is read, so articles do not change the sheet.
What stands in parentheses, as in `:not()`, is not looked at: rather a rule too many than a look that changes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import tinycss2
from tinycss2.ast import Node

from column.text import markdown_html

_WORD = re.compile(r"[A-Za-z_][\w-]*")
_ASKED = re.compile(r"var\(\s*(--[\w-]+)|animation(?:-name)?:([^;}]*)")
_SOURCES = {"hooks/column/templates": "*.html", "hooks/frontend/scripts": "*.js"}


def words(root: Path, pages: Iterable[str]) -> set[str]:
    """What pages are made from: the words of the sources below `root`, of the theme's `pages`, and of Markdown."""
    files = (file for folder, kind in _SOURCES.items() for file in (root / folder).rglob(kind))
    texts = (*pages, *(file.read_text("utf-8") for file in files))
    return set(markdown_html.TAGS).union(*markdown_html.CLASSES.values(), *map(_WORD.findall, texts))


def used(sheet: str, known: Collection[str], beside: str) -> str:
    """The rules of `sheet` whose names are all `known`, a line each; of its custom properties and animations those that the
    rules, or the styles `beside` them, ask for. What a browser would not read is left out."""
    text = ""
    while text != sheet:
        text = sheet
        asked = {name for found in _ASKED.findall(text + beside) for part in found for name in part.split()}
        rules = _rules(tinycss2.parse_stylesheet(text, True, True), known, asked)
        sheet = "".join(f"{rule}\n" for rule in rules)
    return text


def _rules(nodes: Iterable[Node], known: Collection[str], asked: Collection[str]) -> Iterator[str]:
    for rule in nodes:
        head = tinycss2.serialize(rule.prelude).strip() if hasattr(rule, "prelude") else ""
        match rule.type, getattr(rule, "lower_at_keyword", ""):
            case "qualified-rule", _:
                selectors = ",".join(_selectors(rule.prelude, known))
                body = ";".join(_declarations(rule.content, asked))
                if selectors and body:
                    yield f"{selectors}{{{body}}}"
            case "at-rule", "media" | "supports" as keyword:
                inside = "".join(_rules(tinycss2.parse_rule_list(rule.content, True, True), known, asked))
                if inside:
                    yield f"@{keyword} {head}{{{inside}}}"
            case "at-rule", keyword:
                if keyword != "keyframes" or head in asked:
                    yield rule.serialize()


def _selectors(prelude: Sequence[Node], known: Collection[str]) -> Iterator[str]:
    """Those of a list of selectors whose names are all known."""
    commas = [at for at, part in enumerate(prelude) if part == ","]
    for before, comma in pairwise([-1, *commas, len(prelude)]):
        selector = prelude[before + 1 : comma]
        if all(name in known for name in _names(selector)):
            yield tinycss2.serialize(selector).strip()


def _names(selector: Sequence[Node]) -> Iterator[str]:
    """The elements, classes, ids, attributes and their values in a selector."""
    for before, token in pairwise([None, *selector]):
        if token.type == "[] block":
            yield from (part.value for part in token.content if part.type in ("ident", "string"))
        elif token.type == "hash" or (token.type == "ident" and before != ":"):
            yield token.value


def _declarations(content: Sequence[Node], asked: Collection[str]) -> Iterator[str]:
    for each in tinycss2.parse_blocks_contents(content, True, True):
        if each.type == "declaration" and (not each.name.startswith("--") or each.name in asked):
            yield each.serialize()
