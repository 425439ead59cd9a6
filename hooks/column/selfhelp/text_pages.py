"""Pages of text that the office writes: what to do for one need, the law, partners, lessons. One file is one page.

Files: `docs/<name>.md` of the addresses below or with a line `核对:` in its front matter, `docs/<folder>/<name>.md` in
the folders below. Published at the same address (`index.md` at that of its folder). The office may add and remove them: a
page is linked from where its own front matter says, and a link to a page that is not there becomes plain text. A file
without a body, or an official text without the particulars of its original, is not published.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Annotated

from pydantic import Field

from column.content import inside_links
from column.content.articles import BODY
from column.content.taxonomies import PATH, Vocabulary
from column.model.addresses import SLUG
from column.model.front_matter.written import Day, Items, Line, Matter, Truth, Whole, one_of
from column.model.problems import Problem
from column.model.terms import Group, ScamType
from column.parsing import source, validation
from column.parsing.data_file import DATA
from column.parsing.decoding import decode
from column.parsing.source import Source
from column.selfhelp import hang_up, printables
from column.text import markdown_html
from column.text.placeholders import ROOT

PARTNERS, PLACES, LAW, LECTURERS = "partners", "scam-free", "law", "lecturers"
FOLDERS = (PARTNERS, PLACES, LAW, LECTURERS)
_TOP = ("recovery", "verify", "family", "brakes", "tools", *FOLDERS)
_BELOW = {
    PARTNERS: ("bank", "carrier", "market", "school", "post", "hotel", "cinema", "property"),
    PLACES: ("community", "school", "office", "enterprise"),
    LAW: ("fan-dianxin-zhapian-fa", "lianhe-chengjie-banfa"),
    LECTURERS: ("sign-in",),
}
ADDRESSES = frozenset(
    (*(f"{name}/" for name in _TOP), *(f"{at}/{name}/" for at in _BELOW for name in _BELOW[at]))
)
"""Addresses that the site keeps for pages of text, whether their file stands today or not."""
_SHOWING = (
    "now/",
    "help/",
    "check/",
    "quiz/",
    "trends/",
    "feedback/",
    "stations/",
    "groups/",
    "scams/",
    "venues/",
)
"""Pages that show links to pages of text; those of the groups and scam types do too."""
NOTICE = "docs/plan.md"
"""The bureau's notice, from which a quotation is taken word by word."""

_MARK = re.compile(rb"^(?:checked|\xe6\xa0\xb8\xe5\xaf\xb9)[ \t]*(?::|\xef\xbc\x9a)", re.M)
_LINK = re.compile(rf'<a href="{ROOT}([^"#?]*)([#?][^"]*)?"[^>]*>(.*?)</a>', re.S)
_ANCHOR = re.compile(r"<(h[23])>(.*?)\s*\{#([a-z0-9-]+)\}</\1>")
_SECTION = re.compile(r"^##\s+(.+?)\s*(?:\{#[a-z0-9-]+\})?$")
_STATED = re.compile(r"^来源[:\uff1a](?P<source>.*?)[;\uff1b]核对[:\uff1a]\s*(?P<checked>.*)$")
_SHOWN = re.compile(r"<p>来源[:\uff1a](.*?)[;\uff1b]核对[:\uff1a]\s*(.*?)</p>")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_AWARDED = re.compile("创建|命名")
_BOXES = "□ 是 □ 否"
_LINES = range(8, 13)
"""Lines of a check of a place: they fill one sheet of A4 and no more."""


class _ApprovalMatter(Matter):
    authority: Annotated[str, Line(2, 40)] = Field(title="批准机关")
    document: Annotated[str, Line(2, 60)] = Field(title="文号")
    date: Day = Field(title="批准日期")


class TextMatter(Matter):
    title: Annotated[str, Line(2, 30)] = Field(title="标题")
    description: Annotated[str, Line(4, 120)] = Field(title="摘要")
    source: Annotated[str, Line(2, 200)] = Field("", title="来源")
    checked: Day = Field(None, title="核对")
    order: Whole = Field(0, title="次序")
    shown_on: Items = Field((), title="出现在")
    calls: Items = Field((), title="电话")
    layout: Annotated[str, one_of({"page": "网页", "check": "A4"})] = Field("page", title="版式")
    quote: Annotated[str, Line(8, 400)] = Field("", title="原文")
    groups: Items = Field((), title="人群")
    scams: Items = Field((), title="诈骗类型")
    embed: Truth = Field(False, title="嵌入")
    approved_by: _ApprovalMatter | None = Field(None, title="批准")
    date: Day = Field(None, title="版本日期")
    digest: str = Field("", title="原件摘要")


@dataclass(frozen=True, slots=True)
class TextPage:
    """`html` is the body, sanitised; `shown_on` are the addresses of pages that link to it, `calls` the hotlines at its
    head; `quote` stands in the notice. `unchecked`: what nobody has compared with its source yet, empty where all was."""

    path: str
    url: str
    title: str
    description: str
    source: str
    checked: date | None
    order: int
    shown_on: tuple[str, ...]
    calls: tuple[str, ...]
    layout: str
    quote: str
    groups: tuple[Group, ...]
    scams: tuple[ScamType, ...]
    embed: bool
    html: str
    unchecked: tuple[str, ...]
    filled: bool

    @property
    def folder(self) -> str:
        """The address of the page above it; empty where there is none."""
        return "/".join(self.url.split("/")[:-2]) + "/" if self.url.count("/") > 1 else ""

    @property
    def on_paper(self) -> bool:
        """Whether the page is one sheet of A4, to fill in by hand."""
        return self.layout == "check"

    def is_shown_on(self, address: str) -> bool:
        """Whether the page at an address links here; `scams/*` names every page right below `scams/`."""
        above = "/".join(address.split("/")[:-2]) + "/*"
        return address in self.shown_on or above in self.shown_on


def files(root: Path) -> list[Path]:
    """The files of pages of text below `root`."""
    written = sorted((root / "docs").glob("*.md"))
    top = (file for file in written if f"{file.stem}/" in ADDRESSES or _MARK.search(file.read_bytes()))
    below = (file for folder in FOLDERS for file in (root / "docs" / folder).glob("*.md"))
    return sorted((*top, *below))


def sources(root: Path) -> Iterator[Source]:
    """The pages of text, taken apart."""
    for file in files(root):
        yield source.read(file.relative_to(root).as_posix(), file.read_bytes(), validation.names(TextMatter))[
            0
        ]


def address(path: str) -> str:
    """The address of the page on which the text of a file below `docs/` stands."""
    place = PurePosixPath(path.replace(printables.FOLDER, "docs/groups")).relative_to("docs")
    return f"{place.parent}/" if place.stem == "index" else f"{place.with_suffix('')}/"


def load(
    root: Path, words: Vocabulary, numbers: Iterable[str], has_page: Callable[[str], bool]
) -> tuple[tuple[TextPage, ...], list[Problem]]:
    """Every page in its order, and what is wrong with them. `numbers`: the hotlines on which somebody answers; `has_page`:
    whether the site has a page at an address, or keeps one for it."""
    notice = (
        decode(NOTICE, (root / NOTICE).read_bytes())[0].replace("*", "") if (root / NOTICE).exists() else ""
    )
    reader = _Reader(words, frozenset(numbers), notice, has_page)
    found = [reader.read(file.relative_to(root).as_posix(), file.read_bytes()) for file in files(root)]
    pages = [page for page, _ in found if page]
    missing = (ADDRESSES | {page.url for page in pages}) - {page.url for page in pages if page.filled}
    if not (root / hang_up.PATH).exists():
        missing |= {"now/"}

    def linked(link: re.Match[str]) -> str:
        if link[1] in missing:
            return link[3]
        return f'<a href="{ROOT}{link[1]}{link[2] or ""}">{link[3]}</a>'

    resolved = (replace(page, html=_LINK.sub(linked, page.html)) for page in pages)
    ordered = tuple(sorted(resolved, key=lambda page: (page.order, page.url)))
    return ordered, [problem for _, problems in found for problem in problems]


@dataclass(frozen=True, slots=True)
class _Reader:
    words: Vocabulary
    numbers: frozenset[str]
    notice: str
    has_page: Callable[[str], bool]

    def read(self, path: str, data: bytes) -> tuple[TextPage | None, list[Problem]]:
        """A page from its file, or None, and all that is wrong with it."""
        place = PurePosixPath(path)
        script, problems = source.read(
            path, data, validation.names(TextMatter), ("title", "description", "source")
        )
        matter, wrong = validation.validate(TextMatter, path, script.matter, script.line)
        problems += wrong
        if not SLUG.fullmatch(place.stem):
            what = f"文件名“{place.name}”不能用作网址。"
            problems.append(PATH.problem(path, what, "用小写字母、数字和短横线，以 .md 结尾。"))
        if matter is None:
            return None, problems
        folder = place.parent.name
        html, statements = _html(script), tuple(_statements(script.body))
        filled = bool(script.body.strip())
        if folder == LAW:
            filled = filled and bool(matter.source and matter.date and _DIGEST.fullmatch(matter.digest))
        problems += self._wrong(script, matter)
        if filled and folder == PLACES:
            problems += _awards(script, matter)
            problems += _length(script, html) if place.stem != "index" else ()
        if filled and not matter.source and any(not stated for _, stated, _ in statements):
            lacking = next(title for title, stated, _ in statements if not stated)
            what = f"“{lacking}”没有写来源。"
            mend = "在信息栏写“来源”，或者在每一节最后写一行“来源：……；核对：”。"
            problems.append(script.problem(DATA, what, mend, "title"))
        if problems:
            return None, problems
        return self._page(path, matter, html, _unchecked(matter, statements), filled), problems

    def _page(
        self, path: str, matter: TextMatter, html: str, unchecked: tuple[str, ...], filled: bool
    ) -> TextPage:
        return TextPage(
            path,
            address(path),
            matter.title,
            matter.description,
            matter.source,
            matter.checked,
            matter.order or 0,
            matter.shown_on,
            matter.calls,
            matter.layout,
            matter.quote,
            tuple(filter(None, map(self.words.groups.find, matter.groups))),
            tuple(filter(None, map(self.words.scams.find, matter.scams))),
            matter.embed,
            html,
            unchecked,
            filled,
        )

    def _wrong(self, script: Source, matter: TextMatter) -> Iterator[Problem]:
        """Names, numbers, addresses and quotations that are not what they are said to be."""
        for key, names, known in (
            ("groups", matter.groups, self.words.groups),
            ("scams", matter.scams, self.words.scams),
        ):
            for number, name in enumerate(names):
                if known.find(name) is None:
                    yield script.problem(DATA, *known.unknown(name), (key, number))
        for number, call in enumerate(matter.calls):
            if call not in self.numbers:
                what = f"“{call}”不是 mkdocs.yml 里登记、能拨打的求助电话。"
                yield script.problem(
                    DATA, what, f"可用：{'、'.join(sorted(self.numbers))}。", ("calls", number)
                )
        for number, at in enumerate(matter.shown_on):
            place = at.removesuffix("*")
            if not self.has_page(place):
                yield script.problem(DATA, *_unknown(at), ("shown_on", number))
            elif (
                place not in _SHOWING
                and not place.startswith(("groups/", "scams/"))
                and place not in ADDRESSES
            ):
                what = f"“{at}”上不显示链接。"
                mend = f"可用：{'、'.join(_SHOWING)}，或者某一类人群、骗局的网页，如 scams/police/；全部写 scams/*。"
                yield script.problem(DATA, what, mend, ("shown_on", number))
        if matter.quote and matter.quote not in self.notice:
            mend = f"从 {NOTICE} 里原样抄，一个字、一个标点都不改。"
            yield script.problem(DATA, "这句话在工作方案里找不到。", mend, "quote")


def _unknown(at: str) -> tuple[str, str]:
    return f"网站里没有“{at}”这个网页。", "照网址写，从网站的根目录写起，以 / 结尾，如 help/、scams/police/。"


def _awards(script: Source, matter: TextMatter) -> Iterator[Problem]:
    """Words of an award that nobody has approved. 《创建示范活动管理办法(试行)》: a county's bureau gives none."""
    for line in script.lines():
        if matter.approved_by is None and (found := _AWARDED.search(line.text)):
            what = f"没有写“批准”，这里不能用“{found[0]}”。"
            mend = "自查就写“自查”；有批准文件的，在信息栏写明批准机关、文号和日期。"
            yield script.problem(BODY, what, mend, line.number)


def _length(script: Source, html: str) -> Iterator[Problem]:
    asked = html.count(_BOXES)
    if asked not in _LINES:
        what = f"有 {asked} 条，应当是 {_LINES[0]} 到 {_LINES[-1]} 条。"
        yield script.problem(DATA, what, f"每条写一行，最后写“{_BOXES}”。", script.body_line)


def _html(script: Source) -> str:
    """The body as sanitised HTML; headings with a name for links, links from the root, sources as readers see them."""
    clean, _ = inside_links.linked(
        markdown_html.render(script.body).html, script, address(script.path), ROOT.__add__
    )
    html = _ANCHOR.sub(r'<\1 id="\3">\2</\1>', clean)
    html = html.replace(_BOXES, f'<span class="c-boxes">{_BOXES}</span>')
    return _SHOWN.sub(lambda found: f'<p class="c-source">来源：{found[1]}。{_checked(found[2])}</p>', html)


def _checked(day: str) -> str:
    return f"{day} 核对。" if _DAY.fullmatch(day.strip()) else "待与原文核对。"


def _statements(body: str) -> Iterator[tuple[str, str, bool]]:
    """Each section's title, its own source (empty where it has none), and whether that was looked up."""
    title, stated, checked = "", "", False
    for line in body.split("\n"):
        if section := _SECTION.match(line):
            if title:
                yield title, stated, checked
            title, stated, checked = section[1], "", False
        elif found := _STATED.match(line):
            stated, checked = found["source"].strip(), bool(_DAY.fullmatch(found["checked"].strip()))
    if title:
        yield title, stated, checked


def _unchecked(matter: TextMatter, statements: Iterable[tuple[str, str, bool]]) -> tuple[str, ...]:
    own = [title for title, stated, checked in statements if stated and not checked]
    whole = [matter.title] if matter.source and matter.checked is None else []
    return (*whole, *own)
