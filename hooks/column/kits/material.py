"""The words of a kit, and which kits there are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

from column.content.library import Library
from column.kits.talk import Talk, Talks
from column.model.case import Case
from column.model.kinds import KIND_LABELS
from column.model.terms import Group, ScamType
from column.selfhelp.data import SelfHelpData
from column.settings.records import Settings

_NO_WORDS = {"url", "said", "talk"}
_PHRASE_END = re.compile("(?<=[\uff0c\u3002\uff1b\uff01\uff1f])(?=.)")


@dataclass(frozen=True, slots=True)
class Material:
    """What the sheets of a kit say. `url`: the page that they are made from, relative to the root; `kind`: case, scam or
    group; `label` stands over the `slogan`; `scene`: the id of the drawing, a scam type's; `valid_until`: the day of
    review, None where there is none. `day`: that of the newest change of the words, as far as it is known. `said`: what
    the people say for the scam type; `talk`: what stands on no sheet."""

    url: str
    kind: str
    id: str
    name: str
    label: str
    slogan: str
    summary: str
    signs: tuple[str, ...]
    tips: tuple[str, ...]
    scene: str
    sample: bool
    day: date | None
    valid_until: date | None
    said: str
    talk: Talk

    @property
    def address(self) -> str:
        """The kit's page, relative to the root."""
        return f"{self.url}kit/"

    @property
    def version(self) -> str:
        """`<day>-<8 hexadecimal digits>` of the words and days on the sheets: template, type, address, and what is on no
        sheet, leave it as it is. Without a day, the digits alone."""
        words = "\0".join(
            str(getattr(self, each.name)) for each in fields(self) if each.name not in _NO_WORDS
        )
        digits = hashlib.sha256(words.encode()).hexdigest()[:8]
        return f"{self.day.isoformat()}-{digits}" if self.day else digits

    @property
    def phrases(self) -> tuple[str, ...]:
        """The slogan, parted where it may be broken."""
        return tuple(_PHRASE_END.split(self.slogan))


def materials(library: Library, settings: Settings, tools: SelfHelpData) -> Iterator[Material]:
    """Every kit of the site: scam types, groups, and the newest cases and warnings in force (`extra.column.kits` of them)
    with those that ask for one (`kit: true`). A group without points has none."""
    if not settings.kits:
        return
    scams, groups = library.vocabulary.scams.records, library.vocabulary.groups.records
    talks = Talks(tools, groups)
    yield from (_of_scam(scam, talks.of_scam(scam)) for scam in scams)
    yield from (_of_group(group, talks.of_group(group)) for group in groups if group.signs and group.tips)
    yield from (of_case(case, talks.of_case(case)) for case in cases(library, settings))


def cases(library: Library, settings: Settings) -> tuple[Case, ...]:
    """The cases and warnings that have a kit, newest first."""
    if not settings.kits:
        return ()
    current = (case for case in library.cases if not case.outdated)
    newest = {case.id for case, _ in zip(current, range(settings.kits), strict=False)}
    return tuple(case for case in library.cases if case.kit or (case.kit is None and case.id in newest))


def of_case(case: Case, talk: Talk) -> Material:
    return Material(
        case.url,
        "case",
        case.id,
        case.title,
        f"{KIND_LABELS[case.kind]} · {case.scam.name}",
        case.slogan or case.scam.slogan,
        case.summary,
        case.signs,
        case.tips,
        case.scam.id,
        case.sample,
        case.changed,
        case.review_by,
        case.scam.said,
        talk,
    )


def _of_scam(scam: ScamType, talk: Talk) -> Material:
    return Material(
        f"scams/{scam.id}/",
        "scam",
        scam.id,
        scam.name,
        f"{scam.said} · {scam.name}",
        scam.slogan,
        scam.summary,
        scam.signs,
        scam.tips,
        scam.id,
        False,
        scam.revised,
        None,
        scam.said,
        talk,
    )


def _of_group(group: Group, talk: Talk) -> Material:
    return Material(
        f"groups/{group.id}/",
        "group",
        group.id,
        group.name,
        f"给{group.name}的提醒",
        group.slogan,
        group.summary,
        group.signs,
        group.tips,
        group.risks[0].id,
        False,
        group.revised,
        None,
        "",
        talk,
    )
