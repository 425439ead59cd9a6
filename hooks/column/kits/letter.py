"""A letter to a group (致…的一封信), with room for a stamp and a date; Word, so that the office can change it."""

from __future__ import annotations

from docx.enum.text import WD_ALIGN_PARAGRAPH

from column.kits import office
from column.kits.material import Material
from column.kits.papers import BODY, HEAD, Paper, remove
from column.settings.records import Settings

_SIZE = 15
_LINE = 1.68
_WIDTH, _LINES = 29, 25
"""Characters in a line, lines on a sheet."""


def make(material: Material, settings: Settings) -> bytes:
    """The file; empty where the kit is for nobody to whom a letter is written."""
    to = material.talk.letter
    if not to:
        return b""
    title = f"致{to}的一封信"
    paper = Paper(False, (24, 27), _SIZE)
    paper.marked(material, settings)
    paper.paragraph(
        title, 22, HEAD, style="Title", bold=True, align=WD_ALIGN_PARAGRAPH.CENTER, line=1.5, before=0
    )
    paper.paragraph(f"{to}：", _SIZE, line=_LINE, before=12)
    opening = "大家好！近来有一类骗局，请您留意。" if material.kind == "case" else "大家好！"
    paper.paragraph(opening + material.summary, _SIZE, line=_LINE, indent=2)
    most = next((most for most in (6, 5, 4) if _lines(material, most) <= _LINES), 3)
    for head, lines in (
        ("碰到下面的情况，就要当心", material.signs[:most]),
        ("请您这样做", material.tips[:most]),
    ):
        paper.paragraph(head, _SIZE, HEAD, style="Heading 1", bold=True, line=_LINE, before=6, indent=2)
        for number, line in enumerate(lines, 1):
            paper.paragraph(f"{number}. {line.rstrip('。')}。", _SIZE, line=_LINE, indent=2)
    close = "钱已经转走了，马上打110；拿不准，打96110问一问。请您也把这些话讲给家里人和身边的人听。"
    paper.paragraph(close, _SIZE, line=_LINE, before=6, indent=2)
    _signature(paper, material, settings)
    return paper.finished(material, settings, title)


def _lines(material: Material, most: int) -> int:
    """How many lines a letter takes with so many signs and tips: the letter keeps to one sheet."""
    paragraphs = (material.summary, *material.signs[:most], *material.tips[:most])
    return 11 + sum(-(-(len(words) + 5) // _WIDTH) for words in paragraphs)


def _signature(paper: Paper, material: Material, settings: Settings) -> None:
    """The code on the left; on the right who writes, with room for a stamp, and the day to fill in."""
    left, right = paper.table((54, paper.width - 54), 1).rows[0].cells
    code = left.paragraphs[0]
    paper.picture(office.code(material, settings), 24, "二维码，打开这封信讲的网页", code)
    paper.paragraph("扫一扫，看网页", 10.5, BODY, where=left)
    first = right.paragraphs[0]
    align = WD_ALIGN_PARAGRAPH.RIGHT
    paper.paragraph(settings.government.organizer, _SIZE, where=right, align=align, line=_LINE, before=40)
    paper.paragraph("　　　年　　月　　日", _SIZE, where=right, align=align, line=_LINE)
    remove(first)
