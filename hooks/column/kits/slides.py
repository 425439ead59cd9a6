"""A deck of slides for a hall: 16:9, large type, and what else python-pptx leaves to do.

A run that names a Latin face alone keeps another Chinese one in WPS: every run and the theme name both. Sizes are in
points; a slide is 960 wide and 540 high.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import XmlPart
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from column.kits import office
from column.kits.material import Material
from column.settings.records import Settings

FACE = "微软雅黑"
WIDE, HIGH = 960, 540
EDGE = 48
LEAST, TITLE = 24, 40
"""Points of type: the smallest on a slide, and a title's."""
NAVY, INK, SOFT, AMBER, RED, WHITE = "0B2A5B", "16202E", "445062", "FFD561", "A8231B", "FFFFFF"

_LINE = 1.36
"""Height of a line, in its type size."""
_BAND = 96
_COVER, _PLAIN = 0, 5
"""The layouts of python-pptx's template that are used: a title slide's, and a title alone."""

Box = tuple[float, float, float, float]
"""Left, top, width and height."""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. `numbered`: it is a point of a list; `gap`: above it."""

    text: str
    size: float
    colour: str = INK
    bold: bool = False
    numbered: bool = False
    gap: float = 0

    def height(self, width: float) -> float:
        """As high as it gets in a box of that width."""
        room = width / self.size - (1.6 if self.numbered else 0) - 1
        return -(-office.ems(self.text) // room) * self.size * _LINE + self.gap


def height(words: Iterable[Words], width: float) -> float:
    return sum(each.height(width) for each in words)


class Deck:
    """Slides in the making. `sample` writes 示例 across each."""

    def __init__(self, sample: bool) -> None:
        self._deck = Presentation()
        self._deck.slide_width, self._deck.slide_height = Pt(WIDE), Pt(HIGH)
        self._template(sample)

    def slide(
        self, title: str, notes: str, ground: str = "", size: float = TITLE, box: Box | None = None
    ) -> Slide:
        """A slide with its title; one with a `ground` is of that colour and has its title in `box`."""
        slide = self._deck.slides.add_slide(self._layouts[0 if ground else 1])
        made = Slide(slide)
        if ground:
            slide.background.fill.solid()
            slide.background.fill.fore_color.rgb = _colour(ground)
        made.write(slide.shapes.title, [Words(title, size, WHITE, bold=True)], MSO_ANCHOR.MIDDLE)
        if box:
            _place(slide.shapes.title, box)
        frame = slide.notes_slide.notes_text_frame
        for at, line in enumerate(notes.split("\n")):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            _dress(paragraph.add_run(), line)
        return made

    def finished(self, material: Material, settings: Settings, title: str) -> bytes:
        """The file."""
        office.describe(self._deck.core_properties, material, settings, title)
        target = BytesIO()
        self._deck.save(target)
        return office.packed(target.getvalue())

    def _template(self, sample: bool) -> None:
        """python-pptx's own template as we need it: two layouts of 16:9, Chinese faces, no picture of its own."""
        deck, master = self._deck, self._deck.slide_master
        self._layouts = [deck.slide_layouts[_COVER], deck.slide_layouts[_PLAIN]]
        for layout in list(deck.slide_layouts):
            if layout not in self._layouts:
                deck.slide_layouts.remove(layout)
        title = (EDGE, 12, WIDE - 2 * EDGE, _BAND - 20)
        for sheet in (master, *self._layouts):
            for shape in list(sheet.placeholders):
                if shape.placeholder_format.type in (1, 3):
                    _place(shape, title)
                    shape.text_frame.text = "标题"
                elif sheet is master and shape.placeholder_format.type == 2:
                    _place(shape, (EDGE, _BAND + 24, WIDE - 2 * EDGE, HIGH - _BAND - 72))
                    shape.text_frame.text = "正文"
                else:
                    shape._element.getparent().remove(shape._element)
        for name, layout in zip(("满幅", "标题"), self._layouts, strict=True):
            layout.name = name
        _rectangle(self._layouts[1], (0, 0, WIDE, _BAND), NAVY)
        _rectangle(self._layouts[1], (0, _BAND, WIDE, 5), AMBER)
        for layout in self._layouts if sample else ():
            _across(layout)
        for element in (deck.part._element, master._element, *(layout._element for layout in self._layouts)):
            for properties in element.iter(qn("a:defRPr")):
                properties.set("lang", office.LANGUAGE)
            for run in element.iter(qn("a:r")):
                _speak(run)
        self._with_faces(master.part)
        self._with_faces(deck.notes_master.part)
        for run in deck.notes_master._element.iter(qn("a:r")):
            _speak(run)
        package = deck.part.package
        for id, relation in list(package._rels.items()):
            if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
                package._rels.pop(id)

    def _with_faces(self, part: Any) -> None:
        theme: Any = part.part_related_by(RELATIONSHIP_TYPE.THEME)
        made = office.with_face(theme.blob, FACE)
        if isinstance(theme, XmlPart):
            theme._element = parse_xml(made)
        else:
            theme._blob = made


class Slide:
    """One slide, filled from the top."""

    def __init__(self, slide: Any) -> None:
        self._slide = slide

    def text(self, box: Box, words: Sequence[Words], anchor: MSO_ANCHOR = MSO_ANCHOR.TOP) -> None:
        self.write(self._slide.shapes.add_textbox(*map(Pt, box)), words, anchor)

    def write(self, shape: Any, words: Sequence[Words], anchor: MSO_ANCHOR) -> None:
        """Put the words into a shape; a line end within them stays one."""
        frame = shape.text_frame
        frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, anchor
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for at, each in enumerate(words):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            paragraph.line_spacing, paragraph.space_before = Pt(each.size * _LINE), Pt(each.gap)
            _mark(paragraph, each)
            for number, line in enumerate(each.text.split("\n")):
                if number:
                    paragraph.add_line_break()
                run = paragraph.add_run()
                run.font.size, run.font.bold = Pt(each.size), each.bold
                run.font.color.rgb = _colour(each.colour)
                _dress(run, line)

    def picture(self, box: Box, png: bytes, told: str) -> None:
        """A picture with its text for those who do not see it."""
        picture = self._slide.shapes.add_picture(BytesIO(png), *map(Pt, box))
        picture._element.nvPicPr.cNvPr.set("descr", told)

    def bar(self, box: Box, colour: str) -> None:
        _rectangle(self._slide, box, colour)


def _colour(digits: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(digits))  # type: ignore[no-untyped-call]


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Pt, box)


def _dress(run: Any, text: str) -> None:
    """The words of a run, in Chinese and in our face."""
    run.text = text
    _speak(run._r)


def _speak(run: Any) -> None:
    """Chinese, in our face: for Latin letters and for Chinese."""
    properties = run.get_or_add_rPr()
    properties.set("lang", office.LANGUAGE)
    properties.set("altLang", "en-US")
    latin = properties.get_or_add_latin()
    latin.set("typeface", FACE)
    if latin.getnext() is None or latin.getnext().tag != qn("a:ea"):
        latin.addnext(etree.Element(qn("a:ea"), typeface=FACE))


def _mark(paragraph: Any, words: Words) -> None:
    """No bullet, or a number that hangs before the lines."""
    properties = paragraph._p.get_or_add_pPr()
    indent = Pt(words.size * 1.6) if words.numbered else 0
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    properties.set("algn", "l")
    if words.numbered:
        etree.SubElement(etree.SubElement(properties, qn("a:buClr")), qn("a:srgbClr"), val=RED)
        etree.SubElement(properties, qn("a:buFont"), typeface=FACE)
        etree.SubElement(properties, qn("a:buAutoNum"), type="arabicPeriod")
    else:
        etree.SubElement(properties, qn("a:buNone"))


def _rectangle(sheet: Any, box: Box, colour: str) -> None:
    """A plain surface."""
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
    _add(sheet, box, fill, "<a:p/>", 0)


def _across(sheet: Any) -> None:
    """The mark of a sample, over the whole slide and behind its words."""
    run = (
        f'<a:p><a:pPr algn="ctr"/><a:r><a:rPr lang="{office.LANGUAGE}" altLang="en-US" sz="22000" b="1"><a:solidFill>'
        f'<a:srgbClr val="8A96A8"><a:alpha val="15000"/></a:srgbClr></a:solidFill><a:latin typeface="{FACE}"/>'
        f'<a:ea typeface="{FACE}"/></a:rPr><a:t>示 例</a:t></a:r></a:p>'
    )
    _add(sheet, (0, 120, WIDE, 300), "<a:noFill/>", run, -20)


_NAMES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def _add(sheet: Any, box: Box, look: str, paragraphs: str, degrees: int) -> None:
    """A rectangle on a slide or a layout; for a layout python-pptx has no way to add one."""
    tree = sheet.shapes._spTree
    left, top, width, height = (round(each * 12700) for each in box)
    tree.append(
        parse_xml(
            f'<p:sp {_NAMES}><p:nvSpPr><p:cNvPr id="{len(tree) + 100}" name="{len(tree)}"/><p:cNvSpPr/><p:nvPr/>'
            f'</p:nvSpPr><p:spPr><a:xfrm rot="{degrees * 60000 % 21600000}">'
            f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect">'
            f'<a:avLst/></a:prstGeom>{look}</p:spPr><p:txBody><a:bodyPr anchor="ctr"/><a:lstStyle/>{paragraphs}'
            f"</p:txBody></p:sp>"
        )
    )
