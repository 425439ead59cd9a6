"""A storyboard for a short film of a case: six shots in 45 seconds, and what must not be shown. Word, to be changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from column.kits.material import Material
from column.kits.papers import BODY, HEAD, Paper, remove
from column.kits.typesetting import SheetOverflowError
from column.settings.records import Settings

SECONDS = 45
SPEED = 4.5
"""Characters that a speaker says in a second without haste."""
COLUMNS = {"镜号": 13, "景别": 17, "画面": 74, "台词、旁白": 62, "字幕": 48, "时长": 17, "备注": 34}
"""The columns with their widths in millimetres."""
NOT_SHOWN = (
    "人脸：演员只拍手、背影和侧影；不用受害人、嫌疑人的照片和视频。",
    "真的号码和账号：电话、微信号、卡号、网址、二维码、车牌、门牌，一个也不拍；道具上写“示例”。",
    "真的软件界面和标志：手机画面自己画，不录屏。",
    "手法的细节：不演怎么操作手机、怎么填、怎么转，不念骗子的全套话；讲到能认出来为止。",
    "惊吓和嘲笑：不拍痛哭、争吵，不拿被骗的人开玩笑。",
)

_SHOTS = 6
_SIZE = 10.5
_LEAST = 5
"""Seconds of a shot at least."""


@dataclass(frozen=True, slots=True)
class Shot:
    frame: str
    picture: str
    voice: str
    caption: str
    note: str


def make(material: Material, settings: Settings) -> bytes:
    """The file; empty where the kit is not of a case. Raises `SheetOverflowError` where the words take longer to say."""
    if material.kind != "case":
        return b""
    shots = list(_shots(material, settings))
    seconds = lengths([shot.voice for shot in shots])
    title = f"《{material.slogan}》短片分镜脚本（{SECONDS}秒）"
    paper = Paper(True, (18, 16), _SIZE)
    paper.marked(material, settings)
    paper.paragraph(title, 18, HEAD, style="Title", bold=True, line=1.5)
    about = f"讲的是：{material.name}。横屏16∶9、竖屏9∶16都照这一份拍；旁白慢慢念，每秒四五个字，字幕不少于画面高度的5%。"
    paper.paragraph(about, _SIZE, line=1.5, before=4)
    rows = [
        (str(number), shot.frame, shot.picture, shot.voice, shot.caption, f"{second}秒", shot.note)
        for number, (shot, second) in enumerate(zip(shots, seconds, strict=True), 1)
    ]
    _table(paper, rows)
    paper.paragraph(
        "不能拍进去的", 12, HEAD, style="Heading 1", bold=True, line=1.5, before=8, colour="A8231B"
    )
    for line in NOT_SHOWN:
        paper.paragraph(f"× {line}", _SIZE, line=1.5, hanging=1.5)
    return paper.finished(material, settings, title)


def _shots(material: Material, settings: Settings) -> Iterator[Shot]:
    yield Shot(
        "全景",
        "平常的一天：屋里一个人的背影，手边的手机亮了一下。",
        f"有一种骗局，叫{material.said or material.name}。",
        f"当心{material.said or material.name}",
        "不交代是谁、在哪里",
    )
    told = (*material.signs[:3], *material.tips[1:])[: _SHOTS - 3]
    for at, line in enumerate(told):
        sign = line in material.signs[:3]
        yield Shot(
            ("近景", "特写", "近景")[at % 3],
            "手机特写：自己画的聊天框或来电，框里只写字幕上的这一句。"
            if sign
            else "手放下手机，照字幕上的话去做。",
            f"{line.rstrip('。')}{'，就要当心' if sign and at == 0 else ''}。",
            line,
            "只写这一句，不往下演" if sign else "动作慢，看得清",
        )
    yield Shot(
        "特写",
        "手停在屏幕上方，停两秒，把手机扣在桌上，拿起座机打给家里人。",
        f"停一停！{material.slogan}。",
        material.slogan,
        "这一下是全片最要紧的，留足时间",
    )
    yield Shot(
        "片尾",
        f"素色底，两个电话号码，{settings.government.organizer}，物料包里的二维码。",
        "钱已经转走，马上打幺幺零；拿不准，打九六幺幺零。",
        "已转账打110，拿不准打96110",
        "配反诈中心或者派出所的画面也行，不拍人脸",
    )


def lengths(voices: Sequence[str]) -> list[int]:
    """The seconds of each shot, by what is said in it; together `SECONDS`. Raises `SheetOverflowError`."""
    over = sum(map(len, voices)) - int(SECONDS * SPEED)
    if over > 0:
        raise SheetOverflowError("lists", over)
    spare, total = SECONDS - _LEAST * len(voices), sum(map(len, voices))
    seconds = [_LEAST + spare * len(voice) // total for voice in voices]
    seconds[-2] += SECONDS - sum(seconds)
    return seconds


def _table(paper: Paper, rows: Sequence[Sequence[str]]) -> None:
    table = paper.table(tuple(COLUMNS.values()), len(rows) + 1, "Table Grid")
    for number, (row, words) in enumerate(zip(table.rows, [tuple(COLUMNS), *rows], strict=True)):
        for cell, text in zip(row.cells, words, strict=True):
            empty = cell.paragraphs[0]
            head = number == 0
            paper.paragraph(text, _SIZE, HEAD if head else BODY, where=cell, line=1.45, bold=head)
            remove(empty)
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
