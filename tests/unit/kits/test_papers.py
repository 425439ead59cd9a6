"""The letter and the storyboard, opened again as Word opens them."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from column.kits import letter, storyboard
from column.kits.material import Material
from column.kits.typesetting import SheetOverflowError
from support.made_kits import CASE, GROUP, LONGEST, SCAM, SETTINGS

MAKERS = {"letter": letter.make, "storyboard": storyboard.make}
FILES = pytest.mark.parametrize(
    ("kind", "words"), [("letter", CASE), ("letter", GROUP), ("letter", LONGEST), ("storyboard", CASE)]
)


@cache
def made(kind: str, words: Material) -> bytes:
    return MAKERS[kind](words, SETTINGS)


def opened(kind: str, words: Material) -> Any:
    return Document(BytesIO(made(kind, words)))


def parts(data: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {
            name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")
        }


@FILES
def test_every_run_and_style_names_a_chinese_face(kind: str, words: Material) -> None:
    every = parts(made(kind, words))
    runs = [run for part in every.values() for run in part.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    assert len(runs) > 10
    for run in runs:
        properties = run.find(qn("w:rPr"))
        assert properties.find(qn("w:rFonts")).get(qn("w:eastAsia")) in ("仿宋", "黑体")
        assert properties.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"
    for fonts in every["word/styles.xml"].iter(qn("w:rFonts")):
        assert fonts.get(qn("w:eastAsia")) in ("仿宋", "黑体")
        assert fonts.get(qn("w:eastAsiaTheme")) is None
    (language,) = every["word/settings.xml"].iter(qn("w:themeFontLang"))
    assert language.get(qn("w:eastAsia")) == "zh-CN"
    assert not [name for name, part in every.items() if "ja-JP" in etree.tostring(part, encoding="unicode")]


@FILES
def test_it_is_a4_and_the_same_bytes_again(kind: str, words: Material) -> None:
    section = opened(kind, words).sections[0]
    sides = sorted(round(each.mm) for each in (section.page_width, section.page_height))
    assert sides == [210, 297]
    assert MAKERS[kind](words, SETTINGS) == made(kind, words)
    about = opened(kind, words).core_properties
    assert about.created == about.modified
    assert about.created.date() == words.day


def test_a_letter_has_its_salutation_its_points_and_room_to_sign() -> None:
    document = opened("letter", GROUP)
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[0] == f"致{GROUP.talk.letter}的一封信"
    assert lines[1] == f"{GROUP.talk.letter}："
    for point in (*GROUP.signs, *GROUP.tips):
        assert any(line.endswith(f"{point}。") for line in lines)
    foot = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert "示例市公安局" in foot[1]
    assert "年　　月　　日" in foot[1]
    assert GROUP.version in "".join(each.text for each in document.sections[0].footer.paragraphs)
    assert "示例" in opened("letter", CASE).sections[0].header.paragraphs[0].text


def test_nobody_is_written_to_who_has_no_letter() -> None:
    assert letter.make(SCAM, SETTINGS) == b""
    assert storyboard.make(GROUP, SETTINGS) == b""


def test_a_storyboard_has_six_shots_in_45_seconds_and_says_what_is_not_shown() -> None:
    document = opened("storyboard", CASE)
    head, *rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert head == ["镜号", "景别", "画面", "台词、旁白", "字幕", "时长", "备注"]
    assert [row[0] for row in rows] == list("123456")
    assert sum(int(row[5].removesuffix("秒")) for row in rows) == 45
    assert {*CASE.signs, CASE.slogan} <= {row[4] for row in rows}
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert all(line in words for line in storyboard.NOT_SHOWN)


def test_words_that_take_longer_than_the_film_are_told_with_their_number() -> None:
    with pytest.raises(SheetOverflowError) as told:
        storyboard.make(replace(LONGEST, signs=("长" * 60,) * 3), SETTINGS)
    assert (told.value.part, told.value.over > 0) == ("lists", True)
