"""A file as it comes from an officer's computer is read as it was meant, or said to be wrong where it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.content import front_matter
from column.model.briefing import Briefing
from column.model.front_matter.key import prose_keys
from column.model.problems import Severity
from column.parsing import source
from column.parsing.source import Source

NAMES = front_matter.names(Briefing)
PLAIN = "---\n标题: 反诈宣传进社区\n日期: 2025-04-27\n人群:\n  - 老年人\n  - 学生\n---\n正文。\n"


def read(text: str | bytes) -> tuple[Source, list[tuple[int, str]]]:
    data = text.encode() if isinstance(text, str) else text
    found, problems = source.read("a.md", data, NAMES, prose_keys(Briefing))
    return found, [(problem.line, problem.rule) for problem in problems]


def test_plain_file() -> None:
    found, problems = read(PLAIN)
    assert problems == []
    assert found.matter == {"title": "反诈宣传进社区", "date": "2025-04-27", "groups": ["老年人", "学生"]}
    assert found.body == "正文。\n"
    assert (found.line("title"), found.line("groups", 1), found.body_line) == (2, 6, 8)


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"\xef\xbb\xbf" + PLAIN.encode(), None),
        (PLAIN.replace("\n", "\r\n").encode(), None),
        (PLAIN.replace("\n", "\r").encode(), None),
        (("\n\n" + PLAIN).encode(), None),
        (PLAIN.encode("gb18030"), "encoding"),
        (PLAIN.encode("utf-16"), "encoding"),
        (PLAIN.replace(": ", "：").encode(), None),
        (PLAIN.replace(": ", "\u3000：\u3000").encode(), None),
        (PLAIN.replace("  - ", "\u3000\u3000- ").encode(), None),
        (PLAIN.replace("  - ", "－").encode(), None),
        (PLAIN.replace("---", "———").encode(), None),
        (PLAIN.replace("反诈宣传", "反诈\x0b宣传").encode(), "control"),
    ],
)
def test_odd_files_read_the_same(data: bytes, rule: str | None) -> None:
    found, problems = source.read("a.md", data, NAMES, prose_keys(Briefing))
    assert found.matter == read(PLAIN)[0].matter
    assert found.body.strip() == "正文。"
    assert [problem.rule for problem in problems] == ([rule] if rule else [])
    assert all(problem.severity is Severity.WARNING for problem in problems)


@pytest.mark.parametrize(
    ("matter", "line", "word"),
    [
        ("标题: 警惕: 刷单", 2, "英文冒号"),
        ("标题: 反诈 #宣传周", 2, "注释"),
        ("标题: 一\n标题: 二", 3, "写了两次"),
        ("标题: &a 一\n摘要: *a", 3, ""),
        ("标题: !!python/object:os.system 一", 2, ""),
        ("人群: [老年人", 2, "读不懂"),
        ("标题: '一", 2, "读不懂"),
        ("- 一\n- 二", 2, "名称: 内容"),
        ("摘要: " + "长" * 40000, 1, "太长"),
    ],
)
def test_each_mistake_is_one_problem_at_its_line(matter: str, line: int, word: str) -> None:
    _, problems = source.read("a.md", f"---\n{matter}\n---\n正文\n".encode(), NAMES, prose_keys(Briefing))
    assert len(problems) <= 1
    for problem in problems:
        assert problem.line in (line, line + 1)
        assert word in problem.what + problem.mend
        assert problem.mend
    if word:
        assert problems


def test_a_colon_in_a_value_keeps_the_rest_of_the_front_matter() -> None:
    found, problems = read("---\n标题: 警惕: 刷单返利\n日期: 2025-04-27\n---\n正文\n")
    assert problems == [(2, "yaml")]
    assert found.matter == {"title": "警惕: 刷单返利", "date": "2025-04-27"}


def test_exploding_anchors_cost_nothing() -> None:
    bomb = "a: &a [x,x]\n" + "".join(
        f"{c}: &{c} [{','.join(f'*{p}' for _ in range(9))}]\n"
        for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    found, problems = read(f"---\n{bomb}---\n正文\n")
    assert problems
    assert len(str(found.matter)) < 10_000


def test_missing_fences() -> None:
    assert read("没有信息栏\n")[1] == [(1, "front-matter")]
    assert (1, "front-matter") in read("---\n标题: 一二三四\n正文\n")[1]


@given(st.text())
def test_any_text_is_read_without_a_crash(text: str) -> None:
    read(text.encode("utf-8", "surrogatepass"))
    found, _ = read(("---\n" + text + "\n---\n正文").encode("utf-8", "surrogatepass"))
    assert [line.number for line in found.lines()] == list(range(1, found.text.count("\n") + 2))


@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_a_crash(data: bytes) -> None:
    read(data)


@pytest.mark.parametrize(
    "title",
    [
        '"无城"派出所走进社区',
        "[无城]派出所走进社区",
        "{反诈}小课堂",
        "'无城'派出所走进社区",
        "*重要*提醒",
        "&警惕",
        "!警惕",
        "%警惕",
        "@所有人",
        "`警惕`",
        "- 警惕",
        "? 警惕",
        "| 警惕",
        ">警惕",
        "yes",
        "2026-03-05",
        "~",
        "null",
        "<<",
        "12345",
        '"他说"警惕"',
    ],
)
def test_a_title_that_yaml_would_misread_is_read_as_it_stands(title: str) -> None:
    found, problems = read(f"---\n标题: {title}\n---\n正文\n")
    assert (found.matter["title"], problems) == (title, [])


@pytest.mark.parametrize("title", ["[无城]派出所: 第二讲", '"无城"派出所 #2', "#反诈小课堂#"])
def test_a_title_that_may_be_meant_otherwise_is_told_with_what_to_write(title: str) -> None:
    found, problems = read(f"---\n标题: {title}\n---\n正文\n")
    assert found.matter["title"] == title
    assert problems == [(2, "yaml")]


def test_what_is_nested_beyond_all_measure_is_one_problem() -> None:
    # The longest end a process of libyaml's composer, which is C: they have to be seen before.
    deeps = ("[" * 3000 + "]" * 3000, "[" * 3000, "{a: " * 3000, "[" * 30_000, "{" * 30_000, "[\n" * 15_000)
    for deep in deeps:
        assert len(read(f"---\n地点: {deep}\n---\n正文\n")[1]) == 1
