"""Mistakes in mkdocs.yml stop each program in Chinese, and are listed with everything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

import build
import check
from bridge.build import StoppedError
from bridge.preview import Preview
from support.project import put, run
from support.settings_file import PLAIN


def test_an_error_in_the_settings_is_listed_with_everything_else(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (tree / "mkdocs.yml").read_text("utf-8")
    put(tree, "mkdocs.yml", text.replace("samples: true", "sample: false"))
    put(tree, "cases/2026-03-01-a/index.md", "没有信息栏。\n")
    result = run("check.py", root=tree)
    assert result.returncode == 1
    line = text[: text.index("samples: true")].count("\n") + 1
    assert f"mkdocs.yml:{line}: 错误[settings]" in result.stdout
    assert "cases/2026-03-01-a/index.md:1: 错误[front-matter]" in result.stdout
    assert result.stderr == ""
    for script, *arguments in (
        ["build.py"],
        ["serve.py"],
        ["duty.py"],
        ["review.py"],
        ["kits.py", "elderly"],
    ):
        result = run(script, *arguments, root=tree)
        assert result.returncode == 1, script
        assert f"mkdocs.yml:{line}: 错误[settings]" in result.stderr
        assert "Traceback" not in result.stderr
    config = load_config(str(tree / "mkdocs.yml"))
    with pytest.raises(Abort, match="先改好"):
        config.plugins.on_config(config)
    assert f"mkdocs.yml:{line}: 错误[settings]" in capsys.readouterr().err


@pytest.mark.parametrize(
    "data",
    [PLAIN.encode("gb18030"), PLAIN[: PLAIN.index('hub: ""') + 6].encode(), b"site_name:\tb\n", b"{"],
    ids=["gbk", "cut", "tab", "brace"],
)
def test_a_broken_file_stops_in_chinese(tree: Path, data: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    put(tree, "mkdocs.yml", data)
    assert check.main(["--root", str(tree)]) == build.main(["--root", str(tree)]) == 1
    told = capsys.readouterr()
    assert "mkdocs.yml:" in told.out
    assert "错误[settings]" in told.out
    assert "错误[settings]" in told.err
    assert not (tree / "site").exists()


def test_a_mistake_while_the_preview_runs_is_said(tree: Path) -> None:
    put(tree, "mkdocs.yml", "{")
    with pytest.raises(StoppedError, match=r"错误\[settings\]"):
        Preview(tree).update()


def test_a_folder_without_settings_is_a_wrong_call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check.main(["--root", str(tmp_path)]) == 2
    assert "不是项目文件夹" in capsys.readouterr().err
