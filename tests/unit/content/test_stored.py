"""A parse result comes back from its stored bytes as it went in, whatever its fields hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from column.content.articles import Parsed
from column.content.stored import Storage
from column.model.addresses import ArticleId
from column.model.any_article import AnyArticle
from column.model.article import Prose
from column.model.attachments import Film, Photo, Video
from column.model.case import Case
from column.model.problems import Excuse, Problem
from support import builders

BODY = Prose("<p>正文</p>", "正文")
STORAGE = Storage(builders.VOCABULARY)
ARTICLES = builders.stocked(40).articles
LINES = st.integers(0, 10**9)
SIZES = st.integers(1, 10**5)
PROBLEMS = st.builds(Problem, st.text(), LINES, LINES, st.text(), st.text(), st.text())
TEXTS = st.text(max_size=20)
COMMON = st.fixed_dictionaries(
    {
        "title": TEXTS,
        "time": st.none() | st.times(),
        "updated": st.none() | st.dates(),
        "photos": st.lists(st.builds(Photo, TEXTS, TEXTS, SIZES, SIZES, TEXTS)).map(tuple),
        "allow": st.lists(st.builds(Excuse, TEXTS, TEXTS)).map(tuple),
        "sample": st.booleans(),
        "groups": st.lists(st.sampled_from(builders.VOCABULARY.groups.records), unique=True).map(tuple),
    }
)


def returned(parsed: Parsed) -> Parsed:
    (stored,) = STORAGE.decode(STORAGE.encode([STORAGE.stored(parsed, "a/index.md", (), "0")]))
    return STORAGE.parsed(stored, lambda path, digest: BODY)


@given(st.sampled_from(ARTICLES), COMMON, st.lists(PROBLEMS).map(tuple))
def test_any_values_of_both_kinds(
    article: AnyArticle, values: dict[str, Any], problems: tuple[Problem, ...]
) -> None:
    changed = replace(article, body=BODY, **values)
    before = Parsed(changed, problems, problems, {"aliases": 3})
    assert returned(before) == before


@pytest.mark.parametrize(
    "video",
    [
        None,
        Video(None, "https://v.example.gov.cn/a"),
        Video(
            Film("a.mp4", "12", ".mp4", 9, 2.5, "h264", 64, 48),
            "",
            Photo("p.jpg", "34", 64, 48),
            "a.vtt",
            "b.vtt",
            ("一", "二"),
        ),
    ],
)
def test_types_that_cannot_hold_everything_come_back_as_themselves(video: Video | None) -> None:
    case = builders.case("2026-01-01-a", date(2026, 1, 1), video=video, aliases=(ArticleId("2026-01-01-b"),))
    case = replace(case, body=BODY, time=time(9, 30))
    after = returned(Parsed(case, (), (), {})).article
    assert isinstance(after, Case)
    assert after == case
    assert [type(alias) for alias in after.aliases] == [ArticleId]


def test_no_article() -> None:
    problem = Problem("a/index.md", 1, 0, "key", "什么", "怎么改")
    assert returned(Parsed(None, (problem,), (), {})).problems == (problem,)


def test_bytes_of_something_else_are_refused() -> None:
    with pytest.raises(msgspec.DecodeError):
        STORAGE.decode(b"\x91\x01")
