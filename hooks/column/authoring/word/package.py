"""Package of a .docx file: its parts, relationships and media (Open Packaging Conventions, ECMA-376 part 2).

The file is not trusted and never unpacked to disk: sizes are checked before a part is read, XML with a document type
is refused, and a linked picture is never fetched.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from column.model.problems import UserError

FILE_LIMIT = 300 * 1024 * 1024
"""Bytes of a .docx at most; thirty unedited photos from a phone take 150 MB."""
PART_LIMIT = 32 * 1024 * 1024
"""Bytes of one XML part at most, uncompressed; a long briefing takes 200 kB."""
MEDIA_LIMIT = 64 * 1024 * 1024
"""Bytes of one picture at most, uncompressed."""

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SAVE_AS = "用 Word 或 WPS 打开它，“文件—另存为”选“Word 文档（*.docx）”，再导入新存的文件。"

_STRICT = {
    # Namespaces of ISO/IEC 29500 Strict (in Word: “Strict Open XML 文档”) to those of the transitional form.
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": (
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/picture": b"http://schemas.openxmlformats.org/drawingml/2006/picture",
    b"http://purl.oclc.org/ooxml/drawingml/chart": b"http://schemas.openxmlformats.org/drawingml/2006/chart",
    b"http://purl.oclc.org/ooxml/drawingml/diagram": b"http://schemas.openxmlformats.org/drawingml/2006/diagram",
}


class WordError(UserError):
    """A file that cannot be read as a Word document."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship of a part: `target` is a part's name, or a URL where it is `external`.

    `type` is the last segment of the relationship type's URL, such as `officeDocument`.
    """

    type: str
    target: str
    external: bool


class Package:
    """The parts of a .docx by name; `main` is the name of the main document part."""

    def __init__(self, data: bytes) -> None:
        """Raises `WordError` if `data` is not a readable .docx file."""
        self._zip = _open_zip(data)
        self.names = frozenset(self._zip.namelist())
        main = (
            relationship.target
            for relationship in self.relationships("").values()
            if relationship.type == "officeDocument"
        )
        self.main = next(main, "word/document.xml")
        if self.main not in self.names or b"wordprocessingml" not in self.part(self.main)[:20000]:
            raise WordError("这个文件里没有 Word 正文（可能是表格或演示文稿改了名）。", _SAVE_AS)

    def part(self, name: str) -> bytes:
        """The bytes of an XML part, with the namespaces of the transitional form. Raises `WordError`."""
        data = self._read(name, PART_LIMIT)
        if (
            b"<!DOCTYPE" in data
            or "<!DOCTYPE".encode("utf-16-le") in data
            or "<!DOCTYPE".encode("utf-16-be") in data
        ):
            raise WordError(
                "文件里有不该出现的 XML 声明，可能被人动过手脚。", "不要打开它，问清来源，请对方重新发一份。"
            )
        for strict, transitional in _STRICT.items():
            data = data.replace(strict, transitional)
        return data

    def tree(self, name: str) -> etree._Element:
        """An XML part, parsed. Raises `WordError`."""
        try:
            return etree.fromstring(self.part(name), _parser())
        except etree.XMLSyntaxError:
            raise WordError(
                "Word 文件的内容损坏，读不下去。",
                "用 Word 或 WPS 打开它（问要不要修复，就点“是”），另存为 .docx，再导入新存的文件。",
            ) from None

    def media(self, name: str) -> bytes:
        """The bytes of a picture as they are stored. Raises `WordError`."""
        return self._read(name, MEDIA_LIMIT)

    def relationships(self, name: str) -> dict[str, Relationship]:
        """The relationships of a part by id; an empty `name` means those of the package. Raises `WordError`."""
        folder, file = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if path not in self.names:
            return {}
        return {
            str(row.get("Id")): Relationship(
                type=str(row.get("Type", "")).rsplit("/", 1)[-1],
                target=_resolve(folder, str(row.get("Target", ""))),
                external=row.get("TargetMode") == "External",
            )
            for row in self.tree(path).iter(_RELATIONSHIP)
        }

    def _read(self, name: str, limit: int) -> bytes:
        try:
            info = self._zip.getinfo(name)
            if info.flag_bits & 1:
                raise WordError("这个文件加了密码，读不了。", "先在 Word 或 WPS 里去掉打开密码，再存一次。")
            if info.file_size > limit:
                raise WordError(
                    f"文件里的“{name}”展开后有 {info.file_size >> 20} MB，太大了。",
                    "把大图另存后缩小，或分成几个文件。",
                )
            return self._zip.read(info)
        except KeyError:
            raise WordError(f"Word 文件不完整，缺少“{name}”。", "多半没有传完，请对方重新发一份。") from None
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError):
            raise WordError("Word 文件损坏，有一部分读不出来。", "多半没有传完，请对方重新发一份。") from None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )


def _resolve(folder: str, target: str) -> str:
    path = unquote(target)
    return path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))


def _open_zip(data: bytes) -> zipfile.ZipFile:
    if len(data) > FILE_LIMIT:
        raise WordError(
            f"文件有 {len(data) >> 20} MB，最多 {FILE_LIMIT >> 20} MB。", "先在 Word 里“压缩图片”，再存一次。"
        )
    if not data:
        raise WordError("这是空文件。", "多半没有传完，请对方重新发一份。")
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        # [MS-OFFCRYPTO] 2.1: a .docx with a password is an OLE file with the stream EncryptedPackage.
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise WordError(
                "这个 Word 文件加了打开密码，读不了。", "先在 Word 或 WPS 里去掉打开密码，再存一次。"
            )
        raise WordError("这是旧格式的 .doc（或 .wps）文件，不是 .docx；只改文件名没有用。", _SAVE_AS)
    if data.startswith(b"%PDF"):
        raise WordError("这是 PDF 文件，不是 Word 文档。", "找到当初的 Word 文件再导入。")
    if data.lstrip()[:5].lower() in (b"{\\rtf", b"<html", b"<?xml", b"<!doc"):
        raise WordError("这个文件的扩展名是 .docx，里面却不是 Word 文档。", _SAVE_AS)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, EOFError):
        raise WordError(
            "这个文件不是 Word 文档，或者已经损坏。", "多半没有传完，请对方重新发一份；旧文件先另存为 .docx。"
        ) from None
