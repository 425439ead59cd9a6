"""A file that is no readable Word document is told apart and explained."""

from __future__ import annotations

import io
import zipfile

import pytest

from column.authoring.word.document import read_document
from column.authoring.word.package import WordError
from support.docx import WordFile, markdown, patched, with_photo


def refusal(data: bytes) -> str:
    """What is wrong with a file."""
    with pytest.raises(WordError) as caught:
        read_document(data)
    assert caught.value.mend
    return caught.value.what


def good_xml(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("word/document.xml")


def test_strict_files_are_read_like_others() -> None:
    data = patched(
        with_photo().bytes,
        swaps={
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
                b"http://purl.oclc.org/ooxml/officeDocument/relationships"
            ),
            b"http://schemas.openxmlformats.org/drawingml/2006/main": b"http://purl.oclc.org/ooxml/drawingml/main",
        },
    )
    assert markdown(data) == "正文。\n\n![](photo-1.jpg)\n"


def test_other_files_are_told_apart() -> None:
    good = WordFile("正文。").bytes
    assert "空文件" in refusal(b"")
    assert "旧格式的 .doc" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert "打开密码" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    assert "PDF" in refusal(b"%PDF-1.7")
    assert "不是 Word 文档" in refusal(b"{\\rtf1 abc}")
    assert "损坏" in refusal(good[: len(good) // 2])
    assert "损坏" in refusal(b"PK\x03\x04" + b"\0" * 100)
    assert "没有 Word 正文" in refusal(
        patched(good, swaps={b'/officeDocument"': b'/other"', b"wordprocessingml": b"x"})
    )
    assert "损坏" in refusal(patched(good, {"word/document.xml": good_xml(good)[:-20]}))


def test_a_document_type_is_refused() -> None:
    good = WordFile("正文。").bytes
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    data = patched(good, {"word/document.xml": good_xml(good).replace(b"?>", b"?>" + bomb, 1)})
    assert "XML 声明" in refusal(data)


def test_a_part_beyond_all_size_is_refused_before_it_is_read() -> None:
    good = WordFile("正文。").bytes
    huge = good_xml(good) + b" " * (33 * 1024 * 1024)
    assert "太大" in refusal(patched(good, {"word/document.xml": huge}))


def test_a_broken_member_is_named() -> None:
    good = bytearray(patched(WordFile("正文。").bytes))
    with zipfile.ZipFile(io.BytesIO(bytes(good))) as package:
        info = package.getinfo("word/document.xml")
    start = info.header_offset + 30 + len(info.filename)
    good[start : start + 40] = b"\xff" * 40
    assert "损坏" in refusal(bytes(good))


def test_a_broken_part_is_told_with_one_mend() -> None:
    good = WordFile("正文。").bytes
    with pytest.raises(WordError) as caught:
        read_document(patched(good, {"word/document.xml": good_xml(good)[:-20]}))
    assert caught.value.mend == (
        "用 Word 或 WPS 打开它（问要不要修复，就点“是”），另存为 .docx，再导入新存的文件。"
    )
