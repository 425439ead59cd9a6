"""What becomes a path or an address holds nothing that leads elsewhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from column.model.addresses import ArticleId


@given(st.text(alphabet="abz019-/._\\~: 中", max_size=30) | st.text(max_size=30))
def test_the_type_holds_nothing_that_leaves_its_folder(text: str) -> None:
    try:
        id = ArticleId(text)
    except ValueError:
        return
    assert id == text
    assert ".." not in id
    assert id.count("/") <= 1
    assert not id.startswith("/")
