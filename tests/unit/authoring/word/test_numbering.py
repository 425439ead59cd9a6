"""Lists and headings carry the numbers that Word prints."""

from __future__ import annotations

import pytest

from column.authoring.word.document import read_document
from column.authoring.word.numbering import chinese, formatted, roman
from support.docx import markdown
from support.word_xml import level, numbered, numbering, paragraph, style, word_file

ONE = level(0, "decimal", "%1.")
CHINESE = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）")
NUM = '<w:num w:numId="{}"><w:abstractNumId w:val="0"/>{}</w:num>'
RESTART = NUM.format(1, "") + NUM.format(
    2, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
)


def lines(body: str, numbers: str, styles: str = "") -> list[str]:
    return markdown(word_file(body, numbering=numbers, styles=styles)).strip().split("\n\n")


def test_a_plain_list_stays_a_list() -> None:
    assert lines(numbered("甲") + numbered("乙"), numbering(ONE)) == ["1. 甲\n2. 乙"]


def test_a_list_goes_on_after_a_paragraph() -> None:
    body = numbered("甲") + numbered("乙") + paragraph("又讲：") + numbered("丙") + numbered("丁")
    assert lines(body, numbering(ONE)) == ["1. 甲\n2. 乙", "又讲：", "3. 丙\n4. 丁"]


def test_two_numberings_of_one_list_go_on_unless_restarted() -> None:
    body = numbered("甲") + paragraph("间隔。") + numbered("乙", 2)
    assert lines(body, numbering(ONE, NUM.format(1, "") + NUM.format(2, "")))[-1] == "2. 乙"
    assert lines(body, numbering(ONE, RESTART))[-1] == "1. 乙"


def test_a_list_that_restarts_at_once_is_no_list_of_markdown() -> None:
    body = numbered("甲") + numbered("乙") + numbered("丙", 2)
    assert lines(body, numbering(ONE, RESTART)) == ["1\\. 甲", "2\\. 乙", "1\\. 丙"]


def test_levels_count_anew_below_each_number() -> None:
    body = (
        numbered("甲")
        + numbered("子", level=1)
        + numbered("丑", level=1)
        + numbered("乙")
        + numbered("寅", level=1)
    )
    assert lines(body, numbering(CHINESE)) == ["一、甲", "（一）子", "（二）丑", "二、乙", "（一）寅"]


def test_a_level_may_count_on() -> None:
    on = CHINESE.replace(
        '<w:lvlText w:val="（%2）"/>', '<w:lvlRestart w:val="0"/><w:lvlText w:val="（%2）"/>'
    )
    body = numbered("甲") + numbered("子", level=1) + numbered("乙") + numbered("丑", level=1)
    assert lines(body, numbering(on))[-1] == "（二）丑"


def test_a_legal_number_is_in_digits() -> None:
    legal = level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    assert lines(numbered("甲") + numbered("子", level=1), numbering(legal)) == ["第一章甲", "1.1 子"]


def test_a_numbering_may_override_a_level() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    assert lines(numbered("甲") + numbered("乙"), numbering(ONE, NUM.format(1, own))) == ["A) 甲", "B) 乙"]


def test_headings_and_styles_are_numbered() -> None:
    styles = style("1", "paragraph", "").replace('<w:name w:val="1"/>', '<w:name w:val="heading 1"/>')
    heading = '<w:pStyle w:val="1"/>'
    assert lines(numbered("甲", more=heading), numbering(ONE), styles) == ["## 1. 甲"]
    through = style("N", "paragraph", "").replace(
        "<w:rPr>", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:rPr>'
    )
    body = paragraph("甲", properties='<w:pStyle w:val="N"/>') * 2
    assert lines(body, numbering(CHINESE), through) == ["一、甲", "二、甲"]


def test_a_style_may_state_the_level_alone() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{id}"/>{base}'
        f"<w:pPr><w:numPr>{place}</w:numPr></w:pPr></w:style>"
        for id, base, place in (
            ("A", "", '<w:numId w:val="1"/>'),
            ("B", '<w:basedOn w:val="A"/>', '<w:ilvl w:val="1"/>'),
        )
    )
    body = paragraph("甲", properties='<w:pStyle w:val="A"/>') + paragraph(
        "子", properties='<w:pStyle w:val="B"/>'
    )
    assert lines(body, numbering(CHINESE), styles) == ["一、甲", "（一）子"]


def test_a_bullet_above_prints_no_number() -> None:
    mixed = level(0, "bullet", "●") + level(1, "decimal", "%1%2)")
    assert lines(numbered("甲") + numbered("子", level=1), numbering(mixed)) == ["• 甲", "1) 子"]


def test_a_numbering_that_is_taken_off_prints_nothing() -> None:
    assert lines(numbered("甲", 0), numbering(ONE)) == ["甲"]


def test_bullets_stay_bullets_and_empty_levels_print_nothing() -> None:
    assert lines(numbered("甲"), numbering(level(0, "bullet", "●"))) == ["- 甲"]
    assert lines(numbered("甲"), numbering(level(0, "none", ""))) == ["甲"]


def test_an_unknown_format_is_told() -> None:
    data = word_file(numbered("甲"), numbering=numbering(level(0, "hebrew1", "%1)")))
    assert markdown(data) == "1) 甲\n"
    assert any("编号格式" in notice for notice in read_document(data).notices)


@pytest.mark.parametrize(
    ("format", "number", "written"),
    [
        ("chineseCountingThousand", 10, "十"),
        ("chineseCountingThousand", 12, "十二"),
        ("chineseCountingThousand", 20, "二十"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("ideographDigital", 21, "二一"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("ideographZodiac", 12, "亥"),
        ("decimalEnclosedCircleChinese", 3, "③"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalZero", 3, "03"),
        ("decimalFullWidth", 12, "１２"),
        ("upperLetter", 28, "BB"),
        ("lowerRoman", 14, "xiv"),
        ("numberInDash", 2, "- 2 -"),
    ],
)
def test_formats(format: str, number: int, written: str) -> None:
    assert formatted(number, format) == written


def test_large_numbers() -> None:
    assert chinese(10_001) == "一万零一"
    assert chinese(12_345) == "一万二千三百四十五"
    assert chinese(0) == "〇"
    assert roman(1994) == "MCMXCIV"
    assert roman(4000) == "4000"
