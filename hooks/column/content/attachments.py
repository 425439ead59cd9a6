"""Photos beside an article: which of them it names, and what is wrong with the rest. Films: `videos`, `recordings`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from column.content.discovery import Found
from column.media import films
from column.media import photos as pictures
from column.model.attachments import Film, Photo, TextFile, name_key
from column.model.problems import Problem, Rule, Severity
from column.parsing.source import Source
from column.text.markdown_html import Rendered

Attachment = Photo | Film | TextFile | Problem
"""A file beside an article, or what is wrong with it."""

PHOTO = Rule(
    id="photo",
    title="照片找不到或者打不开",
    part="照片和视频",
    source="照片和 index.md 放在同一个文件夹，才会一起发布",
    bad="![民警向居民讲解防骗知识](D:/照片/1.jpg)",
    good="![民警向居民讲解防骗知识](photo-1.jpg)",
)
PHOTO_ALT = Rule(
    id="photo-alt",
    title="照片没有说明",
    severity=Severity.WARNING,
    part="照片和视频",
    source="看不见照片的人靠这句话知道内容（GB/T 37668-2019 信息技术 互联网内容无障碍可访问性技术要求与测试方法）",
    bad="![](photo-1.jpg)",
    good="![民警向居民讲解防骗知识](photo-1.jpg)",
    excusable=True,
)
PHOTO_MOVES = Rule(
    id="photo-moves",
    title="会动的图片",
    severity=Severity.WARNING,
    part="照片和视频",
    source="动图在网站、订阅和公众号里都只显示第一个画面",
    bad="![转账的四步](steps.gif)（会动）",
    good="截成几张照片，或者把视频写进“视频”一项",
    excusable=True,
)
RULES = (PHOTO, PHOTO_ALT, PHOTO_MOVES)


def photographs(
    found: Found, source: Source, rendered: Rendered, beside: Mapping[str, Attachment], poster: Photo | None
) -> tuple[list[Photo], list[Problem]]:
    """The article's photos in reading order, those that the text does not name behind them, but for the `poster` of its
    film; what is wrong with the places where the text names them."""
    table = {
        name_key(name): photo
        for name, photo in beside.items()
        if PurePosixPath(name).suffix.lower() in pictures.SUFFIXES
    }
    known: dict[str, Photo] = {}
    for name, alt in rendered.images:
        photo = table.get(name_key(name))
        if isinstance(photo, Photo):
            known.setdefault(name_key(name), replace(photo, alt=alt))
    rest = [
        photo
        for name, photo in table.items()
        if isinstance(photo, Photo) and name not in known and photo != poster
    ]
    photos = [*known.values(), *rest]
    return photos, [*_misplaced(found, source, rendered, table), *_moving(source, photos)]


def _moving(source: Source, photos: Sequence[Photo]) -> Iterator[Problem]:
    """Moving pictures, of which readers see one frame."""
    for photo in photos:
        if photo.moves:
            rows = enumerate(source.text.split("\n"), start=1)
            at = next((number for number, row in rows if photo.name in row), source.body_line)
            what = f"“{photo.name}”是会动的图片，只显示第一个画面。"
            mend = "要看的画面截成照片，一张一个画面；动作要紧的，录成视频写进“视频”一项（案例才有）。"
            yield source.problem(PHOTO_MOVES, what, mend, at)


def _misplaced(
    found: Found, source: Source, rendered: Rendered, table: Mapping[str, Attachment]
) -> Iterator[Problem]:
    """Pictures that the text names and that are not there, come from elsewhere, are no photos, or have no text for the blind."""
    there = {name_key(name) for name in found.beside if not (films.is_film(name) or films.is_sound(name))}
    rows = list(enumerate(source.text.split("\n"), start=1))[source.body_line - 1 :]

    def line(name: str) -> int:
        return next((number for number, row in rows if name in row), source.body_line)

    for address in rendered.dropped:
        what = f"图片“{address[:80]}”不在文章的文件夹里，不会显示。"
        mend = "把照片放到 index.md 旁边，只写它的文件名。"
        yield source.problem(PHOTO, what, mend, line(address))
    for name, alt in rendered.images:
        if name_key(name) not in table and name_key(name) in there:
            mend = "这个文件自己也有一条提示，照它改好。"
            yield source.problem(PHOTO, f"“{name}”不是能发布的照片。", mend, line(name))
        elif name_key(name) not in table:
            mend = "把照片传到同一个文件夹，或改正文件名。"
            yield source.problem(PHOTO, f"找不到照片“{name}”。", mend, line(name))
        elif not alt.strip():
            what = f"照片“{name}”没有说明，看不见的人不知道它是什么。"
            mend = f"在方括号里写一句：![民警向居民讲解防骗知识]({name})"
            yield source.problem(PHOTO_ALT, what, mend, line(name))


def cover(source: Source, photos: Sequence[Photo]) -> Iterator[Problem]:
    """A cover that is none of the article's photos."""
    written = source.matter.get("cover")
    names = {name_key(photo.name) for photo in photos}
    if isinstance(written, str) and written and name_key(written) not in names:
        mend = "把照片传到同一个文件夹，或改正文件名；只写一张。"
        yield source.problem(PHOTO, f"找不到封面照片“{written}”。", mend, "cover")
