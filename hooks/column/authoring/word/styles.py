"""Properties of runs as Word resolves them: of the run, its character style, paragraph style, table style, defaults.

Rules: ECMA-376 part 1, 17.7.2 (order of styles) and 17.7.3 (toggle properties: two styles that both switch one on
switch it off).
"""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from column.authoring.word.elements import W, is_on, value

HIDDEN = ("vanish", "webHidden", "specVanish")
_EDGES = {
    "firstRow": ("tr", True),
    "lastRow": ("tr", False),
    "firstCol": ("tc", True),
    "lastCol": ("tc", False),
}
"""Parts of a table that are one row or column: its element, and whether nothing stands before it, or behind it."""


class Styles:
    """The styles of a document; `root` is its styles part, or None."""

    def __init__(self, root: etree._Element | None = None) -> None:
        styles = root.findall(f"{W}style") if root is not None else []
        self._styles = {str(style.get(f"{W}styleId")): style for style in styles}
        self._default = {
            str(style.get(f"{W}type")): str(style.get(f"{W}styleId"))
            for style in styles
            if style.get(f"{W}default") in ("1", "true", "on")
        }
        self._defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self._read = lru_cache(maxsize=None)(self._style_property)
        self._read_parts = lru_cache(maxsize=None)(self._part_properties)

    def name(self, style: str) -> str:
        """The name of a style, in lower case; empty if there is none of that id."""
        return value(self._styles[style].find(f"{W}name")).lower() if style in self._styles else ""

    def chain(self, style: str) -> list[etree._Element]:
        """A style and those it is based on, nearest first."""
        found: list[etree._Element] = []
        while style in self._styles and self._styles[style] not in found:
            found.append(self._styles[style])
            style = value(found[-1].find(f"{W}basedOn"))
        return found

    def _style_property(self, style: str, name: str) -> str | None:
        """`w:val` of a run property in a style's chain ("" without one); None if no style of the chain has it."""
        for each in self.chain(style):
            node = each.find(f"{W}rPr/{W}{name}")
            if node is not None:
                return str(node.get(f"{W}val", ""))
        return None

    def _part_properties(self, style: str, name: str) -> tuple[tuple[str, str], ...]:
        """The parts of a table (`firstRow`) for which a style's chain sets a run property, each with its `w:val`."""
        parts = (part for each in self.chain(style) for part in each.iterfind(f"{W}tblStylePr"))
        read = ((str(part.get(f"{W}type")), part.find(f"{W}rPr/{W}{name}")) for part in parts)
        return tuple((part, str(node.get(f"{W}val", ""))) for part, node in read if node is not None)

    def _of_table(self, table: etree._Element, run: etree._Element, name: str) -> str | None:
        """`w:val` of a run property by the style of a table around the run: of the run's part of the table, else of all
        of it."""
        style = value(table.find(f"{W}tblPr/{W}tblStyle")) or self._default.get("table", "")
        own = (state for part, state in self._read_parts(style, name) if _is_in(part, table, run))
        return next(own, self._read(style, name))

    def numbers_table(self, table: etree._Element) -> bool:
        """Whether the style of a table numbers paragraphs of it, or of a part of it."""
        chain = self.chain(value(table.find(f"{W}tblPr/{W}tblStyle")) or self._default.get("table", ""))
        return any(next(style.iterfind(f".//{W}pPr/{W}numPr"), None) is not None for style in chain)

    def toggled(self, run: etree._Element, *names: str) -> bool:
        """Whether one of the toggle properties holds for a run."""
        return any(self._toggled(run, name) for name in names)

    def _toggled(self, run: etree._Element, name: str) -> bool:
        own = run.find(f"{W}rPr/{W}{name}")
        if own is not None:
            return is_on(own)
        if self._defaults is not None and is_on(self._defaults.find(f"{W}{name}")):
            return True
        switched = [self._read(style, name) for style in self._applied(run)]
        switched += [self._of_table(table, run, name) for table in run.iterancestors(f"{W}tbl")]
        return sum(state is not None and state not in ("0", "false", "off") for state in switched) % 2 == 1

    def property(self, run: etree._Element, name: str) -> str:
        """`w:val` of a run property that is no toggle; empty if nothing sets it."""
        own = run.find(f"{W}rPr/{W}{name}")
        if own is not None:
            return value(own)
        states = (
            *(self._read(style, name) for style in self._applied(run)),
            *(self._of_table(table, run, name) for table in run.iterancestors(f"{W}tbl")),
        )
        return next((state for state in states if state is not None), "")

    def _applied(self, run: etree._Element) -> list[str]:
        """The styles of a run: character, paragraph."""
        paragraph = next(run.iterancestors(f"{W}p"), None)
        styles = [value(run.find(f"{W}rPr/{W}rStyle")) or self._default.get("character", "")]
        if paragraph is not None:
            styles.append(value(paragraph.find(f"{W}pPr/{W}pStyle")) or self._default.get("paragraph", ""))
        return [style for style in styles if style]


def _is_in(part: str, table: etree._Element, run: etree._Element) -> bool:
    """Whether a run is in a part of its table. Bands and corners are counted by none of ours: in doubt it is, because what
    is hidden there must not be published."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is not None and look.get(f"{W}{part}") in ("0", "false", "off"):
        return False
    if part not in _EDGES:
        return True
    kind, before = _EDGES[part]
    near = (each for each in run.iterancestors(f"{W}{kind}") if next(each.iterancestors(f"{W}tbl")) is table)
    return all(next(each.itersiblings(f"{W}{kind}", preceding=before), None) is None for each in near)
