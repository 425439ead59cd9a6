"""What the cache gives of an article is what parsing it again would give, and a reader never sees damage to it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from column.content import articles, discovery, taxonomies
from column.content.article_cache import ArticleCache
from column.content.articles import Parsed
from column.media import photos
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.problems import Problem
from column.parsing.source import Source
from support.films import film
from support.project import BRIEFING, CASE, copy_tree, put

HERE = "briefings/wucheng/2026-03-05-talk/index.md"
THERE = "briefings/xiangan/2026-04-06-talk/index.md"


def judge(
    text: Source, article: Briefing | Case | None, problems: Sequence[Problem], beside: Sequence[Source]
) -> tuple[Sequence[Problem], Sequence[Problem]]:
    return problems, ()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = copy_tree(tmp_path / "tree", with_articles=False)
    put(root, HERE, BRIEFING + "\n![民警讲解](photo.jpg)\n")
    put(root, THERE, BRIEFING.replace("2026-03-05", "2026-04-06"))
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "#123456").save(out, "JPEG")
    put(root, HERE.replace("index.md", "photo.jpg"), out.getvalue())
    return root


def read(root: Path, version: str = "1") -> dict[str, Parsed]:
    words, _ = taxonomies.load(root)
    found, _ = discovery.find(root, words)
    parsed = ArticleCache(root, words, version).read(found, judge)
    return {place.path: item for place, item in zip(found, parsed, strict=True)}


def known(parsed: dict[str, Parsed]) -> dict[str, tuple[object, ...]]:
    """Everything that is known of each article, body and all."""
    return {
        path: (
            item.problems,
            item.excused,
            dict(item.lines),
            item.article
            and {
                name: getattr(item.article, name)
                for name in item.article.__dataclass_fields__
                if name != "body"
            },
            item.article and (item.article.html, item.article.text),
        )
        for path, item in parsed.items()
    }


def parsed_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []
    parse = articles.parse

    def spy(found: discovery.Found, *rest: object) -> Parsed:
        seen.append(found.path)
        return parse(found, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(articles, "parse", spy)
    return seen


def test_what_is_kept_is_what_was_read(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tree, "cases/2026-03-01-kefu/film.mp4", film())
    lines = "video: film.mp4\naliases: 2026-03-01-old\n"
    put(tree, "cases/2026-03-01-kefu/index.md", CASE.replace("---\n接到", lines + "---\n接到"))
    put(
        tree,
        "cases/2026-03-02-kefu.md",
        CASE.replace("---\n接到", "video: https://v.example.gov.cn/a\n---\n接到"),
    )
    put(tree, "briefings/gaogou/2026-03-07-bad/index.md", BRIEFING.replace("标题:", "标提:"))
    first = known(read(tree))
    seen = parsed_files(monkeypatch)
    assert known(read(tree)) == first
    assert seen == []


def test_only_what_changed_is_read_again(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(tree)
    seen = parsed_files(monkeypatch)
    put(tree, THERE, BRIEFING.replace("2026-03-05", "2026-04-06") + "\n又一句。\n")
    article = read(tree)[THERE].article
    assert article
    assert "又一句" in article.text
    assert seen == [THERE]
    (tree / HERE).unlink()
    (tree / HERE.replace("index.md", "photo.jpg")).unlink()
    assert list(read(tree)) == [THERE]


def test_files_that_only_moved_in_time_are_not_read_again(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = known(read(tree))
    data = (tree / HERE).read_bytes()
    (tree / HERE).unlink()
    (tree / HERE).write_bytes(data)
    seen = parsed_files(monkeypatch)
    assert known(read(tree)) == first
    assert seen == []


def test_other_code_reads_everything(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(tree)
    seen = parsed_files(monkeypatch)
    read(tree, "2")
    assert sorted(seen) == sorted([HERE, THERE])


@pytest.mark.parametrize("harm", ["gone", "cut", "other"])
@pytest.mark.parametrize("files", ["*.bodies", "*[0-9]", "*"])
def test_a_damaged_cache_is_made_good_from_the_sources(tree: Path, harm: str, files: str) -> None:
    first = known(read(tree))
    chunks = sorted((tree / ".cache" / "articles").glob(files))
    assert len(chunks) == (4 if files == "*" else 2)
    whole = [file.read_bytes() for file in chunks]
    for file, data, other in zip(chunks, whole, reversed(whole), strict=True):
        if harm == "gone":
            file.unlink()
        else:
            file.write_bytes(data[:-3] if harm == "cut" else other)
    assert known(read(tree)) == first


def test_a_photo_is_looked_at_once(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = known(read(tree))
    monkeypatch.delattr(photos, "inspect")
    assert known(read(tree, "2")) == first


def test_a_bad_photo_is_told_each_time(tree: Path) -> None:
    put(tree, HERE.replace("index.md", "photo.jpg"), b"\xff\xd8\xff no photo")
    problems = read(tree)[HERE].problems
    assert any(problem.rule == "photo" for problem in problems)
    assert read(tree, "2")[HERE].problems == problems
