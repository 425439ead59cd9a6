"""Word files to pieces: what they say, what they show, what they must not bring along."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from column.authoring import word
from column.authoring.word import dates as days
from column.authoring.word.inline import START, escaped, plain
from column.authoring.word.normalise import Placed
from column.content import taxonomies as vocabulary
from column.content.taxonomies import Taxonomy
from column.text import markdown_html as markup
from support.docx import CENTRE, Paper, box, briefing, media, patched, photo, run
from support.project import ROOT

WORDS, _ = vocabulary.load(ROOT)
TODAY = date(2025, 5, 1)


def markdown(data: bytes) -> str:
    """The whole document as Markdown, red head and signature too."""
    document = word.read(data)
    marks = [f"![](photo-{number}.jpg)" for number, _ in enumerate(document.pictures, 1)]
    return word.compose(document.blocks, document.notes, marks)


def guesses(data: bytes, name: str = "简报") -> word.Guesses:
    return word.guess(word.read(data), WORDS, name, TODAY)


def said(guess: word.Guess | None) -> str:
    return guess.value if guess else ""


# What it says


def test_paragraphs_lose_their_indent_and_keep_their_words() -> None:
    text = markdown(Paper("\u3000\u3000第一段。", "  第二段\u3000有空格。").bytes)
    assert text == "第一段。\n\n第二段 有空格。\n"


def test_line_breaks_part_paragraphs() -> None:
    assert markdown(Paper("上一行\n下一行").bytes) == "上一行\n\n下一行\n"


def test_bold_headings_and_lists_become_markdown() -> None:
    paper = Paper()
    paper.document.add_heading("活动经过", level=1)
    paper.document.add_heading("现场问答", level=2)
    paper.line("重点提示", bold=True)
    paper.document.add_paragraph("不转账", style="List Bullet")
    paper.document.add_paragraph("先核实", style="List Number")
    assert markdown(paper.bytes) == "## 活动经过\n\n### 现场问答\n\n**重点提示**\n\n- 不转账\n\n1. 先核实\n"


def test_a_link_keeps_its_address_only_where_the_words_do_not_show_it() -> None:
    paper = Paper()
    link = '<w:hyperlink r:id="rId99">' + run("公告全文") + "</w:hyperlink>"
    paper.xml(link)
    relation = (
        b'<Relationship Id="rId99" TargetMode="External" Target="https://example.gov.cn/a" Type="http://schemas.'
        b'openxmlformats.org/officeDocument/2006/relationships/hyperlink"/></Relationships>'
    )
    data = patched(paper.bytes, swaps={b"</Relationships>": relation})
    assert markdown(data) == "[公告全文](<https://example.gov.cn/a>)\n"
    assert (
        markdown(patched(data, swaps={b"https://example.gov.cn/a": b"javascript:alert(1)"})) == "公告全文\n"
    )


def test_tracked_changes_keep_what_was_put_in_and_drop_what_was_taken_out() -> None:
    paper = Paper("开头。")
    author = 'w:id="1" w:author="甲"'
    paper.xml(
        run("发放资料")
        + f"<w:ins {author}>{run('三百')}</w:ins>"
        + f"<w:del {author}><w:r><w:delText>五百</w:delText></w:r></w:del>"
        + f"<w:moveFrom {author}>{run('搬走的')}</w:moveFrom>"
        + f"<w:moveTo {author}>{run('份')}</w:moveTo>"
    )
    paper.block(f"<w:p><w:pPr><w:rPr><w:del {author}/></w:rPr></w:pPr>{run('前半句和')}</w:p>")
    paper.xml(run("后半句。"))
    row = f"<w:tr><w:trPr><w:del {author}/></w:trPr><w:tc><w:p>{run('删掉的行')}</w:p></w:tc></w:tr>"
    kept = "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in ("甲", "乙"))
    paper.block(f"<w:tbl><w:tr>{kept}</w:tr>{row}</w:tbl>")
    document = word.read(paper.bytes)
    assert (
        markdown(paper.bytes)
        == "开头。\n\n发放资料三百份\n\n前半句和后半句。\n\n| 甲 | 乙 |\n| --- | --- |\n"
    )
    assert any("修订" in notice for notice in document.notices)


@pytest.mark.parametrize(("modern", "old"), [(True, True), (True, False), (False, True)])
def test_a_text_box_stands_once_behind_its_paragraph(modern: bool, old: bool) -> None:
    paper = Paper("之前。")
    paper.xml(run("锚点段落。") + box("文本框里的话。", modern=modern, old=old))
    paper.line("之后。")
    assert markdown(paper.bytes) == "之前。\n\n锚点段落。\n\n文本框里的话。\n\n之后。\n"


def test_a_text_box_does_not_cut_its_paragraph_in_two() -> None:
    paper = Paper()
    paper.xml(run("一句话的前半") + box("文本框里的话。") + run("和后半。"))
    assert markdown(paper.bytes) == "一句话的前半和后半。\n\n文本框里的话。\n"


def with_photo() -> Paper:
    paper = Paper("正文。")
    paper.picture(photo())
    return paper


def drawing() -> str:
    """The XML of the picture of `with_photo`, to be placed once more."""
    source = with_photo().document.paragraphs[-1]._p.xml.replace("\n", "")
    return "".join(re.findall("<w:drawing.*</w:drawing>", source))


def test_a_deleted_or_hidden_picture_does_not_come_along() -> None:
    author = 'w:id="1" w:author="甲"'
    row = f"<w:tr><w:trPr><w:del {author}/></w:trPr><w:tc><w:p><w:r>{drawing()}</w:r></w:p></w:tc></w:tr>"
    for inner in (
        f"<w:p><w:del {author}><w:r>{drawing()}</w:r></w:del></w:p>",
        f"<w:p><w:moveFrom {author}><w:r>{drawing()}</w:r></w:moveFrom></w:p>",
        f"<w:p><w:r><w:rPr><w:vanish/></w:rPr>{drawing()}</w:r></w:p>",
        f"<w:tbl>{row}</w:tbl>",
    ):
        paper = with_photo()
        paper.block(inner)
        assert len(word.read(paper.bytes).pictures) == 1


def test_two_text_boxes_on_one_paragraph_keep_their_order_and_their_pictures() -> None:
    paper = with_photo()
    inside = f"</w:t></w:r><w:r>{drawing()}</w:r>"
    last = paper.document.paragraphs[-1]._p
    last.getparent().remove(last)
    paper.xml(box("第一个框。") + box("第二个框。").replace("</w:t></w:r>", inside))
    assert markdown(paper.bytes) == "正文。\n\n第一个框。\n\n第二个框。\n\n![](photo-1.jpg)\n"


def test_hidden_text_stays_out_and_is_named() -> None:
    paper = Paper()
    paper.xml(
        run("公开的话。") + run("内部批示不外传", "<w:vanish/>") + run("也公开。", '<w:vanish w:val="0"/>')
    )
    document = word.read(paper.bytes)
    assert markdown(paper.bytes) == "公开的话。也公开。\n"
    assert any("内部批示不外传" in notice for notice in document.notices)


def test_fields_rubies_formulas_and_word_art_keep_their_text() -> None:
    paper = Paper()
    paper.xml(
        f"<w:fldSimple w:instr='DATE'>{run('域里的字')}</w:fldSimple>"
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('zha')}</w:rt><w:rubyBase>{run('诈')}</w:rubyBase></w:ruby></w:r>"
        "<m:oMath><m:r><m:t>1+1</m:t></m:r></m:oMath>"
        '<w:r><w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict></w:r>'
    )
    assert markdown(paper.bytes) == "域里的字诈1+1艺术字\n"


def test_notes_become_notes() -> None:
    paper = Paper()
    paper.xml(run("数据有出处") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("。"))
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = (
        f'<w:footnotes {space}><w:footnote w:id="2"><w:p>{run("市局通报。")}</w:p></w:footnote></w:footnotes>'
    )
    relation = (
        b'<Relationship Id="rId98" Target="footnotes.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/footnotes"/></Relationships>'
    )
    data = patched(paper.bytes, {"word/footnotes.xml": notes.encode()})
    data = patched(data, swaps={b"</Relationships>": relation})
    assert markdown(data) == "数据有出处[^1]。\n\n[^1]: 市局通报。\n"


def test_what_cannot_be_kept_is_named() -> None:
    paper = Paper("正文。")
    paper.xml(
        '<w:r><w:drawing><wp:inline><wp:docPr id="3" name="图表"/><a:graphic><a:graphicData uri="http://schemas.'
        'openxmlformats.org/drawingml/2006/chart"><c:chart r:id="rId77"/></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
    assert any("图表读不出来" in notice for notice in word.read(paper.bytes).notices)


def test_strict_files_are_read_like_others() -> None:
    data = patched(
        with_photo().bytes,
        swaps={
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
                b"http://purl.oclc.org/ooxml/officeDocument/relationships"
            ),
            b"http://schemas.openxmlformats.org/drawingml/2006/main": b"http://purl.oclc.org/ooxml/drawingml/main",
        },
    )
    assert markdown(data) == "正文。\n\n![](photo-1.jpg)\n"


def test_a_private_use_character_of_the_writer_is_no_mark() -> None:
    assert markdown(Paper("前\ue0000\ue001后").bytes) == "前0后\n"


@settings(max_examples=300)
@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]), max_size=60
    )
)
def test_text_reads_the_same_after_markdown(text: str) -> None:
    line = re.sub(r"\s+", " ", text).strip()
    made = markup.render(START.sub(escaped, plain(line))).text
    assert re.sub(r"\s+", " ", made) == line


@pytest.mark.parametrize(
    "line",
    [
        "# 号",
        "1. 点",
        "- 减",
        "+ 加",
        "* 星",
        "> 大于",
        "===",
        "---",
        "| 竖 |",
        ": 冒号",
        "!!! 叹",
        "*星*_线_`码`",
        "[a](b)",
        "<b>x</b>",
        "&amp;",
        "[^1]: 注",
        "a\\*b",
        "![x](y)",
    ],
)
def test_signs_of_markdown_are_only_signs(line: str) -> None:
    html = markup.render(markdown(Paper(line).bytes)).html
    assert markup.plain(html) == line
    assert re.sub("</?p>", "", html).count("<") == 0


# Tables


def test_merged_cells_are_parted() -> None:
    paper = Paper()
    table = paper.document.add_table(4, 3)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = "" if number in (1, 2, 9) else f"格{number}"
    table.cell(0, 0).merge(table.cell(0, 2))
    table.cell(2, 0).merge(table.cell(3, 0))
    table.cell(1, 1).text = "东|西"
    document = word.read(paper.bytes)
    assert markdown(paper.bytes) == (
        "格0\n\n| 格3 | 东\\|西 | 格5 |\n| --- | --- | --- |\n| 格6 | 格7 | 格8 |\n| 格6 | 格10 | 格11 |\n"
    )
    assert any("合并的单元格" in notice for notice in document.notices)


def test_a_table_that_arranges_photos_is_no_table() -> None:
    paper = Paper("社区活动的几张照片")
    table = paper.document.add_table(2, 2)
    for column, caption in enumerate(["左边的说明", "右边的说明"]):
        table.cell(0, column).paragraphs[0].add_run().add_picture(
            io.BytesIO(photo(colour=["blue", "green"][column]))
        )
        table.cell(1, column).text = caption
    assert (
        markdown(paper.bytes)
        == "社区活动的几张照片\n\n![](photo-1.jpg)\n\n左边的说明\n\n![](photo-2.jpg)\n\n右边的说明\n"
    )
    assert guesses(paper.bytes).alts == ("左边的说明", "右边的说明")


def test_a_frame_around_text_is_no_table() -> None:
    paper = Paper()
    paper.document.add_table(1, 1).cell(0, 0).text = "框里的一段话。"
    long = paper.document.add_table(1, 2)
    long.cell(0, 0).text, long.cell(0, 1).text = "内容", "长" * 200
    assert markdown(paper.bytes) == f"框里的一段话。\n\n内容\n\n{'长' * 200}\n"


# Pictures


def test_a_photo_of_twelve_megapixels_is_scaled_and_freed_of_its_exif() -> None:
    suffix, data = word.publishable(photo(4032, 3024), Placed("x"))
    with Image.open(io.BytesIO(data)) as picture:
        assert (suffix, picture.size) == (".jpg", (2560, 1920))
        assert not picture.getexif()
        assert "comment" not in picture.info
    assert b"PhoneMaker" not in data
    assert b"13800000000" not in data


def corner(data: bytes) -> tuple[int, int]:
    """Where the red field is, from its middle: (0 left or 1 right, 0 above or 1 below)."""
    with Image.open(io.BytesIO(data)) as picture:
        for x in (0, 1):
            for y in (0, 1):
                place = ((2 * x + 1) * picture.width // 4, (2 * y + 1) * picture.height // 4)
                red, green, _ = picture.convert("RGB").getpixel(place)  # type: ignore[misc]
                if red > 200 and green < 60:
                    return x, y
    raise AssertionError("no red field")


def test_a_photo_is_put_upright_once() -> None:
    _, lying = word.publishable(photo(640, 480, orientation=6), Placed("x"))
    _, turned = word.publishable(photo(640, 480, orientation=6), Placed("x", turns=1))
    assert corner(lying) == corner(turned) == (1, 0)
    assert corner(word.publishable(photo(), Placed("x", turns=2))[1]) == (1, 1)
    assert corner(word.publishable(photo(orientation=6), Placed("x", turns=2))[1]) == (1, 1)
    assert corner(word.publishable(photo(), Placed("x", turns=3))[1]) == (0, 1)


def test_a_photo_is_cut_as_the_writer_cut_it() -> None:
    paper = Paper()
    shape = paper.picture(photo(800, 600))
    fill = shape._inline.graphic.graphicData.pic.blipFill
    cut = fill.makeelement(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}srcRect", {"l": "50000", "b": "25000"}
    )
    fill.insert(1, cut)
    document = word.read(paper.bytes)
    placed = document.pictures[0]
    _, data = word.publishable(document.archive.media(placed.target), placed)
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.size == (400, 450)
        assert picture.convert("RGB").getpixel((10, 10)) != (255, 0, 0)


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [("PNG", ".png"), ("GIF", ".png"), ("TIFF", ".jpg"), ("HEIF", ".jpg"), ("WEBP", ".jpg")],
)
def test_formats_become_what_a_page_can_show(kind: str, suffix: str) -> None:
    made, data = word.publishable(photo(kind=kind), Placed("x"))
    assert made == suffix
    assert corner(data) == (0, 0)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\x01\x00\x00\x00" + b"\0" * 36 + b" EMF" + b"\0" * 100, "EMF"),
        (b"\xd7\xcd\xc6\x9a" + b"\0" * 100, "WMF"),
        (photo()[:2000], "不完整"),
        (b"", "认不得"),
    ],
)
def test_a_picture_that_no_page_can_show_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(word.PictureError, match=told):
        word.publishable(data, Placed("x"))


def test_rules_and_bullets_are_small() -> None:
    with pytest.raises(word.PictureError) as fault:
        word.publishable(photo(600, 4), Placed("x"))
    assert fault.value.small


def test_a_picture_that_is_only_a_link_has_no_target() -> None:
    paper = Paper()
    paper.picture(photo())
    link = b'TargetMode="External" Target="http://127.0.0.1:9/x.jpg"'
    data = patched(
        paper.bytes, swaps={b'Target="media/image1.jpg"': link, b'Target="media/image1.jpeg"': link}
    )
    assert [placed.target for placed in word.read(data).pictures] == [""]


def test_shapes_that_may_hide_a_face_are_named() -> None:
    paper = Paper()
    paper.picture(photo())
    cover = (
        '<w:r><w:drawing><wp:anchor><wp:docPr id="5" name="矩形"/><a:graphic><a:graphicData uri="x"><wps:wsp>'
        '<wps:spPr><a:prstGeom prst="{}"/></wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>'
    )
    paper.xml(cover.format("line"))
    assert not any("遮挡" in notice for notice in word.read(paper.bytes).notices)
    paper.xml(cover.format("rect"))
    assert any("没有遮挡的原图" in notice for notice in word.read(paper.bytes).notices)


# Files that are none


def named(data: bytes) -> str:
    with pytest.raises(word.WordError) as fault:
        word.read(data)
    assert fault.value.mend
    return fault.value.what


def test_other_files_are_told_apart() -> None:
    good = Paper("正文。").bytes
    assert "空文件" in named(b"")
    assert "旧格式的 .doc" in named(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert "打开密码" in named(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    assert "PDF" in named(b"%PDF-1.7")
    assert "不是 Word 文档" in named(b"{\\rtf1 abc}")
    assert "损坏" in named(good[: len(good) // 2])
    assert "损坏" in named(b"PK\x03\x04" + b"\0" * 100)
    assert "没有 Word 正文" in named(
        patched(good, swaps={b'/officeDocument"': b'/other"', b"wordprocessingml": b"x"})
    )
    assert "损坏" in named(patched(good, {"word/document.xml": good_xml(good)[:-20]}))


def good_xml(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("word/document.xml")


def test_a_document_type_is_refused() -> None:
    good = Paper("正文。").bytes
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    data = patched(good, {"word/document.xml": good_xml(good).replace(b"?>", b"?>" + bomb, 1)})
    assert "XML 声明" in named(data)


def test_a_part_beyond_all_size_is_refused_before_it_is_read() -> None:
    good = Paper("正文。").bytes
    huge = good_xml(good) + b" " * (33 * 1024 * 1024)
    assert "太大" in named(patched(good, {"word/document.xml": huge}))


def test_a_broken_member_is_named() -> None:
    good = bytearray(patched(Paper("正文。").bytes))
    with zipfile.ZipFile(io.BytesIO(bytes(good))) as package:
        info = package.getinfo("word/document.xml")
    start = info.header_offset + 30 + len(info.filename)
    good[start : start + 40] = b"\xff" * 40
    assert "损坏" in named(bytes(good))


# What can be guessed


def test_a_briefing_tells_its_front_matter() -> None:
    found = guesses(briefing().bytes)
    assert said(found.title) == "无城派出所走进幸福小区宣讲防诈骗"
    assert said(found.day) == "2025-04-27"
    assert found.unit is WORDS.units.find("wucheng")
    assert (found.venue or ("", ""))[0] is WORDS.venues.find("community")
    assert [group.id for group in found.groups] == ["elderly"]
    assert said(found.place) == "幸福小区文化广场"
    assert said(found.audience) == "200"
    assert said(found.leaflets) == "300"
    assert said(found.editor) == "张明"
    assert found.alts == ("民警向老年居民讲解防骗知识",)
    assert found.left_out[0] == "宣 传 简 报"
    assert [block.kind for block in found.body] == ["text", "text", "picture", "text", "table"]


def test_a_title_on_two_lines_is_one() -> None:
    paper = Paper()
    paper.line("无城派出所走进第三中学", CENTRE, 22)
    paper.line("讲解网络游戏诈骗", CENTRE, 22)
    paper.line("民警走进第三中学，给学生讲了一课。")
    found = guesses(paper.bytes)
    assert said(found.title) == "无城派出所走进第三中学讲解网络游戏诈骗"
    assert (found.venue or ("", ""))[0] is WORDS.venues.find("school")
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
    assert said(guesses(Paper(title, "正文里的一句话。").bytes).title) == title


@pytest.mark.parametrize(
    "head",
    ["社区警务简报", "企业反诈快讯", "校园安全专报", "简报", "农村警务动态", "先进社区简报", "引进企业简报"],
)
def test_a_red_head_may_name_a_venue(head: str) -> None:
    found = guesses(Paper(head, "民警到第三中学讲防骗", "正文里的一句话。").bytes)
    assert said(found.title) == "民警到第三中学讲防骗"
    assert found.left_out == (head,)


def test_a_unit_is_known_without_the_name_of_its_bureau() -> None:
    units = [replace(unit, name=f"无为市公安局{unit.name}") for unit in WORDS.units.records]
    words = replace(WORDS, units=Taxonomy("单位", tuple(units)))
    found = word.guess(
        word.read(Paper("一个足够长的标题在这里", "无城派出所民警讲了一课。").bytes), words, "稿", TODAY
    )
    assert found.unit is words.units.find("wucheng")


def test_without_a_title_the_file_name_tells_it_or_nothing() -> None:
    data = Paper("民警来到广场，向过路群众讲解常见骗局，提醒大家不要轻信陌生来电。").bytes
    found = guesses(data, "2025.4.27无城派出所进社区（终稿）")
    assert said(found.title) == "无城派出所进社区"
    assert said(found.day) == "2025-04-27"
    assert guesses(data, "新建 DOCX 文档").title is None
    assert guesses(data, "新建 DOCX 文档").day is None


def test_photos_alone_are_no_prose() -> None:
    paper = Paper()
    paper.picture(photo(), "IMG_20250427.jpg")
    paper.picture(photo(colour="green"), "居民在听讲")
    found = guesses(paper.bytes, "图片")
    assert (found.title, found.day, found.unit, found.venue, found.groups) == (None, None, None, None, ())
    assert found.alts == ("", "居民在听讲")
    assert [block.kind for block in found.body] == ["picture", "picture"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025年4月27日上午", "2025-04-27"),
        ("2025年04月27日", "2025-04-27"),
        ("2025 年 4 月 27 日", "2025-04-27"),
        ("2025年4月27日", "2025-04-27"),
        ("二〇二五年四月二十七日", "2025-04-27"),
        ("二○二五年十二月三十一日", "2025-12-31"),
        ("2025.4.27", "2025-04-27"),
        ("2025/4/27", "2025-04-27"),
        ("4月27日下午", "2025-04-27"),
        ("12月3日下午", "2024-12-03"),
        ("2025年4月25日至27日", "2025-04-25"),
        ("反电信网络诈骗法自2022年12月1日起施行。4月20日", "2025-04-20"),
        ("2025年2月30日，4月27日", "2025-04-27"),
    ],
)
def test_days_are_read(text: str, day: str) -> None:
    assert next(days.named(text, TODAY))[0].isoformat() == day


@pytest.mark.parametrize("text", ["近日", "96110", "3.5万元", "2025年", "13月40日", "第4-27号"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert list(days.named(text, TODAY)) == []


def test_the_day_of_a_leap_year_left_out_does_no_harm() -> None:
    assert list(days.named("2月29日", date(2025, 5, 1))) == []


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
    assert said(guesses(Paper("一个足够长的标题在这里", text + "。").bytes).place) == (place or "")


def test_words_of_secrecy_raise_a_warning() -> None:
    paper = Paper("某某活动的一个标题", "正文在这里。")
    paper.document.sections[0].header.paragraphs[0].text = "内部资料 注意保存"
    assert any("内部资料" in warning for warning in guesses(paper.bytes).warnings)


def test_headers_are_named_and_kept_out() -> None:
    document = word.read(briefing().bytes)
    assert document.margins == ("无为市公安局",)


def test_the_heic_of_a_phone_in_a_document_is_found() -> None:
    paper = Paper()
    paper.picture(photo())
    document = word.read(media(paper.bytes, photo(kind="HEIF"), ".heic"))
    suffix, _ = word.publishable(document.archive.media(document.pictures[0].target), document.pictures[0])
    assert suffix == ".jpg"
