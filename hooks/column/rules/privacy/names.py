"""Full names of people whom an article must not name: victims, their families, witnesses, suspects, bystanders.

Chinese has no capitals and no spaces, so a name is told by three signs together: a word before it that says that a
person follows (受害人, 家住……的), a surname, and given-name characters that end where a sentence may go on. What is
usual in police texts passes: 王某, 刘某某, 李女士, 张大爷, 小王, (化名). Officers and officials stand by name, and their
titles (民警, 所长) are not among the words that announce.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from column.rules.privacy.id_numbers import Hit
from column.rules.privacy.name_lexicon import (
    AFTER,
    ANNOUNCED,
    DOUBLE,
    GIVEN,
    ONE,
    PLACE,
    SHORT_TITLES,
    SOFT,
    TITLES,
    TOUCHY,
    WORDS,
)
from column.text.alternation import either
from column.text.prefilter import FilteredPattern
from column.text.surnames import SURNAMES

NAME = "privacy-name"


_CLASS = r"[(（]?[0-9一二三四五六七八九十]{0,2}[)）]?班的?"
# Every alternative begins with a character of its own (`either` says why).
ANNOUNCE = FilteredPattern(
    "|".join(
        (
            either(ANNOUNCED, r"(?:[:：]\s?|是|为|叫|名叫|之一)?"),
            either(("家住", "住在", "居住在"), r"[^,，。;；!！?？\n]{1,20}?的"),
            either("初高小大", f"[一二三四五六]{_CLASS}"),
            either("一二三四五六七八九123456789", f"年级{_CLASS}"),
        )
    )
)
TITLED = FilteredPattern(either(("同学", "小朋友"), r"(?![们会录聚校圈间群])"))
AGE = FilteredPattern(
    "|".join(
        (
            either("男女", r"(?=[,，。;；、)）\s性])"),
            either(("今年", "现年")),
            *(f"{digit}(?<!\\d{digit})\\d{{0,2}}\\s?周?岁" for digit in "0123456789０１２３４５６７８９"),
        )
    )
)
_BETWEEN = ",，、（( \u3000:：别性"
JOINTS = frozenset("的由请让对向给和与及")
_CLAUSE = re.compile(r"(?:(?<=\n)|(?<=[,，。;；:：!！?？、(（”’」\s])|^)(?=[\u4e00-\u9fff])")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{2,6}·[\u4e00-\u9fff]{2,8}")
_ALIAS = re.compile(r"\s?[(（\[](?:化名|假名|音译)")


def _given(text: str, start: int, size: int, surname: str, sure: bool) -> bool:
    """Whether the `size` characters at `start` are a given name; `sure` where a person must be meant."""
    given = text[start : start + size]
    after = text[start + size : start + size + 1]
    if len(given) < size or surname + given[0] in WORDS:
        return False
    # After 受害人 and the like, what ends before a mark is a name whatever its characters; 某 is none.
    free = (
        sure
        and size == 2
        and not _HAN.match(after)
        and all(_HAN.match(char) for char in given)
        and "某" not in given
    )
    doubled = size == 2 and given[0] == given[1] and bool(_HAN.match(given))
    if not free and not doubled and not all(char in GIVEN for char in given):
        return False
    if text.startswith(TITLES, start) or (size == 1 and given in SHORT_TITLES):
        return False
    ends = not _HAN.match(after) or after in AFTER
    if size == 2 and given[1] in "来和" and _HAN.match(after):
        return False
    if not ends and after in PLACE:
        return False
    if size == 1 or surname in TOUCHY:
        return ends
    return ends or sure or not any(char in SOFT for char in given)


def name_at(text: str, start: int, sure: bool = False) -> int:
    """Where the full name that begins at `start` ends; `start` where there is none. `sure`: the word before it
    (受害人) speaks of one person, not of people at large (群众)."""
    if "·" in text[start : start + 7] and (found := _FOREIGN.match(text, start)):
        return found.end()
    surname = text[start : start + 2] if text[start : start + 2] in DOUBLE else text[start : start + 1]
    if len(surname) == 1 and surname not in SURNAMES:
        return start
    begin = start + len(surname)
    if text[begin : begin + 1] in (" ", "\u3000") and text[begin + 1 : begin + 2] in GIVEN:
        end = begin + 2
        return start if _HAN.match(text[end : end + 1]) else end
    for size in (2, 1):
        if _given(text, begin, size, surname, sure):
            end = begin + size
            return start if _ALIAS.match(text, end) else end
    return start


def _hit(text: str, start: int, end: int) -> Hit:
    surname = text[start : start + 2] if text[start : start + 2] in DOUBLE else text[start]
    hidden = "*" * (end - start - len(surname))
    return Hit(start, end, NAME, surname + hidden, surname + "某")


def names(text: str) -> Iterator[Hit]:
    """Full names after a word that announces one, at the head of a clause before an age or a sex, and before 同学."""
    seen: set[int] = set()
    for found in ANNOUNCE.finditer(text):
        start = found.end()
        sure = found[0].startswith(ONE)
        while (end := name_at(text, start, sure)) > start:
            if start not in seen:
                seen.add(start)
                yield _hit(text, start, end)
            if text[end : end + 1] not in ("、", "和", "与", "及"):
                break
            start = end + 1
    for found in chain(AGE.finditer(text), TITLED.finditer(text)):
        end, titled = found.start(), found.re is TITLED.pattern
        while end > 0 and text[end - 1] in _BETWEEN and not titled:
            end -= 1
        for start in range(max(0, end - 4), end - 1):
            begins = _CLAUSE.match(text, start) or (titled and text[start - 1 : start] in JOINTS)
            if start not in seen and begins and _whole(text, start, end):
                seen.add(start)
                yield _hit(text, start, end)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a surname and a given name fill the text from `start` to `end`."""
    family = text[start : start + 2] if text[start : start + 2] in DOUBLE else text[start]
    given = text[start + len(family) : end]
    return (
        (family in DOUBLE or family in SURNAMES)
        and len(given) in (1, 2)
        and all(char in GIVEN for char in given)
        and not given.startswith(TITLES)
        and given not in SHORT_TITLES
        and family + given[0] not in WORDS
    )
