"""“先挂断”: the page's own file is whole, and what does not fit one screen is told."""

from __future__ import annotations

import pytest

from column.selfhelp import hang_up
from support.own_data import SELF_HELP

HEAD = "---\n标题: 有人正跟您通话？先挂断\n摘要: 先挂断，再自己打电话核实。\n---\n"


def test_the_real_page_begins_with_hanging_up() -> None:
    assert SELF_HELP.hang_up
    acts = SELF_HELP.hang_up.acts
    assert len(acts) == 4
    assert "挂断" in acts[0]
    assert any("96110" in act and "110" in act for act in acts)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (HEAD, 5, "编号列表"),
        (HEAD + "挂断电话。\n", 5, "编号列表"),
        (HEAD + "1. 挂断。\n\n还有别的。\n", 5, "编号列表"),
        (HEAD + "".join(f"{n}. 挂断。\n" for n in range(1, 7)), 5, "6 件事"),
        (HEAD + f"1. {'挂断' * 100}\n", 5, "200 个字"),
        (HEAD.replace("摘要", "概要") + "1. 挂断。\n", 3, "概要"),
        ("", 1, ""),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(text: str, line: int, words: str) -> None:
    page, problems = hang_up.parse(hang_up.PATH, text.encode())
    assert page is None
    assert any(problem.line == line and words in problem.what for problem in problems), problems
