"""The examples on the contributors' page are made from the keys, and pass the check."""

from __future__ import annotations

import re

import pytest

from column.authoring import examples
from column.content import front_matter
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.kinds import CHANNELS
from column.parsing import source
from support.own_data import VOCABULARY
from support.project import ROOT


def read(text: str, record: type = Briefing) -> dict[str, object]:
    """The front matter as the project reads it, without a complaint."""
    found, problems = source.read("x.md", text.encode(), front_matter.names(record))
    assert problems == []
    return dict(found.matter)


PAGE = (ROOT / "docs" / "contribute" / "index.md").read_text("utf-8")
TEMPLATES = re.findall(r"```yaml\n(---\n.*?)```", PAGE, flags=re.S)


def test_the_examples_on_the_page_are_those_of_the_keys() -> None:
    """Where this fails, a key or a term has changed: write the example of the site into docs/contribute/index.md."""
    assert examples.filled(PAGE, VOCABULARY) == PAGE


@pytest.mark.parametrize(
    ("record", "template"), list(zip([Briefing, Case], TEMPLATES, strict=True)), ids=["briefing", "case"]
)
def test_a_template_on_the_page_is_valid_and_names_what_there_is(record: type, template: str) -> None:
    values = read(template, record)
    matter, problems = front_matter.validate(record, "x.md", values, lambda *_: 1)
    assert problems == []
    assert matter
    for key, taxonomy in (("venue", VOCABULARY.venues), ("scam", VOCABULARY.scams)):
        assert key not in values or taxonomy.find(str(values[key]))
    groups = values["groups"]
    assert isinstance(groups, list)
    assert all(VOCABULARY.groups.find(group) for group in groups)


def test_the_page_offers_every_venue_and_every_group() -> None:
    names = [venue.name for venue in VOCABULARY.venues.records] + [
        group.name for group in VOCABULARY.groups.records
    ]
    assert all(name in TEMPLATES[0] for name in names)
    for name in CHANNELS.values():
        assert name in TEMPLATES[1]
