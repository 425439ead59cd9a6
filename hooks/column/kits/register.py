"""The register of the kits' versions: whoever scans the code of an old sheet is told that there is a newer one.

`docs/data/registers/kits.csv` (`id,version,made,valid_until`) is written by `make register` and only grows.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from column.content.register import REGISTER
from column.kits.material import Material
from column.model.addresses import SLUG
from column.model.problems import Problem
from column.parsing.decoding import decode

PATH = "docs/data/registers/kits.csv"
HEADER = ("id", "version", "made", "valid_until")

_VERSION = re.compile(r"(?:\d{4}-\d\d-\d\d-)?[0-9a-f]{8}")
_DAY = re.compile(r"(?:\d{4}-\d\d-\d\d)?")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00")
_MEND = "用 git checkout 取回原来的登记表，再运行 make register，不要手改。"


@dataclass(frozen=True, slots=True)
class Version:
    """A version that was published. `made`: when it reached the main line, in ISO form; `valid_until`: a day, or empty."""

    id: str
    version: str
    made: str
    valid_until: str


def load(root: Path) -> tuple[tuple[Version, ...], list[Problem]]:
    """The register below `root`, empty where there is none, and what is wrong with it."""
    file = root / PATH
    if not file.exists():
        return (), []
    text, problems = decode(PATH, file.read_bytes())
    versions = []
    for number, row in enumerate(csv.reader(io.StringIO(text)), start=1):
        if number == 1 and tuple(row) == HEADER:
            continue
        if number > 1 and len(row) == len(HEADER) and _is_sound(*row):
            versions.append(Version(*row))
        else:
            problems.append(REGISTER.problem(PATH, "这一行不是登记表的写法。", _MEND, number))
    return tuple(versions), problems


def _is_sound(id: str, version: str, made: str, valid_until: str) -> bool:
    forms = ((SLUG, id), (_VERSION, version), (_TIME, made), (_DAY, valid_until))
    return all(form.fullmatch(value) for form, value in forms)


def extended(versions: Iterable[Version], kits: Iterable[Material], made: datetime) -> tuple[Version, ...]:
    """The register with the kits of today; those that are in it stay as they are."""
    known = {(each.id, each.version): each for each in versions}
    for kit in kits:
        until = kit.valid_until.isoformat() if kit.valid_until else ""
        known.setdefault((kit.id, kit.version), Version(kit.id, kit.version, made.isoformat(), until))
    return tuple(known.values())


def written(versions: Iterable[Version]) -> str:
    """The text of the register."""
    rows = (f"{each.id},{each.version},{each.made},{each.valid_until}\n" for each in versions)
    return ",".join(HEADER) + "\n" + "".join(rows)
