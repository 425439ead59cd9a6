"""The operators' page says all that the tool can be asked, and all that it can answer."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from column.wechat import cli as options
from column.wechat.delivery import deliver as courier
from column.wechat.platform import error_codes as refusals
from support.project import ROOT

PAGE = (ROOT / "docs" / "maintain" / "wechat.md").read_text(encoding="utf-8")


def test_every_error_code_is_on_the_page() -> None:
    codes = {
        *refusals.SETUP,
        *refusals.ITEM,
        *refusals.ADDRESS,
        *refusals.TOKEN,
        refusals.DAILY,
        refusals.MINUTE,
        -1,
    }
    assert {code for code in codes if str(code) not in PAGE} == set()


def test_every_outcome_is_on_the_page() -> None:
    assert [what for what in courier.What if f"| {what} |" not in PAGE] == []


def test_the_page_knows_the_options_and_only_those(tmp_path: Path) -> None:
    known = {name for action in options.parser(tmp_path)._actions for name in action.option_strings} - {
        "-h",
        "--help",
    }
    named = set(re.findall(r"`(--[a-z-]+)", PAGE))
    assert named == known


def test_the_example_of_a_workflow_is_one() -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.S)
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["drafts"]["steps"][0]["run"].startswith(".venv/bin/python scripts/wechat.py")


def test_the_service_calls_the_command() -> None:
    unit = (ROOT / "deploy" / "wechat.service").read_text(encoding="utf-8")
    assert "scripts/wechat.py --once $WECHAT_OPTIONS $WECHAT_FEEDS" in unit
    assert "WECHAT_SECRET=…" in unit
    assert "Asia/Shanghai" in (ROOT / "deploy" / "wechat.timer").read_text(encoding="utf-8")
