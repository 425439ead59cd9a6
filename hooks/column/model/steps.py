"""What was done about a warning before units talked about it (预警研判-宣传教育 of the bureau's notice of 2025-04-27)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `step`: `video` or `push` in a warning's file, which everybody sees; `tech` and `case` as well in the
    office's own. `by` and `to` are units, as ids or names; `to` is empty where all got it."""

    step: str
    date: dt.date
    time: dt.time | None
    by: str
    to: tuple[str, ...] = ()
    note: str = ""
