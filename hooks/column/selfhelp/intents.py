"""What the office writes for the search: words that readers type, and the page that is for them.

File: `docs/data/intents.yml`. `query.js` of the site's scripts cuts a query into these words and matches them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field

from column.model.addresses import SLUG
from column.model.front_matter.written import Line, Matter, Whole
from column.model.intents import URGENT, Intent, Intents, Words
from column.model.problems import Problem
from column.parsing.data_file import DataFile, Rows
from column.parsing.yaml_lines import Place
from column.selfhelp import text_pages
from column.text.folding import HAN, WORD, fold

PATH = "docs/data/intents.yml"
_SECTIONS = ("groups/", "scams/", "units/", "venues/", "stations/", "cases/", "briefings/")
_TOOLS = (
    "now/",
    "help/",
    "check/",
    "quiz/",
    "trends/",
    "feeds/",
    "feedback/",
    "sitemap/",
    "plan/",
    "materials/",
    "videos/",
)
STANDING = frozenset(_SECTIONS + _TOOLS) | text_pages.ADDRESSES
"""Addresses that the site keeps for good, whether their page stands today or not."""
_INTERNAL = ("data", "maintain")
"""Folders of docs/ that hold no pages."""
LONGEST = 16
"""Characters of a word; a browser looks for none that is longer."""

_SAID = re.compile(f"(?:[{HAN}{WORD}]+ )*[{HAN}{WORD}]+")


class IntentMatter(Matter):
    say: Rows = Field(title="说法")
    page: Annotated[str, Line(1, 80)] = Field(title="网页")
    order: Whole = Field(title="次序")


class IntentsMatter(Matter):
    spellings: Rows = Field((), title="写法")
    words: Rows = Field((), title="同义词")
    filler: Rows = Field((), title="虚词")
    intents: Rows = Field(title="意图")


def parse(path: str, data: bytes, exists: Callable[[str], bool]) -> tuple[Intents | None, list[Problem]]:
    """The intents from their file, or None, and all that is wrong with it. `exists`: whether the site has a page at an
    address."""
    form = DataFile(path, data, IntentsMatter, IntentMatter)
    matter = form.fill(IntentsMatter)
    if matter is None:
        return None, form.problems
    spelled: dict[str, str] = {}
    meant: dict[str, str] = {}
    spellings = tuple(_rows(form, "spellings", matter.spellings, spelled))
    words = tuple(_rows(form, "words", matter.words, meant))
    filler = tuple(_said(form, ("filler",), matter.filler, least=1))
    intents = []

    def normal(word: str) -> str:
        right = spelled.get(word, word)
        return meant.get(right, right)

    for place, row in form.rows(IntentMatter, "intents"):
        say = tuple(
            tuple(dict.fromkeys(map(normal, said.split()))) for said in _said(form, (*place, "say"), row.say)
        )
        _check(form, place, row, exists)
        intents.append(Intent(say, row.page, row.order or 0))
    return Intents(spellings, words, filler, tuple(sorted(intents, key=lambda one: one.order))), form.problems


def _rows(form: DataFile, key: str, rows: Collection[object], owner: dict[str, str]) -> list[Words]:
    """Rows of words. `owner`, what each word stands for, grows with them."""
    kept: dict[Place, Words] = {}
    for number, row in enumerate(rows):
        place: Place = (key, number)
        said = tuple(dict.fromkeys(_said(form, place, row))) if isinstance(row, list) else ()
        if len(said) < 2:
            form.wrong(
                place, "这一行应当是两个以上的词。", "写成“- [转账, 转钱, 打钱]”，第一个是标准的说法。"
            )
            continue
        kept[place] = said
        for word in said[1:]:
            if owner.setdefault(word, said[0]) != said[0]:
                what = f"“{word}”已经归到“{owner[word]}”，又归到“{said[0]}”。"
                form.wrong(place, what, "一个写法只归到一个词，删掉一处。")
    for own, (first, *_) in kept.items():
        if first in owner:
            what = f"“{first}”放在这一行的最前面，又归到“{owner[first]}”。"
            form.wrong(own, what, f"这一行的最前面也写“{owner[first]}”，或者合成一行。")
    return list(kept.values())


def _said(form: DataFile, place: Place, written: Collection[object], least: int = 2) -> Iterator[str]:
    """The words of a list, folded; those that cannot be looked for are left out and told."""
    for number, entry in enumerate(written):
        own = (*place, number)
        said = " ".join(fold(entry).split()) if isinstance(entry, str) else ""
        if not _SAID.fullmatch(said):
            mend = "只写汉字、字母和数字；几个词都要有的，中间空一格。"
            form.wrong(own, f"“{entry}”不是能搜索的词。", mend)
        elif len(said) < least:
            form.wrong(own, f"“{said}”只有一个字，许多句子里都有。", "写两个字以上的词。")
        elif long := [word for word in said.split() if len(word) > LONGEST]:
            form.wrong(own, f"“{long[0]}”有 {len(long[0])} 个字，最多 {LONGEST} 个。", "写词，不写整句。")
        else:
            yield said


def _check(form: DataFile, place: Place, row: IntentMatter, exists: Callable[[str], bool]) -> None:
    if not exists(row.page):
        mend = "照网址写，从网站的根目录写起，以 / 结尾，如 help/、scams/police/。"
        form.wrong((*place, "page"), f"网站里没有“{row.page}”这个网页。", mend)
    if not 1 <= (row.order or 0) <= 99:
        what = f"次序“{row.order}”不在 1 到 99 之间。"
        form.wrong((*place, "order"), what, f"1 到 {URGENT - 1} 只给钱正在转、已经转了的事。")


def has_page(root: Path, address: str, sheets: Collection[str]) -> bool:
    """Whether the site below `root` has a page at an address such as `scams/police/`, or keeps one for it. `sheets`: the
    addresses of the printables."""
    if address in STANDING or address in sheets:
        return True
    *steps, end = address.split("/")
    if end or not steps or steps[0] in _INTERNAL or not all(map(SLUG.fullmatch, steps)):
        return False
    written = root.joinpath("docs", *steps)
    return written.with_suffix(".md").is_file() or (written / "index.md").is_file()
