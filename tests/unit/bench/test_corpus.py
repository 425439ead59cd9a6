"""The corpus of `make bench` has what a real one has; otherwise its figures flatter."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from bench import corpus
from bench.corpus import Made
from bench.sentences import RICH
from column.content import front_matter
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.front_matter.key import keys_of
from column.project import check
from column.text import markdown_fast, markdown_html

MANY = 1_000


@pytest.fixture(scope="module")
def every() -> list[Made]:
    return list(corpus.every(MANY))


@pytest.mark.parametrize("kind", [Briefing, Case])
def test_every_key_of_the_front_matter_is_written_somewhere(every: list[Made], kind: type) -> None:
    written = {
        key
        for made in every
        if made.kind is kind
        for key in front_matter.read(kind, made.path, made.text().encode())[0].matter
    }
    assert written == set(keys_of(kind)) - {"audio"}, "recordings are few, and cost what films cost"


def test_some_films_have_a_poster_and_captions(every: list[Made]) -> None:
    films = [str(made.matter["video"]) for made in every if "video" in made.matter]
    assert {film.startswith("{") for film in films} == {True, False}
    assert any("captions: film.vtt" in film for film in films)


def test_the_texts_are_made_of_thousands_of_sentences(every: list[Made]) -> None:
    lines = {line for made in every for line in re.split("[。\n]", made.body) if len(line) > 8}
    assert len(lines) >= 3_000


def test_a_tenth_of_the_bodies_takes_the_whole_way_through_markdown(every: list[Made]) -> None:
    rich = [made.body for made in every if markdown_fast.html(made.body) is None]
    assert len(rich) == MANY // 10
    html = "".join(markdown_html.render(body).html for body in rich)
    tags = ("<table>", "<ul>", "<ol>", "<blockquote>", "<strong>", "<a href=", "footnote", "<dl>")
    assert len(tags) == len(RICH)
    assert [tag for tag in tags if tag not in html] == []


def test_a_tenth_has_a_photo_of_three_sizes_and_of_bytes_of_its_own(every: list[Made]) -> None:
    photos = [corpus.photo(made.number) for made in every if made.photo]
    assert len(set(photos)) == len(photos) == MANY // 10
    assert {Image.open(io.BytesIO(photo)).size for photo in photos[:3]} == set(corpus.SIZES)


def test_the_same_numbers_make_the_same_articles(every: list[Made]) -> None:
    assert [made.text() for made in corpus.every(MANY)] == [made.text() for made in every]


def test_an_added_briefing_is_newer_than_all_others(every: list[Made]) -> None:
    added = corpus.briefing(MANY, MANY, corpus.LAST + timedelta(days=1))
    assert str(added.matter["date"]) > max(str(made.matter["date"]) for made in every)
    assert added.path not in {made.path for made in every}


def test_the_corpus_has_no_fault(tmp_path: Path) -> None:
    corpus.make(tmp_path, 200)
    verdict = check.check(tmp_path, ())
    assert (verdict.articles, verdict.problems) == (200, ())
