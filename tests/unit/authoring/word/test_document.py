"""A Word document becomes blocks of Markdown with the same words."""

from __future__ import annotations

import io

from column.authoring.word.document import read_document
from support.docx import WordFile, briefing, markdown, patched, photo, run


def test_paragraphs_lose_their_indent_and_keep_their_words() -> None:
    text = markdown(WordFile("\u3000\u3000第一段。", "  第二段\u3000有空格。").bytes)
    assert text == "第一段。\n\n第二段 有空格。\n"


def test_line_breaks_part_paragraphs() -> None:
    assert markdown(WordFile("上一行\n下一行").bytes) == "上一行\n\n下一行\n"


def test_bold_headings_and_lists_become_markdown() -> None:
    word = WordFile()
    word.document.add_heading("活动经过", level=1)
    word.document.add_heading("现场问答", level=2)
    word.line("重点提示", bold=True)
    word.document.add_paragraph("不转账", style="List Bullet")
    word.document.add_paragraph("先核实", style="List Number")
    assert markdown(word.bytes) == "## 活动经过\n\n### 现场问答\n\n**重点提示**\n\n- 不转账\n\n1. 先核实\n"


def test_a_link_keeps_its_address_only_where_the_words_do_not_show_it() -> None:
    word = WordFile()
    link = '<w:hyperlink r:id="rId99">' + run("公告全文") + "</w:hyperlink>"
    word.xml(link)
    relation = (
        b'<Relationship Id="rId99" TargetMode="External" Target="https://example.gov.cn/a" Type="http://schemas.'
        b'openxmlformats.org/officeDocument/2006/relationships/hyperlink"/></Relationships>'
    )
    data = patched(word.bytes, swaps={b"</Relationships>": relation})
    assert markdown(data) == "[公告全文](<https://example.gov.cn/a>)\n"
    assert (
        markdown(patched(data, swaps={b"https://example.gov.cn/a": b"javascript:alert(1)"})) == "公告全文\n"
    )


def test_notes_become_notes() -> None:
    word = WordFile()
    word.xml(run("数据有出处") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("。"))
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = (
        f'<w:footnotes {space}><w:footnote w:id="2"><w:p>{run("市局通报。")}</w:p></w:footnote></w:footnotes>'
    )
    relation = (
        b'<Relationship Id="rId98" Target="footnotes.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/footnotes"/></Relationships>'
    )
    data = patched(word.bytes, {"word/footnotes.xml": notes.encode()})
    data = patched(data, swaps={b"</Relationships>": relation})
    assert markdown(data) == "数据有出处[^1]。\n\n[^1]: 市局通报。\n"


def test_headers_are_named_and_kept_out() -> None:
    document = read_document(briefing().bytes)
    assert document.margins == ("无为市公安局",)


def test_merged_cells_are_parted() -> None:
    word = WordFile()
    table = word.document.add_table(4, 3)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = "" if number in (1, 2, 9) else f"格{number}"
    table.cell(0, 0).merge(table.cell(0, 2))
    table.cell(2, 0).merge(table.cell(3, 0))
    table.cell(1, 1).text = "东|西"
    document = read_document(word.bytes)
    assert markdown(word.bytes) == (
        "格0\n\n| 格3 | 东\\|西 | 格5 |\n| --- | --- | --- |\n| 格6 | 格7 | 格8 |\n| 格6 | 格10 | 格11 |\n"
    )
    assert any("合并的单元格" in notice for notice in document.notices)


def test_a_table_that_arranges_photos_is_no_table() -> None:
    word = WordFile("社区活动的几张照片")
    table = word.document.add_table(2, 2)
    for column, caption in enumerate(["左边的说明", "右边的说明"]):
        table.cell(0, column).paragraphs[0].add_run().add_picture(
            io.BytesIO(photo(colour=["blue", "green"][column]))
        )
        table.cell(1, column).text = caption
    assert (
        markdown(word.bytes)
        == "社区活动的几张照片\n\n![](photo-1.jpg)\n\n左边的说明\n\n![](photo-2.jpg)\n\n右边的说明\n"
    )


def test_a_frame_around_text_is_no_table() -> None:
    word = WordFile()
    word.document.add_table(1, 1).cell(0, 0).text = "框里的一段话。"
    long = word.document.add_table(1, 2)
    long.cell(0, 0).text, long.cell(0, 1).text = "内容", "长" * 200
    assert markdown(word.bytes) == f"框里的一段话。\n\n内容\n\n{'长' * 200}\n"
