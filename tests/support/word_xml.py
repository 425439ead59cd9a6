"""Word files for the tests, packed from pieces of XML: what python-docx cannot write, one feature at a time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from support.docx import NAMES, photo, run

MORE_NAMES = NAMES + "".join(
    f' xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w10": "urn:schemas-microsoft-com:office:word",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    }.items()
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
PARTS = {
    "styles": "word/styles.xml",
    "numbering": "word/numbering.xml",
    "footnotes": "word/footnotes.xml",
    "endnotes": "word/endnotes.xml",
    "comments": "word/comments.xml",
    "header": "word/header1.xml",
    "footer": "word/footer1.xml",
}
ROOTS = {"header": "hdr", "footer": "ftr"}


def word_file(
    body: str,
    files: Mapping[str, bytes] = {},
    related: Mapping[str, tuple[str, str]] = {},
    **parts: str,
) -> bytes:
    """A .docx with `body` as the content of its document.

    `parts` are the contents of styles, numbering, footnotes, endnotes, comments, header, footer; `files` other parts
    by name; `related` the relationships of the document by id: type and target (one with :// is external).
    """
    relations = dict(related) | {f"id-{name}": (name, PARTS[name].removeprefix("word/")) for name in parts}
    written = {PARTS[name]: _xml(ROOTS.get(name, name), content) for name, content in parts.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _content_types())
        package.writestr("_rels/.rels", _relationships({"main": ("officeDocument", "word/document.xml")}))
        package.writestr("word/_rels/document.xml.rels", _relationships(relations))
        package.writestr("word/document.xml", _xml("document", f"<w:body>{body}<w:sectPr/></w:body>"))
        for name, content in {**written, **files}.items():
            package.writestr(name, content)
    return file.getvalue()


def photo_file(body: str, **more: str) -> bytes:
    """A .docx with two photos at hand: `rId5`, 640×480, and `rId6`, of 40×40 pixels."""
    return word_file(
        body,
        {"word/media/photo.jpg": photo(), "word/media/sticker.png": photo(40, 40, "PNG")},
        {"rId5": ("image", "media/photo.jpg"), "rId6": ("image", "media/sticker.png")},
        **more,
    )


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; what is no XML becomes a run."""
    inner = "".join(part if part.startswith("<") else run(part) for part in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def numbered(text: str, num: int = 1, level: int = 0, more: str = "") -> str:
    """A paragraph in a numbering."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    return paragraph(text, properties=f"{more}{place}")


def numbering(levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """A numbering part's content: one list with these levels."""
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{nums}'


def level(index: int, format: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def style(id: str, type: str, properties: str, more: str = "") -> str:
    return f'<w:style w:type="{type}" w:styleId="{id}"><w:name w:val="{id}"/>{more}<w:rPr>{properties}</w:rPr></w:style>'


def field(code: str, result: str | None = None) -> str:
    """A complex field, with or without a result."""
    shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        f'{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def formula(inner: str) -> str:
    return f"<m:oMath>{inner}</m:oMath>"


def math(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def graphic(kind: str, inner: str, placed: str = "", extent: tuple[int, int] = (600_000, 600_000)) -> str:
    """A run with a drawing: inline without `placed`, else anchored by it (the result of `at`)."""
    size = f'<wp:extent cx="{extent[0]}" cy="{extent[1]}"/>'
    data = f'<wp:docPr id="9" name="g"/><a:graphic><a:graphicData uri="http://x/{kind}">{inner}</a:graphicData></a:graphic>'
    if not placed:
        return f"<w:r><w:drawing><wp:inline>{size}{data}</wp:inline></w:drawing></w:r>"
    attributes, _, position = placed.partition("|")
    place, _, wrap = position.partition("|")
    return f"<w:r><w:drawing><wp:anchor {attributes}>{place}{size}{wrap}{data}</wp:anchor></w:drawing></w:r>"


def at(
    x: int,
    y: int,
    *,
    wrap: str = "None",
    behind: int = 0,
    height: int = 9,
    frame: tuple[str, str] = ("column", "paragraph"),
) -> str:
    """Where a drawing is anchored: offsets in EMU from the frame."""
    place = "".join(
        f'<wp:position{axis} relativeFrom="{name}"><wp:posOffset>{offset}</wp:posOffset></wp:position{axis}>'
        for axis, name, offset in (("H", frame[0], x), ("V", frame[1], y))
    )
    return f'behindDoc="{behind}" relativeHeight="{height}"|{place}|<wp:wrap{wrap}/>'


def picture(
    id: str = "rId5", placed: str = "", extent: tuple[int, int] = (3_000_000, 2_200_000), crop: str = ""
) -> str:
    """A run with a picture."""
    return graphic("picture", picture_element(id, crop, extent), placed, extent)


def picture_element(
    id: str, crop: str = "", extent: tuple[int, int] = (0, 0), off: tuple[int, int] = (0, 0)
) -> str:
    frame = f'<a:xfrm><a:off x="{off[0]}" y="{off[1]}"/><a:ext cx="{extent[0]}" cy="{extent[1]}"/></a:xfrm>'
    return (
        f'<pic:pic><pic:blipFill><a:blip r:embed="{id}"/>{crop}</pic:blipFill>'
        f'<pic:spPr>{frame}<a:prstGeom prst="rect"/></pic:spPr></pic:pic>'
    )


def shape(properties: str = '<a:prstGeom prst="rect"/>', inner: str = "") -> str:
    """A shape: its properties, and what follows them."""
    return f"<wps:wsp><wps:spPr>{properties}</wps:spPr>{inner}</wps:wsp>"


def text_box(text: str) -> str:
    """The text of a shape."""
    return f"<wps:txbx><w:txbxContent>{paragraph(text) if text else '<w:p/>'}</w:txbxContent></wps:txbx>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row; a cell that begins with < is its content, else its text."""
    inner = "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def _xml(name: str, content: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {MORE_NAMES}>{content}</w:{name}>'.encode()


def _relationships(relations: Mapping[str, tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{id}" Type="{_OFFICE}{type}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if '://' in target else ''}/>"
        for id, (type, target) in relations.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}relationships">{rows}</Relationships>'


def _content_types() -> str:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return (
        f'<Types xmlns="{_PACKAGE}content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )
