"""A document that is far too long is refused at once; notes without a place are counted."""

from __future__ import annotations

import pytest

from column.authoring.word.content import PARAGRAPH_LIMIT, TEXT_LIMIT
from column.authoring.word.document import read_document
from column.authoring.word.package import WordError
from support.docx import run
from support.word_xml import paragraph, word_file


@pytest.mark.parametrize(
    "body", ["<w:p/>" * 200_000, "<w:p/>" * (PARAGRAPH_LIMIT + 1), paragraph("字" * (TEXT_LIMIT + 1))]
)
def test_a_book_is_refused(body: str) -> None:
    with pytest.raises(WordError, match=r"这个文件太长了.*最多两万字") as caught:
        read_document(word_file(body))
    assert caught.value.mend == "分成几篇，或者只留要发布的部分。"


def test_a_hidden_note_is_not_quoted() -> None:
    hidden = '<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{paragraph("不外传")}</w:footnote>'
    document = read_document(word_file(paragraph("公开。", hidden, run("也公开。")), footnotes=note))
    assert document.footnotes == ()
    assert any("有 1 条脚注" in notice for notice in document.notices)
    assert "不外传" not in "".join((*document.notices, *document.sources))
