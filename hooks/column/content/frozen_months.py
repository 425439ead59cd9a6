"""Frozen months of the ledger: `docs/data/duty/<YYYY-MM>/`, each sealed, each seal naming the one before.

`seal.json` holds the SHA-256 of every file of the month, of the rules that were in force and of the seal before, and the
commit. Its number, which is printed at the foot of the sheets, is taken over all of that but the workbook, because the
workbook bears the number. A chain that lies in one place proves little by itself; the printed number, signed and
stamped, is its anchor outside.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from column.model.problems import Problem, Rule, Scope
from column.system.git import Git

FOLDER = "docs/data/duty"
SEAL = "seal.json"
WORKBOOK = "ledger.xlsx"
NUMBERS = "duty.json"
FILES = (WORKBOOK, "ledger.csv", "coverage.csv", NUMBERS)

FROZEN = Rule(
    id="frozen-month",
    scope=Scope.FILE,
    title="封存的台账被改动",
    part="文件和信息栏的写法",
    source="台账封存以后不再改动；以后的补录、更正列在下一个月，事后改数字查得出来",
    bad="改了 docs/data/duty/2026-10/ledger.csv 里的一个数",
    good="要更正的，列在下一个月的“补录与更正”里",
)
RULES = (FROZEN,)

_NAME = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_MEND = "用 git checkout 取回封存时的文件；数字确有错误的，写进下一个月的“补录与更正”。"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A frozen month. `number`: its seal's; `digest`: SHA-256 of `seal.json`, which the next one names; `numbers`: its
    `duty.json`."""

    month: str
    number: str
    digest: str
    numbers: Mapping[str, Any]


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def seal(month: str, before: str, commit: str, rules: str, files: Mapping[str, bytes]) -> bytes:
    """The text of `seal.json`. `before`: the digest of the seal before, empty for the first; `files` without the
    workbook give the number, with it the whole."""
    hashes = {name: sha256(data) for name, data in sorted(files.items())}
    told = {"month": month, "before": before, "commit": commit, "rules": rules}
    return _canonical({**told, "seal": _number(told, hashes), "files": hashes})


def number(month: str, before: str, commit: str, rules: str, files: Mapping[str, bytes]) -> str:
    """The number of a seal, 64 hexadecimal digits; `files` may lack the workbook."""
    told = {"month": month, "before": before, "commit": commit, "rules": rules}
    return _number(told, {name: sha256(data) for name, data in files.items()})


def _number(told: Mapping[str, str], hashes: Mapping[str, str]) -> str:
    plain = {name: value for name, value in hashes.items() if name != WORKBOOK}
    return sha256(_canonical({**told, "files": plain}))


def _canonical(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def load(root: Path) -> tuple[Sealed, ...]:
    """The frozen months below `root` in order, as far as they can be read; `problems` tells of the others."""
    found = []
    for folder in _folders(root):
        try:
            data = (folder / SEAL).read_bytes()
            numbers = json.loads((folder / NUMBERS).read_bytes())
            found.append(Sealed(folder.name, str(json.loads(data)["seal"]), sha256(data), numbers))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return tuple(found)


def _folders(root: Path) -> list[Path]:
    return sorted(place for place in (root / FOLDER).glob("*") if place.is_dir())


def problems(root: Path, base: str = "HEAD") -> Iterator[Problem]:
    """Whatever is not as it was sealed, and what was there in the commit `base` and is not there any more."""
    before = ""
    for folder in _folders(root):
        place = f"{FOLDER}/{folder.name}"
        if not _NAME.fullmatch(folder.name):
            yield FROZEN.problem(
                place, "这里只放封存的月份。", "文件夹写成 2026-10 的样子，由 make duty 建。"
            )
            continue
        yield from _changed(folder, place, before)
        seal_file = folder / SEAL
        before = sha256(seal_file.read_bytes()) if seal_file.is_file() else ""
    git = Git(root)
    for path in git.names(base, FOLDER) if (root / FOLDER).exists() or git.is_top else ():
        file = root / path
        if not file.is_file():
            yield FROZEN.problem(path, "封存的文件不见了。", _MEND)
        elif file.read_bytes() != git.file(base, path):
            yield FROZEN.problem(path, "封存的文件被改过。", _MEND)


def _changed(folder: Path, place: str, before: str) -> Iterator[Problem]:
    try:
        told = json.loads((folder / SEAL).read_bytes())
        hashes = dict(told["files"])
        values = {key: str(told[key]) for key in ("month", "before", "commit", "rules")}
        said = str(told["seal"])
    except (OSError, ValueError, KeyError, TypeError):
        yield FROZEN.problem(f"{place}/{SEAL}", "封存记录读不出来。", _MEND)
        return
    for name in FILES:
        file = folder / name
        if not file.is_file():
            yield FROZEN.problem(f"{place}/{name}", "封存的文件不见了。", _MEND)
        elif sha256(file.read_bytes()) != hashes.get(name):
            yield FROZEN.problem(f"{place}/{name}", "封存的文件被改过。", _MEND)
    for extra in sorted(file.name for file in folder.iterdir() if file.name not in (*FILES, SEAL)):
        yield FROZEN.problem(f"{place}/{extra}", "封存的文件夹里多出一个文件。", "把它移到别处。")
    if values["month"] != folder.name or said != _number(values, hashes):
        yield FROZEN.problem(f"{place}/{SEAL}", "封存记录被改过。", _MEND)
    elif values["before"] != before:
        yield FROZEN.problem(f"{place}/{SEAL}", "和上一个月的封存接不上。", _MEND)
