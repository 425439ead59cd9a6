"""Fixtures of the tests of scripts: repositories of Git, the fake platform of WeChat."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.git import UNITS, git, save
from support.project import copy_tree, put
from support.repository import Repository
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


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """The project without articles, committed on 1 March 2026."""
    root = copy_tree(tmp_path / "tree", with_articles=False)
    put(root, ".gitignore", "__pycache__/\n.cache/\n.duty/\n")
    repository = Repository(root)
    repository.commit("2026-03-01T08:00:00+08:00")
    return repository
