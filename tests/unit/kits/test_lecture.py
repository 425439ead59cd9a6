"""The slides of a talk, opened again as an office's program opens them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Pt

from column.kits import lecture, slides
from column.kits.material import Material
from column.media import drawings
from support.made_kits import CASE, GROUP, LONGEST, SCAM, SETTINGS
from support.own_data import SELF_HELP

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
KITS = pytest.mark.parametrize(
    "words", [CASE, SCAM, GROUP, LONGEST], ids=["case", "scam", "group", "longest"]
)


@cache
def made(words: Material) -> bytes:
    return lecture.make(words, SETTINGS)


def deck(words: Material) -> Any:
    return Presentation(BytesIO(made(words)))


def shown(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def runs(data: bytes) -> Iterator[tuple[str, Any]]:
    """Every run in every part of the file."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                for run in etree.fromstring(archive.read(name)).iter(f"{DRAWING}r"):
                    yield name, run


@KITS
def test_every_run_and_theme_names_a_chinese_face(words: Material) -> None:
    found = list(runs(made(words)))
    assert len(found) > 40
    for name, run in found:
        properties = run.find(f"{DRAWING}rPr")
        assert properties.get("lang") == "zh-CN", name
        faces = [properties.find(f"{DRAWING}{kind}").get("typeface") for kind in ("latin", "ea")]
        assert faces == [slides.FACE, slides.FACE], name
    with zipfile.ZipFile(BytesIO(made(words))) as archive:
        themes = [archive.read(name) for name in archive.namelist() if "/theme/" in name]
    assert len(themes) == 2
    for theme in themes:
        assert {font.get("typeface") for font in etree.fromstring(theme).iter(f"{DRAWING}ea")} == {
            slides.FACE
        }


@KITS
def test_a_hall_can_read_it(words: Material) -> None:
    opened = deck(words)
    assert (opened.slide_width, opened.slide_height) == (12192000, 6858000)
    assert len(opened.slides) == 8
    for slide in opened.slides:
        assert slide.shapes.title.text_frame.text.strip()
        assert all(shape.text_frame.text.strip() for shape in slide.placeholders)
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= opened.slide_width
            assert shape.top >= 0
            assert shape.top + shape.height <= opened.slide_height
            paragraphs = shape.text_frame.paragraphs if shape.has_text_frame else ()
            least = slides.TITLE if shape == slide.shapes.title else slides.LEAST
            assert all(run.font.size >= Pt(least) for each in paragraphs for run in each.runs)


@KITS
def test_the_words_are_those_of_the_page_and_none_is_cut(words: Material) -> None:
    cover, what, signs, stop, tips, asked, law, numbers = map(shown, deck(words).slides)
    assert words.slogan in cover.replace("\n", "").replace("\v", "")
    assert words.slogan in stop.replace("\n", "").replace("\v", "")
    assert words.version in cover
    assert words.version in numbers
    assert words.summary in what
    assert signs.split("\n")[1:] == list(words.signs[: lecture.SIGNS])
    told = tips.split("\n")[1:]
    assert told == list(words.tips[: len(told)])
    assert len(told) >= 2
    for each in words.talk.questions:
        assert each.ask in asked
        assert all(choice in asked for choice in each.choices)
    assert "110" in numbers
    assert "96110" in numbers
    assert "fanzha.example.gov.cn/" in numbers
    page = next(page.html for page in SELF_HELP.texts if page.url == "law/")
    plain = re.sub("<[^>]+>|\n", "", page)
    lines = [line.removeprefix("· ") for line in law.split("\n")[1:-1]]
    assert lines
    assert all(line in plain for line in lines)


@KITS
def test_the_notes_are_for_three_minutes_and_for_ten(words: Material) -> None:
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck(words).slides]
    assert all("【讲三分钟】" in note and "【讲十分钟" in note for note in notes)
    for at, each in enumerate(words.talk.questions, 1):
        assert f"第{at}题：{'ABCDEF'[each.answer]}。{each.why}" in notes[5]
    for law in words.talk.law:
        assert law.source.startswith("来源：")
        assert law.source in notes[6]
        assert all(line in notes[6] for line in law.lines)
    assert "以原文为准" in notes[6]


def test_a_sample_says_so_on_every_slide() -> None:
    for words, sample in ((CASE, True), (SCAM, False)):
        for slide in deck(words).slides:
            across = [shape.text_frame.text for shape in slide.slide_layout.shapes if shape.has_text_frame]
            assert ("示 例" in across) is sample


def test_the_same_words_give_the_same_bytes_and_the_day_is_theirs() -> None:
    assert lecture.make(CASE, SETTINGS) == made(CASE)
    about = deck(CASE).core_properties
    assert about.created == about.modified == datetime(2026, 3, 2, tzinfo=about.created.tzinfo)
    assert (about.author, about.language) == ("示例市公安局", "zh-CN")


def test_a_scene_stands_on_the_cover_and_where_to_stop() -> None:
    opened = Presentation(BytesIO(made(CASE)))
    told = [
        [shape.element.nvPicPr.cNvPr.get("descr") for shape in slide.shapes if shape.shape_type == 13]
        for slide in opened.slides
    ]
    assert [len(each) for each in told] == [1, 0, 0, 1, 0, 0, 0, 1]
    assert told[0] == told[3] == [f"示意画：{drawings.scenes()[CASE.scene].seen}"]


def test_without_questions_and_law_there_is_no_slide_of_them() -> None:
    words = replace(CASE, talk=replace(CASE.talk, questions=(), law=()))
    assert len(Presentation(BytesIO(lecture.make(words, SETTINGS))).slides) == 6
