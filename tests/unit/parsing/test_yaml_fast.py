"""Plain front matter is read without YAML as YAML reads it, and all that is not plain is left to YAML."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from column.content import front_matter
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.problems import Problem
from column.parsing import source, yaml_fast
from column.parsing.decoding import decode
from support.project import ROOT

NAMES = {**front_matter.names(Briefing), **front_matter.names(Case)}
START = 2


def lines_of(text: str) -> list[str]:
    return decode("a.md", text.encode("utf-8", "surrogatepass"))[0].split("\n")


def assert_the_same(lines: list[str]) -> bool:
    """What is read the quick way is what YAML reads, in its order and without a problem; whether it was read so."""
    read = yaml_fast.read(lines, START, NAMES)
    if read is None:
        return False
    problems: list[Problem] = []
    matter, marks = source.by_yaml("a.md", lines, START, NAMES, ("title", "summary"), problems)
    assert (list(read[0].items()), list(read[1].items())) == (list(matter.items()), list(marks.items()))
    assert problems == []
    return True


USUAL = (
    "防骗", "2026-11-20", "09:30", "12:30:45", "R&D", "a", "0", " ", "：", "“", "－", "https://a.cn/b?c=d", "yes", "no",
    "012", "0o17", "0x1f", "1e3", "1_000", "true",
)  # fmt: skip
ODD = (
    *"\"'#:&*!|>%@`-?,[]{}\\.^$~=", "- ", ": ", " #", "<<", "---", "...", "　", "\u00a0", "\u2003", "\t", "\x07", "\r",
    "\x85", "\u2028", "\ufeff", "＃", "【", "😀", "\ufffd", "\ue000", "&a ", "*a", "!!str ", "{a: b}", "null", "Null", "",
)  # fmt: skip
DASHES = ("- ", "  - ", "  -  ", "    - ", "　　- ", "\t- ", "-", "－", "— ", "\u2003- ")
COLONS = (": ", ":", "：", "　：　", ":\t", ":\u2003", ":\n")
ENDS = ("", " ", "\t", "　\t", "\u00a0", "\n", "\n  ", "\r", " # 注", "\n# 注")


def entries(
    value: st.SearchStrategy[str], dashes: Sequence[str], colons: Sequence[str], ends: Sequence[str]
) -> st.SearchStrategy[str]:
    """A key with its value, which may be a list of either kind."""
    dash, colon, end = map(st.sampled_from, (dashes, colons, ends))
    row = st.lists(value, min_size=1, max_size=3).map(lambda several: f"[{', '.join(several)}]")
    items = st.lists(st.tuples(dash, value).map("".join), min_size=1, max_size=3).map("\n".join)
    key = st.sampled_from([*NAMES, "y"])
    return st.tuples(key, colon, value | row | items.map("\n".__add__), end).map("".join)


WORDS = st.lists(st.sampled_from(USUAL), min_size=1, max_size=3).map("".join)
SOME = WORDS | st.just("")
TRICKY = st.sampled_from(ODD) | st.tuples(SOME, st.sampled_from(ODD), SOME).map("".join)
PLAIN = entries(WORDS, DASHES[1:2], COLONS[:4], ENDS[:7])
TEXTS = st.lists(
    PLAIN | PLAIN | entries(TRICKY, DASHES[1:2], COLONS[:1], ENDS[:1]) | entries(WORDS, DASHES, COLONS, ENDS),
    max_size=4,
).map("\n".join)


@settings(max_examples=2_000)
@given(TEXTS)
def test_the_quick_way_reads_what_yaml_reads(text: str) -> None:
    assert_the_same(lines_of(text))


@pytest.mark.parametrize("odd", ODD)
def test_odd_signs_are_read_as_yaml_reads_them(odd: str) -> None:
    for value in (odd, f"{odd}字", f"字{odd}", f"字{odd}字", f"字 {odd}", f"{odd} 字"):
        for text in (
            f"title: {value}",
            f"groups: [{value}, 字]",
            f"signs:\n- 字\n- {value}",
            f"title: 字\n{value}",
        ):
            assert_the_same(lines_of(text))


@given(entries(st.text(), DASHES, COLONS, ENDS))
def test_any_value_is_read_as_yaml_reads_it(text: str) -> None:
    assert_the_same(lines_of(text))


@pytest.mark.parametrize("folder", ["briefings", "cases"])
def test_nearly_all_real_front_matter_goes_the_quick_way(folder: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in Path(ROOT / folder).rglob("*.md")]
    taken = [assert_the_same(text.split("---\n")[1].split("\n")) for text in texts]
    assert sum(taken) >= 0.9 * len(taken) > 0


@pytest.mark.parametrize(
    "text",
    [
        "title: 第0号提示：“非法偷渡”的又一种说法\ndate: 2026-11-20 09:30\naudience: 060",
        "标题：反诈宣传进社区\n日期 :2025年4月27日\n示例: yes",
        "groups: [elderly, 学生,  mothers]\naliases: [wucheng/2026-10-31-xingfu]",
        "signs:\n  - 说您开通了会员，不取消就扣费\n  - 要您共享屏幕\n\ntips:\n- 拨打 110\nsummary:",
        "video: https://example.gov.cn/a.mp4?b=c",
    ],
)
def test_plain_lines_go_the_quick_way(text: str) -> None:
    assert assert_the_same(text.split("\n"))


@pytest.mark.parametrize(
    "line",
    [
        "title: '防骗'", 'title: "防骗"', "title: 防骗 #1", "title: 防骗: 二", "title: 防骗:", "title: |", "title: null",
        "title: ~", "title: &a 一", "title: !!str 一", "title: {a: b}", "title: [a, [b]]", "title: [a, ]", "title: - 一",
        "title: 一\ttwo", "title: 一\u3000二", "unknown: 一", "# 注", "  title: 一", "- 一", "title: 一\n  - 二",
        "title: 一\n标题: 二", "signs:\n  - 一\n    - 二", "title: 一\n二", "allow:\n  - rule: body\n    reason: 一",
    ],
)  # fmt: skip
def test_lines_that_could_be_read_in_another_way_are_left_to_yaml(line: str) -> None:
    assert yaml_fast.read(line.split("\n"), START, NAMES) is None
