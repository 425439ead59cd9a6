"""An officer is asked until the answer is right; consoles differ in how they write Chinese."""

from __future__ import annotations

import io

import pytest

from column.authoring import console
from column.authoring.console import NoAnswerError
from column.authoring.new_article import RefusedError
from support.builders import VOCABULARY


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> io.BytesIO:
    """What comes from the other end of a pipe."""
    pipe = io.BytesIO()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(pipe))
    return pipe


def answer(pipe: io.BytesIO, data: bytes) -> None:
    pipe.write(data)
    pipe.seek(0)


def station(written: str) -> str:
    if written != "无城派出所":
        raise RefusedError("没有这个单位。", "照名单写。")
    return "wucheng"


@pytest.mark.parametrize(
    "data",
    [
        "无城派出所\n".encode(),
        "\ufeff无城派出所\r\n".encode(),
        "无城派出所\r\n".encode("gbk"),
        " 无城派出所 ".encode(),
    ],
    ids=["UTF-8", "a mark before it", "GBK", "no line end"],
)
def test_an_answer_is_read_however_the_console_writes_it(typed: io.BytesIO, data: bytes) -> None:
    answer(typed, data)
    assert console.hear("哪个单位：") == "无城派出所"


def test_nobody_there_is_told_apart_from_an_empty_answer(typed: io.BytesIO) -> None:
    answer(typed, b"\n")
    assert console.hear("") == ""
    with pytest.raises(NoAnswerError):
        console.hear("")


def test_a_question_is_asked_until_the_answer_is_right(
    typed: io.BytesIO, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(typed, "无城所\n无城派出所\n".encode())
    assert console.ask("哪个单位", station) == "wucheng"
    assert capsys.readouterr().out == "哪个单位：\n  没有这个单位。照名单写。\n哪个单位：\n"


def test_enter_takes_what_is_offered(typed: io.BytesIO, capsys: pytest.CaptureFixture[str]) -> None:
    answer(typed, b"\n")
    assert console.ask("哪个单位", station, default="无城派出所") == "wucheng"
    assert "直接回车：无城派出所" in capsys.readouterr().out


def test_what_the_command_line_says_is_not_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert console.ask("哪个单位", station, given="无城派出所") == "wucheng"
    with pytest.raises(RefusedError, match="哪个单位：没有这个单位"):
        console.ask("哪个单位", station, given="无城所")
    console.offer(VOCABULARY.units, given="无城派出所")
    assert capsys.readouterr().out == ""


def test_choices_stand_with_their_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    console.offer(VOCABULARY.units, given=None)
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["单位有：", "   1. 无城派出所（wucheng）"]
    assert len(lines) == 1 + len(VOCABULARY.units.records)


def test_what_a_console_cannot_show_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = {}
    for encoding in ("gbk", "ascii"):
        out = io.BytesIO()
        monkeypatch.setattr("sys.stdout", io.TextIOWrapper(out, encoding=encoding))
        console.speak_chinese()
        print("单位😀", flush=True)
        shown[encoding] = out.getvalue()
    assert shown == {"gbk": "单位?\n".encode("gbk"), "ascii": "单位😀\n".encode()}
