"""The look is that of the theme's whole style sheet: of what is not sent no rule meets an element of any kind of page."""

from __future__ import annotations

import gzip
import re
from importlib.resources import files
from pathlib import Path

import pytest
import tinycss2

from support.browsing import KINDS, Open

_MATERIAL = files("material") / "templates" / "assets" / "stylesheets"
_COMMA = re.compile(r",(?![^(]*\))")
_SENT = "assets/stylesheets/column.css"
_MEETS = r"""selectors => selectors.filter(selector => document.querySelector(
  selector.replace(/::?[a-z-]+(\([^)]*\))?/g, "").replace(/(^|[\s>+~])(?=$|[\s>+~])/g, "$1*")))"""
"""The selectors that meet an element in some state: hovered, open, marked."""


def selectors(sheet: str) -> set[str]:
    """All selectors of a sheet, those in media queries too, but of rules that set nothing but variables."""
    found: set[str] = set()
    for rule in tinycss2.parse_stylesheet(sheet, True, True):
        if rule.type == "qualified-rule":
            if all(
                each.name.startswith("--")
                for each in tinycss2.parse_blocks_contents(rule.content, True, True)
            ):
                continue
            found.update(one.strip() for one in _COMMA.split(tinycss2.serialize(rule.prelude)))
        elif rule.content and rule.lower_at_keyword == "media":
            found |= selectors(tinycss2.serialize(rule.content))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_no_rule_that_is_left_out_meets_an_element(kind: str, site: Path, opened: Open) -> None:
    (material,) = (
        file for file in _MATERIAL.iterdir() if file.name.startswith("main.") and file.name.endswith(".css")
    )
    unsent = selectors(material.read_text("utf-8")) - selectors((site / _SENT).read_text("utf-8"))
    assert len(unsent) > 1000
    page = opened(kind)
    assert page.evaluate(_MEETS, sorted(unsent)) == []
    page.evaluate("document.documentElement.setAttribute('data-elder', 'on')")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert page.evaluate(_MEETS, sorted(unsent)) == []


def test_the_sheet_is_small(site: Path) -> None:
    assert not list(site.rglob("main.*.css"))
    assert len(gzip.compress((site / _SENT).read_bytes())) < 20_000
