"""The project's own vocabulary, settings, rules and self-help data, read once for all tests of a process."""

from __future__ import annotations

from dataclasses import replace

from column.project.load import Inputs
from column.settings import load
from support.project import ROOT

SETTINGS = replace(load.load(ROOT), url="https://fanzha.example.gov.cn/")
INPUTS = Inputs(ROOT, SETTINGS, ())
VOCABULARY, RULES, SELF_HELP = INPUTS.vocabulary, INPUTS.rules, INPUTS.tools
