"""Text that Markdown would take for markup, though nobody meant any: made to stand as it was written.

Masked numbers (`138****5678`), dates with dots at the start of a line, a row of dashes under a paragraph, angle brackets
around a name, an element that would swallow the rest of the text: all of it stays text. Full-width brackets around a
picture or an address are read as the half-width ones, a table begins without an empty line before it.
"""

from __future__ import annotations

import re

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

_LETTER = r"0-9A-Za-z\u3400-\u9fff"
_SUSPICIOUS = re.compile(
    r"[*<\uff3b]|\]\uff08|\uff01\[|\n-{3,}[ \t]*(?:\n|$)|(?:^|\n) {0,3}\d{3,}[.)]|\d\. \d|\n *\|?[ \t:|-]*-[ \t:|-]*\|"
)
CODE = re.compile(r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|^(?:```|~~~).*?^(?:```|~~~)", re.S | re.M)
_STARS = re.compile(rf"(?<=[{_LETTER}])\*{{3,}}|(?<=\d)\*+(?=\d)")
_LONE_STAR = re.compile(
    rf"(?<=[{_LETTER}])\*(?!\*)(?=[{_LETTER}])|(?<=[\u3400-\u9fff])(?<!\*)\*(?![\s*\uff09)\u3002\uff0c\u3001\uff1b\uff1a\uff01？])"
)
_NUMBER = re.compile(r"^( {0,3}(?:\d{3,}|\d+(?=\. \d{1,2}\. \d)))([.)])(?=\s)", re.M)
_RULE_BELOW = re.compile(r"(?<=\S)\n(?=-{3,}[ \t]*(?:\n|$))")
_TABLE_BELOW = re.compile(
    r"^(?!\s*\|)(?=.*\S)(.*)\n(?=[^\n]*\|[^\n]*\n[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*(?:\n|$))",
    re.M,
)
_ELEMENT = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(?![A-Za-z0-9])|<(?=[A-Za-z])")
_COMMENT = re.compile(r"<!--(?!.*?-->)", re.S)
_FULL_WIDTH = re.compile(
    r"[!\uff01]?[\[\uff3b]([^\[\]\uff3b\uff3d\n]*)[\]\uff3d][(\uff08]([^()\uff08\uff09\s\u3000-\u9fff]+)[)\uff09]"
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|bmp|hei[cf]|avif)$", re.I)
_ADDRESS = re.compile(r"(?:https?://|tel:|\.{0,2}/|#)\S*|[^/\\:]+\.[A-Za-z0-9]{2,5}")


def as_written(source: str) -> str:
    """The source with such text marked as text. What holds none of it is given back as it is."""
    if not _SUSPICIOUS.search(source):
        return source
    code: list[str] = []

    def put_by(found: re.Match[str]) -> str:
        code.append(found[0])
        return f"\x00{len(code) - 1}\x00"

    text = CODE.sub(put_by, source) if "`" in source or "~~~" in source else source
    text = _FULL_WIDTH.sub(_half_width, text)
    text = _STARS.sub(_escaped, text)
    text = _LONE_STAR.sub(_escaped, text)
    text = _NUMBER.sub(r"\1\\\2", text)
    text = _RULE_BELOW.sub("\n\n", text)
    text = _TABLE_BELOW.sub(lambda found: f"{found[1]}\n\n", text)
    if "<" in text:
        text = _COMMENT.sub("&lt;!--", text) if "-->" in text else text.replace("<!--", "&lt;!--")
        text = _ELEMENT.sub(lambda found: _element(found, text), text)
    return re.sub(r"\x00(\d+)\x00", lambda place: code[int(place[1])], text)


def _escaped(found: re.Match[str]) -> str:
    return "\\*" * len(found[0])


def _half_width(found: re.Match[str]) -> str:
    """A picture or a link in full-width brackets; what does not lead anywhere is text."""
    if not _ADDRESS.fullmatch(found[2]):
        return found[0]
    mark = found[0][0] if found[0][0] in "!！" else ""
    if mark == "！" and _PICTURE.search(found[2]):
        mark = "!"  # else it ends the sentence before a link
    return f"{mark}[{found[1]}]({found[2]})"


def _element(found: re.Match[str], text: str) -> str:
    """The start of an element, or a bracket that is none: of no element of HTML, or of one that is never closed and would
    take the rest of the text with it."""
    end, name = found[1], (found[2] or "").lower()
    if name not in HTML:
        return "&lt;" + found[0][1:]
    if not end and name in SWALLOWING and not re.search(rf"</{name}\b", text[found.end() :], re.I):
        return "&lt;" + found[0][1:]
    return found[0]
