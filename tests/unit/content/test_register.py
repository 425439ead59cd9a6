"""The register as a file: each line in one form, in order, once."""

from __future__ import annotations

import pytest

from column.content import register

HEAD = "id,first_published,kind,digest"
ONE = f"2026-03-01-kefu,2026-03-05T17:00:00+08:00,new,{'a' * 64}"
TWO = f"wucheng/2026-03-05-shequ,2026-03-06T17:00:00+08:00,corrected,{'b' * 64}"


def lines_of(*rows: str) -> list[int]:
    return [problem.line for problem in register.parse("\n".join([*rows, ""]).encode())[1]]


def test_what_was_written_is_read() -> None:
    text = "\n".join([HEAD, ONE, TWO, ""])
    read, problems = register.parse(text.encode())
    assert (problems, read.text) == ([], text)
    assert [entry.id for entry in read.of_ids(["wucheng/2026-03-05-shequ"])] == ["wucheng/2026-03-05-shequ"]


def test_no_register_is_an_empty_one() -> None:
    assert register.parse(f"{HEAD}\n".encode()) == (register.Register(), [])


@pytest.mark.parametrize(
    "row",
    [
        ONE.replace("+08:00", "Z"),
        ONE.replace("2026-03-05T", "2026-02-30T"),
        ONE.replace("new", "changed"),
        ONE.replace("2026-03-01-kefu", "../../etc"),
        ONE.replace("aaaa", "aaa"),
        ONE + ",x",
        "",
    ],
)
def test_a_line_of_another_form_is_told(row: str) -> None:
    assert lines_of(HEAD, row, TWO) == [2]


def test_order_and_repetition_are_told() -> None:
    assert lines_of(HEAD, TWO, ONE) == [3]
    assert lines_of(HEAD, ONE, ONE) == [3]
    assert lines_of(ONE) == [1]
