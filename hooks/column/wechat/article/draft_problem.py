"""Record of something in an item that the platform does not accept."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DraftProblem:
    """What is wrong with the draft of an item, and how to mend it, in plain Chinese; `rule` is an id for programs.

    Not a `Problem`: an item of a feed has neither a path nor a line in the repository. If `blocking`, no draft can be
    made; otherwise the draft is made and the problem reported with it.
    """

    rule: str
    what: str
    mend: str
    blocking: bool = True

    def __str__(self) -> str:
        return f"{self.what}{self.mend}"
