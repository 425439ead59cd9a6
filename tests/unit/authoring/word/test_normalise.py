"""Nothing of a document is lost before mammoth reads it; what cannot be kept is reported."""

from __future__ import annotations

import pytest

from column.authoring.word.document import read_document
from support.docx import WordFile, box, drawing, markdown, patched, photo, run, with_photo


def test_tracked_changes_keep_what_was_put_in_and_drop_what_was_taken_out() -> None:
    word = WordFile("开头。")
    author = 'w:id="1" w:author="甲"'
    word.xml(
        run("发放资料")
        + f"<w:ins {author}>{run('三百')}</w:ins>"
        + f"<w:del {author}><w:r><w:delText>五百</w:delText></w:r></w:del>"
        + f"<w:moveFrom {author}>{run('搬走的')}</w:moveFrom>"
        + f"<w:moveTo {author}>{run('份')}</w:moveTo>"
    )
    word.block(f"<w:p><w:pPr><w:rPr><w:del {author}/></w:rPr></w:pPr>{run('前半句和')}</w:p>")
    word.xml(run("后半句。"))
    row = f"<w:tr><w:trPr><w:del {author}/></w:trPr><w:tc><w:p>{run('删掉的行')}</w:p></w:tc></w:tr>"
    kept = "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in ("甲", "乙"))
    word.block(f"<w:tbl><w:tr>{kept}</w:tr>{row}</w:tbl>")
    document = read_document(word.bytes)
    assert (
        markdown(word.bytes) == "开头。\n\n发放资料三百份\n\n前半句和后半句。\n\n| 甲 | 乙 |\n| --- | --- |\n"
    )
    assert any("修订" in notice for notice in document.notices)


@pytest.mark.parametrize(("modern", "old"), [(True, True), (True, False), (False, True)])
def test_a_text_box_stands_once_behind_its_paragraph(modern: bool, old: bool) -> None:
    word = WordFile("之前。")
    word.xml(run("锚点段落。") + box("文本框里的话。", modern=modern, old=old))
    word.line("之后。")
    assert markdown(word.bytes) == "之前。\n\n锚点段落。\n\n文本框里的话。\n\n之后。\n"


def test_a_text_box_does_not_cut_its_paragraph_in_two() -> None:
    word = WordFile()
    word.xml(run("一句话的前半") + box("文本框里的话。") + run("和后半。"))
    assert markdown(word.bytes) == "一句话的前半和后半。\n\n文本框里的话。\n"


def test_a_deleted_or_hidden_picture_does_not_come_along() -> None:
    author = 'w:id="1" w:author="甲"'
    row = f"<w:tr><w:trPr><w:del {author}/></w:trPr><w:tc><w:p><w:r>{drawing()}</w:r></w:p></w:tc></w:tr>"
    for inner in (
        f"<w:p><w:del {author}><w:r>{drawing()}</w:r></w:del></w:p>",
        f"<w:p><w:moveFrom {author}><w:r>{drawing()}</w:r></w:moveFrom></w:p>",
        f"<w:p><w:r><w:rPr><w:vanish/></w:rPr>{drawing()}</w:r></w:p>",
        f"<w:tbl>{row}</w:tbl>",
    ):
        word = with_photo()
        word.block(inner)
        assert len(read_document(word.bytes).pictures) == 1


def test_two_text_boxes_on_one_paragraph_keep_their_order_and_their_pictures() -> None:
    word = with_photo()
    inside = f"</w:t></w:r><w:r>{drawing()}</w:r>"
    last = word.document.paragraphs[-1]._p
    last.getparent().remove(last)
    word.xml(box("第一个框。") + box("第二个框。").replace("</w:t></w:r>", inside))
    assert markdown(word.bytes) == "正文。\n\n第一个框。\n\n第二个框。\n\n![](photo-1.jpg)\n"


def test_hidden_text_stays_out_and_is_told_without_its_words() -> None:
    word = WordFile()
    word.xml(
        run("公开的话。") + run("内部批示不外传", "<w:vanish/>") + run("也公开。", '<w:vanish w:val="0"/>')
    )
    document = read_document(word.bytes)
    assert markdown(word.bytes) == "公开的话。也公开。\n"
    assert "有 1 处设为隐藏的内容，没有放进正文。要公开的，先在 Word 里取消隐藏。" in document.notices
    assert not any("内部批示" in notice for notice in document.notices)


def test_fields_rubies_formulas_and_word_art_keep_their_text() -> None:
    word = WordFile()
    word.xml(
        f"<w:fldSimple w:instr='DATE'>{run('域里的字')}</w:fldSimple>"
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('zha')}</w:rt><w:rubyBase>{run('诈')}</w:rubyBase></w:ruby></w:r>"
        "<m:oMath><m:r><m:t>1+1</m:t></m:r></m:oMath>"
        '<w:r><w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict></w:r>'
    )
    assert markdown(word.bytes) == "域里的字诈1+1艺术字\n"


def test_what_cannot_be_kept_is_named() -> None:
    word = WordFile("正文。")
    word.xml(
        '<w:r><w:drawing><wp:inline><wp:docPr id="3" name="图表"/><a:graphic><a:graphicData uri="http://schemas.'
        'openxmlformats.org/drawingml/2006/chart"><c:chart r:id="rId77"/></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
    assert any("图表读不出来" in notice for notice in read_document(word.bytes).notices)


def test_a_private_use_character_of_the_writer_is_no_mark() -> None:
    assert markdown(WordFile("前\ue0000\ue001后").bytes) == "前0后\n"


def test_a_picture_that_is_only_a_link_has_no_target() -> None:
    word = WordFile()
    word.picture(photo())
    link = b'TargetMode="External" Target="http://127.0.0.1:9/x.jpg"'
    data = patched(
        word.bytes, swaps={b'Target="media/image1.jpg"': link, b'Target="media/image1.jpeg"': link}
    )
    assert [placed.target for placed in read_document(data).pictures] == [""]


def test_shapes_that_may_hide_a_face_are_named() -> None:
    word = WordFile()
    word.picture(photo())
    cover = (
        '<w:r><w:drawing><wp:anchor><wp:docPr id="5" name="矩形"/><a:graphic><a:graphicData uri="x"><wps:wsp>'
        '<wps:spPr><a:prstGeom prst="{}"/></wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>'
    )
    word.xml(cover.format("line"))
    assert not any("遮挡" in notice for notice in read_document(word.bytes).notices)
    word.xml(cover.format("rect"))
    assert any("没有遮挡的原图" in notice for notice in read_document(word.bytes).notices)
