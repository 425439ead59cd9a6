"""Problems, the rules that they break and what excuses them, as values: nothing that is wrong with a text is raised.

`UserError` is for what stops a whole command.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """`ERROR` stops the article or the build, `WARNING` asks an editor to look again."""

    ERROR = "error"
    WARNING = "warning"


class Scope(StrEnum):
    """What has to be seen to tell whether a rule is broken: one file, one article with its photos, or all articles."""

    FILE = "file"
    ARTICLE = "article"
    ALL = "all"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in one place. Made by `Rule.problem`, or by `Source.problem` of a parsed file.

    `path` is relative to the repository, with forward slashes; `line` and `column` count from 1, and 0 means
    that the file as a whole is meant (for `column`: not known). `rule` is the id of a registered rule. `what` says
    what is wrong, `why` which rule of the field stands behind it, `mend` how to put it right; all three are plain
    Chinese for an officer.
    """

    path: str
    line: int
    column: int
    rule: str
    what: str
    mend: str
    why: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. A module that finds a kind of problem declares its rule, and `rules.registry` lists all of them.

    `source` says where the rule comes from (law, standard, the bureau's notice, or what breaks without it); `bad` and
    `good` are a line that breaks it and the same line mended, both plain Chinese; `part` is its heading on the page of
    rules. `excusable` says whether an editor may keep what it finds, with a reason (`allow` in the front matter).
    """

    id: str
    title: str
    severity: Severity = Severity.ERROR
    scope: Scope = Scope.ARTICLE
    part: str
    source: str
    bad: str
    good: str
    excusable: bool = False

    def problem(
        self, path: str, what: str, mend: str, line: int = 0, column: int = 0, why: str = ""
    ) -> Problem:
        """A problem of this rule at a place."""
        return Problem(path, line, column, self.id, what, mend, why, self.severity)


@dataclass(frozen=True, slots=True)
class Excuse:
    """A finding that an editor has excused in the front matter."""

    rule: str
    reason: str


class UserError(Exception):
    """An error to print as it is: `what` is wrong, `mend` says how to put it right, both in plain Chinese.

    `str()` gives the two together. Errors that only a developer can mend are built-in exceptions.
    """

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(what, mend)
        self.what, self.mend = what, mend

    def __str__(self) -> str:
        return f"{self.what}{self.mend}"
