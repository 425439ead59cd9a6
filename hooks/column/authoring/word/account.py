"""Account of an import: what stands in a Word file against what was written or told.

It knows no feature of Word, so it also sees the loss of what nobody thought of.
"""

from __future__ import annotations

import html
import posixpath
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lxml import etree

from column.authoring.word.elements import W

_NO_TEXT: Final = frozenset(
    "instrText delText delInstrText posOffset align pctWidth pctHeight pctPosHOffset pctPosVOffset fldData binData f "  # noqa: SIM905
    "wrap formatCode".split()
)
"""Local names of elements whose content is no text of the document."""
_SILENT_PARTS: Final = re.compile(
    r"(?:.*/)?_rels/.*|\[Content_Types\]\.xml|docProps/.*|customXml/.*|custom/.*|.*/$"
    r"|word/(?:styles\w*|settings|fontTable|webSettings|numbering|stylesWithEffects|people|comments\w*|keyMapCustomizations"
    r"|attachedToolbars|vbaData|vbaProject|customizations|tasks|documenttasks/.*)\.(?:xml|bin)"
    r"|word/(?:theme|fonts|glossary|printerSettings)/.*|word/media/hdphoto.*|_xmlsignatures/.*|mimetype|\[trash\]/.*",
    re.I,
)
"""Parts that hold settings, fonts, properties and comments (which are counted by their marks), and no text."""
_KINDS: Final = {
    "charts": "图表",
    "diagrams": "SmartArt 图形",
    "embeddings": "嵌入的对象",
    "ink": "手写墨迹",
    "activeX": "控件",
}
_LIST_NUMBER: Final = re.compile(r"^\s*\d+\. ", re.M)
_NOTE: Final = re.compile(r"\[\^\d+\]:?")
_QUOTED: Final = 5
_LENGTH: Final = 30


def source_texts(root: etree._Element) -> list[str]:
    """The texts of a part's paragraphs, and of what stands outside of paragraphs, whatever elements hold them."""
    texts: dict[etree._Element | None, list[str]] = {}
    for node in root.iter():
        if (
            node.text
            and isinstance(node.tag, str)
            and node.tag.rpartition("}")[2] not in _NO_TEXT
            and node.text.strip()
        ):
            texts.setdefault(next(node.iterancestors(f"{W}p"), None), []).append(node.text)
    return ["".join(parts) for parts in texts.values()]


def missing(sources: Sequence[str], written: Iterable[str], made: Iterable[str]) -> Iterator[str]:
    """A notice, in Chinese, if letters, digits or characters of the sources were not written.

    `made` are texts that were written and stand in no source, such as list numbers.
    """
    texts = [_letters(text) for text in sources]
    all_written = [_letters(text) for text in written]
    rest = Counter("".join(texts))
    rest.subtract("".join(all_written))
    rest.update(Counter("".join(_letters(text) for text in made)))
    lost = sum(count for count in rest.values() if count > 0)
    if not lost:
        return
    whole = "".join(all_written)
    found = [source for source, text in zip(sources, texts, strict=True) if text and text not in whole]
    quoted = "；".join(f"“{_short(source)}”" for source in found[:_QUOTED])
    more = f" 等 {len(found)} 段" if len(found) > _QUOTED else ""
    yield f"【注意】文件里有 {lost} 个字没有放进正文{f'，在这些地方：{quoted}{more}' if quoted else ''}。请对照原文补上。"


def unread_parts(names: Iterable[str], read: set[str], told: Iterable[str]) -> Iterator[str]:
    """A notice for each kind of part in a package that was not read, unless what it belongs to was told."""
    said = " ".join(told)
    kinds: Counter[str] = Counter()
    for name in sorted(names):
        if name in read or _SILENT_PARTS.fullmatch(name):
            continue
        folder = posixpath.basename(posixpath.dirname(name))
        if folder == "media":
            kinds["图片"] += 1
        elif _KINDS.get(folder, name) not in said:
            kinds[_KINDS.get(folder, f"“{name}”部分")] += 1
    for kind, count in kinds.items():
        yield f"文件里还有 {count} 个{kind}没有导入。请在 Word 里看一看要不要补上。"


def text_of(markdown: str) -> str:
    """The text of the Markdown that an import writes, without the numbers of lists and notes and without addresses."""
    plain = _LIST_NUMBER.sub("", _NOTE.sub("", re.sub(r"\]\(<[^>]*>\)", "", markdown)))
    return html.unescape(re.sub(r"</?(?:s|sub|sup|br)>", "", plain))


def _letters(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LENGTH else line[:_LENGTH] + "…"
