"""The index, held against reading the texts from end to end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest

from column.search import documents, index
from column.search.index import SearchDocument
from column.search.terms import terms
from column.text.folding import fold
from support import builders
from support.project import ROOT

PLAN = ("plan/", "工作方案", "一、指导思想\n深入学习贯彻上级部署，做好反诈宣传。")


def document(title: str = "标题", text: str = "", **given: object) -> SearchDocument:
    made = SearchDocument(
        "x/", title, text, "所队快讯", "无城派出所", date(2026, 1, 2), (), (("kind", "所队快讯"),)
    )
    return replace(made, **given)  # type: ignore[arg-type]


DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def _numbers(text: str) -> Iterator[int]:
    value = shift = 0
    for character in text:
        digit = DIGITS.index(character)
        value |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            yield value
            value = shift = 0


def _postings(line: str) -> dict[int, int]:
    """Strength by document."""
    found, at = {}, 0
    for difference in _numbers(line):
        at += difference >> 2
        found[at] = difference & 3
    return found


def lookup(shards: Sequence[bytes], firsts: Sequence[str], term: str) -> dict[int, dict[int, int]]:
    """What one shard says of a term, as the browser reads it: segment → document → strength."""
    number = max(at for at, first in enumerate(firsts) if first <= term)
    found: dict[int, dict[int, int]] = {}
    for part in re.split(r"^=", shards[number].decode(), flags=re.M)[1:]:
        segment, *lines = part.split("\n")
        for line in lines:
            if line.startswith(f"{term}\t"):
                found[int(segment)] = _postings(line.split("\t")[1])
    return found


def test_every_term_of_every_text_is_found_in_the_shard_where_it_belongs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(index, "SHARD", 1500)
    parts = documents.documents(builders.stocked(90, days=900), [PLAN])
    segments = [index.segment(name, found) for name, found in parts.items()]
    firsts = index.cuts(segments)
    shards = list(index.shards(segments, firsts))
    assert len(shards) == len(firsts) > 5
    wanted: dict[str, dict[int, dict[int, int]]] = {}
    for number, found in enumerate(parts.values()):
        for at, one in enumerate(found):
            texts = [(one.text, 0), ("\n".join(one.names), 2), (one.title, 3)]
            for text, strength in texts:
                cut = list(terms(fold(text)))
                for term in set(cut):
                    often = 0 if cut.count(term) == 1 else 1 if cut.count(term) < 4 else 2
                    wanted.setdefault(term, {}).setdefault(number, {})[at] = strength or often
    assert len(wanted) > 300
    for term, having in wanted.items():
        assert lookup(shards, firsts, term) == having, term


def test_a_title_counts_most_and_a_name_much() -> None:
    found = index.segment(
        "2026",
        [document(text="刷单。刷单。"), document("刷单"), document(names=("刷单",)), document(text="刷单")],
    )
    (line,) = [line for line in found.lines.decode().split("\n") if line.startswith("刷单\t")]
    assert _postings(line.split("\t")[1]) == {0: 1, 1: 3, 2: 2, 3: 0}


@pytest.mark.parametrize("value", [0, 31, 32, 1023, 1024, 99999, 1 << 24])
def test_numbers_of_any_size_come_back(value: int) -> None:
    days = index.segment("pages", [document(day=date(2000, 1, 1))]).days
    assert list(_numbers(days)) == [1]
    assert list(_numbers(index.encoded([value], 1))) == [value]


def test_a_segment_comes_back_from_its_bytes() -> None:
    made = index.segment("2026", [document(text=f"第{n}篇，{'甲乙丙丁' * n}") for n in range(30)])
    assert index.unpack(index.pack(made)) == made
    empty = index.segment("2026", [])
    assert index.unpack(index.pack(empty)) == empty


@pytest.mark.parametrize(
    "change",
    [
        {"url": "y/"},
        {"title": "标"},
        {"text": "字"},
        {"kind": "典型案例"},
        {"label": "x"},
        {"day": None},
        {"names": ("a",)},
        {"filters": ()},
        {"sample": True},
        {"review_by": date(2026, 12, 31)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_key_changes_with_whatever_is_indexed(change: dict[str, object]) -> None:
    assert index.key("2026", [document()]) != index.key("2026", [replace(document(), **change)])  # type: ignore[arg-type]
    assert index.key("2026", [document()]) != index.key("2025", [document()])


def test_the_browser_reads_the_digits_that_the_index_writes() -> None:
    script = (ROOT / "hooks" / "frontend" / "scripts" / "search" / "index.js").read_text("utf-8")
    assert f'const DIGITS = "{DIGITS}";' in script
