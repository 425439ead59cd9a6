"""The text of a file is read whatever editor wrote it, without what nobody can see."""

from __future__ import annotations

import pytest

from column.model.problems import Severity
from column.parsing import decoding
from column.text import placeholders


def test_utf_8_is_read_without_a_word() -> None:
    assert decoding.decode("a.md", "\ufeff标题\r\n正文\r".encode()) == ("标题\n正文\n", [])


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_other_encodings_are_read_with_a_warning(encoding: str) -> None:
    text, (problem,) = decoding.decode("a.md", "标题\n正文".encode(encoding))
    assert text == "标题\n正文"
    assert (problem.path, problem.rule, problem.severity) == ("a.md", "encoding", Severity.WARNING)


def test_bytes_of_no_encoding_are_an_error_at_their_line() -> None:
    _, (problem,) = decoding.decode("a.md", "标题\n".encode() + b"\x81\xff\xff")
    assert (problem.line, problem.rule, problem.severity) == (2, "encoding-damaged", Severity.ERROR)


def test_control_characters_are_taken_out_and_told_at_their_line() -> None:
    text, (problem,) = decoding.decode("a.md", "标题\n正\x0b文\x00。".encode())
    assert text == "标题\n正文。"
    assert (problem.line, problem.rule) == (2, "control")
    assert "U+000B" in problem.what


@pytest.mark.parametrize("placeholder", placeholders.ALL, ids=ascii)
def test_decoding_removes_every_placeholder(placeholder: str) -> None:
    decoded, _ = decoding.decode("briefings/a.md", f"标题{placeholder}之后".encode())
    assert decoded == "标题之后"


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200f", "\ufffe", "\U0001ffff", "\U000e0041", "\x9b"])
def test_so_are_marks_of_direction_and_what_is_no_character(sign: str) -> None:
    text, (problem,) = decoding.decode("a.md", f"标题\n正{sign}文。".encode())
    assert text == "标题\n正文。"
    assert (problem.line, problem.rule) == (2, "control")
