"""The form asks for what the model has, and looks for what the rules look for."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from datetime import date

import pytest

from column.content import taxonomies
from column.content.taxonomies import Taxonomy
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.front_matter.key import keys_of
from column.pages import form_description
from column.parsing.source import Source
from column.rules import hotlines
from column.rules.privacy import personal_data
from column.settings import load
from support.project import ROOT

VECTORS = [tuple(each) for each in json.loads((ROOT / "tests/data/form_rules.json").read_text("utf-8"))]
VENDORED = "c3b34f2e9f5e74d4d7d64e01cac7a0c01954c6c406414d42185c7b53d6875ddf"


@pytest.mark.parametrize(("text", "rules"), VECTORS)
def test_the_vectors_are_what_the_rules_find(text: str, rules: list[str]) -> None:
    settings = load.load(ROOT)
    source = Source("cases/2025-09-08-a/index.md", text, {}, {}, text, 1)
    found = [hit.rule for hit in personal_data.hits(text)]
    found += [problem.rule for problem in hotlines.foreign(source, settings.hotlines)]
    found += [problem.rule for problem in hotlines.silent(source, settings.hotlines)]
    assert sorted(found) == sorted(rules)


@pytest.mark.parametrize("record", [Briefing, Case])
def test_every_key_is_asked_for_or_left_out_on_purpose(record: type) -> None:
    described = form_description.description(
        taxonomies.load(ROOT)[0], load.load(ROOT), [("2026-03-01-a", "题")]
    )
    fields = {field["name"]: field for field in described["fields"][record.__name__.lower()]}
    away = form_description.LEFT_OUT | form_description.LATER
    assert set(fields) | (away & set(keys_of(record))) == set(keys_of(record))
    for name, field in fields.items():
        key = keys_of(record)[name]
        assert (field["title"], field["must"]) == (key.title, key.required)
        assert (field["least"], field["most"]) == (key.limits or key.counts or (0, 0))
        assert bool(field["choices"]) is bool(key.names or key.choices or name == "responds_to")


def test_nothing_in_the_description_ends_its_element() -> None:
    assert "<" not in form_description.as_json({"title": "</script><script>"})


def test_a_pattern_is_written_for_the_other_language() -> None:
    assert form_description.javascript(
        re.compile(r"(?P<a>\U0001f000-\")\d\-")
    ) == r"(?<a>\u{1f000}-\")\d\-".replace(r"\"", '"')


def test_the_library_that_packs_is_the_one_that_is_pinned() -> None:
    lock = json.loads((ROOT / ".github/tools/package-lock.json").read_text("utf-8"))
    assert lock["packages"]["node_modules/fflate"]["version"] == "0.8.2"
    head, _, code = (ROOT / "hooks/theme/assets/javascripts/fflate.js").read_bytes().partition(b"*/\n")
    assert b"fflate 0.8.2" in head
    assert b"MIT License" in head
    assert hashlib.sha256(code).hexdigest() == VENDORED


def test_a_unit_that_ends_is_offered_for_another_month() -> None:
    words = taxonomies.load(ROOT)[0]
    first, *others = words.units.records
    units = Taxonomy("单位", (replace(first, until=date(2027, 1, 31)), *others))
    ending = replace(words, units=units)
    offered = form_description.description(ending, load.load(ROOT), [])["units"]
    assert offered[0] == [first.id, first.name, "2027-03-03"]
    assert {last for _, _, last in offered[1:]} == {""}
