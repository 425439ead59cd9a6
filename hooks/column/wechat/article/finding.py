"""The one record for what an official account will not take as it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`what` is wrong and how to `mend` it, in plain Chinese for an officer; `rule` names it for machines.

    `stops` says whether there can be no draft; otherwise the draft is made and the finding is told with it.
    """

    rule: str
    what: str
    mend: str
    stops: bool = True

    def __str__(self) -> str:
        return f"{self.what}{self.mend}"
