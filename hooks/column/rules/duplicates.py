"""The same briefing with a new date: near-duplicate texts, and photos that have been used before.

Critics of anti-fraud campaigns name it first (同质化, 形式化). Texts are compared without what changes from one
event to the next: digits, dates, names of places and units. What a check has found out is kept for the next one: the
marks of each text, by the month of its article, and the verdicts on all texts up to the first that is another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from column.model.problems import Problem, Rule, Scope, Severity
from column.system import parallel
from column.system.cache import Cache
from column.text.alternation import either
from column.text.digit_runs import CHINESE
from column.text.near_copies import NearCopies, signature

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

_SHORTEST = 40
"""Characters of a core; of less, nobody can say whether it repeats another."""
_WORTH = 200
"""Texts to read that a second process pays for."""
_VERDICTS = "verdicts"

_DIGIT = rf"[\d{''.join(CHINESE)}]"
_HAN = r"[\u4e00-\u9fff]"
_PLACES = "派出所 社区 村 镇 乡 街道 小区 学校 小学 中学 大学 学院 公司 广场 超市 银行 商场 市场 大队 中队 警务室 幼儿园"
_TIMES = "上午 下午 中午 晚上 清晨 傍晚 近日 日前 连日来 昨日 昨天 今日 今天 周末 周日 星期日 星期天 星期"
_DATE = rf"日{_DIGIT}{{1,2}}月{_DIGIT}{{1,2}}(?:年{_DIGIT}{{4}})?"
_NOISE = re.compile(rf"[^\u4e00-\u9fffA-Za-z]+|[{''.join(CHINESE)}]")

Mark = tuple[str, bytes]
"""The core of a text, and its signature: empty where the core is too short to compare."""
Verdict = tuple[str, int, float]
"""The digest of an article, the number of the earlier one that it repeats (-1: none), in order of date and id, and the
percent of characters in common."""


@dataclass(frozen=True, slots=True)
class Text:
    """An article to compare: `date` is its day, `digest` names its state with path and date, `read` gives its plain
    text."""

    id: str
    path: str
    date: date
    digest: str
    read: Callable[[], str]


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
    """What remains of a text when all is taken out that differs from one event to the next, read from its end: there a
    place begins with its kind, which is quickly found. `names`: names of units and places that are known to the house.
    """
    places, times = _changing(tuple(names))
    return _NOISE.sub("", times.sub("", places.sub("", text[::-1])))


@lru_cache(maxsize=1)
def _changing(names: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns for places and for times, in a text that is read from its end."""
    known = f"{either(name[::-1] for name in names)}|" if names else ""
    kinds = either((kind[::-1] for kind in _PLACES.split()), f"{_HAN}{{2,4}}")
    return re.compile(known + kinds), re.compile(f"{_DATE}|{either(time[::-1] for time in _TIMES.split())}")


def likenesses(texts: Iterable[Text], names: Sequence[str], kept: Cache) -> tuple[Likeness, ...]:
    """Every article that nearly repeats an earlier one, with the earlier article most like it; in order of date and id.

    An article that repeats another is not itself compared with later ones, so a series of copies names its first, and
    the work stays small where all are alike. `kept`: a cache of its own, whose version covers `names`.
    """
    ordered = sorted(texts, key=lambda text: (text.date, text.id))
    verdicts: list[Verdict] = kept.load(_VERDICTS, [])
    if [digest for digest, _, _ in verdicts] != [text.digest for text in ordered]:
        verdicts = _verdicts(ordered, _marks(ordered, names, kept), verdicts)
        kept.save(_VERDICTS, verdicts)
    return tuple(
        Likeness(text, ordered[earlier], percent)
        for text, (_, earlier, percent) in zip(ordered, verdicts, strict=True)
        if earlier >= 0
    )


def _verdicts(texts: Sequence[Text], marks: Sequence[Mark], before: Sequence[Verdict]) -> list[Verdict]:
    """The verdict on each text; those of `before` hold up to the first text that was another then."""
    near = NearCopies()
    verdicts: list[Verdict] = []
    same = True
    for number, (text, (bare, signed)) in enumerate(zip(texts, marks, strict=True)):
        same = same and number < len(before) and before[number][0] == text.digest
        if same:
            verdict = before[number]
        else:
            found = near.likest(bare, signed) if signed else None
            verdict = (text.digest, *(found or (-1, 0.0)))
        if signed and verdict[1] < 0:
            near.add(number, bare, signed)
        verdicts.append(verdict)
    return verdicts


def _marks(texts: Sequence[Text], names: Sequence[str], kept: Cache) -> list[Mark]:
    """The mark of each text; one is read only where its mark is not kept."""
    months: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        months[f"{text.date:%Y-%m}"].append(text)
    none: dict[str, Mark] = {}
    marks = {month: kept.load(month, none) for month in months}
    stale = [month for month, own in months.items() if {text.digest for text in own} != marks[month].keys()]

    def mark(share: Sequence[str]) -> dict[str, dict[str, Mark]]:
        return {
            month: {
                text.digest: marks[month].get(text.digest) or _mark(text, names) for text in months[month]
            }
            for month in share
        }

    pays = sum(len(months[month]) for month in stale) >= _WORTH
    for share in parallel.in_parallel(stale, mark, pays) if stale else ():
        for month, own in share.items():
            kept.save(month, own)
        marks |= share
    for name in kept.names() - {_VERDICTS, *months}:
        kept.remove(name)
    return [marks[f"{text.date:%Y-%m}"][text.digest] for text in texts]


def _mark(text: Text, names: Sequence[str]) -> Mark:
    bare = core(text.read(), names)
    return bare, signature(bare) if len(bare) >= _SHORTEST else b""


def same_texts(texts: Iterable[Text], names: Sequence[str], kept: Cache) -> Iterator[Problem]:
    """A warning for every article that nearly repeats an earlier one."""
    for like in likenesses(texts, names, kept):
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
