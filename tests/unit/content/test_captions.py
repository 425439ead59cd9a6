"""Every fault of captions is told with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.content import captions

GOOD = """WEBVTT

NOTE 民警反诈短片

1
00:00:00.500 --> 00:00:02.500 align:center
<i>接到电话</i>先别急
挂断 &amp; 再打 110

00:03.000 --> 00:05.000
不转账
"""
CUE = "00:06.000 --> 00:08.000\n{}\n"

FAULTS = {
    "not UTF-8": (GOOD.encode("gb18030"), 1, "captions"),
    "UTF-16": (GOOD.encode("utf-16"), 1, "captions"),
    "no head": (GOOD.removeprefix("WEBVTT\n\n").encode(), 1, "captions"),
    "a comma in the time": (GOOD.replace("00:03.000", "00:03,000").encode(), 10, "captions"),
    "an arrow of one dash": (GOOD.replace("00:03.000 -->", "00:03.000 ->").encode(), 10, "captions"),
    "no time": ((GOOD + "\n谁也看不到\n").encode(), 13, "captions"),
    "end before start": ((GOOD + "\n00:07.000 --> 00:06.000\n反了\n").encode(), 13, "captions"),
    "an empty cue": ((GOOD + "\n00:06.000 --> 00:08.000\n").encode(), 13, "captions"),
    "nothing": (b"WEBVTT\n", 1, "captions"),
    "overlap": ((GOOD + "\n00:04.900 --> 00:06.500\n叠在一起\n").encode(), 13, "captions-reading"),
    "three lines": ((GOOD + "\n" + CUE.format("一\n二\n三")).encode(), 13, "captions-reading"),
    "19 characters": ((GOOD + "\n" + CUE.format("第一行\n" + "字" * 19)).encode(), 15, "captions-reading"),
    "too short": ((GOOD + "\n00:06.000 --> 00:07.200\n太快\n").encode(), 13, "captions-reading"),
    "too long": ((GOOD + "\n00:06.000 --> 00:12.100\n太慢\n").encode(), 13, "captions-reading"),
    "after the end": ((GOOD + "\n00:19.000 --> 00:21.000\n没有了\n").encode(), 13, "captions-reading"),
}


def test_good_captions_are_read() -> None:
    read = captions.read("film.vtt", b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(), 20)
    assert read.problems == ()
    assert [(cue.line, cue.start, cue.end, cue.lines) for cue in read.cues] == [
        (6, 0.5, 2.5, ("接到电话先别急", "挂断 & 再打 110")),
        (10, 3.0, 5.0, ("不转账",)),
    ]
    assert read.words == ("接到电话先别急\u3000挂断 & 再打 110", "不转账")
    assert read.text.text.split("\n")[2] == "NOTE 民警反诈短片", "what is published is read by the rules"


@pytest.mark.parametrize(("data", "line", "rule"), FAULTS.values(), ids=FAULTS)
def test_each_fault_is_told_by_its_line(data: bytes, line: int, rule: str) -> None:
    found = captions.read("film.vtt", data, 20).problems
    assert [(problem.line, problem.rule) for problem in found] == [(line, rule)]
    assert found[0].mend.endswith("。")


TEN = """WEBVTT

00:00.000 --> 00:02.000
这一条没有毛病

00:02,500 --> 00:04.000
逗号

00:05.000 --> 00:04.500
反了

00:06.000 --> 00:08.000

00:08.000 --> 00:09.000
太快

00:09.000 --> 00:15.500
太慢

00:16.000 --> 00:18.000
一
二
三

00:17.500 --> 00:19.500
叠在一起

00:20.000 --> 00:22.000
这一行的字实在是太多了手机上会盖住画面

没有时间的字

00:59.000 --> 01:01.000
视频已经完了
"""


def test_every_fault_of_one_file_is_told_at_once() -> None:
    assert [(each.line, each.rule) for each in captions.read("film.vtt", TEN.encode(), 30).problems] == [
        (6, "captions"),
        (9, "captions"),
        (12, "captions"),
        (14, "captions-reading"),
        (17, "captions-reading"),
        (20, "captions-reading"),
        (25, "captions-reading"),
        (29, "captions-reading"),
        (31, "captions"),
        (33, "captions-reading"),
    ]


@pytest.mark.parametrize("text", ["字" * 18, "a" * 36, "打 96110 问一问，别急"])
def test_a_line_of_18_characters_fits(text: str) -> None:
    assert captions.read("film.vtt", (GOOD + "\n" + CUE.format(text)).encode(), 20).problems == ()


@given(st.text(alphabet="WEBVTT\n-> 0:1.9,字<&", max_size=120))
def test_no_text_is_too_much(text: str) -> None:
    read = captions.read("film.vtt", text.encode(), 20)
    assert read.cues or read.problems
    lines = text.count("\n") + 1
    assert all(1 <= problem.line <= lines for problem in read.problems)
    assert read.text.text.count("\n") + 1 == lines
