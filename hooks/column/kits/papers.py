"""A sheet for Word as python-docx does not make it: Chinese faces by name in theme, styles and runs, Chinese as its
language, A4. The letter and the storyboard are written on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENTATION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from column.kits import office
from column.kits.material import Material
from column.settings.records import Settings

BODY, HEAD = "仿宋", "黑体"
_A4 = (210, 297)
_SAMPLE = "示例：按典型手法编写，不对应任何真实的人和案件"


class Paper:
    """A sheet in the making. `wide` lays it on its side; `margins` in millimetres, upright and across."""

    def __init__(self, wide: bool, margins: tuple[float, float], size: float) -> None:
        self.document: Any = Document()
        section = self.document.sections[0]
        sides = _A4[::-1] if wide else _A4
        section.page_width, section.page_height = map(Mm, sides)
        if wide:
            section.orientation = WD_ORIENTATION.LANDSCAPE
        section.top_margin = section.bottom_margin = Mm(margins[0])
        section.left_margin = section.right_margin = Mm(margins[1])
        section.header_distance = section.footer_distance = Mm(margins[0] / 2)
        self.width = sides[0] - 2 * margins[1]
        self._styles(size)

    def paragraph(
        self,
        words: str,
        size: float,
        face: str = BODY,
        *,
        where: Any = None,
        style: str = "Normal",
        bold: bool = False,
        align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
        line: float = 1.3,
        before: float = 0,
        indent: float = 0,
        hanging: float = 0,
        colour: str = "000000",
    ) -> Any:
        """A paragraph at the end, or in another part of the document (`where`). `line` is the height of its lines in type
        sizes, `indent` of the first of them and `hanging` of the others in ems."""
        made = (where or self.document).add_paragraph(style=style)
        form = made.paragraph_format
        form.alignment = align
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(size * line)
        form.space_before, form.space_after = Pt(before), Pt(0)
        form.left_indent, form.first_line_indent = Pt(hanging * size), Pt((indent - hanging) * size)
        run = made.add_run(words)
        run.bold = bold
        run.font.color.rgb = RGBColor.from_string(colour)
        dress(run, size, face)
        return made

    def picture(self, png: bytes, side: float, told: str, where: Any) -> None:
        """A square picture of so many millimetres in a paragraph."""
        shape = where.add_run().add_picture(BytesIO(png), Mm(side), Mm(side))
        shape._inline.docPr.set("descr", told)

    def marked(self, material: Material, settings: Settings) -> None:
        """The mark of a sample above, version and address below."""
        section = self.document.sections[0]
        centre = WD_ALIGN_PARAGRAPH.CENTER
        for part, words, colour in (
            (section.header, _SAMPLE if material.sample else "", "A8231B"),
            (section.footer, f"版本 {material.version}\n{office.address(material, settings)}", "445062"),
        ):
            if words:
                first = part.paragraphs[0]
                self.paragraph(words, 10.5, HEAD, where=part, align=centre, colour=colour)
                remove(first)

    def finished(self, material: Material, settings: Settings, title: str) -> bytes:
        """The file."""
        office.describe(self.document.core_properties, material, settings, title)
        target = BytesIO()
        self.document.save(target)
        return office.packed(target.getvalue())

    def _styles(self, size: float) -> None:
        """python-docx's own template without its Japanese: theme, defaults, every style, the language of the file."""
        document = self.document
        theme = document.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        theme._blob = office.with_face(theme.blob, BODY)
        settings = document.settings.element
        for language in settings.iter(qn("w:themeFontLang")):
            _speak(language)
        styles = document.styles.element
        for fonts in styles.iter(qn("w:rFonts")):
            _faces(fonts, BODY)
        for language in styles.iter(qn("w:lang")):
            _speak(language)
        normal = document.styles["Normal"]
        normal.font.size = Pt(size)
        _faces(normal.element.get_or_add_rPr().get_or_add_rFonts(), BODY)
        for name in ("Title", "Heading 1"):
            style = document.styles[name]
            style.font.color.rgb = RGBColor(0, 0, 0)
            _faces(style.element.get_or_add_rPr().get_or_add_rFonts(), HEAD)
            for line in style.element.iter(qn("w:pBdr")):
                line.getparent().remove(line)

    def table(self, widths: Sequence[float], rows: int, style: str | None = None) -> Any:
        """A table with columns of so many millimetres."""
        made = self.document.add_table(rows, len(widths), style)
        made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Mm(width)
            for cell in column.cells:
                cell.width = Mm(width)
        return made


def remove(paragraph: Any) -> None:
    """Take out a paragraph: every cell, header and footer begins with an empty one."""
    paragraph._p.getparent().remove(paragraph._p)


def dress(run: Any, size: float, face: str) -> None:
    """The run's size, its faces and its language."""
    run.font.size, run.font.name = Pt(size), face
    properties = run._r.get_or_add_rPr()
    _faces(properties.get_or_add_rFonts(), face)
    language = OxmlElement("w:lang")
    _speak(language)
    properties.append(language)


def _speak(language: Any) -> None:
    """Chinese; Latin letters and numbers stay English, else programs break a number at the end of a line."""
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), office.LANGUAGE)


def _faces(fonts: Any, face: str) -> None:
    """All faces by name: one of the theme would win over them."""
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "eastAsia"):
        fonts.set(qn(f"w:{name}"), face)
