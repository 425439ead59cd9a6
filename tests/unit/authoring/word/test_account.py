"""The account sees what is missing, whatever the reason, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from column.authoring.word import account

TEXTS = st.lists(st.text(st.sampled_from("甲乙丙丁12ab。 "), max_size=12), max_size=8)


@given(TEXTS, TEXTS)
def test_what_is_written_is_not_missing(sources: list[str], made: list[str]) -> None:
    assert list(account.missing(sources, ["".join(sources), "".join(made)], made)) == []


@given(TEXTS, st.text(st.sampled_from("甲乙丙丁12ab"), min_size=1))
def test_what_is_not_written_is_missing(sources: list[str], lost: str) -> None:
    (notice,) = account.missing([*sources, lost], sources, [])
    assert f"有 {len(lost)} 个字没有放进正文" in notice


def test_a_list_number_does_not_stand_for_a_lost_digit() -> None:
    assert list(account.missing(["甲", "1"], ["1甲"], ["1"])) != []


def test_signs_and_forms_of_letters_are_no_loss() -> None:
    assert list(account.missing(["app，３／４"], ["APP, ¾"], [])) == []


def test_the_text_of_markdown() -> None:
    markdown = "1. 甲[^1]<s>乙</s>\n\n[丙](<https://example.com/1>)&lt;\n\n[^1]: 注\n"
    assert "".join(filter(str.isalnum, account.text_of(markdown))) == "甲乙丙注"


def test_parts_that_hold_no_text_are_silent() -> None:
    names = [
        "word/theme/theme1.xml",
        "docProps/core.xml",
        "customXml/item1.xml",
        "word/settings.xml",
        "_rels/.rels",
    ]
    assert list(account.unread_parts(names, set(), [])) == []


def test_parts_that_were_told_are_not_told_again() -> None:
    names = ["word/charts/chart1.xml", "word/embeddings/a.xlsx"]
    assert list(account.unread_parts(names, set(), ["1 个图表读不出来", "1 个嵌入的对象读不出来"])) == []
    assert len(list(account.unread_parts(names, set(), []))) == 2
