"""Numbers of list paragraphs and headings as Word prints them (ECMA-376 part 1, 17.9).

A number stands in no text: it follows from the paragraphs before it. Lists that Markdown can write (bullets, `1.`)
stay lists and their items carry their number in a mark; every other number (一、, （一）, 1.1, restarted lists) becomes
text of its paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from column.authoring.word.elements import W, integer, is_on, run, value
from column.authoring.word.styles import Styles

NUMBER_MARK: Final = re.compile("\ue004(\\d+)\ue005")
"""The mark of a list item's printed number."""

_DIGITS: Final = "〇一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_CHINESE: Final = frozenset(
    "chineseCounting chineseCountingThousand japaneseCounting taiwaneseCounting taiwaneseCountingThousand "  # noqa: SIM905
    "japaneseDigitalTenThousand ideographDigital taiwaneseDigital koreanDigital2".split()
)
_DIGITAL: Final = ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand", "koreanDigital2")
_SEQUENCES: Final = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "decimalEnclosedCircle": "".join(map(chr, range(0x2460, 0x2474))),
    "decimalEnclosedCircleChinese": "".join(map(chr, range(0x2460, 0x2474))),
    "decimalEnclosedParen": "".join(map(chr, range(0x2474, 0x2488))),
    "decimalEnclosedFullstop": "".join(map(chr, range(0x2488, 0x249C))),
}
_HEADING: Final = re.compile(r"heading \d|标题 ?\d|title|标题")
_MOST: Final = 100_000
"""A printed number at most; a file may claim any start."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a numbering: `text` has %1 to %9 for the numbers of levels 1 to 9."""

    start: int
    format: str
    text: str
    suffix: str
    legal: bool
    restart: int | None
    hidden: bool

    def is_markdown(self, index: int) -> bool:
        """Whether Markdown writes such items itself."""
        return self.format == "bullet" or (self.format == "decimal" and self.text == f"%{index + 1}.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands: the `w:num`, its list, its level."""

    num: str
    abstract: str
    level: int


class Numbering:
    """The numberings of a document; `root` is its numbering part, or None. `unknown` are formats written as 1, 2, 3."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = {} if root is None else {_id(node): node for node in root.findall(f"{W}abstractNum")}
        nums = [] if root is None else root.findall(f"{W}num")
        self._nums = {str(node.get(f"{W}numId")): node for node in nums}
        self._linked = {value(node.find(f"{W}styleLink")): name for name, node in self._abstract.items()}
        self._levels: dict[tuple[str, int], Level | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self.unknown: set[str] = set()

    def write(self, root: etree._Element) -> list[str]:
        """Put the numbers into a part's paragraphs, and give those that were written as text."""
        if not self._nums:
            return []
        placed = [
            (paragraph, place)
            for paragraph in root.iter(f"{W}p")
            if (place := self._place(paragraph)) and not _is_removed(paragraph)
        ]
        textual = {place.abstract for _, place in placed if not self._is_markdown(place)}
        written = []
        for paragraph, place in placed:
            label, number = self._label(place)
            level = self._level(place.num, place.level)
            if place.abstract not in textual and not self._is_heading(paragraph):
                _keep(paragraph, place, number if level and level.format != "bullet" else None)
                continue
            _remove(paragraph)
            if label:
                paragraph.insert(0 if paragraph.find(f"{W}pPr") is None else 1, run(label))
                written.append(label)
        return written

    def _place(self, paragraph: etree._Element) -> Place | None:
        """The place of a numbered paragraph: its own `w:numPr`, else that of its style."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        style = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        num = value(own.find(f"{W}numId")) if own is not None else ""
        level = own.find(f"{W}ilvl") if own is not None else None
        for each in self._styles.chain(style) if not num else ():
            inherited = each.find(f"{W}pPr/{W}numPr")
            if inherited is None:
                continue  # a style may state the level alone and inherit the numbering (17.3.1.19)
            level = level if level is not None else inherited.find(f"{W}ilvl")
            if num := value(inherited.find(f"{W}numId")):
                style = str(each.get(f"{W}styleId"))
                break
        if num not in self._nums or num == "0":
            return None
        abstract = self._abstract_of(num)
        index = integer(value(level)) if level is not None else self._level_of_style(abstract, style)
        return Place(num, abstract, min(max(index, 0), 8))

    def _abstract_of(self, num: str) -> str:
        """The id of a num's list, through the link to a list style."""
        abstract = value(self._nums[num].find(f"{W}abstractNumId"))
        node = self._abstract.get(abstract)
        link = value(node.find(f"{W}numStyleLink")) if node is not None else ""
        return self._linked.get(link, abstract) if link else abstract

    def _level_of_style(self, abstract: str, style: str) -> int:
        node = self._abstract.get(abstract)
        for level in node.findall(f"{W}lvl") if node is not None and style else ():
            if value(level.find(f"{W}pStyle")) == style:
                return integer(level.get(f"{W}ilvl"))
        return 0

    def _level(self, num: str, index: int) -> Level | None:
        if (num, index) not in self._levels:
            override = self._override(num, index)
            node = override.find(f"{W}lvl") if override is not None else None
            if node is None:
                abstract = self._abstract.get(self._abstract_of(num))
                levels = abstract.findall(f"{W}lvl") if abstract is not None else []
                node = next((each for each in levels if integer(each.get(f"{W}ilvl")) == index), None)
            self._levels[num, index] = None if node is None else _read_level(node)
        return self._levels[num, index]

    def _override(self, num: str, index: int) -> etree._Element | None:
        overrides = self._nums[num].findall(f"{W}lvlOverride")
        return next((node for node in overrides if integer(node.get(f"{W}ilvl")) == index), None)

    def _is_markdown(self, place: Place) -> bool:
        level = self._level(place.num, place.level)
        return level is not None and not level.hidden and level.is_markdown(place.level)

    def _is_heading(self, paragraph: etree._Element) -> bool:
        style = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        return bool(_HEADING.fullmatch(self._styles.name(style)))

    def _label(self, place: Place) -> tuple[str, int]:
        """The printed number of the next paragraph at a place, with what separates it from the text; and its value."""
        level = self._level(place.num, place.level)
        if level is None:
            return "", 0
        counts = self._counts.setdefault(place.abstract, {})
        override = self._override(place.num, place.level)
        start = override.find(f"{W}startOverride") if override is not None else None
        if start is not None and (place.num, place.level) not in self._begun:
            counts[place.level] = integer(value(start))
        elif place.level in counts:
            counts[place.level] += 1
        else:
            counts[place.level] = level.start
        self._begun.add((place.num, place.level))
        for deeper in [index for index in counts if index > place.level]:
            below = self._level(place.num, deeper)
            if below is None or below.restart is None or (below.restart > 0 and place.level < below.restart):
                del counts[deeper]
        if level.hidden or level.format == "none" or not level.text:
            return "", counts[place.level]
        if level.format == "bullet":
            return "• ", counts[place.level]
        label = re.sub(
            r"%([1-9])", lambda found: self._number(place, int(found[1]) - 1, level.legal), level.text
        )
        space = " " if level.suffix != "nothing" and label[-1:].isascii() else ""
        return label.strip() + space, counts[place.level]

    def _number(self, place: Place, index: int, legal: bool) -> str:
        level = self._level(place.num, index)
        if level is None or level.format == "bullet":
            return ""  # Word prints nothing for a level without a number
        counts = self._counts[place.abstract]
        number = counts.setdefault(
            index, level.start
        )  # 1.1 before any 1: Word counts the level above as begun
        written = formatted(number, "decimal" if legal else level.format)
        if written is None:
            self.unknown.add(level.format)
        return str(number) if written is None else written


def formatted(number: int, format: str) -> str | None:
    """A number in a format of ECMA-376 17.18.59; None for a format that is not known."""
    if format in ("decimal", "decimalHalfWidth", "numberInDash") or not 0 <= number <= _MOST:
        return f"- {number} -" if format == "numberInDash" else str(number)
    if format in _SEQUENCES:
        signs = _SEQUENCES[format]
        return signs[number - 1] if 1 <= number <= len(signs) else str(number)
    if format in _CHINESE:
        return (
            "".join(_DIGITS[int(d)] for d in str(number))
            if format in _DIGITAL and number > 10
            else chinese(number)
        )
    if format in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return chinese(number, _LEGAL, "拾佰仟", short=False)
    if format == "decimalZero":
        return f"{number:02d}"
    if format in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if format in ("upperLetter", "lowerLetter"):
        letter = (
            chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            if 1 <= number <= 780
            else str(number)
        )
        return letter if format == "upperLetter" else letter.lower()
    if format in ("upperRoman", "lowerRoman"):
        return roman(number) if format == "upperRoman" else roman(number).lower()
    return "" if format == "none" else None


def chinese(number: int, digits: str = _DIGITS, tens: str = "十百千", *, short: bool = True) -> str:
    """A number up to 99999 in Chinese: 十二, 二十, 一百零五; not `short`: 壹拾贰."""
    if number >= 10_000:
        rest = number % 10_000
        between = "零" if 0 < rest < 1000 else ""
        return chinese(number // 10_000) + "万" + between + (chinese(rest, short=False) if rest else "")
    written, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            written += ("零" if gap and written else "") + digits[digit] + (tens[place - 1] if place else "")
        gap = not digit
    if short and written.startswith("一十"):
        return written[1:]
    return written or digits[0]


def roman(number: int) -> str:
    """A number from 1 to 3999 in Roman numerals, else in digits."""
    if not 1 <= number < 4000:
        return str(number)
    signs = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
    written = ""
    for worth, sign in signs:
        written += sign * (number // worth)
        number %= worth
    return written


def _id(node: etree._Element) -> str:
    return str(node.get(f"{W}abstractNumId"))


def _read_level(node: etree._Element) -> Level:
    format = node.find(f".//{W}numFmt")
    restart = node.find(f"{W}lvlRestart")
    shown = node.find(f"{W}start")
    return Level(
        start=integer(value(shown)) if shown is not None else 0,
        format="decimal" if value(format) in ("", "custom") else value(format),
        text=value(node.find(f"{W}lvlText")),
        suffix=value(node.find(f"{W}suff")),
        legal=is_on(node.find(f"{W}isLgl")),
        restart=integer(value(restart)) if restart is not None else None,
        hidden=is_on(node.find(f"{W}rPr/{W}vanish")),
    )


def _is_removed(paragraph: etree._Element) -> bool:
    """Whether a paragraph has no number in print: its mark is deleted, or hidden with all that it holds."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    if mark is None:
        return False
    hidden = is_on(mark.find(f"{W}vanish")) and next(paragraph.iter(f"{W}t"), None) is None
    return hidden or mark.find(f"{W}del") is not None


def _keep(paragraph: etree._Element, place: Place, number: int | None) -> None:
    """Say in the paragraph itself which list it is in, so that mammoth sees it, and mark the number."""
    _remove(paragraph)
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    own = etree.SubElement(properties, f"{W}numPr")
    etree.SubElement(own, f"{W}ilvl").set(f"{W}val", str(place.level))
    etree.SubElement(own, f"{W}numId").set(f"{W}val", place.num)
    if number is not None:
        paragraph.insert(1, run(f"\ue004{number}\ue005"))


def _remove(paragraph: etree._Element) -> None:
    """Take the numbering off a paragraph."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return
    for own in properties.findall(f"{W}numPr"):
        properties.remove(own)
