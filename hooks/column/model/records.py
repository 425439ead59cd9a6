"""The things that the column is about, as frozen records, and the one record for all that can be wrong.

Every id is resolved to its record where the content is read (`content`), so whoever holds a record
looks nothing up and checks nothing again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from typing import Literal, Protocol

BEIJING = timezone(timedelta(hours=8), "+08:00")
"""The only time zone of the column (GB/T 7408.1-2023, 标准时间)."""


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in one place.

    `path` is relative to the repository, with forward slashes; `line` and `column` count from 1, and 0 means
    that the file as a whole is meant (for `column`: not known). `what` says what is wrong, `why` which rule
    of the field stands behind it, `mend` how to put it right; all three are plain Chinese for an officer.
    """

    path: str
    line: int
    column: int
    rule: str
    what: str
    mend: str
    why: str = ""
    severity: Severity = Severity.ERROR


class Family(StrEnum):
    SCAM = "scam"
    ACCOMPLICE = "accomplice"


class UnitKind(StrEnum):
    STATION = "station"
    BRIGADE = "brigade"
    OFFICE = "office"


class Duty(StrEnum):
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Unit:
    id: str
    name: str
    kind: UnitKind
    duty: Duty
    order: int
    github: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Venue:
    id: str
    name: str
    order: int


@dataclass(frozen=True, slots=True)
class ScamType:
    """A type of fraud. `listed`: the years in which the ministry had it among its most frequent types."""

    id: str
    name: str
    family: Family
    order: int
    also: tuple[str, ...]
    listed: tuple[int, ...]
    slogan: str
    summary: str
    signs: tuple[str, ...]
    tips: tuple[str, ...]
    body: str
    path: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people whom certain scams look for. `risks`: the ids' records, worst first."""

    id: str
    name: str
    order: int
    also: tuple[str, ...]
    slogan: str
    summary: str
    risks: tuple[ScamType, ...]
    body: str
    path: str


@dataclass(frozen=True, slots=True)
class Hotline:
    """A number that the column may print as one to call or to expect. `dial` is False where nobody answers."""

    number: str
    name: str
    use: str
    dial: bool = True


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture beside an article: `name` is its file name, `digest` the SHA-256 of its bytes, sizes in pixels
    after it was turned upright."""

    name: str
    digest: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Film:
    """A film beside an article: `name` is its file name, `digest` the SHA-256 of its bytes, `suffix` the suffix of the
    published file."""

    name: str
    digest: str
    suffix: str

    @property
    def filename(self) -> str:
        """The file name on the site. It holds the start of the digest, so a replaced film gets a new address."""
        return f"{self.digest[:16]}{self.suffix}"


class WebAddress(str):
    """An address that a page may link to: `https`, a host with a dot in its name, neither user nor port, and none but
    the characters of RFC 3986 (2.1 to 2.3) that cannot end an attribute. Raises `ValueError` for every other text."""

    __slots__ = ()
    _FORM = re.compile(
        r"(?i:https)://(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9](?:[/?#][A-Za-z0-9._~:/?#\[\]@!$&()*+,;=%-]*)?"
    )

    def __new__(cls, text: str) -> WebAddress:
        if not cls._FORM.fullmatch(text):
            raise ValueError("not an https address")
        return super().__new__(cls, text)


class ArticleId(str):
    """The id of an article: `unit/date-slug` for a briefing, `date-slug` for a case (contract 2). It becomes a path
    below `briefings/` or `cases/`, so whatever has another form raises `ValueError`. The columns' names are no units."""

    __slots__ = ()
    _LONGEST = 200
    """A folder's name has 255 bytes at most on every system."""
    _FORM = re.compile(
        r"(?:(?!cases/|briefings/)[a-z0-9]+(?:-[a-z0-9]+)*/)?(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:-[a-z0-9]+)+"
    )

    def __new__(cls, text: str) -> ArticleId:
        found = cls._FORM.fullmatch(text)
        if not found or len(text) > cls._LONGEST:
            raise ValueError("not the id of an article")
        date.fromisoformat(found["date"])
        return super().__new__(cls, text)

    @property
    def of_briefing(self) -> bool:
        return "/" in self


@dataclass(frozen=True, slots=True)
class Excuse:
    """A finding that an editor has excused in the front matter."""

    rule: str
    reason: str


class CaseKind(StrEnum):
    CASE = "case"
    WARNING = "warning"


KIND_LABELS = {"briefing": "宣传简报", "case": "典型案例", "warning": "风险提示"}
"""What readers call an article, by its `kind`."""


class Body(Protocol):
    """What stands under an article's title: sanitised HTML with page-relative picture addresses, and plain text with
    a line a block. A body that was read before may be fetched only when somebody asks for it."""

    @property
    def html(self) -> str: ...

    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Prose:
    """A body at hand."""

    html: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What briefings and cases have in common.

    `id` is the permanent id of contract 2 (`wucheng/2025-04-27-xingfu-xiaoqu`, or the folder name for a case).
    `path` is the Markdown file, relative to the repository. `photos` are all the pictures, in reading order; `cover`
    is one of them, or None where a card is drawn. `digest` names this state of all the article's files.
    """

    id: str
    path: str
    title: str
    short_title: str
    updated: date | None
    date: date
    time: time | None
    groups: tuple[Group, ...]
    summary: str
    source: str
    editor: str
    sample: bool
    draft: bool
    correction: str
    aliases: tuple[ArticleId, ...]
    allow: tuple[Excuse, ...]
    body: Body
    photos: tuple[Photo, ...] = ()
    cover: Photo | None = None
    digest: str = ""

    @property
    def url(self) -> str:
        """The page's address from the site's root."""
        raise NotImplementedError

    @property
    def html(self) -> str:
        return self.body.html

    @property
    def text(self) -> str:
        return self.body.text

    @property
    def published(self) -> datetime:
        """The moment that is printed as 发布时间, in +08:00; midnight where only the day is known."""
        return datetime.combine(self.date, self.time or time(), BEIJING)

    @property
    def modified(self) -> datetime:
        """When readers should look again: the day of the correction, else the publication."""
        if self.updated and self.updated > self.date:
            return datetime.combine(self.updated, time(), BEIJING)
        return self.published

    @property
    def folder(self) -> str:
        """The folder of the article's photos, relative to the repository."""
        return self.path.rpartition("/")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing(Article):
    """A 宣传简报. `responds_to`: ids of the cases and warnings that it passes on, all known to exist."""

    unit: Unit
    venue: Venue
    place: str = ""
    audience: int | None = None
    leaflets: int | None = None
    responds_to: tuple[str, ...] = ()

    kind: Literal["briefing"] = field(default="briefing", init=False)

    @property
    def url(self) -> str:
        return f"briefings/{self.id}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Article):
    """A 典型案例 or a 风险提示. `loss` is in yuan; `review_by` the day after which it may be out of date."""

    kind: CaseKind
    scam: ScamType
    signs: tuple[str, ...]
    tips: tuple[str, ...]
    channel: str = ""
    loss: int | None = None
    area: str = ""
    slogan: str = ""
    video: Film | WebAddress | None = None
    review_by: date | None = None

    @property
    def url(self) -> str:
        return f"cases/{self.id}/"


Piece = Briefing | Case
