"""What the form of contributors asks for and checks: the front-matter model, the vocabulary, the rules' own patterns.

All of it goes to the browser as one JSON object; `scripts/form/` reads it. Nothing of a key, a word list or a pattern is
written a second time there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from column.content.taxonomies import Vocabulary
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.front_matter.key import Key, keys_of
from column.model.front_matter.written import LONGEST_POINT, Day, Days, Items, Moment, Points, Some, Whole
from column.model.terms import Unit
from column.rules import hotlines
from column.rules.privacy import contact_details, id_numbers, name_lexicon, names
from column.settings.records import Settings
from column.text import digit_runs
from column.text.surnames import SURNAMES

LEFT_OUT = frozenset(
    "allow aliases sample draft updated correction correction_level steps kind cover kit broadcast".split()  # noqa: SIM905
)
"""Keys that no officer fills: the office does, or the form itself (the kind, the cover)."""
LATER = frozenset({"audio", "video"})
"""Keys whose value is a file that the form does not take: the contributors' page says how to add one."""
KINDS = (("briefing", "简报", Briefing), ("case", "案例", Case), ("warning", "提示", Case))
"""What can be written: id, name, record."""
_WIDGETS = {Moment: "date", Day: "date", Whole: "whole", Days: "whole", Points: "points", Items: "items"}
PHOTOS = 20
"""Photos of an article from the form, of the fifty files that `make receive` takes."""
_AFTERWARDS = timedelta(days=31)
"""How long a unit that is no more is still offered: it writes of its last weeks."""
_LONG = 80
"""Characters from which a line of text gets a field of several rows."""


def description(
    vocabulary: Vocabulary, settings: Settings, warnings: Iterable[tuple[str, str]]
) -> dict[str, Any]:
    """`warnings`: id and title of those that a briefing may answer. A unit stands with the last day on which it is
    offered, for the browser to leave it out by its clock: a build has none."""
    offered = list(warnings)
    return {
        "address": settings.url,
        "units": [[unit.id, unit.name, offered_until(unit)] for unit in vocabulary.units.records],
        "photos": PHOTOS,
        "venues": {venue.name: venue.id for venue in vocabulary.venues.records},
        "scams": {scam.name: scam.id for scam in vocabulary.scams.records},
        "kinds": [[id, name] for id, name, _ in KINDS],
        "fields": {
            column: [field(key, record, vocabulary, offered) for key in officers_keys(record)]
            for column, record in (("briefing", Briefing), ("case", Case))
        },
        "rules": _rules(settings, vocabulary),
    }


def offered_until(unit: Unit) -> str:
    """The last day on which a unit is offered; empty where it is still there."""
    return str(unit.until + _AFTERWARDS) if unit.until else ""


def officers_keys(record: type) -> list[Key]:
    """The keys that the form has, those that must be filled first."""
    keys = [key for name, key in keys_of(record).items() if name not in LEFT_OUT | LATER]
    return sorted(keys, key=lambda key: (not key.required, key.order or 999))


def choices_of(
    key: Key, vocabulary: Vocabulary, warnings: Iterable[tuple[str, str]]
) -> list[tuple[str, str]]:
    """What can be chosen for a key: id and Chinese name; nothing where one writes."""
    if key.name == "responds_to":
        return list(warnings)
    if key.names:
        return [(term.id, term.name) for term in vocabulary.by_name[key.names].records]
    return list(key.choices.items())


def field(
    key: Key, record: type, vocabulary: Vocabulary, warnings: Iterable[tuple[str, str]]
) -> dict[str, Any]:
    """What a contributor is asked for by one key: names, hint, limits, the kind of field (`widget`), choices."""
    choices = [
        [id, f"{name}（{id}）"] if key.name == "responds_to" else [name, name]
        for id, name in choices_of(key, vocabulary, warnings)
    ]
    several = key.written in (Items, Some)
    widget = "many" if choices and several else "one" if choices else _WIDGETS.get(key.written, "line")
    hint = (
        key.hint.replace("写一个", "选一个").replace("写几行", "选几个") if choices else key.hint or key.offer
    )
    least, most = key.limits or key.counts or (0, 0)
    example = key.case_example if record is Case else key.example
    return {
        "name": key.name,
        "title": key.title,
        "must": key.required,
        "hint": hint,
        "example": example if isinstance(example, str) else "\n".join(example),
        "widget": "long" if widget == "line" and most > _LONG else widget,
        "least": least,
        "most": most,
        "longest": LONGEST_POINT if widget == "points" else 0,
        "choices": choices,
    }


def _rules(settings: Settings, vocabulary: Vocabulary) -> dict[str, Any]:
    """The patterns of the rules on privacy and hotlines, and the words of names."""
    lexicon = {"SURNAMES": "".join(sorted(SURNAMES))} | {
        name: "".join(sorted(getattr(name_lexicon, name)))
        for name in ("GIVEN", "SOFT", "TOUCHY", "SHORT_TITLES", "AFTER", "PLACE")
    }
    lists = {name: sorted(getattr(name_lexicon, name)) for name in ("DOUBLE", "WORDS", "TITLES", "ONE")}
    lists["JOINTS"] = sorted(names.JOINTS)
    known = {*hotlines.digits(settings.hotlines)}
    known |= {re.sub(r"\D", "", unit.phone) for unit in vocabulary.units.records if unit.phone}
    silent = {f"silent{n}": hotlines.calls(line) for n, line in enumerate(settings.hotlines) if not line.dial}
    return {
        "plain": digit_runs.TABLE,
        "chinese": "".join(digit_runs.CHINESE),
        "known": sorted(known),
        "hotlines": [line.number for line in settings.hotlines if line.dial],
        "patterns": {name: javascript(pattern) for name, pattern in (_PATTERNS | silent).items()},
        "names": lexicon | lists,
    }


_PATTERNS: dict[str, re.Pattern[str]] = {
    "run": digit_runs.RUN,
    "letter": digit_runs.CHECK_LETTER,
    "idWord": id_numbers.ID_WORD,
    "cardWord": id_numbers.CARD_WORD,
    "official": id_numbers.OFFICIAL,
    "phoneWord": id_numbers.PHONE_WORD,
    "area": id_numbers.AREA,
    "date": id_numbers.DATE,
    "amount": id_numbers.AMOUNT,
    "dateInside": id_numbers.DATE_INSIDE,
    "plate": contact_details.PLATES.pattern,
    "energy": contact_details.ENERGY,
    "usual": contact_details.USUAL,
    "email": contact_details.EMAILS.pattern,
    "office": contact_details.OFFICE,
    "workplace": contact_details.WORKPLACE,
    "age": names.AGE.pattern,
    "titled": names.TITLED.pattern,
    "announce": names.ANNOUNCE.pattern,
    "given": hotlines.GIVEN_NUMBERS.pattern,
    "named": hotlines.NAMED_NUMBERS.pattern,
    "warned": hotlines.WARNED,
    **{f"account{n}": each.pattern for n, each in enumerate(contact_details.ACCOUNTS)},
    **{f"door{n}": each.pattern for n, each in enumerate(contact_details.DOORS)},
}
"""What a browser looks for too; patterns of one kind end in a number."""


def javascript(pattern: re.Pattern[str]) -> str:
    """A pattern as JavaScript writes it with the flag `u`: names of groups, code points, no needless backslash."""
    source = pattern.pattern.replace("(?P<", "(?<")
    source = re.sub(r"\\U([0-9a-fA-F]{8})", lambda found: f"\\u{{{int(found[1], 16):x}}}", source)
    return re.sub(r"\\([\"'#@&%~`<>=:;,!_ ])", r"\1", source)


def as_json(described: Mapping[str, Any]) -> str:
    """For an element `script` of a page: nothing in it can end the element."""
    return json.dumps(described, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
