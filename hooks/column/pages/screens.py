"""The page for a hall's screen (`/materials/screen/`): the wide pictures of all kits in force, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from column.kits.material import Material
from column.kits.sizes import Size
from column.pages.layout import head_tags
from column.pages.layout.page import LazyPage, Page
from column.pages.layout.templates import Templates
from column.text.placeholders import ROOT

URL, NAME = "materials/screen/", "大厅屏幕轮播"
DESCRIPTION = "给大厅的电视、LED 屏：横屏图片一张接一张，每 12 秒换一张；载入以后断了网也照样放。"
SECONDS = 12


@dataclass(frozen=True, slots=True)
class ScreenInputs:
    """`size`: the picture, in the folder of each kit; None where there is none, and nothing to be shown."""

    shown: tuple[Material, ...]
    size: Size | None


def size_of(sizes: Sequence[Size]) -> Size | None:
    """The picture that a hall's screen shows: the first wide one of `docs/data/sizes.yml`."""
    wide = (size for size in sizes if size.template == "screen" and size.width > size.height)
    return next(wide, None)


def page(shown: Iterable[Material], size: Size | None) -> LazyPage[ScreenInputs]:
    """`shown`: the kits that have the picture; cases come first, then what is for a group."""
    ordered = sorted(shown, key=lambda each: ("case", "group", "scam").index(each.kind))
    return LazyPage(URL, ScreenInputs(tuple(ordered), size), _screen, listed=False)


def _screen(templates: Templates, inputs: ScreenInputs) -> Page:
    settings = templates.settings
    body = templates.render("screen.html", inputs, name=NAME, description=DESCRIPTION, seconds=SECONDS)
    head = head_tags.NOINDEX + head_tags.for_site(settings)
    head += f'<script defer src="{ROOT}assets/javascripts/screen.js"></script>\n'
    return Page(URL, "", f"{NAME} - {settings.name}", DESCRIPTION, body, head)
