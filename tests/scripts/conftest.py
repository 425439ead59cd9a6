"""Fixtures of the tests of scripts: a repository of Git, the fake platform of WeChat."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.git import UNITS, git, save
from support.wechat.fixtures import harness, wechat

__all__ = ["harness", "wechat"]


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """A repository whose HEAD merges a branch that is still empty."""
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init", "--quiet")
    save(root, "briefings/units.yml", UNITS)
    save(root, "cases/old.md", "旧案例。\n" * 20)
    git(root, "commit", "--quiet", "--message", "start")
    git(root, "switch", "--quiet", "--create", "branch")
    return root
