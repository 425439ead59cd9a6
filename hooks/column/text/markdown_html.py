"""Contributors' Markdown to HTML that is safe to publish.

The Markdown of contributors is not trusted: it is rendered by Python-Markdown and then sanitised by nh3
(ammonia) against the allow list below. What is not on the list is not in the output, whatever the Markdown was.
Texts that hold no markup at all but headings and photos come to the same by `markdown_fast`, which is quicker.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache, partial
from urllib.parse import unquote

import markdown
import nh3
from markdown.treeprocessors import InlineProcessor

from column.text import markdown_fast
from column.text.as_written import as_written

TAGS = frozenset(
    "p br hr h2 h3 h4 h5 h6 ul ol li blockquote table caption thead tbody tfoot tr th td "  # noqa: SIM905
    "strong em b i u s del ins sub sup code pre a img div dl dt dd abbr".split()
)
"""The elements that HTML of contributors may have."""
SCHEMES = frozenset(("http", "https", "tel"))
"""What its links may begin with."""
_ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "img": {"src", "alt", "title"},
    "th": {"align", "colspan", "rowspan"},
    "td": {"align", "colspan", "rowspan"},
    "ol": {"start"},
    "li": {"id"},
    "sup": {"id"},
    "abbr": {"title"},
}
CLASSES = {
    "div": {"admonition", "note", "warning", "tip", "danger", "info", "footnote"},
    "p": {"admonition-title"},
    "a": {"footnote-ref", "footnote-backref"},
}
"""The classes that each may have."""
_FOOTNOTE = re.compile(r"fn(?:ref\d*)?:[\w-]+")
_INDENT = re.compile(r"^[\u3000\u00a0]+", re.M)
_IMAGE = re.compile(r"<img\b([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_BLOCK_END = re.compile(r"</(?:p|li|h[2-6]|tr|td|th|dt|dd|blockquote|pre|div)>|<br>|<hr>")
_TAG = re.compile(r"<[^>]*>")
_MARK = re.compile(r"[`*_<&!\[\]\\\n]")
_NOTE = re.compile(r'<a class="footnote-ref"[^>]*>(\d+)</a>')
_NOTE_BACK = re.compile(r'\s*<a class="footnote-backref"[^>]*>[^<]*</a>')
_MOST_SIGNS = 200
_TEXT_BLOCK = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")
"""Lines without an empty one between them."""
_HEADING = re.compile(r"<(/?)h([1-5])\b")


@dataclass(frozen=True, slots=True)
class Rendered:
    """`html` still names pictures as they were written; `images` are their (name, alt), in reading order;
    `dropped` the addresses of pictures from elsewhere, which are not published."""

    html: str
    text: str
    images: tuple[tuple[str, str], ...]
    dropped: tuple[str, ...]


@cache
def _markdown() -> markdown.Markdown:
    """One instance for the whole run: making one costs as much as rendering an article."""
    instance = markdown.Markdown(
        extensions=["tables", "footnotes", "admonition", "sane_lists", "def_list", "nl2br"],
        extension_configs={
            "tables": {"use_align_attribute": True},
            "footnotes": {"UNIQUE_IDS": False, "BACKLINK_TITLE": "回到正文"},
        },
        output_format="html",
    )
    # Officers indent paragraphs with spaces; four of them must not turn a paragraph into a code block.
    instance.parser.blockprocessors.deregister("code")
    instance.treeprocessors.register(_MarkedInline(instance), "inline", 20)
    return instance


class _MarkedInline(InlineProcessor):
    """Leaves out the search for two dozen kinds of inline markup where a text has none of the signs they begin with."""

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if not _MARK.search(data):
            return data
        return super()._InlineProcessor__handleInline(data, patternIndex)  # type: ignore[misc,no-any-return]


@cache
def _cleaner() -> nh3.Cleaner:
    def allow(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "id" and not _FOOTNOTE.fullmatch(value):
            return None
        if attribute == "src" and not _local(value):
            return None
        return value

    return nh3.Cleaner(
        tags=set(TAGS),
        attributes=_ATTRIBUTES,
        allowed_classes=CLASSES,
        attribute_filter=allow,
        url_schemes=set(SCHEMES),
        link_rel="noopener noreferrer nofollow",
        strip_comments=True,
    )


def _local(address: str) -> bool:
    """Whether an address can only be a file beside the article."""
    name = unquote(address.removeprefix("./"))
    return bool(name) and not re.search(r"[/\\:?#]", name) and not name.startswith(".")


def render(source: str) -> Rendered:
    """Markdown of any kind to sanitised HTML and plain text. Never raises for any text."""
    source = as_written(_tamed(source))
    simple = markdown_fast.html(_INDENT.sub("", source))
    if simple is None:
        return reference(source)
    return _rendered(_shifted(simple), ())  # without anything that a text could have brought in


def reference(source: str) -> Rendered:
    """The same as `render`, through Python-Markdown and the sanitiser whatever the text is."""
    raw = _shifted(_converted(_INDENT.sub("", as_written(_tamed(source)))))
    dropped = tuple(
        src
        for image in re.findall(r"<img\b[^>]*>", raw, flags=re.I)
        for src in re.findall(r"""\bsrc\s*=\s*["']?([^"'\s>]+)""", image, flags=re.I)[:1]
        if not _local(html.unescape(src))
    )
    return _rendered(_cleaner().clean(raw), dropped)


def _tamed(source: str) -> str:
    """The source, where a block with more brackets or backticks than anybody writes has them as text: Markdown looks for
    the end of each in the rest of the block, so 20,000 of them took minutes."""
    for sign in "[`":
        if source.count(sign) > _MOST_SIGNS:
            source = _TEXT_BLOCK.sub(partial(_without, sign), source)
    return source


def _without(sign: str, block: re.Match[str]) -> str:
    return block[0].replace(sign, f"&#{ord(sign)};") if block[0].count(sign) > _MOST_SIGNS else block[0]


def _converted(source: str) -> str:
    """What Python-Markdown makes of the source."""
    instance = _markdown()
    instance.reset()
    try:
        return instance.convert(source)
    except (RecursionError, AssertionError, ValueError):
        # Nesting beyond all reason: the text is kept, its markup is not.
        return f"<p>{html.escape(source)}</p>"


def _shifted(raw: str) -> str:
    """Headings one level down where there is one of the first level, which is the page's own."""
    if "<h1" not in raw:
        return raw
    return _HEADING.sub(lambda found: f"<{found[1]}h{int(found[2]) + 1}", raw)


def _rendered(clean: str, dropped: tuple[str, ...]) -> Rendered:
    images = tuple(
        (unquote(html.unescape(found["src"]).removeprefix("./")), html.unescape(found.get("alt", "")))
        for found in (dict(_ATTRIBUTE.findall(tag)) for tag in _IMAGE.findall(clean))
        if "src" in found
    )
    return Rendered(clean, plain(clean), images, dropped)


def text(clean: str) -> str:
    """The text of sanitised HTML as it stands. The number of a footnote is in brackets: the 110 before it stays one."""
    if "footnote-" in clean:
        clean = _NOTE_BACK.sub("", _NOTE.sub(r"[\1]", clean))
    return html.unescape(_TAG.sub("", clean))


def plain(clean: str) -> str:
    """The text of sanitised HTML, a line a block."""
    lines = text(_BLOCK_END.sub("\n", clean)).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())
