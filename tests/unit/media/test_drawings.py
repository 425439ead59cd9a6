"""Icons and scenes: each term has its own, each is drawn by the same few means, and pages get light files."""

from __future__ import annotations

import gzip
import re
from itertools import chain
from pathlib import Path

import pytest
from lxml import etree

from column.content import taxonomies
from column.media import drawings
from column.media.drawings import AMBER
from column.pages.layout.templates import FOLDER as TEMPLATES
from column.selfhelp import text_pages
from support.project import ROOT

SVG = "{http://www.w3.org/2000/svg}"
ICONS = sorted((drawings.FOLDER / "icons").glob("*.svg"))
SHAPES = {
    "path": {"d"},
    "circle": {"cx", "cy", "r"},
    "rect": {"x", "y", "width", "height", "rx"},
}
PEN = {
    "viewBox": "0 0 48 48",
    "fill": "none",
    "stroke": "currentColor",
    "stroke-width": "2.5",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}
FILLED = {"fill": AMBER, "stroke": "none"}


OUTLINES = SHAPES | {"ellipse": {"cx", "cy", "rx", "ry"}}
PALETTE = {"#0b2a5b", "#2f62ac", "#c7d8f0", "#e7eef9", "#fff", "#f2b705", "#f1d3a8", "#a8231b"}
"""Navy, three blues, paper, amber, sand for hands and heads, and red for danger alone."""
LINES = {"fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray", "opacity"}


def asked_for() -> set[str]:
    """The icons that templates name, and those of all terms and texts."""
    words, _ = taxonomies.load(ROOT)
    of_terms = {f"type-{scam.id}" for scam in words.scams.records}
    of_terms |= {f"group-{group.id}" for group in words.groups.records}
    of_terms |= {f"venue-{venue.id}" for venue in words.venues.records}
    of_texts = {f"page-{address.split('/')[0]}" for address in text_pages.ADDRESSES}
    files = chain(TEMPLATES.rglob("*.html"), (ROOT / "hooks" / "theme").rglob("*.html"))
    named = {
        name for file in files for name in re.findall(r'icon\("([a-z-]+[a-z])"\)', file.read_text("utf-8"))
    }
    assert len(of_terms) >= 33
    assert named
    return of_terms | of_texts | named


def test_whatever_pages_ask_for_is_drawn() -> None:
    acts = {f"act-{act}" for act in ("hang-up", "ask", "dial", "keep", "freeze", "print")}
    assert asked_for() | acts <= drawings.icons().names


@pytest.mark.parametrize("file", ICONS, ids=lambda file: file.stem)
def test_an_icon_is_lines_of_one_pen_and_one_amber_part(file: Path) -> None:
    root = etree.parse(str(file)).getroot()
    assert (root.tag, dict(root.attrib)) == (f"{SVG}svg", PEN)
    filled = 0
    for place, shape in enumerate(root):
        attributes = dict(shape.attrib)
        if attributes.items() >= FILLED.items():
            assert filled == place, "amber lies below the lines"
            filled += 1
            attributes = {name: value for name, value in attributes.items() if name not in FILLED}
        assert attributes.keys() <= SHAPES[shape.tag.removeprefix(SVG)]
        assert not len(shape)
    assert filled == 1
    assert len(root) > 1


def test_no_icon_is_drawn_twice() -> None:
    assert len({file.read_bytes() for file in ICONS}) == len(ICONS) > 33


def test_the_sprite_is_light_and_has_every_icon() -> None:
    icons = drawings.icons()
    symbols = etree.fromstring(icons.sprite)
    assert {symbol.get("id") for symbol in symbols} == icons.names
    assert len(gzip.compress(icons.sprite)) < 14_000
    assert AMBER.encode() in icons.sprite
    assert f'"{AMBER}"'.encode() not in icons.sprite, "an amber that dark pages cannot set"


@pytest.mark.parametrize("kind", ["type", "group", "page"])
def test_what_has_no_drawing_yet_gets_a_neutral_one(kind: str) -> None:
    icons = drawings.icons()
    assert icons.named(f"{kind}-police") == ("type-police" if kind == "type" else f"{kind}-other")
    assert icons.named(f"{kind}-new-one") in icons.names


def test_each_scam_type_and_each_venue_off_line_has_a_scene() -> None:
    words, _ = taxonomies.load(ROOT)
    assert {scam.id for scam in words.scams.records} <= drawings.scenes().keys()
    assert drawings.OF_VENUES.keys() == {venue.id for venue in words.venues.records} - {"online"}
    assert set(drawings.OF_VENUES.values()) <= drawings.scenes().keys()


@pytest.mark.parametrize("id", drawings.scenes())
def test_a_scene_is_flat_shapes_of_the_sites_colours(id: str) -> None:
    """Whatever browsers, typst and phones draw alike."""
    scene = drawings.scenes()[id]
    root = etree.fromstring(scene.svg)
    assert dict(root.items()) == {"viewBox": f"0 0 {drawings.WIDTH} {drawings.HEIGHT}"}
    _, title, *shapes = root.iter()
    assert title.text == scene.seen
    colours = set()
    for shape in shapes:
        tag = shape.tag.removeprefix(SVG)
        own = {"transform", "color"} if tag == "g" else OUTLINES[tag] | LINES
        assert set(shape.keys()) <= own, tag
        colours |= {shape.get(name) for name in ("fill", "stroke", "color")} - {None, "none", "currentColor"}
    assert colours <= PALETTE
    assert len(shapes) > 20


def test_scenes_are_light_and_differ() -> None:
    scenes = drawings.scenes().values()
    assert max(len(gzip.compress(scene.svg.encode())) for scene in scenes) < 6_000
    assert len({scene.svg for scene in scenes}) == len({scene.seen for scene in scenes}) == len(scenes) >= 20
    for scene in scenes:
        assert 15 <= len(scene.seen) <= 60
        assert scene.seen.endswith("。")


def test_each_part_of_scenes_is_used() -> None:
    drawn = "".join(file.read_text("utf-8") for file in (drawings.FOLDER / "scenes").iterdir())
    parts: list[str] = re.findall(r'<g id="([a-z-]+)">', (drawings.FOLDER / "parts.svg").read_text("utf-8"))
    assert [part for part in parts if f'parts.svg#{part}"' not in drawn] == []
