"""A bureau's hotlines, and what the rules on numbers and addresses find in a text."""

from __future__ import annotations

from column.parsing.source import Source
from column.rules import hotlines, links, public_numbers
from column.settings.records import Hotline
from support.project import ROOT

HOTLINES = (
    Hotline("110", "报警电话", "马上打"),
    Hotline("96110", "反诈专线", "请接听"),
    Hotline("12381", "预警短信", "只发短信", dial=False),
    Hotline("0300-96110", "本市反诈专线", "请接听"),
)
PUBLIC = frozenset(number.number for number in public_numbers.load(ROOT)[0])
OWN = "fanzha.example.gov.cn"


def article(text: str) -> Source:
    return Source("cases/2025-09-08-a/index.md", text, {}, {}, text, 1)


def found(text: str) -> list[str]:
    source = article(text)
    problems = [
        *hotlines.foreign(source, HOTLINES, PUBLIC),
        *hotlines.silent(source, HOTLINES),
        *links.lookalikes(source, OWN),
        *links.live(source, OWN),
    ]
    return [problem.rule for problem in problems]
