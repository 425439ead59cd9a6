"""The front matter of a briefing is guessed from its masthead, title, text and signature."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest

from column.authoring.word.document import read_document
from column.authoring.word.guesses import FrontMatterGuesses, Guess, guess_front_matter
from column.content.taxonomies import Taxonomy
from support.docx import CENTRE, WordFile, briefing, photo, run
from support.own_data import VOCABULARY

TODAY = date(2025, 5, 1)


def guesses(data: bytes, name: str = "简报") -> FrontMatterGuesses:
    return guess_front_matter(read_document(data), VOCABULARY, name, TODAY)


def said(guess: Guess | None) -> str:
    return guess.value if guess else ""


def test_a_briefing_tells_its_front_matter() -> None:
    found = guesses(briefing().bytes)
    assert said(found.title) == "无城派出所走进幸福小区宣讲防诈骗"
    assert said(found.day) == "2025-04-27"
    assert found.unit is VOCABULARY.units.find("wucheng")
    assert (found.venue or ("", ""))[0] is VOCABULARY.venues.find("community")
    assert [group.id for group in found.groups] == ["elderly"]
    assert said(found.place) == "幸福小区文化广场"
    assert said(found.audience) == "200"
    assert said(found.leaflets) == "300"
    assert said(found.editor) == "张明"
    assert found.alt_texts == ("民警向老年居民讲解防骗知识",)
    assert found.removed[0] == "宣 传 简 报"
    assert [block.kind for block in found.body] == ["text", "text", "picture", "text", "table"]


def test_a_title_on_two_lines_is_one() -> None:
    word = WordFile()
    word.line("无城派出所走进第三中学", CENTRE, 22)
    word.line("讲解网络游戏诈骗", CENTRE, 22)
    word.line("民警走进第三中学，给学生讲了一课。")
    found = guesses(word.bytes)
    assert said(found.title) == "无城派出所走进第三中学讲解网络游戏诈骗"
    assert (found.venue or ("", ""))[0] is VOCABULARY.venues.find("school")
    assert [group.id for group in found.groups] == ["students"]
    assert said(found.place) == "第三中学"


@pytest.mark.parametrize(
    "title",
    [
        "无城派出所开展反诈宣传快讯",
        "无为市公安局组织宣讲进办公室",
        "反诈宣传进校园信息",
        "反诈宣传进农村动态",
    ],
)
def test_a_title_that_ends_like_a_red_head_is_still_a_title(title: str) -> None:
    assert said(guesses(WordFile(title, "正文里的一句话。").bytes).title) == title


@pytest.mark.parametrize(
    "head",
    ["社区警务简报", "企业反诈快讯", "校园安全专报", "简报", "农村警务动态", "先进社区简报", "引进企业简报"],
)
def test_a_red_head_may_name_a_venue(head: str) -> None:
    found = guesses(WordFile(head, "民警到第三中学讲防骗", "正文里的一句话。").bytes)
    assert said(found.title) == "民警到第三中学讲防骗"
    assert found.removed == (head,)


def test_a_unit_is_known_without_the_name_of_its_bureau() -> None:
    units = [replace(unit, name=f"无为市公安局{unit.name}") for unit in VOCABULARY.units.records]
    words = replace(VOCABULARY, units=Taxonomy("单位", tuple(units)))
    found = guess_front_matter(
        read_document(WordFile("一个足够长的标题在这里", "无城派出所民警讲了一课。").bytes),
        words,
        "稿",
        TODAY,
    )
    assert found.unit is words.units.find("wucheng")


def test_without_a_title_the_file_name_tells_it_or_nothing() -> None:
    data = WordFile("民警来到广场，向过路群众讲解常见骗局，提醒大家不要轻信陌生来电。").bytes
    found = guesses(data, "2025.4.27无城派出所进社区（终稿）")
    assert said(found.title) == "无城派出所进社区"
    assert said(found.day) == "2025-04-27"
    assert guesses(data, "新建 DOCX 文档").title is None
    assert guesses(data, "新建 DOCX 文档").day is None


def test_captions_below_photos_in_a_table_are_their_alternative_texts() -> None:
    word = WordFile("社区活动的几张照片")
    table = word.document.add_table(2, 2)
    for column, caption in enumerate(["左边的说明", "右边的说明"]):
        table.cell(0, column).paragraphs[0].add_run().add_picture(
            io.BytesIO(photo(colour=["blue", "green"][column]))
        )
        table.cell(1, column).text = caption
    assert guesses(word.bytes).alt_texts == ("左边的说明", "右边的说明")


def test_photos_alone_are_no_prose() -> None:
    word = WordFile()
    word.picture(photo(), "IMG_20250427.jpg")
    word.picture(photo(colour="green"), "居民在听讲")
    found = guesses(word.bytes, "图片")
    assert (found.title, found.day, found.unit, found.venue, found.groups) == (None, None, None, None, ())
    assert found.alt_texts == ("", "居民在听讲")
    assert [block.kind for block in found.body] == ["picture", "picture"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("民警走进无为市第三中学开展宣讲", "无为市第三中学"),
        ("民警深入杏花泉社区活动室", "杏花泉社区活动室"),
        ("民警深入社区开展宣传", None),
        ("民警在辖区各银行张贴海报", None),
        ("近日在全市组织宣传，到城北菜市场发放资料", "城北菜市场"),
        ("民警到辖区超市发放资料", None),
        ("民警走进该小区讲防骗", None),
        ("民警走进校园广场讲防骗", None),
        ("民警赶赴新各庄村讲防骗", "新各庄村"),
    ],
)
def test_places_are_guessed_only_where_they_have_a_name(text: str, place: str | None) -> None:
    assert said(guesses(WordFile("一个足够长的标题在这里", text + "。").bytes).place) == (place or "")


def test_words_of_secrecy_raise_a_warning() -> None:
    word = WordFile("某某活动的一个标题", "正文在这里。")
    word.document.sections[0].header.paragraphs[0].text = "内部资料 注意保存"
    assert any("内部资料" in warning for warning in guesses(word.bytes).warnings)


@pytest.mark.parametrize(
    "head", ["无公〔2025〕12号", "无公[2025]第3号", "无公宣（2025）7号", "特急", "000012"]
)
def test_a_document_number_is_no_title(head: str) -> None:
    found = guesses(WordFile("无为市公安局文件", head, "关于反诈宣传进社区的情况", "正文里的一句话。").bytes)
    assert said(found.title) == "关于反诈宣传进社区的情况"
    assert head in found.removed


@pytest.mark.parametrize("line", ["一、基本情况", "（一）主要做法", "1. 基本情况", "1、做法"])
def test_a_subheading_is_no_title(line: str) -> None:
    found = guesses(WordFile(line, "正文里的一句话。").bytes, "新建 DOCX 文档")
    assert found.title is None
    assert found.body[0].plain == line


def test_a_raised_number_in_a_title_stays_raised() -> None:
    word = WordFile()
    word.xml(run("发出资料10") + run("4", '<w:vertAlign w:val="superscript"/>') + run("份"))
    word.line("正文里的一句话。")
    assert said(guesses(word.bytes).title) == "发出资料10⁴份"
