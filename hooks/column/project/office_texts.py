"""The texts that the office writes below `docs/`: what the rules find in them, where they link to, and the places in
pages that are no articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from column.content import inside_links, taxonomies
from column.content.withdrawals import Withdrawals
from column.model.article import InsideLink
from column.model.problems import Problem
from column.parsing.decoding import decode
from column.parsing.source import Source
from column.rules import hotlines, links, markup, registry
from column.rules.privacy import masking, personal_data
from column.rules.registry import RuleContext
from column.selfhelp import hang_up, printables, quiz, text_pages
from column.selfhelp.quiz import Quiz
from column.text import markdown_html

_OF_PAGES = (*personal_data.RULES, hotlines.FOREIGN, *markup.RULES)
"""The rules that pages of text and sheets are held to."""
_OF_QUIZ = (*personal_data.RULES, *hotlines.RULES, *links.RULES)
"""The rules that the quiz is held to, beside those of wording."""
_EVERYWHERE = frozenset(("content", "hotlines"))
_STANDING = {
    "": ("calendar", "urgent"),
    "briefings/": ("months",),
    "check/": ("message", "paste", "verdict", "where"),
    "trends/": ("matrix", "types", "venues"),
}
"""Places that the templates of a page name, by its address."""
_NAMED = re.compile(r"\{[^{}\n]*#([A-Za-z][\w-]*)[^{}\n]*\}")
"""The name that a text gives a heading: `{#name}`."""


@dataclass(frozen=True)
class OfficeTexts:
    """All of them below `root`: taken apart, by the address of the page on which they stand. `strict` are those whose
    words are also printed, sent and read out, and held to all rules."""

    root: Path
    plain: Mapping[str, Source]
    strict: Mapping[str, Source]

    @classmethod
    def read(cls, root: Path) -> OfficeTexts:
        pages = (*text_pages.sources(root), *hang_up.sources(root), *printables.sources(root))
        plain = {text_pages.address(source.path): source for source in pages}
        strict = {text_pages.address(source.path): source for source in taxonomies.sources(root)}
        return cls(root, plain, strict)

    @cached_property
    def links(self) -> Sequence[tuple[str, tuple[InsideLink, ...]]]:
        """The links of each, by its path."""
        texts = {**self.plain, **self.strict}.items()
        return [
            (
                text.path,
                inside_links.resolved(markdown_html.render(text.body).html, text, url)[1],
            )
            for url, text in texts
            if text.body
        ]

    def problems(self, rules: RuleContext) -> Iterator[Problem]:
        """What the rules find in them, nothing private in it."""
        every = tuple(rules.by_id.values())
        for texts, held in ((self.plain, _OF_PAGES), (self.strict, every)):
            for text in texts.values():
                secrets = masking.Secrets.of((text.text,), rules.numbers_in(text))
                for each in registry.findings(text, rules):
                    if rules.by_id[each.rule] in held:
                        yield masking.told(each, secrets)

    def places(self, url: str) -> frozenset[str] | None:
        """What may stand behind `#` in a link to a page that is no article; None where the office has left that page out,
        for then the link becomes plain text."""
        standing = frozenset(_STANDING.get(url, ()))
        text = self.plain.get(url)
        if not text and url in (*text_pages.ADDRESSES, "now/"):
            return None
        written = text.body if text else self._by_hand(url)
        return _EVERYWHERE | standing | frozenset(_NAMED.findall(written))

    def _by_hand(self, url: str) -> str:
        """The text of a page that MkDocs renders; empty where there is none."""
        place = self.root / "docs" / url
        for file in (place.with_suffix(".md"), place / "index.md"):
            if url and file.is_file():
                return decode(url, file.read_bytes())[0]
        return ""


def in_quiz(asked: Quiz | None, rules: RuleContext) -> Iterator[Problem]:
    """What the rules find in the quiz, each at the line of its text."""
    texts = asked.texts if asked else ()
    text = "\n".join(words for _, words in texts)
    source = Source(quiz.PATH, text, {}, {}, text, 1)
    secrets = masking.Secrets.of((text,), rules.numbers_in(source))
    worded = tuple(each.rule for each in rules.wordings)
    for each in registry.findings(source, rules):
        if rules.by_id[each.rule] in (*_OF_QUIZ, *worded):
            line = texts[each.line - 1][0]
            yield replace(masking.told(each, secrets), line=line, column=0)


def in_withdrawals(withdrawals: Withdrawals) -> Iterator[Problem]:
    """Public reasons of withdrawals that tell something private."""
    for record in withdrawals.records:
        if personal_data.hits(record.reason):
            yield withdrawals.private(record)
