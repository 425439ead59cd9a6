"""Sheets as they are printed and shown: read back as a printer's, a phone's and a screen reader's program reads them."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from column.kits import material, sizes, typesetting
from column.kits.sizes import Size
from column.kits.talk import Talk
from column.kits.typesetting import SheetOverflowError
from column.media import drawings
from column.settings.records import Government
from support import builders
from support.project import ROOT

SETTINGS = replace(builders.site(), government=Government(organizer="示例市公安局"))
SIZES = {size.file: size for size in sizes.load(ROOT)[0]}
WORDS = replace(
    material.of_case(builders.case("new", date(2026, 3, 2), review_by=date(2026, 9, 1)), Talk()),
    slogan="熟人要钱，先打个电话",
    signs=("忽然换号，重新加好友", "不方便出面，请您代付", "发来转账截图，说钱已到账"),
    tips=("用原来的号码打过去", "单位付款走审批", "只看自己银行的余额"),
    scene="acquaintance",
)
FULL = replace(
    WORDS,
    slogan="陌生电话先挂断再问家里人不要怕失礼" + "呀" * 3,
    summary="摘" * 120,
    signs=(
        "要当心这样的话说得又长又多一句接着一句让人来不及想只好照着他说的一步一步去做到最后把钱转给他还不知道是怎么回事啊",
    )
    * 6,
    tips=(
        "要当心这样的话说得又长又多一句接着一句让人来不及想只好照着他说的一步一步去做到最后把钱转给他还不知道是怎么回事啊",
    )
    * 6,
)

TOO_LONG = {file for file, size in SIZES.items() if size.template in ("poster", "screen")} - {
    "screen-1080x1920.png"
}
"""The sheets on which six points of 60 characters do not fit, as few of them as they show."""


@cache
def sheet(file: str, words: material.Material = WORDS) -> bytes:
    return typesetting.typeset(words, SIZES[file], SETTINGS)


@pytest.mark.parametrize(
    "size", [each for each in SIZES.values() if not each.pixels], ids=lambda size: size.file
)
def test_a_printer_gets_the_boxes_the_fonts_and_the_tags(size: Size) -> None:
    with pikepdf.open(BytesIO(sheet(size.file))) as pdf:
        page = pdf.pages[0]
        trim = [float(side) for side in page.get("/TrimBox", page.mediabox)]
        assert trim[2] - trim[0] == pytest.approx(size.width, abs=0.5)
        assert trim[3] - trim[1] == pytest.approx(size.height, abs=0.5)
        media = [float(side) for side in page.mediabox]
        assert media[2] - media[0] == pytest.approx(size.width + 2 * size.bleed, abs=0.5)
        assert len(pdf.pages) == (2 if size.template == "leaflet" else 1)
        assert pdf.Root.Lang == "zh-CN"
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_metadata() as about:
            assert WORDS.slogan in about["dc:title"]
            assert about["pdfuaid:part"] == "1"
        fonts = [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        assert all(re.fullmatch(r"/[A-Z]{6}\+.+", str(font.FontName)) for font in fonts)
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


@pytest.mark.parametrize("size", [each for each in SIZES.values() if each.pixels], ids=lambda size: size.file)
def test_a_picture_has_its_pixels_and_a_code_that_phones_read(size: Size) -> None:
    with Image.open(BytesIO(sheet(size.file))) as picture:
        assert picture.width == size.width
        assert size.template == "long" or picture.height == size.height
        codes = zxingcpp.read_barcodes(picture.convert("RGB"))
    assert [code.text for code in codes] == [f"{SETTINGS.url}k/{WORDS.id}/{WORDS.version}/"]


def test_the_same_words_give_the_same_bytes() -> None:
    for file in ("poster-a4-print.pdf", "popup-1024x768.png"):
        assert typesetting.typeset(WORDS, SIZES[file], SETTINGS) == sheet(file)


def test_rare_characters_are_there() -> None:
    plain, rare = (sheet("poster-a4.pdf", replace(WORDS, slogan=name)) for name in ("熟人借钱", "沄灏借钱"))
    assert plain != rare


@pytest.mark.parametrize("file", SIZES)
def test_the_longest_words_fit_or_are_told(file: str) -> None:
    made = b""
    with suppress(SheetOverflowError):
        made = sheet(file, FULL)
    assert bool(made) is (file not in TOO_LONG)


def test_how_many_characters_are_too_many_is_told() -> None:
    size = SIZES["popup-1024x768.png"]
    over = typesetting.excess(FULL, size, SETTINGS, "lists")
    shown = sum(map(len, (*FULL.signs[: size.signs], *FULL.tips[: size.tips])))
    assert 0 < over < shown
    most = (shown - over) // (size.signs + size.tips)
    assert typesetting.typeset(
        replace(FULL, signs=("长" * most,) * 6, tips=("长" * most,) * 6), size, SETTINGS
    )


def test_text_is_never_markup() -> None:
    words = replace(
        WORDS, slogan='#read("/etc/passwd") $x$', signs=("*a*", "= b", "#panic()"), tips=("<l>", "@x")
    )
    assert sheet("poster-a4.pdf", words)


def _light(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


GROUNDS = {
    "white": ("navy", "red"),
    "amber": ("navy",),
    "navy": ("white",),
    "red": ("white",),
    "soft": ("white",),
}
"""The colours of words, and what they stand on."""


def test_words_stand_out_from_their_ground() -> None:
    text = "".join(template.read_text("utf-8") for template in typesetting.TEMPLATES.glob("*.typ"))
    colours = dict(re.findall(r'#let (\w+) = rgb\("#([0-9a-f]{6})"\)', text)) | {"white": "ffffff"}
    inks = set(re.findall(r"fill: (\w+)", text)) - {"fill", "none", "rgb"}
    assert inks | {"ink"} == GROUNDS.keys() | {"ink"}
    for ink, grounds in (GROUNDS | {"ink": ("white",)}).items():
        for ground in grounds:
            low, high = sorted(_light(colours[each]) for each in (ink, ground))
            assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, ground)


def test_the_scene_is_on_every_sheet_and_told_to_who_does_not_see_it() -> None:
    bare = replace(WORDS, scene="")
    seen = drawings.scenes()["acquaintance"].seen
    for file in SIZES:
        assert sheet(file) != sheet(file, bare), file
    with pikepdf.open(BytesIO(sheet("poster-a4.pdf"))) as pdf:
        told = [
            str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
        ]
    assert f"示意画：{seen}" in told


def test_templates_ask_the_network_for_nothing() -> None:
    for template in typesetting.TEMPLATES.glob("*.typ"):
        assert "@preview" not in template.read_text("utf-8")
