"""First aid begins with a call; mistakes in its file are reported with their line."""

from __future__ import annotations

import pytest

from column.content.recordings import Recordings
from column.selfhelp import first_aid
from support.own_data import SELF_HELP

AID = """lead: 先不要怪自己，现在最要紧的是快。
steps:
  - when: 现在
    title: 立刻打110
    call: ["110"]
    points:
      - 说清时间和金额。
"""


def test_the_first_step_of_first_aid_is_to_call() -> None:
    assert SELF_HELP.aid
    assert SELF_HELP.aid.steps[0].call == ("110",)
    words = "".join(point + step.note for step in SELF_HELP.aid.steps for point in step.points)
    assert "要先收费的，都是诈骗" in words
    assert "打包票" in words
    assert "12381" not in words


@pytest.mark.parametrize(
    ("right", "wrong", "line", "words"),
    [
        ('["110"]', '["12381"]', 5, "12381"),
        ('["110"]', '["0551-96110"]', 5, "可用：110、96110"),
        ("title:", "name:", 3, "缺少"),
        ("      - 说清时间和金额。", "      - {a: b}", 6, "空的"),
        ("lead:", "leed:", 1, "leed"),
        ("steps:", "录音: shuo.mp3\nsteps:", 2, "“shuo.mp3”不在旁边"),
    ],
)
def test_each_mistake_in_first_aid_is_told(right: str, wrong: str, line: int, words: str) -> None:
    text = AID.replace(right, wrong, 1).encode()
    _, problems = first_aid.parse(first_aid.PATH, text, ("110", "96110"), Recordings("docs/data", {}))
    assert any(problem.line == line and words in problem.what + problem.mend for problem in problems), (
        problems
    )
