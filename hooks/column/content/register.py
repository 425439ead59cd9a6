"""The register of what was published: when each article first reached the main line, was changed there, or came down.

`docs/data/registers/published.csv` (`id,first_published,kind,digest`) is written by `make register` after each deploy
and never changed by hand: whether a talk was reported on time is told by it alone, not by the dates that people write.
A build reads it without Git; an article that is not in it yet counts as not yet published.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from column.model.addresses import ArticleId
from column.model.any_article import AnyArticle
from column.model.article import BEIJING
from column.model.problems import Problem, Rule, Scope
from column.parsing.decoding import decode

PATH = "docs/data/registers/published.csv"
HEADER = ("id", "first_published", "kind", "digest")
NEW, CORRECTED = "new", "corrected"
KINDS = (NEW, CORRECTED, "withdrawn", "removed", "merged")

REGISTER = Rule(
    id="register",
    scope=Scope.FILE,
    title="发布登记表被改动",
    part="文件和信息栏的写法",
    source="按期还是补报，只看登记表里第一次发布的时间；登记表只增加，不修改，谁也不能事后改时间",
    bad="把 docs/data/registers/published.csv 里的时间改早一天",
    good="登记表由 make register 写，不用手改",
)
RULES = (REGISTER,)

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MEND = "用 git checkout 取回原来的登记表，再运行 make register，不要手改。"


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One line. `at`: when this state of the article reached the main line; `kind`: one of `KINDS`; `digest`: SHA-256
    of the article's files (`duty.registration`)."""

    at: datetime
    id: ArticleId
    kind: str
    digest: str

    @property
    def line(self) -> str:
        return f"{self.id},{self.at.isoformat()},{self.kind},{self.digest}\n"


@dataclass(frozen=True)
class Register:
    """All entries, in order of time and id."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.id].append(entry)
        return {id: tuple(entries) for id, entries in found.items()}

    def of(self, article: AnyArticle) -> tuple[Entry, ...]:
        """The entries of an article under its present and its former ids."""
        return self.of_ids((article.id, *article.aliases))

    def of_ids(self, ids: Iterable[str]) -> tuple[Entry, ...]:
        return tuple(sorted(entry for id in ids for entry in self.by_id.get(id, ())))

    def first_published(self, article: AnyArticle) -> datetime | None:
        """When the article first reached the main line; None where it has not yet."""
        return next((entry.at for entry in self.of(article)), None)

    def until(self, day: date) -> Register:
        """The register as it was at the end of a day."""
        return Register(tuple(entry for entry in self.entries if entry.at.date() <= day))

    @property
    def text(self) -> str:
        return ",".join(HEADER) + "\n" + "".join(entry.line for entry in self.entries)


def load(root: Path) -> tuple[Register, list[Problem]]:
    """The register below `root`, empty where there is none, and what is wrong with it."""
    file = root / PATH
    return parse(file.read_bytes()) if file.exists() else (Register(), [])


def parse(data: bytes) -> tuple[Register, list[Problem]]:
    text, problems = decode(PATH, data)
    entries: list[Entry] = []
    for number, row in enumerate(csv.reader(io.StringIO(text)), start=1):
        if number == 1 and tuple(row) == HEADER:
            continue
        entry = _entry(row)
        if entry is None or number == 1:
            problems.append(REGISTER.problem(PATH, "这一行不是登记表的写法。", _MEND, number))
        elif entries and entry <= entries[-1]:
            problems.append(REGISTER.problem(PATH, "这一行的次序不对，或者写了两次。", _MEND, number))
        else:
            entries.append(entry)
    return Register(tuple(entries)), problems


def _entry(row: Sequence[str]) -> Entry | None:
    if len(row) != len(HEADER):
        return None
    id, at, kind, digest = row
    if not _TIME.fullmatch(at) or kind not in KINDS or not _DIGEST.fullmatch(digest):
        return None
    try:
        return Entry(datetime.fromisoformat(at).astimezone(BEIJING), ArticleId(id), kind, digest)
    except ValueError:
        return None


def lost(before: bytes, now: bytes | None) -> Iterator[Problem]:
    """Lines of the register as it was `before` that it does not have any more."""
    if now is None:
        yield REGISTER.problem(PATH, "登记表不见了。", _MEND)
        return
    kept = set(now.decode("utf-8", "replace").splitlines())
    for line in before.decode("utf-8", "replace").splitlines():
        if line not in kept:
            what = f"少了“{line.partition(',')[0]}”的一行，或者它被改过。"
            yield REGISTER.problem(PATH, what, _MEND)
