"""No English word of argparse reaches the reader."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from column.system.chinese_arguments import ChineseParser


def parser() -> ChineseParser:
    made = ChineseParser("做一件事。", prog="do.py")
    made.add_argument("files", nargs="+", metavar="文件")
    made.add_argument("--form", choices=("a", "b"), metavar="样式")
    made.add_argument("--port", type=int, metavar="数")
    made.add_argument("--root", type=Path, metavar="文件夹")
    made.add_argument("--pair", nargs=2, metavar="项")
    made.add_argument("--maybe", nargs="?", metavar="项")
    made.add_argument("--some", nargs="+", metavar="项")
    either = made.add_mutually_exclusive_group()
    either.add_argument("--one", action="store_true")
    either.add_argument("--two", action="store_true")
    return made


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "还缺：文件"),
        (["x", "--form", "c"], "参数 --form：没有这个值：'c'（可用："),
        (["x", "--port", "many"], "参数 --port：不是数字：'many'"),
        (["x", "--port"], "参数 --port：后面要写内容"),
        (["x", "--pair", "y"], "参数 --pair：后面要写内容"),
        (["x", "--some"], "参数 --some：后面要写内容"),
        (["x", "--one", "--two"], "不能同时用 --one"),
        (["x", "--one=y"], "参数 --one：后面不要写内容：'y'"),
        (["x", "--wrong"], "不认识的参数：--wrong"),
        (["x", "--for", "a"], "不认识的参数：--for a"),
    ],
)
def test_wrong_usage_is_explained_in_chinese(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        parser().parse_args(arguments)
    message = capsys.readouterr().err
    assert stopped.value.code == 2
    assert words in message
    assert not re.search(r"usage|argument|invalid|expected|choose|required", message)


def test_one_of_several_is_required(capsys: pytest.CaptureFixture[str]) -> None:
    made = ChineseParser("")
    either = made.add_mutually_exclusive_group(required=True)
    either.add_argument("--one")
    either.add_argument("--two")
    with pytest.raises(SystemExit):
        made.parse_args([])
    assert "--one --two 要写一个" in capsys.readouterr().err


def test_help_is_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        parser().parse_args(["-h"])
    assert stopped.value.code == 0
    text = capsys.readouterr().out
    assert text.startswith("用法：do.py")
    assert "显示这段说明" in text
    assert not re.search(r"usage|positional|options|help message", text)
