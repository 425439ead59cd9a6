"""Text that Markdown would take for markup, though nobody meant any: made to stand as it was written.

Masked numbers (`138****5678`), dates with dots at the start of a line, a row of dashes under a paragraph, angle brackets
around a name, an element that would swallow the rest of the text: all of it stays text. Full-width brackets around a
picture or an address are read as the half-width ones, a table begins without an empty line before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from column.text import code_spans, list_markup
from column.text.surnames import SURNAMES

HTML = frozenset(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br "  # noqa: SIM905
    "button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed "
    "fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html i iframe img image "
    "input ins isindex kbd label legend li link main map mark marquee math menu meta meter nav nobr noembed noframes "
    "noscript object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script "
    "section select slot small source span strike strong style sub summary sup svg table tbody td template textarea tfoot "
    "th thead time title tr track tt u ul var video wbr xmp".split()
)
"""The elements of HTML, those of its past too (HTML Living Standard, 4 and 16.2)."""
SWALLOWING = (
    "style",
    "script",
    "title",
    "textarea",
    "xmp",
    "noembed",
    "noframes",
    "iframe",
    "plaintext",
    "template",
)
"""Elements whose content a browser takes for something else than text, up to their end or to that of the page."""

_VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input isindex link meta param source track wbr".split()  # noqa: SIM905
)
_ENDS_BY_ITSELF = frozenset(
    "body colgroup dd dt head html li optgroup option p rb rp rt rtc tbody td tfoot th thead tr".split()  # noqa: SIM905
)
"""Elements whose end may be left out (HTML Living Standard, 13.1.2.4)."""

_LETTER = r"0-9A-Za-z\u3400-\u9fff"
_END = r"[ \t]*(?:\n|$)"
_SUSPICIOUS = re.compile(
    r"[*<|\uff3b\uff5c]|\]\uff08|\uff01\[|\]:|\[\^"
    r"|(?:^|\n)(?: *(?:[-+]|\d+[.)])[ \t]| {0,3}#{1,6}[^ \t\n#]|\uff03|\uff0d| {0,3}(?:-+|=+)[ \t]*(?:\n|$))"
)
_STARS = re.compile(rf"(?<=[{_LETTER}])\*{{3,}}|(?<=\d-)\*+(?=-?\d)|(?<=\d)\*+(?=-?\d)")
_LONE_STAR = re.compile(
    rf"(?<=[{_LETTER}])\*(?!\*)(?=[{_LETTER}])|(?<=[\u3400-\u9fff])(?<!\*)\*(?![\s*\uff09)\u3002\uff0c\u3001\uff1b\uff1a\uff01？])"
)
_MASKED_NAME = re.compile(r"(?<=[\u3400-\u9fff])\*(?!\*)")
_SINGLE_STAR = re.compile(r"(?<!\*)\*(?!\*)")
_BLOCK = re.compile(r"(?:[^\n]*[^\s][^\n]*(?:\n|$))+")
_STAR_ROW = re.compile(r"(?P<mark>^[ \t]*\*(?=[ \t])|^[ \t]*(?:\*[ \t]*){3,}$|\\\*)|(?P<row>\*+)", re.M)
"""A row of stars; the mark of an item, a line of stars or an escaped star is none."""
_MASKABLE = SURNAMES | {"某"}
"""Characters behind which a row of stars may hide a given name."""
_NUMBER = re.compile(r"^( {0,3}(?:\d{3,}|\d+(?=\. \d{1,2}\. \d)))([.)])(?=\s)", re.M)
_TOPIC = re.compile(r"^( {0,3})#(?=(?:#{0,5}[\d*]|[^\s#][^\n]*#))", re.M)
_RULE_BELOW = re.compile(rf"(?<=\S)\n(?=-{{3,}}{_END})")
_EQUALS_BELOW = re.compile(r"(?<=\S)\n={3,}[ \t]*(?=\n|$)")
_SHORT_LINE = re.compile(r"(?<=\n)( {0,3})([-=])([-=]?)(?=[ \t]*(?:\n|$))")
_REFERENCE = re.compile(r"^( {0,3})\[(?=(?P<name>[^\]\n^][^\]\n]*)\]:[ \t]*<?(?P<to>[^\n]*))", re.M)
_NAME = re.compile(r"\[([^\[\]\n]+)\]")
_TABLE_BELOW = re.compile(
    r"^(?!\s*\|)(?=.*\S)(.*)\n(?=[^\n]*\|[^\n]*\n[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*(?:\n|$))",
    re.M,
)
_ELEMENT = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(?![A-Za-z0-9])|<(?=[A-Za-z])")
_CLOSING = re.compile(r"</([A-Za-z][A-Za-z0-9]*)")
_COMMENT = re.compile(r"<!--(?!.*?-->)", re.S)
_FULL_WIDTH = re.compile(
    r"[!\uff01]?[\[\uff3b]([^\[\]\uff3b\uff3d\n]*)[\]\uff3d][(\uff08]([^()\uff08\uff09\s\u3000-\u9fff]+)[)\uff09]"
)
_HEADING_MARK = re.compile(r"^(\uff03{1,6})(?=[ \u3000])", re.M)
_ITEM_MARK = re.compile(r"^( *)\uff0d[ \u3000]+", re.M)
_NOTE_MARK = re.compile(r"[\[\uff3b]\^([^\[\]\uff3b\uff3d\s]{1,20})[\]\uff3d]")
_NOTE_BELOW = re.compile(r"^( {0,3}\[\^[^\[\]\s]{1,20}\])\uff1a[ \u3000]*", re.M)
_NOTE_TEXT = re.compile(r"^( {0,3})\[\^(?P<name>[^\[\]\s]{1,40})\]:", re.M)
_ROW = re.compile(r"^[ \t]*\uff5c.*$", re.M)
_DASHES = re.compile(r"[\uff5c|\uff0d\uff1a:\- \t]+")
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|bmp|hei[cf]|avif)$", re.I)
_ADDRESS = re.compile(r"(?:https?://|tel:|\.{0,2}/|#)\S*|[^/\\:]+\.[A-Za-z0-9]{2,5}")


def as_written(source: str) -> str:
    """The source with such text marked as text. What holds none of it is given back as it is."""
    if "\x00" in source:
        source = source.replace("\x00", "")
    if not _SUSPICIOUS.search(source):
        return source
    code: list[str] = []

    def put_by(span: str) -> str:
        code.append(_as_code(span))
        return f"\x00{len(code) - 1}\x00"

    text = _half_width_marks(code_spans.replaced(source, put_by))
    text = _FULL_WIDTH.sub(_half_width, text)
    text = _each_note(_no_references(text))
    text = _STARS.sub(_escaped, text)
    text = _LONE_STAR.sub(_escaped, text)
    if "*" in text:
        text = "\n".join(map(_masked_names, text.split("\n")))
        text = _BLOCK.sub(_paired_stars, text)
    text = _NUMBER.sub(lambda found: f"{found[1]}&#{ord(found[2])};", text)
    text = _TOPIC.sub(r"\1&#35;", text)
    text = _SHORT_LINE.sub(lambda found: found[1] + _entities(found[2] + found[3]), text)
    text = _EQUALS_BELOW.sub("\n\n---", text)
    text = _RULE_BELOW.sub("\n\n", text)
    text = _TABLE_BELOW.sub(lambda found: f"{found[1]}\n\n", text)
    text = list_markup.tables(list_markup.lists(text))
    if "<" in text:
        text = _COMMENT.sub("&lt;!--", text) if "-->" in text else text.replace("<!--", "&lt;!--")
        closed = {found[1].lower(): found.start() for found in _CLOSING.finditer(text)}
        text = _ELEMENT.sub(lambda found: _element(found, closed), text)
    return re.sub(r"\x00(\d+)\x00", lambda place: code[int(place[1])], text)


def _as_code(span: str) -> str:
    """Code in which nothing is taken for markup: blocks come before code. Full-width signs, as an entity would stand in
    code as it is."""
    if "<!--" in span and "-->" not in span:
        span = span.replace("<!--", "\uff1c!--")
    for mark in (_NOTE_TEXT, _REFERENCE):
        span = mark.sub(lambda found: found[0].replace("[", "\uff3b", 1), span)
    return span


def _half_width_marks(text: str) -> str:
    """Marks of headings, items, footnotes and tables that were typed full-width, as Markdown has them."""
    text = _HEADING_MARK.sub(lambda found: "#" * len(found[1]), text)
    text = _ITEM_MARK.sub(r"\1- ", text)
    text = _NOTE_BELOW.sub(r"\1: ", _NOTE_MARK.sub(r"[^\1]", text))
    return _ROW.sub(_row, text)


def _row(found: re.Match[str]) -> str:
    line = found[0].replace("\uff5c", "|")
    return line.replace("\uff0d", "-").replace("\uff1a", ":") if _DASHES.fullmatch(found[0]) else line


def _no_references(text: str) -> str:
    """The text with `[note]: text` as it stands, which Markdown takes for the address of a link and leaves out; but where
    it is an address, and some other place names it."""
    if "]:" not in text:
        return text
    names = Counter(_NAME.findall(text))

    def kept(found: re.Match[str]) -> str:
        meant = names[found["name"]] > 1 and _leads(found["to"])
        return found[0] if meant else f"{found[1]}&#91;"

    return _REFERENCE.sub(kept, text)


def _each_note(text: str) -> str:
    """The text in which each note has a mark of its own: of two with the same, only the last would be shown."""
    seen = Counter[str]()

    def own(found: re.Match[str]) -> str:
        name = found["name"]
        seen[name] += 1
        return found[0] if seen[name] == 1 else f"{found[1]}[^{name}-{seen[name]}]:"

    return _NOTE_TEXT.sub(own, text) if "[^" in text else text


def _leads(target: str) -> bool:
    """Whether what stands behind `[name]:` is an address, perhaps with a title behind it."""
    return bool(_ADDRESS.fullmatch(target.split(" ")[0].strip("<> \t")))


def _masked_names(line: str) -> str:
    """A line in which the first single star stands behind a character has masked names, and no emphasis."""
    first = _SINGLE_STAR.search(line)
    if first and _MASKED_NAME.match(line, first.start()):
        return _MASKED_NAME.sub(_escaped, line)
    return line


def _paired_stars(block: re.Match[str]) -> str:
    """A block in which each row of stars that no other ends is text: Markdown loses what stands behind some of them."""
    text = block[0]
    opened: list[re.Match[str]] = []
    paired: set[int] = set()
    rows = list(_STAR_ROW.finditer(text))
    hiding = _hiding(text, [row.start() for row in rows if row["row"] == "**"])
    for row in rows:
        if row["mark"]:
            paired.add(row.start())
            continue
        if row.start() in hiding:
            continue
        at = next((at for at in range(len(opened) - 1, -1, -1) if len(opened[at][0]) == len(row[0])), None)
        if at is None:
            opened.append(row)
        else:
            paired |= {opened[at].start(), row.start()}
            del opened[at:]
    return _STAR_ROW.sub(lambda row: row[0] if row.start() in paired else _escaped(row), text)


def _hiding(text: str, rows: list[int]) -> set[int]:
    """Where, among the rows of two stars at `rows`, one hides a given name: `王**和李**` is two people, no bold. Such a row
    stands behind a surname. Of an emphasis only the one end may; an odd row that opens none is the mask."""
    hiding: set[int] = set()
    left = list(rows)
    while len(left) > 1:
        first, second = (text[at - 1 : at] in _MASKABLE for at in left[:2])
        if first and (second or len(left) % 2):
            hiding.add(left.pop(0))
            if second:
                hiding.add(left.pop(0))
        else:
            del left[:2]
    return hiding


def _entities(text: str) -> str:
    return "".join(f"&#{ord(sign)};" for sign in text)


def _escaped(found: re.Match[str]) -> str:
    return _entities(found[0])


def _half_width(found: re.Match[str]) -> str:
    """A picture or a link in full-width brackets; what does not lead anywhere is text."""
    if not _ADDRESS.fullmatch(found[2]):
        return found[0]
    mark = found[0][0] if found[0][0] in "!！" else ""
    if mark == "！" and _PICTURE.search(found[2]):
        mark = "!"  # else it ends the sentence before a link
    return f"{mark}[{found[1]}]({found[2]})"


def _element(found: re.Match[str], closed: Mapping[str, int]) -> str:
    """The start of an element, or a bracket that is none: of no element of HTML, or of one that is never closed and would
    take the rest of the text with it. `closed`: where each element is closed for the last time."""
    end, name = found[1], (found[2] or "").lower()
    if name not in HTML:
        return "&lt;" + found[0][1:]
    lasting = name not in _VOID and name not in _ENDS_BY_ITSELF
    if not end and lasting and closed.get(name, -1) < found.start():
        return "&lt;" + found[0][1:]
    return found[0]
