"""The same briefing with a new date: near-duplicate texts, and photos that have been used before.

Critics of anti-fraud campaigns name it first (同质化, 形式化). Texts are compared without what changes from one
event to the next: digits, dates, names of places and units. Candidates are found by one-permutation min-hashing
over character shingles (Broder 1997; Li, Owen, Zhang 2012) in bands, then compared character by character.
Everything is deterministic: the same articles give the same findings on every machine.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import eq
from zlib import crc32

from column.model.problems import Problem, Rule, Scope, Severity
from column.system import parallel
from column.text.digit_runs import plain

SAME_TEXT = Rule(
    id="same-text",
    title="和以前的文章几乎一样",
    severity=Severity.WARNING,
    scope=Scope.ALL,
    part="雷同",
    source="工作方案第五部分第四条：确保活动实效",
    bad="把上个月的简报换个日期、地点再发一次",
    good="写这一次特有的：群众问了什么，讲的是哪一种新骗局",
    excusable=True,
)
SAME_PHOTO = Rule(
    id="same-photo",
    title="照片以前用过",
    severity=Severity.WARNING,
    scope=Scope.ALL,
    part="雷同",
    source="工作方案第五部分第三条：坚决避免不实宣传",
    bad="用上个月活动的照片配这次的简报",
    good="用这一次的照片，没有就不放",
    excusable=True,
)
RULES = (SAME_TEXT, SAME_PHOTO)

LIKE = 85.0
"""Percent of characters in common, in order, from which two texts count as the same."""

_SHINGLE = 5
_BINS = 64
_ROWS = 5
_SHORTEST = 40
_BUCKET = 24
_AGREE = 0.45
_BIN = (_BINS - 1).__and__
_WORTH = 200
"""Texts to compare that a second process pays for."""

_Known = tuple["Text", str, bytes]

_CHANGING = re.compile(
    r"(?:20\d\d年)?\d{1,2}月\d{1,2}日(?:[上下中]午|晚上?|清晨|傍晚)?|[上下中]午|近日|日前|连日来|昨[日天]|今[日天]|周[末日]|星期.|"
    r"[\u4e00-\u9fff]{2,4}(?:派出所|社区|村|镇|乡|街道|小区|学校|小学|中学|大学|学院|公司|广场|超市|银行|商场|市场|大队|中队|警务室|幼儿园)"
)
_NOISE = re.compile(r"[^\u4e00-\u9fffA-Za-z]+")


@dataclass(frozen=True, slots=True)
class Text:
    """An article to compare: `text` is its plain text, `date` its day."""

    id: str
    path: str
    date: date
    text: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """A later article that repeats an earlier one; `percent` of the text is the same."""

    later: Text
    earlier: Text
    percent: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo in an article: its file `name`, and the SHA-256 `digest` of its bytes."""

    id: str
    path: str
    name: str
    digest: str


def core(text: str, names: Sequence[str] = ()) -> str:
    """What remains of a text when all is taken out that differs from one event to the next. `names`: names of
    units and places that are known to the house."""
    flat = plain(text)
    for name in names:
        flat = flat.replace(name, "")
    return _NOISE.sub("", _CHANGING.sub("", flat))


def _signature(text: str) -> bytes:
    """The least hash of the text's shingles in each of the bins, four bytes a bin; all ones where one stays empty."""
    data = text.encode("utf-16-le", "surrogatepass")
    width = 2 * _SHINGLE
    hashes = [crc32(data[place : place + width]) for place in range(0, len(data) - width + 2, 2)]
    hashes.sort(reverse=True)
    least = dict(zip(map(_BIN, hashes), hashes, strict=True))
    return array("I", [least.get(number, 0xFFFFFFFF) for number in range(_BINS)]).tobytes()


def _bands(signature: bytes) -> list[int]:
    """One number for each band of the signature: two texts that share a band are worth a closer look."""
    return [
        crc32(signature[start : start + 4 * _ROWS], start)
        for start in range(0, 4 * (_BINS - _ROWS + 1), 4 * _ROWS)
    ]


def _agreement(one: bytes, other: bytes) -> float:
    alike: int = sum(map(eq, memoryview(one).cast("I"), memoryview(other).cast("I")))
    return alike / _BINS


def likenesses(texts: Iterable[Text], names: Sequence[str] = ()) -> tuple[Likeness, ...]:
    """Every article that nearly repeats an earlier one, with the earliest such article; in order of date and id.

    An article that repeats another is not itself compared with later ones, so a series of copies names its
    first, and the work stays small where all are alike.
    """
    ordered = sorted(texts, key=lambda text: (text.date, text.id))
    buckets: dict[int, list[int]] = {}
    first: list[_Known] = []
    found: list[Likeness] = []
    for text, (bare, signature) in zip(ordered, _marked(ordered, names), strict=True):
        if not signature:
            continue
        bands = _bands(signature)
        candidates = sorted({number for band in bands for number in buckets.get(band, ())})
        like = _likest(text, bare, signature, [first[number] for number in candidates])
        if like:
            found.append(like)
            continue
        for band in bands:
            bucket = buckets.setdefault(band, [])
            if len(bucket) < _BUCKET:
                bucket.append(len(first))
        first.append((text, bare, signature))
    return tuple(found)


def _marked(texts: Sequence[Text], names: Sequence[str]) -> list[tuple[str, bytes]]:
    """The core of each text and its signature, which is empty where the text is too short to compare."""
    longest = sorted(names, key=len, reverse=True)

    def do(share: Sequence[int]) -> list[tuple[int, str, bytes]]:
        cores = ((number, core(texts[number].text, longest)) for number in share)
        return [(number, bare, _signature(bare) if len(bare) >= _SHORTEST else b"") for number, bare in cores]

    done = [
        entry
        for part in parallel.in_parallel(range(len(texts)), do, pays=len(texts) >= _WORTH)
        for entry in part
    ]
    return [(bare, signature) for _, bare, signature in sorted(done)]


def _likest(text: Text, bare: str, signature: bytes, candidates: Iterable[_Known]) -> Likeness | None:
    from rapidfuzz import fuzz  # only a check of everything compares texts

    best: Likeness | None = None
    for earlier, other, marks in candidates:
        if _agreement(signature, marks) < _AGREE:
            continue
        percent = fuzz.ratio(bare, other, score_cutoff=LIKE)
        if percent >= LIKE and (best is None or percent > best.percent):
            best = Likeness(text, earlier, percent)
    return best


def same_texts(texts: Iterable[Text], names: Sequence[str] = ()) -> Iterator[Problem]:
    """A warning for every article that nearly repeats an earlier one."""
    for like in likenesses(texts, names):
        earlier = f"{like.earlier.date.isoformat()} 的 {like.earlier.path}"
        what = f"和 {earlier} 几乎一样（除日期、地点外有{like.percent:.0f}%相同）。"
        mend = "写这一次特有的：群众问了什么、现场发生了什么、讲的是哪一种新骗局；确是同一次活动就只留一篇。"
        why = "同一篇稿子换个日期、地点，读者看不到新内容（工作方案第五部分第四条：确保活动实效）"
        yield SAME_TEXT.problem(like.later.path, what, mend, why=why)


def same_photos(pictures: Iterable[Picture]) -> Iterator[Problem]:
    """A warning for every photo that an earlier article has used; the order is that of the articles' dates."""
    first: dict[str, Picture] = {}
    for picture in sorted(pictures, key=lambda picture: (picture.id.rpartition("/")[2][:10], picture.id)):
        earlier = first.setdefault(picture.digest, picture)
        if earlier.id != picture.id:
            what = f"照片 {picture.name} 在 {earlier.path} 里已经用过（{earlier.name}）。"
            why = "旧照片配新活动就是不实宣传（工作方案第五部分第三条：坚决避免不实宣传）"
            yield SAME_PHOTO.problem(picture.path, what, "换成这一次活动的照片；没有照片就不放。", why=why)
