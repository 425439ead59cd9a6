"""The project's own vocabulary, settings, wording rules and self-help data, read once for all tests of a process."""

from __future__ import annotations

from dataclasses import replace

from column.content import taxonomies
from column.rules.registry import RuleContext
from column.rules.wording import word_list
from column.selfhelp import data
from column.settings import load
from support.project import ROOT

VOCABULARY, _ = taxonomies.load(ROOT)
SETTINGS = replace(load.load(ROOT), url="https://fanzha.example.gov.cn/")
WORDINGS, _ = word_list.load(ROOT)
RULES = RuleContext(SETTINGS, WORDINGS, tuple(unit.name for unit in VOCABULARY.units.records))
SELF_HELP, _ = data.load(ROOT, VOCABULARY, SETTINGS)
