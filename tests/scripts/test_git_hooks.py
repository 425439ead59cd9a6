"""A server with nothing but Git: what is pushed to it is checked, and published by the same push."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from support.git import git
from support.project import BRIEFING, ROOT, put, run

HOOKS = ROOT / "deploy" / "git-hooks"
ARTICLE = "briefings/wucheng/2026-03-05-shequ/index.md"


def pushed(clone: Path) -> subprocess.CompletedProcess[str]:
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "--message", "投稿")
    return subprocess.run(
        ["git", "-C", str(clone), "push", "--quiet", "origin", "HEAD:main"],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


@pytest.fixture
def server(tmp_path: Path) -> Path:
    """A bare repository that has the column's folder beside it, with hooks as the page says to put them in."""
    bare, folder = tmp_path / "column.git", tmp_path / "column"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(bare))
    shutil.copy(HOOKS / "pre-receive", bare / "hooks")
    folder.mkdir()
    for name in (".venv", "scripts", "hooks"):
        (folder / name).symlink_to(ROOT / name)
    git(bare, "config", "column.folder", str(folder))
    return bare


def test_a_push_with_a_finding_is_refused_in_chinese_and_a_mended_one_is_taken(
    server: Path, tree: Path
) -> None:
    git(tree, "init", "--quiet", "--initial-branch=main")
    git(tree, "remote", "add", "origin", str(server))
    put(tree, ARTICLE, BRIEFING + "联系电话：13912345678。\n")
    told = pushed(tree)
    assert told.returncode == 1
    assert f"{ARTICLE}:" in told.stderr
    assert "怎么改" in told.stderr
    assert "13912345678" not in told.stderr
    assert "没有收下" in told.stderr
    put(tree, ARTICLE, BRIEFING)
    told = pushed(tree)
    assert told.returncode == 0, told.stderr
    put(tree, "sketch.md", "别的分支不查。")
    git(tree, "switch", "--quiet", "--create", "sketch")
    put(tree, ARTICLE, BRIEFING + "联系电话：13912345678。\n")
    git(tree, "commit", "--quiet", "--all", "--message", "草稿")
    git(tree, "push", "--quiet", "origin", "sketch")


def test_a_server_that_is_not_set_up_says_so(server: Path, tree: Path) -> None:
    git(server, "config", "--unset", "column.folder")
    git(tree, "init", "--quiet", "--initial-branch=main")
    git(tree, "remote", "add", "origin", str(server))
    told = pushed(tree)
    assert told.returncode == 1
    assert "git config column.folder" in told.stderr


def test_a_site_is_laid_where_it_is_read_and_nothing_else_is_touched(tmp_path: Path) -> None:
    put(tmp_path, "site/feed.xml", "<rss/>")
    put(tmp_path, "site/index.html", "新")
    target = tmp_path / "srv"
    call = run("publish.py", str(target), root=tmp_path)
    assert call.returncode == 0, call.stderr
    put(target, "cases/gone/index.html", "撤下的")
    put(target, ".well-known/acme", "证书")
    assert run("publish.py", f"{target}/", root=tmp_path).returncode == 0
    assert not (target / "cases").exists()
    assert (target / ".well-known/acme").exists()
    other = put(tmp_path, "home/notes.txt", "别的").parent
    call = run("publish.py", str(other), root=tmp_path)
    assert call.returncode == 1
    assert "没有动它" in call.stderr
    assert (other / "notes.txt").exists()
    assert "没有说放到哪里" in run("publish.py", "", root=tmp_path).stderr
