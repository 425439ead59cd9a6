"""What the comment on a pull request says; a contributor's text in it stays text."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ci import comment_text, handover
from support.findings import finding, told

SHA = "0123456789abcdef0123456789abcdef01234567"


# What it says


def written(*findings: dict[str, Any], passed: bool = False, complete: bool = True, preview: str = "") -> str:
    taken = handover.parse(json.dumps(told(*findings, complete=complete)).encode())
    return comment_text.write(
        taken, handover.Run(99, SHA, passed), "https://g.example/edit/main/", "LOG", preview
    )


def test_errors_come_first_by_file_and_line_then_warnings() -> None:
    text = written(
        finding(path="cases/b.md", line=2, what="乙二"),
        finding(path="cases/a.md", line=9, what="甲九"),
        finding(path="cases/a.md", line=1, what="提醒甲", severity="warning"),
        finding(path="cases/a.md", line=0, what="甲零"),
    )
    order = ["3 处错误必须改，1 处提醒", "错误（必须改）", "甲零", "甲九", "乙二", "提醒（", "提醒甲"]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert "整个文件：甲零" in text
    assert "第 9 行：甲九" in text
    assert text.count("**cases&#47;a&#46;md**") == 2


def test_each_finding_says_what_why_and_how() -> None:
    text = html.unescape(written(finding()))
    assert (
        "第 3 行：写了手机号码 138****5678。（依据：个人信息保护法）<br>怎么改：删去，或写“联系电话（略）”。"
        in text
    )


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        ("检查通过，没有发现问题", {"passed": True}),
        ("检查没有通过", {"passed": False}),
        ("没有跑完", {"passed": False}),
        ("没有跑完", {"passed": True, "complete": False}),
        ("[下载网站预览](P)", {"passed": True, "preview": "P"}),
    ],
)
def test_without_findings(words: str, arguments: dict[str, Any]) -> None:
    assert words in written(**arguments)


def test_a_failed_run_with_errors_is_no_breakdown() -> None:
    text = written(finding())
    assert "没有跑完" not in text
    assert "错误改完以后才有" in text


def test_a_comment_has_room_for_what_github_takes() -> None:
    text = written(*(finding(line=line, what="很长。" * 300) for line in range(1, 400)))
    assert len(text) < 65_536
    assert re.search(r"还有 \d+ 处写不下了", text)
    assert "预览" in text
    shown = text.count("怎么改：")
    assert f"还有 {399 - shown} 处" in text


# What a contributor writes stays text

HOSTILE = [
    "@wuwei/office 请看 @zhangsan",
    "见 #1 和 GH-2 和 wuwei/column#3",
    "http://evil.example www.evil.example a@evil.example",
    "[点这里](javascript:alert(1)) ![图](https://evil.example/x.png)",
    "<img src=x onerror=alert(1)> <!-- --> </details> &lt;b&gt;",
    "`代码` **粗** _斜_ ~~删~~ | 表 | \n\n# 标题\n- 项\n> 引\n```\n",
    "\u202e反过来\u2066 \x00\x1b[31m\u200b",
    "第一行\r\n<!-- column:check -->\r\n第二行",
    "::error::x %0A",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    shown = comment_text.plain(text)
    assert "\n" not in shown
    page = markdown.markdown(f"- {shown}", extensions=["tables", "fenced_code"])
    assert set(re.findall(r"<(/?\w+)", page)) <= {"ul", "/ul", "li", "/li"}
    seen = html.unescape(shown)
    for trigger in (r"@\w", r"#\d", r"://", r"www\.", r"(?i)gh-\d", "[\u202a-\u202e\u2066-\u2069\x00-\x1f]"):
        assert not re.search(trigger, seen)


@settings(max_examples=100)
@given(st.text(max_size=80))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    shown = comment_text.plain(text)
    assert re.fullmatch(r"(?:&#\d+;|[^!-/:-@\[-`{-~\n])*", shown)
    again = html.unescape(shown).replace("\u200b", "")
    assert again == html.unescape(comment_text.plain(again)).replace("\u200b", "")
    assert [char for char in again if char.isalnum()] == [char for char in text if char.isalnum()]


def test_a_hostile_path_becomes_no_link() -> None:
    assert "edit" not in written(finding(path="../../../evil/repo/settings.md"))
    assert "edit" not in written(finding(path="/evil.md"))
    assert "edit/main/cases/a%29%20%5Bx%5D%28y.md)" in written(finding(path="cases/a) [x](y.md"))
