"""Word files for the tests, made by python-docx, and by hand where it cannot write what officers' files contain."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Pt
from PIL import Image

from column.authoring.word.document import read_document, to_markdown

NAMES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
CENTRE = WD_ALIGN_PARAGRAPH.CENTER
RIGHT = WD_ALIGN_PARAGRAPH.RIGHT


class WordFile:
    """A Word document in the making; `bytes` is the file."""

    def __init__(self, *lines: str) -> None:
        self.document: Any = docx.Document()
        for line in lines:
            self.line(line)

    def line(self, text: str, align: Any = None, size: float = 16, bold: bool = False) -> Any:
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(size), bold or None
        paragraph.alignment = align
        return paragraph

    def picture(self, data: bytes, said: str = "") -> Any:
        shape = self.document.add_picture(io.BytesIO(data))
        shape._inline.docPr.set("descr", said)
        return shape

    def xml(self, inner: str) -> None:
        """A paragraph with `inner` as its content."""
        self.block(f"<w:p>{inner}</w:p>")

    def block(self, source: str) -> None:
        body = self.document.element.body
        head, space, rest = source.partition(">")
        body.insert(len(body) - 1, parse_xml(f"{head} {NAMES}{space}{rest}"))

    @property
    def bytes(self) -> bytes:
        file = io.BytesIO()
        self.document.save(file)
        return file.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def patched(data: bytes, parts: Mapping[str, bytes] = {}, swaps: Mapping[bytes, bytes] = {}) -> bytes:
    """A .docx with `parts` put in or replaced, then `swaps` made in every XML part."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(name for name in parts if name not in old.namelist())]:
            content = parts[name] if name in parts else old.read(name)
            if name.endswith((".xml", ".rels")):
                for before, after in swaps.items():
                    content = content.replace(before, after)
            new.writestr(name, content)
    return file.getvalue()


def media(data: bytes, picture: bytes, suffix: str) -> bytes:
    """A .docx whose only picture is `picture`, under another suffix: what python-docx cannot put in itself."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        name = next(name for name in old.namelist() if name.startswith("word/media/"))
    changed = name.rsplit(".", 1)[0] + suffix
    kind = f'<Default Extension="{suffix[1:]}" ContentType="image/{suffix[1:]}"/></Types>'.encode()
    swaps = {name.removeprefix("word/").encode(): changed.removeprefix("word/").encode(), b"</Types>": kind}
    return patched(data, {changed: picture}, swaps)


def photo(
    width: int = 640, height: int = 480, kind: str = "JPEG", orientation: int = 0, colour: str = "steelblue"
) -> bytes:
    """A picture with a red field in its upper left quarter, and what phones write into their pictures."""
    image = Image.new("RGB", (width, height), colour)
    image.paste("red", (0, 0, width // 2, height // 2))
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    if orientation:
        exif[0x0112] = orientation
    exif.get_ifd(0x8825)[1] = "N"
    file = io.BytesIO()
    if kind == "JPEG":
        image.save(file, kind, exif=exif, comment=b"taken by 13800000000")
    else:
        image.save(file, kind)
    return file.getvalue()


def box(text: str, *, modern: bool = True, old: bool = True) -> str:
    """A run with a text box, as Word 2010 and later write it (both ways), or one of the two ways alone."""
    inner = f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent>"
    choice = (
        '<w:drawing><wp:anchor><wp:docPr id="9" name="文本框 9"/><a:graphic><a:graphicData uri="'
        'http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>'
        f"{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    fallback = f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
    if modern and old:
        alternate = f'<mc:Choice Requires="wps">{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>'
        return f"<w:r><mc:AlternateContent>{alternate}</mc:AlternateContent></w:r>"
    return f"<w:r>{choice if modern else fallback}</w:r>"


def briefing() -> WordFile:
    """A briefing as a police station sends it: red head, centred title, prose, photo with caption, signature."""
    word = WordFile()
    word.document.sections[0].header.paragraphs[0].text = "无为市公安局"
    word.line("宣 传 简 报", CENTRE, 36, True)
    word.line("第12期", CENTRE)
    word.line("无为市公安局无城派出所    2025年4月28日")
    word.line("———————————", CENTRE)
    word.line("无城派出所走进幸福小区宣讲防诈骗", CENTRE, 22, True)
    word.line(
        "\u3000\u30004月27日上午，无城派出所民警走进幸福小区文化广场，向老年居民讲解防骗知识，"
        "发放宣传资料300余份，受教育群众200余人。"
    )
    word.line("\u3000\u3000民警提醒大家，陌生人要求共享屏幕时，马上挂断。")
    word.picture(photo())
    word.line("图为民警向老年居民讲解防骗知识", CENTRE)
    table = word.document.add_table(2, 2)
    for cell, text in zip(
        [c for row in table.rows for c in row.cells], ["地点", "份数", "东门", "300"], strict=True
    ):
        cell.text = text
    word.line("（无城派出所 张明）", RIGHT)
    word.line("报：市局政工室")
    return word


def with_photo() -> WordFile:
    word = WordFile("正文。")
    word.picture(photo())
    return word


def drawing() -> str:
    """The XML of the picture of `with_photo`, to be placed once more."""
    source = with_photo().document.paragraphs[-1]._p.xml.replace("\n", "")
    return "".join(re.findall("<w:drawing.*</w:drawing>", source))


def markdown(data: bytes) -> str:
    """The whole document as Markdown, masthead and signature included."""
    document = read_document(data)
    marks = [f"![](photo-{number}.jpg)" for number, _ in enumerate(document.pictures, 1)]
    return to_markdown(document.blocks, document.footnotes, marks)
