"""What a style hides is not published, and nobody reads it in a notice."""

from __future__ import annotations

import pytest

from column.authoring.word.document import read_document
from support.docx import markdown, run
from support.word_xml import paragraph, photo_file, picture, row, style, table, word_file

HIDE = "<w:vanish/>"
STYLED = '<w:rStyle w:val="S"/>'
SECRET = run("不外传")


def hidden_by_row() -> bytes:
    rows = (row("甲", "乙"), row("丙", "丁"), row("不外传", "不外传", properties="<w:hidden/>"))
    return word_file(table(*rows))


@pytest.mark.parametrize(
    "data",
    [
        word_file(paragraph("公开。", run("不外传", HIDE))),
        word_file(paragraph("公开。", run("不外传", "<w:webHidden/>"))),
        word_file(paragraph("公开。", run("不外传", "<w:specVanish/>"))),
        word_file(paragraph("公开。", run("不外传", STYLED)), styles=style("S", "character", HIDE)),
        word_file(
            paragraph("公开。", run("不外传", STYLED)),
            styles=style("S", "character", "", '<w:basedOn w:val="T"/>') + style("T", "character", HIDE),
        ),
        word_file(
            paragraph("公开。") + paragraph(SECRET, properties='<w:pStyle w:val="P"/>'),
            styles=style("P", "paragraph", HIDE),
        ),
        word_file(
            paragraph("公开。", run("不外传", STYLED)),
            styles=style("P", "paragraph", HIDE, '<w:link w:val="S"/>') + style("S", "character", HIDE),
        ),
        word_file(
            paragraph(run("公开。", '<w:vanish w:val="0"/>'), SECRET),
            styles=f"<w:docDefaults><w:rPrDefault><w:rPr>{HIDE}</w:rPr></w:rPrDefault></w:docDefaults>",
        ),
        word_file(
            paragraph("公开。", f"<m:oMath><m:r><w:rPr>{HIDE}</w:rPr><m:t>不外传</m:t></m:r></m:oMath>")
        ),
        hidden_by_row(),
    ],
    ids=[
        "run",
        "web",
        "separator",
        "character style",
        "base",
        "paragraph style",
        "linked",
        "defaults",
        "formula",
        "row",
    ],
)
def test_hidden_text_stays_out_and_is_counted(data: bytes) -> None:
    assert "不外传" not in markdown(data)
    notices = read_document(data).notices
    assert notices == ("有 1 处设为隐藏的内容，没有放进正文。要公开的，先在 Word 里取消隐藏。",)


def test_a_run_may_show_what_its_style_hides() -> None:
    shown = run("看得见。", f'{STYLED}<w:vanish w:val="0"/>')
    data = word_file(paragraph(shown), styles=style("S", "character", HIDE))
    assert markdown(data) == "看得见。\n"


def test_two_styles_that_both_hide_show_again() -> None:
    data = word_file(
        paragraph(run("看得见。", STYLED), properties='<w:pStyle w:val="P"/>'),
        styles=style("S", "character", HIDE) + style("P", "paragraph", HIDE),
    )
    assert markdown(data) == "看得见。\n"


def test_styles_that_are_based_on_each_other_end() -> None:
    styles = style("S", "character", "", '<w:basedOn w:val="T"/>') + style(
        "T", "character", "", '<w:basedOn w:val="S"/>'
    )
    assert markdown(word_file(paragraph(run("文字。", STYLED)), styles=styles)) == "文字。\n"


def test_a_style_may_strike_out() -> None:
    data = word_file(paragraph("留", run("删", STYLED)), styles=style("S", "character", "<w:strike/>"))
    assert markdown(data) == "留<s>删</s>\n"


def test_a_drawing_that_is_switched_off_stays_out() -> None:
    off = picture().replace("<wp:docPr", '<wp:docPr hidden="1"')
    old = '<w:r><w:pict><v:shapetype id="t"/><v:shape style="visibility: hidden"><v:imagedata r:id="rId5"/></v:shape></w:pict></w:r>'
    for hidden in (off, old):
        document = read_document(photo_file(paragraph("正文。", hidden)))
        assert document.pictures == ()
        assert any("1 处设为隐藏的内容" in notice for notice in document.notices)


@pytest.mark.parametrize(
    ("part", "hidden"),
    [
        ("firstRow", "甲乙"),
        ("lastRow", "戊己"),
        ("firstCol", "甲丙戊"),
        ("lastCol", "乙丁己"),
        ("band1Horz", "甲乙丙丁戊己"),
    ],
)
def test_a_style_may_hide_a_part_of_its_tables(part: str, hidden: str) -> None:
    own = f'<w:tblStylePr w:type="{part}"><w:rPr>{HIDE}</w:rPr></w:tblStylePr>'
    styles = f'<w:style w:type="table" w:styleId="T"><w:name w:val="T"/>{own}</w:style>'
    for look, gone in (("", set(hidden)), (f'<w:tblLook w:{part}="0"/>', set())):
        properties = f'<w:tblPr><w:tblStyle w:val="T"/>{look}</w:tblPr>'
        rows = (row("甲", "乙"), row("丙", "丁"), row("戊", "己"))
        data = word_file(paragraph("公开。") + table(properties, *rows), styles=styles)
        assert set("甲乙丙丁戊己") - set(markdown(data)) == gone
        assert any(
            f"{len(gone)} 处设为隐藏的内容" in notice for notice in read_document(data).notices
        ) is bool(gone)
