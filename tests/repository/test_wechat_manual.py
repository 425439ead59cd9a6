"""The operators' page documents all options, results and error codes of the tool."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from column.wechat import cli
from column.wechat.delivery.outcome import Status
from column.wechat.platform import error_codes
from support.project import ROOT

PAGE = (ROOT / "docs" / "maintain" / "wechat.md").read_text(encoding="utf-8")


def test_every_error_code_is_on_the_page() -> None:
    codes = {
        *error_codes.SETUP,
        *error_codes.ITEM,
        *error_codes.IP_NOT_ALLOWED,
        *error_codes.TOKEN,
        error_codes.DAILY,
        error_codes.MINUTE,
        -1,
    }
    assert {code for code in codes if str(code) not in PAGE} == set()


def test_every_outcome_is_on_the_page() -> None:
    assert [status for status in Status if f"| {status} |" not in PAGE] == []


def test_the_page_knows_the_options_and_only_those(tmp_path: Path) -> None:
    known = set(re.findall(r"--[a-z-]+", cli.parser(tmp_path).format_help())) - {"--help"}
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
