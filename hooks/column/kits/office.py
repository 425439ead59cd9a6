"""What the office files of a kit (slides, letter, storyboard) have in common: East Asian faces by name, Chinese as their
language, the same bytes on every run.

python-pptx and python-docx start from templates of their own: of 4:3 and without an East Asian face the one, Japanese the
other; and both stamp the time into the archive.
"""

from __future__ import annotations

import unicodedata
import zipfile
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

from lxml import etree

from column.kits import typesetting
from column.kits.material import Material
from column.media import drawings, qr
from column.settings.records import Settings

STAMP = (1980, 1, 1, 0, 0, 0)
"""The time of every entry of an archive."""
LANGUAGE = "zh-CN"

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MADE = datetime(2025, 1, 1, tzinfo=UTC)


def packed(written: bytes) -> bytes:
    """An office file with its parts in the order of their names and without the time at which it was written."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(written)) as old, zipfile.ZipFile(target, "w") as new:
        for name in sorted(old.namelist()):
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return target.getvalue()


def describe(core: Any, material: Material, settings: Settings, title: str) -> None:
    """Fill in the file's properties (`core_properties` of both libraries); the time is the day of the words."""
    day = datetime.combine(material.day, time(), UTC) if material.day else _MADE
    core.title, core.subject, core.language = title, material.label, LANGUAGE
    core.author = core.last_modified_by = settings.government.organizer
    core.created = core.modified = day.replace(tzinfo=None)
    core.comments, core.keywords, core.revision = f"版本 {material.version}", "反诈", 1


def with_face(theme: bytes, face: str) -> bytes:
    """A theme whose fonts are `face`, for Latin letters and Chinese, by its name and for the script."""
    root = etree.fromstring(theme)
    for kind in (f"{_DRAWING}majorFont", f"{_DRAWING}minorFont"):
        for fonts in root.iter(kind):
            for name in ("latin", "ea"):
                for font in fonts.iter(_DRAWING + name):
                    font.set("typeface", face)
            for font in fonts.iter(f"{_DRAWING}font"):
                if font.get("script") == "Hans":
                    font.set("typeface", face)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def code(material: Material, settings: Settings) -> bytes:
    """The QR code of the kit's version as PNG."""
    code = qr.svg(f"{settings.url}k/{material.id}/{material.version}/")
    return typesetting.smaller(drawings.raster(code, 480, 480))


def address(material: Material, settings: Settings) -> str:
    """The page's address as people type it."""
    return settings.url.removeprefix("https://").removeprefix("http://") + material.url


def ems(text: str) -> float:
    """The width of a text in ems: Chinese characters and full-width marks have one, all others some half."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.58 for char in text)
