"""The editor asks for what the model has: the same keys, musts, limits and choices, both ways."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from column.authoring import editor
from column.content.taxonomies import Taxonomy
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.front_matter.key import Key, keys_of
from column.model.front_matter.written import LONGEST_POINT
from column.pages import form_description
from column.settings.records import Editor
from support.builders import site
from support.own_data import VOCABULARY
from support.project import ROOT

FORGE = Editor("forgejo", "https://git.example.gov.cn", "fanzha/column", "main", "client")
WARNINGS = [("2026-03-01-a", "题")]
OWN = {"cover", "body"}
"""What the editor asks for beside the keys of officers: the photo, and the text."""


def made(forge: Editor = FORGE) -> dict[str, Any]:
    return editor.configuration(VOCABULARY, site(), forge, WARNINGS)


def collection(name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in made()["collections"] if each["name"] == name)
    return found


def fields(name: str) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in collection(name)["fields"]}


def of_officers(record: type) -> dict[str, Key]:
    away = form_description.LEFT_OUT | form_description.LATER
    return {name: key for name, key in keys_of(record).items() if name not in away}


BOTH = pytest.mark.parametrize(
    ("name", "record"), [("wucheng", Briefing), ("case", Case), ("warning", Case)], ids=str
)


@BOTH
def test_the_keys_are_the_model_s(name: str, record: type) -> None:
    kind = set() if record is Briefing else {"kind"}
    assert set(fields(name)) == set(of_officers(record)) | OWN | kind


@BOTH
def test_what_must_be_written_and_how_it_is_called_are_the_model_s(name: str, record: type) -> None:
    found = fields(name)
    for key in of_officers(record).values():
        assert (found[key.name]["label"], found[key.name]["required"]) == (key.title, key.required)


@BOTH
def test_limits_are_the_model_s(name: str, record: type) -> None:
    found = fields(name)
    for key in of_officers(record).values():
        field = found[key.name]
        if key.limits:
            least, most = key.limits
            pattern = re.compile(field["pattern"][0])
            fits = [bool(pattern.search("字" * count)) for count in (least - 1, least, most, most + 1)]
            assert fits == [False, True, True, False], key.name
        else:
            assert "pattern" not in field
        assert (field.get("min"), field.get("max")) == (key.counts or (None, None)), key.name
    if record is Case:
        line = re.compile(found["signs"]["field"]["pattern"][0])
        assert [bool(line.search("字" * count)) for count in (LONGEST_POINT, LONGEST_POINT + 1)] == [
            True,
            False,
        ]


@BOTH
def test_choices_are_the_vocabulary_s(name: str, record: type) -> None:
    found = fields(name)
    for key in of_officers(record).values():
        options = found[key.name].get("options", [])
        if key.name == "responds_to":
            assert options == [{"label": "题（2026-03-01-a）", "value": "2026-03-01-a"}]
        elif key.names or key.choices:
            names = (
                {term.id: term.name for term in VOCABULARY.by_name[key.names].records}
                if key.names
                else key.choices
            )
            assert {each["value"]: each["label"] for each in options} == names
        else:
            assert options == []


def test_an_entry_lies_in_its_unit_s_folder_with_its_photos() -> None:
    found = collection("wucheng")
    expected = {
        "folder": "briefings/wucheng",
        "path": "{{slug}}/index",
        "media_folder": "",
        "public_folder": "",
        "slug": "{{fields.date | date('YYYY-MM-DD-HHmm')}}-{{fields.venue}}",
        "publish": False,
        "delete": False,
    }
    assert {name: found[name] for name in expected} == expected
    assert collection("warning")["slug"].endswith("-{{fields.scam}}")
    assert collection("warning")["filter"] == {"field": "kind", "value": "warning"}
    assert fields("warning")["kind"]["default"] == "warning"
    units = [unit.id for unit in VOCABULARY.units.records]
    assert [each["name"] for each in made()["collections"]] == [*units, "case", "warning"]


@pytest.mark.parametrize(
    ("backend", "expected"),
    [
        (
            "forgejo",
            {
                "api_root": "https://git.example.gov.cn/api/v1",
                "base_url": "https://git.example.gov.cn",
                "auth_endpoint": "https://git.example.gov.cn/login/oauth/authorize",
                "app_id": "client",
            },
        ),
        ("github", {"base_url": "https://git.example.gov.cn", "auth_endpoint": "auth"}),
        (
            "gitlab",
            {
                "auth_type": "pkce",
                "api_root": "https://git.example.gov.cn/api/v4",
                "base_url": "https://git.example.gov.cn",
                "auth_endpoint": "oauth/authorize",
                "app_id": "client",
            },
        ),
        ("proxy", {"proxy_url": "https://git.example.gov.cn"}),
    ],
)
def test_a_forge_is_named_as_the_editor_s_documentation_says(backend: str, expected: dict[str, str]) -> None:
    found = made(replace(FORGE, backend=backend))["backend"]
    assert (found.pop("name"), found.pop("repo"), found.pop("branch")) == (backend, "fanzha/column", "main")
    found.pop("commit_messages")
    assert found == expected


def test_a_unit_that_ends_is_told_with_its_last_day() -> None:
    first, *others = VOCABULARY.units.records
    ending = Taxonomy("单位", (replace(first, until=date(2027, 1, 31)), *others))
    assert editor.units_until(replace(VOCABULARY, units=ending)) == {first.id: "2027-03-03"}


@pytest.mark.parametrize("folder", ["hooks/frontend/editor", "tests/support/decap-server"])
def test_what_comes_from_npm_is_pinned_by_its_hash_and_names_no_server(folder: str) -> None:
    text = (ROOT / folder / "package-lock.json").read_text("utf-8")
    packages = {name: each for name, each in json.loads(text)["packages"].items() if name}
    assert all(each["integrity"].startswith("sha512-") for each in packages.values())
    assert "resolved" not in text


def test_the_bundle_comes_alone() -> None:
    """It has all in it: what the package names as needed is for those who build it."""
    lock = json.loads((ROOT / "hooks/frontend/editor/package-lock.json").read_text("utf-8"))
    assert set(lock["packages"]) == {"", "node_modules/decap-cms"}
