"""A new article's file from what an officer told: front matter text, folder name, files laid in one step.

Both ways of starting an article use it, the questions of `scripts/new.py` and the Word file of
`scripts/import_docx.py`. What it writes, `parsing.source` reads back as the same values (a property test holds it).
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from column.content import dates
from column.content.taxonomies import Taxonomy, Vocabulary, load
from column.model.addresses import SLUG
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.front_matter.key import Key, keys_of, template_keys
from column.parsing.decoding import decode

Values = Mapping[str, str | Sequence[str]]
T = TypeVar("T", bound=Any)

NOT_FOUND = "没猜出，请填写"

SKELETON: Mapping[type, str] = {
    Briefing: "<!-- 正文写在这里：哪一天、在什么地方、谁来讲、讲给谁听、讲了什么、大家怎么说。写完删掉这一行。 -->\n",
    Case: "<!-- 正文写在这里：对方怎样找上门、说了什么、哪一步该停下来。受害人只写“王某”这样的称呼。写完删掉这一行。 -->\n",
}
"""The body of a new article."""

_PLAIN = re.compile(r"[\w\uff08《“][^:#\"'\\\[\]{},&*!|>%@`<=?]*")
_NULLS = {"null", "Null", "NULL", "~"}


class RefusedError(ValueError):
    """An answer that cannot be taken; `what` and `mend` are for the officer who gave it."""

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(what + mend)
        self.what, self.mend = what, mend


def settle(record: type, name: str, written: str | Sequence[str]) -> Any:
    """The value of one key, checked as the front matter is checked. Raises `RefusedError`."""
    adapter: TypeAdapter[Any] = TypeAdapter(keys_of(record)[name].written)
    try:
        return adapter.validate_python(list(written) if not isinstance(written, str) else written)
    except ValidationError as fault:
        context = fault.errors()[0].get("ctx", {})
        raise RefusedError(str(context.get("what", "写法不对。")), str(context.get("mend", ""))) from None


def settle_day(written: str) -> date:
    """A day in any of the forms that an article's date may have, up to tomorrow. Raises `RefusedError`."""
    moment = settle(Briefing, "date", written)
    day: date = moment.date() if isinstance(moment, datetime) else moment
    if wrong := dates.fault(day):
        raise RefusedError(*wrong)
    return day


def words(root: Path) -> Vocabulary:
    """The words that articles are sorted by. Raises `RefusedError` where an officer could choose nothing."""
    vocabulary, problems = load(root)
    for taxonomy in (vocabulary.units, vocabulary.groups, vocabulary.scams):
        if not taxonomy.records:
            told = ";".join(f"{problem.path}:{problem.what}" for problem in problems[:3])
            raise RefusedError(f"读不到{taxonomy.what}的名单。", told)
    return vocabulary


def pick(taxonomy: Taxonomy[T], answer: str) -> T:
    """A record by its number in the list (from 1), its id or one of its names. Raises `RefusedError`."""
    answer = answer.strip()
    if answer.isdecimal() and 1 <= int(answer) <= len(taxonomy.records):
        return taxonomy.records[int(answer) - 1]
    if answer.isdecimal():
        raise RefusedError(f"没有第 {int(answer)} 项。", f"写 1 到 {len(taxonomy.records)} 的数字，或名称。")
    if record := taxonomy.find(answer):
        return record
    raise RefusedError(*taxonomy.unknown(answer))


def pick_several(taxonomy: Taxonomy[T], answer: str) -> tuple[T, ...]:
    """One or more records, parted by spaces, commas or 、, each once. Raises `RefusedError`."""
    parts = [part for part in re.split(r"[\s、,;\uff0c\uff1b]+", answer.strip()) if part]
    if not parts:
        raise RefusedError(f"至少选一个{taxonomy.what}。")
    return tuple(dict.fromkeys(pick(taxonomy, part) for part in parts))


def front_matter(
    record: type, values: Values, remarks: Mapping[str, str] | None = None, *, offer: bool = False
) -> str:
    """The front matter with its fences: known values, what must still be filled in, and with `offer` the rest
    as commented examples. `remarks` maps a key to the comment behind its value."""
    remarks = remarks or {}
    lines, offers = [], []
    for key in template_keys(record):
        value = values.get(key.name, "")
        if value or key.required:
            lines += _entry(key, value, remarks.get(key.name, ""))
        elif offer:
            offers.append(f"# {key.title}: {key.offer}")
    if offers:
        lines += ["# 下面几项可以不写。要写，就去掉行首的 # 和空格，改成自己的内容。", *offers]
    return "\n".join(["---", *lines, "---", ""])


def _entry(key: Key, value: str | Sequence[str], remark: str) -> list[str]:
    behind = f"  # {remark}" if remark else ""
    quote = bool(remark) and key.is_text
    if isinstance(value, str):
        return [f"{key.title}: {scalar(value, quote=quote)}{behind}" if value else f"{key.title}:{behind}"]
    return [
        f"{key.title}:{'' if value else behind}",
        *(f"  - {scalar(item, quote=quote)}{behind}" for item in value),
    ]


def scalar(value: str, *, quote: bool = False) -> str:
    """One line of text as YAML: plain where nothing in it could be misread, else in double quotes."""
    line = one_line(value)
    if not quote and _PLAIN.fullmatch(line) and line not in _NULLS:
        return line
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def one_line(value: str) -> str:
    """Text as the front matter can hold it: no control characters, white space folded."""
    text, _ = decode("", value.encode("utf-8", errors="ignore"))
    return re.sub(r"\s+", " ", text).strip()


def folder_name(folder: Path, day: date, stem: str) -> str:
    """`<date>-<stem>`, with `-2`, `-3` … behind where an article of that name is there already."""
    name = f"{day.isoformat()}-{stem}"
    number = 1
    while taken(folder, name):
        number += 1
        name = f"{day.isoformat()}-{stem}-{number}"
    return name


def settle_slug(slug: str) -> str:
    """A slug as it was asked for. Raises `RefusedError`."""
    if len(slug) > 60 or not SLUG.fullmatch(slug):
        raise RefusedError(
            f"短名“{slug}”不能用。", "只用小写字母、数字和短横线，60 个以内，如 xingfu-shequ。"
        )
    return slug


def stem(*ids: str) -> str:
    """A slug from the ids of what the article is about, such as `community-elderly`: it needs no pinyin and
    still says something."""
    return "-".join(dict.fromkeys(ids))[:50].strip("-")


def taken(folder: Path, name: str) -> bool:
    """Whether an article of that name is there, in either form, or anything else that bears its name."""
    return any(os.path.lexists(folder / other) for other in (name, f"{name}.md"))


def lay(target: Path, files: Mapping[str, bytes]) -> None:
    """Make the folder `target` with `files` in it, whole or not at all.

    The files are written beside the target, then moved there in one step. Whatever stops it, Ctrl-C too,
    leaves nothing behind. Raises `FileExistsError` where something is there already, `OSError` otherwise.
    """
    if taken(target.parent, target.name):
        raise FileExistsError(target)
    missing = [folder for folder in (target.parent, *target.parent.parents) if not folder.exists()]
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        beside.mkdir(parents=True)
        for name, data in files.items():
            (beside / name).write_bytes(data)
        beside.rename(target)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        for folder in missing:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise
