"""A front-matter key is described once: one that is added in memory is found everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import pytest

from column.authoring import examples, new_article
from column.authoring.new_article import RefusedError
from column.content import articles, front_matter
from column.content.articles import Parsed
from column.content.discovery import Found
from column.content.stored import Storage
from column.model.briefing import Briefing
from column.model.front_matter.key import key, keys_of, prose_keys
from column.model.front_matter.written import Line
from support.own_data import VOCABULARY
from support.project import BRIEFING

HERE = "briefings/wucheng/2026-03-05-xingfu-shequ.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended(Briefing):
    """A briefing with one key more."""

    lecturer: str = key(
        "主讲人",
        Annotated[str, Line(2, 10)],
        default="",
        order=85,
        ask="谁来讲",
        hint="写职务",
        example="社区民警",
        prose=True,
    )


def parsed(line: str) -> Parsed:
    text = BRIEFING.replace("摘要:", f"{line}\n摘要:")
    found = Found("wucheng/2026-03-05-xingfu-shequ", HERE, (), VOCABULARY.units.find("wucheng"), Attended)
    return articles.parse(
        found, text.encode(), "0", {}, VOCABULARY, lambda text, article, problems, beside: (problems, ())
    )


@pytest.mark.parametrize("name", ["主讲人", "lecturer"])
def test_it_is_read_by_both_names_and_kept(name: str) -> None:
    before = parsed(f"{name}: 社区民警")
    assert before.problems == ()
    assert before.article
    storage = Storage(VOCABULARY, [Attended])
    (stored,) = storage.decode(storage.encode([storage.stored(before, HERE, (), "0")]))
    body = before.article.body
    after = storage.parsed(stored, lambda path, digest: body)
    assert after.article == before.article
    assert isinstance(after.article, Attended)
    assert after.article.lecturer == "社区民警"


def test_its_limits_are_held_and_named_in_chinese() -> None:
    (problem,) = parsed("主讲人: 民").problems
    assert (problem.rule, problem.line) == ("key", 6)
    assert "“主讲人”（lecturer）" in problem.what


def test_a_sentence_in_it_is_read_as_it_was_meant() -> None:
    assert "lecturer" in prose_keys(Attended)
    (problem,) = parsed("主讲人: 民警 #张").problems
    assert "会被当成注释丢掉" in problem.what


def test_a_briefing_without_it_does_not_know_it() -> None:
    assert "lecturer" not in keys_of(Briefing)
    assert "主讲人" in front_matter.names(Attended)
    assert "主讲人" not in front_matter.names(Briefing)


def test_a_new_article_offers_it_and_checks_it() -> None:
    text = new_article.front_matter(Attended, {"title": "一个标题"}, offer=True)
    assert "# 主讲人: 社区民警\n" in text
    assert "主讲人: 民警\n" in new_article.front_matter(Attended, {"title": "一个标题", "lecturer": "民警"})
    assert new_article.settle(Attended, "lecturer", " 社区民警 ") == "社区民警"
    with pytest.raises(RefusedError):
        new_article.settle(Attended, "lecturer", "民")


def test_the_contributors_page_shows_it() -> None:
    assert "# 主讲人：写职务\n主讲人: 社区民警\n" in examples.front_matter(Attended, VOCABULARY)


def test_make_new_asks_for_it(tmp_path: Path) -> None:
    import new

    assert "lecturer" in [key.name for key in new.questions(Attended)]
