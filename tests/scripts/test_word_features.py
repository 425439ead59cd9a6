"""Each feature of Word arrives whole in the imported article, or the officer is told."""

from __future__ import annotations

from pathlib import Path

import pytest

import import_docx
from column.authoring import new_article
from support.docx import box, run
from support.project import ROOT
from support.word_xml import (
    at,
    field,
    formula,
    graphic,
    math,
    paragraph,
    photo_file,
    picture,
    row,
    table,
    word_file,
)

TITLE = paragraph("无城派出所走进幸福小区讲防骗", properties='<w:jc w:val="center"/>')
CHANGE = 'w:id="1" w:author="甲"'
LINK = {"rId7": ("hyperlink", "https://example.gov.cn/a")}
NOTHING = ""
"""What is told if all arrives."""


def imported(tmp_path: Path, data: bytes, *flags: str) -> tuple[str, list[str]]:
    """The body of the imported article, and what the officer is told beside the guesses."""
    file = tmp_path / "简报.docx"
    file.write_bytes(data)
    given = import_docx.arguments().parse_args(
        [str(file), "--unit", "wucheng", "--date", "2025-04-27", *flags]
    )
    made = import_docx.read_import(ROOT, file, given, new_article.words(ROOT))
    return made.files["index.md"].decode().split("---\n", 2)[2].strip(), [*made.notices]


def body(*paragraphs: str) -> bytes:
    return word_file(TITLE + "".join(paragraphs))


def text(*pieces: str) -> bytes:
    """A document with one paragraph below its title."""
    return body(paragraph(*pieces))


def notes(kind: str) -> str:
    return f'<w:{kind} w:id="2">{paragraph("市局通报。")}</w:{kind}>'


HIDING = "<w:rPr><w:vanish/></w:rPr>"
INK = "http://schemas.microsoft.com/office/word/2010/wordprocessingInk"


def alternate(choice: str, fallback: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wpi">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def ink(fallback: str) -> str:
    """A run with ink, as Word writes it: what older programs show stands beside it."""
    data = f'<a:graphic><a:graphicData uri="{INK}"><w14:contentPart/></a:graphicData></a:graphic>'
    return f"<w:r>{alternate(f'<w:drawing><wp:inline>{data}</wp:inline></w:drawing>', fallback)}</w:r>"


def numbered(form: str) -> str:
    """A numbering part with one list in a form of numbers."""
    return (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )


NUMBER = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def style(kind: str, properties: str, default: int = 0) -> str:
    return f'<w:style w:type="{kind}" w:styleId="x" w:default="{default}"><w:name w:val="x"/>{properties}</w:style>'


def styled_table(properties: str) -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{row('甲', '乙')}{row('丙', '丁')}</w:tbl>"


def checkbox(state: int) -> str:
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{run('☐')}</w:sdtContent></w:sdt>"
    )


FEATURES = {
    "ins": (text("发放", f"<w:ins {CHANGE}>{run('三百')}</w:ins>", "份。"), "发放三百份。", "1 处修订痕迹"),
    "del": (
        text("发放", f"<w:del {CHANGE}><w:r><w:delText>五百</w:delText></w:r></w:del>", "三百份。"),
        "发放三百份。",
        "1 处修订痕迹",
    ),
    "moved text": (
        text(
            f"<w:moveTo {CHANGE}>{run('上午')}</w:moveTo>",
            "讲课",
            f"<w:moveFrom {CHANGE}>{run('上午')}</w:moveFrom>",
            "。",
        ),
        "上午讲课。",
        "2 处修订痕迹",
    ),
    "content control": (
        body(f"<w:sdt><w:sdtContent>{paragraph('控件里的话。')}</w:sdtContent></w:sdt>"),
        "控件里的话。",
        NOTHING,
    ),
    "nested content controls": (
        text(
            f"<w:sdt><w:sdtContent><w:sdt><w:sdtContent>{run('里层。')}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>"
        ),
        "里层。",
        NOTHING,
    ),
    "check box": (text(checkbox(1), "已登记", checkbox(0), "未登记"), "☑已登记☐未登记", NOTHING),
    "smart tag": (text(f'<w:smartTag w:element="date">{run("四月。")}</w:smartTag>'), "四月。", NOTHING),
    "custom XML": (
        text(f'<w:customXml w:element="x">{run("标记里的字。")}</w:customXml>'),
        "标记里的字。",
        NOTHING,
    ),
    "custom XML around a paragraph": (
        body(f'<w:customXml w:element="x">{paragraph("标记里的一段。")}</w:customXml>'),
        "标记里的一段。",
        NOTHING,
    ),
    "simple field": (
        text(f'<w:fldSimple w:instr="DATE">{run("四月")}</w:fldSimple>', "。"),
        "四月。",
        NOTHING,
    ),
    "complex field": (text("第", field("SEQ 图", "3"), "张。"), "第3张。", NOTHING),
    "field without text": (text("共", field("DOCVARIABLE 总数"), "份。"), "共份。", "1 个域（DOCVARIABLE）"),
    "cross reference": (text("见", field("REF _Ref1", "第三条"), "。"), "见第三条。", NOTHING),
    "page number in the text": (text("共", field("NUMPAGES", "2"), "页。"), "共2页。", NOTHING),
    "circled number": (
        text(field(r"EQ \o\ac(○,1)"), "不转账；", field(r"eq \o\ac(○,12)")),
        "①不转账；⑫",
        NOTHING,
    ),
    "circled character": (text(field(r"EQ \o\ac(○,密)"), "。"), "（密）。", NOTHING),
    "EQ fraction": (text("有", field(r"EQ \f(3,4)"), "。"), "有¾。", NOTHING),
    "EQ reading": (
        text(field(r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(zhà),诈)'), "骗。"),
        "诈（zhà）骗。",
        NOTHING,
    ),
    "EQ root": (text(field(r"EQ \r(3,8)"), "。"), "∛8。", NOTHING),
    "macro button": (text(field("MACROBUTTON NoMacro 点这里填"), "。"), "点这里填。", NOTHING),
    "symbol field": (text(field("SYMBOL 9733 \\u"), "级。"), "★级。", NOTHING),
    "symbol": (text('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "已办。"), "✓已办。", NOTHING),
    "unknown symbol": (
        text('<w:r><w:sym w:font="自造字" w:char="F0AA"/></w:r>', "已办。"),
        "已办。",
        "1 个特殊符号",
    ),
    "symbol font": (text(run("ü", '<w:rFonts w:ascii="Wingdings"/>'), "已办。"), "✓已办。", NOTHING),
    "no-break hyphen": (
        text(run("0553"), "<w:r><w:noBreakHyphen/></w:r>", run("12")),
        "0553\u201112",
        NOTHING,
    ),
    "soft hyphen": (text("anti", "<w:r><w:softHyphen/></w:r>", "fraud"), "antifraud", NOTHING),
    "tab": (text("甲", "<w:r><w:tab/></w:r>", "乙"), "甲 乙", NOTHING),
    "absolute tab": (text("甲", "<w:r><w:ptab/></w:r>", "乙"), "甲 乙", NOTHING),
    "carriage return": (text("甲。", "<w:r><w:cr/></w:r>", "乙。"), "甲。\n\n乙。", NOTHING),
    "page break": (text("甲。", '<w:r><w:br w:type="page"/></w:r>', "乙。"), "甲。\n\n乙。", NOTHING),
    "text box in both ways": (text("锚点。", box("框里的话。")), "锚点。\n\n框里的话。", NOTHING),
    "text box in VML": (text("锚点。", box("框里的话。", modern=False)), "锚点。\n\n框里的话。", NOTHING),
    "word art": (
        text('<w:r><w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict></w:r>'),
        "艺术字",
        NOTHING,
    ),
    "footnote": (
        word_file(
            TITLE + paragraph("有出处", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
            footnotes=notes("footnote"),
        ),
        "有出处[^1]\n\n[^1]: 市局通报。",
        NOTHING,
    ),
    "endnote": (
        word_file(
            TITLE + paragraph("有出处", '<w:r><w:endnoteReference w:id="2"/></w:r>'),
            endnotes=notes("endnote"),
        ),
        "有出处[^1]\n\n[^1]: 市局通报。",
        NOTHING,
    ),
    "note without a place": (
        word_file(TITLE + paragraph("没有出处。"), footnotes=notes("footnote")),
        "没有出处。",
        "有 1 条脚注",
    ),
    "comment": (
        word_file(TITLE + paragraph("讲课。", '<w:r><w:commentReference w:id="0"/></w:r>'), comments=""),
        "讲课。",
        "1 条批注",
    ),
    "header": (
        word_file(TITLE + paragraph("讲课。"), header=paragraph("无为市公安局")),
        "讲课。",
        "无为市公安局",
    ),
    "footer": (word_file(TITLE + paragraph("讲课。"), footer=paragraph("第一版")), "讲课。", "第一版"),
    "watermark": (
        word_file(
            TITLE + paragraph("讲课。"),
            header=paragraph('<w:r><w:pict><v:shape><v:textpath string="内部"/></v:shape></w:pict></w:r>'),
        ),
        "讲课。",
        "页眉页脚里的字没有放进正文：内部",
    ),
    "fraction": (
        text("有", formula(f"<m:f><m:num>{math('3')}</m:num><m:den>{math('4')}</m:den></m:f>"), "的人。"),
        "有¾的人。",
        "公式编辑器",
    ),
    "mixed number": (
        text(formula(math("2") + f"<m:f><m:num>{math('3')}</m:num><m:den>{math('7')}</m:den></m:f>")),
        "2又3/7",
        "公式编辑器",
    ),
    "superscript formula": (
        text(formula(f"<m:sSup><m:e>{math('10')}</m:e><m:sup>{math('4')}</m:sup></m:sSup>"), "份。"),
        "10⁴份。",
        "公式编辑器",
    ),
    "radical": (text(formula(f"<m:rad><m:deg/><m:e>{math('x+1')}</m:e></m:rad>")), "√(x+1)", "公式编辑器"),
    "matrix": (
        text(
            formula(
                "<m:m>"
                + "".join(f"<m:mr><m:e>{math(a)}</m:e><m:e>{math(b)}</m:e></m:mr>" for a, b in ("12", "34"))
                + "</m:m>"
            )
        ),
        "\\[1 2; 3 4\\]",
        "公式编辑器",
    ),
    "plain formula": (text(formula(math("1+1")), "。"), "1+1。", NOTHING),
    "raised number": (
        text("10", run("4", '<w:vertAlign w:val="superscript"/>'), "份。"),
        "10<sup>4</sup>份。",
        NOTHING,
    ),
    "ruby": (
        text(
            f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('zhà')}</w:rt><w:rubyBase>{run('诈')}</w:rubyBase></w:ruby></w:r>",
            "骗。",
        ),
        "诈骗。",
        "注音没有放进正文：诈（zhà）",
    ),
    "drop cap": (
        body(paragraph("反", properties='<w:framePr w:dropCap="drop"/>'), paragraph("诈宣传开始了。")),
        "反诈宣传开始了。",
        NOTHING,
    ),
    "frame": (body(paragraph("框架里的话。", properties='<w:framePr w:w="3000"/>')), "框架里的话。", NOTHING),
    "strike": (text("不", run("好的", "<w:strike/>"), "。"), "不<s>好的</s>。", "1 处画了删除线"),
    "double strike": (text("不", run("好的", "<w:dstrike/>"), "。"), "不<s>好的</s>。", "1 处画了删除线"),
    "caps": (text(run("app", "<w:caps/>"), "。"), "APP。", NOTHING),
    "small caps": (text(run("app", "<w:smallCaps/>"), "。"), "APP。", NOTHING),
    "emphasis mark": (text("不要", run("转账", '<w:em w:val="dot"/>'), "。"), "不要**转账**。", NOTHING),
    "nested table": (
        body(
            table(
                row("甲", table(row("内一", "内二"), row("内三", "内四")) + paragraph("乙")), row("丙", "丁")
            )
        ),
        "甲\n\n| 内一 | 内二 |\n| --- | --- |\n| 内三 | 内四 |\n\n乙\n\n丙\n\n丁",
        NOTHING,
    ),
    "cells merged across": (
        body(
            table(
                f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("表")}</w:tc></w:tr>',
                row("甲", "乙"),
            )
        ),
        "表\n\n| 甲 | 乙 |\n| --- | --- |",
        "合并的单元格",
    ),
    "cells merged down": (
        body(
            table(
                *(
                    f"<w:tr><w:tc><w:tcPr><w:vMerge{start}/></w:tcPr>{paragraph(*words)}</w:tc><w:tc>{paragraph(cell)}</w:tc></w:tr>"
                    for start, words, cell in ((' w:val="restart"', ["甲"], "乙"), ("", [], "丙"))
                )
            )
        ),
        "| 甲 | 乙 |\n| --- | --- |\n| 甲 | 丙 |",
        "合并的单元格",
    ),
    "chart": (text("见图。", graphic("chart", '<c:chart r:id="rId1"/>')), "见图。", "1 个图表读不出来"),
    "SmartArt": (text("见图。", graphic("diagram", "")), "见图。", "1 个SmartArt 图形读不出来"),
    "OLE object": (
        text("见表。", '<w:r><w:object><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12"/></w:object></w:r>'),
        "见表。",
        "嵌入的对象（如 Excel 表格）读不出来",
    ),
    "ink": (
        text("见图。", graphic("wordprocessingInk", "<w14:contentPart/>")),
        "见图。",
        "1 个手写墨迹读不出来",
    ),
    "link field": (
        text(field('HYPERLINK "https://example.gov.cn/a"', "公告"), "。"),
        "[公告](<https://example.gov.cn/a>)。",
        NOTHING,
    ),
    "link": (
        word_file(TITLE + paragraph(f'<w:hyperlink r:id="rId7">{run("公告")}</w:hyperlink>'), related=LINK),
        "[公告](<https://example.gov.cn/a>)",
        NOTHING,
    ),
    "link to a place": (
        text(f'<w:hyperlink w:anchor="m1">{run("见下文。")}</w:hyperlink>'),
        "见下文。",
        NOTHING,
    ),
    "right to left": (text(f'<w:bdo w:val="rtl">{run("文字。")}</w:bdo>'), "文字。", NOTHING),
    "direction": (text(f'<w:dir w:val="rtl">{run("文字。")}</w:dir>'), "文字。", NOTHING),
    "unknown element": (
        text("有", "<w:r><w14:neues>陌生的字</w14:neues></w:r>", "。"),
        "有。",
        "4 个字没有放进正文，在这些地方：“有陌生的字。”",
    ),
    "unknown part": (
        word_file(TITLE + paragraph("讲课。"), {"word/neu/teil.xml": b"<x>a</x>"}),
        "讲课。",
        "“word/neu/teil.xml”部分没有导入",
    ),
    "picture without a place": (
        word_file(TITLE + paragraph("讲课。"), {"word/media/image9.png": b"x"}),
        "讲课。",
        "还有 1 个图片没有导入",
    ),
    "picture": (photo_file(TITLE + paragraph(picture())), "![](photo-1.jpg)", "photo-1.jpg 没有说明"),
    "picture behind the text": (
        photo_file(TITLE + paragraph("讲课。", picture(placed=at(0, 0, behind=1)))),
        "讲课。\n\n![](photo-1.jpg)",
        "photo-1.jpg 没有说明",
    ),
    "ink with a fallback that shows nothing": (
        text("见图。", ink("<w:pict/>")),
        "见图。",
        "1 个手写墨迹读不出来",
    ),
    "ink beside the text": (
        text("见图。", '<w:r><w:contentPart r:id="rId9"/></w:r>'),
        "见图。",
        "1 个手写墨迹读不出来",
    ),
    "hidden by its run": (text("讲课。", run("内部。", "<w:vanish/>")), "讲课。", "1 处设为隐藏的内容"),
    "hidden by its style": (
        word_file(
            TITLE + paragraph("讲课。", run("内部。", '<w:rStyle w:val="x"/>')),
            styles=style("character", HIDING),
        ),
        "讲课。",
        "1 处设为隐藏的内容",
    ),
    "hidden row": (
        body(table(row("甲", "乙"), row("丙", "丁"), row("内", "部", properties="<w:hidden/>"))),
        "| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |",
        "设为隐藏的内容",
    ),
    "floating table": (
        body(styled_table('<w:tblpPr w:vertAnchor="text" w:tblpX="1" w:tblpY="1"/>'), paragraph("后。")),
        "| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |\n\n后。",
        NOTHING,
    ),
    "numbers by a part of a table's style": (
        word_file(
            TITLE + styled_table('<w:tblStyle w:val="x"/>'),
            styles=style("table", f'<w:tblStylePr w:type="firstCol"><w:pPr>{NUMBER}</w:pPr></w:tblStylePr>'),
            numbering=numbered("decimal"),
        ),
        "| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |",
        "1 个表格的编号写在表格样式里",
    ),
    "numbers in Chinese": (
        word_file(
            TITLE + paragraph("核对号码。", properties=NUMBER), numbering=numbered("chineseCountingThousand")
        ),
        "三、核对号码。",
        NOTHING,
    ),
    "numbers by letters": (
        word_file(TITLE + paragraph("核对号码。", properties=NUMBER), numbering=numbered("upperLetter")),
        "C、核对号码。",
        NOTHING,
    ),
    "EMF": (
        word_file(
            TITLE + paragraph("见图。", picture()),
            {"word/media/image1.emf": b"\x01\0\0\0" + b"\0" * 36 + b" EMF"},
            {"rId5": ("image", "media/image1.emf")},
        ),
        "见图。\n\n<!-- 这里原有一张图片（是 EMF 格式，读不出来），请另存为 JPG 后自己放进来 -->",
        "EMF",
    ),
    "deleted row": (
        body(table(row("甲", "乙"), row("丙", "丁"), row("删", "掉", properties=f"<w:del {CHANGE}/>"))),
        "| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |",
        "1 处修订痕迹",
    ),
}


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_arrives_or_is_told(tmp_path: Path, feature: str) -> None:
    data, markdown, told = FEATURES[feature]
    written, notices = imported(tmp_path, data)
    assert written == markdown
    assert any(told in notice for notice in notices) if told else notices == []
