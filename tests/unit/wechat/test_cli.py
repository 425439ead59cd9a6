"""The command line reads its options, their defaults from the environment, and explains wrong ones in Chinese."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from column.wechat import cli


def test_options_are_read_also_between_feeds(tmp_path: Path) -> None:
    options = cli.read(
        ["a.xml", "--kind", "case", "--since", "2025-04-27", "--limit", "5", "b.xml"], tmp_path
    )
    assert options.feeds == ["a.xml", "b.xml"]
    assert (options.kind, options.since, options.limit) == (["case"], date(2025, 4, 27), 5)
    assert (options.again, options.author, options.watch) == ([], "", None)
    assert options.config == tmp_path / "mkdocs.yml"


def test_defaults_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WECHAT_LEDGER", "/l.sqlite")
    monkeypatch.setenv("WECHAT_CREDENTIALS", "/c.toml")
    monkeypatch.setenv("WECHAT_API", "http://127.0.0.1:1")
    options = cli.read(["a.xml"], tmp_path)
    assert (options.ledger, options.credentials) == (Path("/l.sqlite"), Path("/c.toml"))
    assert options.api == "http://127.0.0.1:1"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "还缺：订阅源"),
        (["a.xml", "--limit", "0"], "不是正整数"),
        (["a.xml", "--watch", "5", "--dry-run", "x"], "不能同时用"),
        (["a.xml", "--since", "yesterday"], "不是日期"),
        (["a.xml", "--api", "http://api.example.invalid"], "接口网址要用 https://"),
        (["a.xml", "--kind", "x"], "没有这个值：'x'"),
        (["a.xml", "--settle", "x"], "不是数字：'x'"),
    ],
)
def test_wrong_options_are_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.read(arguments, tmp_path)
    assert stopped.value.code == 2
    assert words in capsys.readouterr().err


def test_the_help_begins_with_the_name_of_the_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.read(["-h"], tmp_path)
    assert stopped.value.code == 0
    assert capsys.readouterr().out.startswith("用法：wechat.py [-h] ")
