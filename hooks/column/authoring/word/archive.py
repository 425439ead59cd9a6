"""A .docx opened with care: an Office Open XML package (ECMA-376 part 2), never unpacked to disk.

Nothing in it is trusted: sizes are bounded before anything is read, XML with a document type is refused,
and a picture that lies elsewhere is never fetched.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from lxml import etree

FILE_LIMIT = 300 * 1024 * 1024
"""Bytes of a .docx at most; thirty photos straight from a phone make 150 MB."""
PART_LIMIT = 32 * 1024 * 1024
"""Bytes of one XML part at most, unpacked; a long briefing has 200 kB."""
MEDIA_LIMIT = 64 * 1024 * 1024
"""Bytes of one picture at most, unpacked."""

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SAVE_AS = "用 Word 或 WPS 打开它，“文件—另存为”选“Word 文档（*.docx）”，再导入新存的文件。"

_STRICT = {
    # ISO/IEC 29500 Strict, which Word writes as “Strict Open XML 文档”, to the names that everybody else writes.
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


class WordError(ValueError):
    """A file that cannot be read as a Word document. `what` and `mend` are for the officer who sent it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a relation leads: a member of the package, or, where `outside`, an address elsewhere."""

    kind: str
    target: str
    outside: bool


class Archive:
    """The parts of a .docx by name. `main` is the name of the document itself."""

    def __init__(self, data: bytes) -> None:
        """Raises `WordError` for whatever is no readable .docx."""
        self._zip = _opened(data)
        self.names = frozenset(self._zip.namelist())
        main = (
            relation.target for relation in self.relations("").values() if relation.kind == "officeDocument"
        )
        self.main = next(main, "word/document.xml")
        if self.main not in self.names or b"wordprocessingml" not in self.part(self.main)[:20000]:
            raise WordError("这个文件里没有 Word 正文（可能是表格或演示文稿改了名）。", _SAVE_AS)

    def part(self, name: str) -> bytes:
        """An XML part, its names those of the transitional form. Raises `WordError`."""
        data = self._read(name, PART_LIMIT)
        if (
            b"<!DOCTYPE" in data
            or "<!DOCTYPE".encode("utf-16-le") in data
            or "<!DOCTYPE".encode("utf-16-be") in data
        ):
            raise WordError(
                "文件里有不该出现的 XML 声明，可能被人动过手脚。", "不要打开它，问清来源，请对方重新发一份。"
            )
        for strict, usual in _STRICT.items():
            data = data.replace(strict, usual)
        return data

    def tree(self, name: str) -> etree._Element:
        """An XML part, parsed. Raises `WordError`."""
        try:
            return etree.fromstring(self.part(name), _parser())
        except etree.XMLSyntaxError:
            raise WordError(
                "Word 文件的内容损坏，读不下去。", "在 Word 或 WPS 里打开它，修复后" + _SAVE_AS
            ) from None

    def media(self, name: str) -> bytes:
        """A picture's bytes as they lie in the file. Raises `WordError`."""
        return self._read(name, MEDIA_LIMIT)

    def relations(self, name: str) -> dict[str, Relation]:
        """A part's relations by id; those of the package itself for an empty name."""
        folder, file = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if path not in self.names:
            return {}
        return {
            str(row.get("Id")): Relation(
                kind=str(row.get("Type", "")).rsplit("/", 1)[-1],
                target=_member(folder, str(row.get("Target", ""))),
                outside=row.get("TargetMode") == "External",
            )
            for row in self.tree(path).iter(_RELATION)
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
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as fault:
            if isinstance(fault, WordError):
                raise
            raise WordError("Word 文件损坏，有一部分读不出来。", "多半没有传完，请对方重新发一份。") from None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )


def _member(folder: str, target: str) -> str:
    path = unquote(target)
    return path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))


def _opened(data: bytes) -> zipfile.ZipFile:
    if len(data) > FILE_LIMIT:
        raise WordError(
            f"文件有 {len(data) >> 20} MB，最多 {FILE_LIMIT >> 20} MB。", "先在 Word 里“压缩图片”，再存一次。"
        )
    if not data:
        raise WordError("这是空文件。", "多半没有传完，请对方重新发一份。")
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        # [MS-OFFCRYPTO] 2.1: a .docx with a password is an OLE file that holds the stream EncryptedPackage.
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
