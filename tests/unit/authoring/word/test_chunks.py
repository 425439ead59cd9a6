"""Text that a Word file takes in from an HTML part is read; other Word files in it are refused."""

from __future__ import annotations

import pytest

from column.authoring.word.document import read_document
from column.authoring.word.package import WordError
from support.docx import markdown
from support.word_xml import paragraph, word_file


def taking_in(chunk: bytes, name: str = "part.htm") -> bytes:
    return word_file(
        paragraph("之前。") + '<w:altChunk r:id="rId3"/>' + paragraph("之后。"),
        {f"word/{name}": chunk},
        {"rId3": ("aFChunk", name)},
    )


HTML = (
    "<html><head><title>标题</title><style>p{}</style></head><body><h1>大标题</h1><p>一<b>二</b>\n三<br>四</p>"
    '<div>块<p>段</p>尾</div><ol><li>甲</li><li>乙</li></ol><p style="display:none">藏</p><img src="x.jpg">'
    "<table><tr><td>左</td><td>右</td></tr><tr><td>下</td><td></td></tr></table></body></html>"
)
WRITTEN = (
    "之前。\n\n**大标题**\n\n一**二** 三\n\n四\n\n块\n\n段\n\n尾\n\n1\\. 甲\n\n2\\. 乙\n\n"
    "| 左 | 右 |\n| --- | --- |\n| 下 |  |\n\n之后。\n"
)
MHT = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset=utf-8\n\n'


@pytest.mark.parametrize(
    "chunk",
    [HTML.encode(), HTML.encode("gbk"), HTML.encode("utf-16"), MHT + HTML.encode() + b"\n--b--\n"],
    ids=["UTF-8", "GBK", "UTF-16", "MHTML"],
)
def test_an_html_part_is_read(chunk: bytes) -> None:
    data = taking_in(chunk)
    assert markdown(data) == WRITTEN
    told = "".join(read_document(data).notices)
    assert "1 张图片" in told
    assert "1 处隐藏的内容" in told
    assert "part.htm" not in told


def test_a_text_part_is_read() -> None:
    assert markdown(taking_in("一行\n又一行".encode(), "part.txt")) == "之前。\n\n一行\n\n又一行\n\n之后。\n"


@pytest.mark.parametrize(
    ("chunk", "told"),
    [
        (word_file(paragraph("里面。")), "另一个 Word 文档"),
        (b"{\\rtf1 x}", "RTF"),
        (b"<div>" * 500, "套得太深"),
    ],
    ids=["docx", "rtf", "deep"],
)
def test_what_cannot_be_read_is_refused(chunk: bytes, told: str) -> None:
    with pytest.raises(WordError, match=told) as caught:
        read_document(taking_in(chunk))
    assert "复制到一个新文档" in str(caught.value)


def test_a_part_elsewhere_is_refused() -> None:
    data = word_file('<w:altChunk r:id="rId3"/>', related={"rId3": ("aFChunk", "https://example.com/a.htm")})
    with pytest.raises(WordError, match="不在里面"):
        read_document(data)
