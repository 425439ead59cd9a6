"""What swindlers say, as the page of a scam type shows it: only what gives them away."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """`say`: a line of theirs; `flaw`: how it gives them away."""

    say: str
    flaw: str
