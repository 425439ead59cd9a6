"""What can be found, and the index of it: held against reading the texts from end to end."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import jinja2
import pytest
from playwright.sync_api import Browser

from column.content import library
from column.content.library import Library
from column.model.kinds import CaseKind
from column.search import documents as search
from column.search import index
from column.search.index import SearchDocument
from column.search.terms import fold, terms
from column.system.output_tree import Batch, OutputTree
from support import builders
from support.project import ROOT

HOOKS = ROOT / "hooks"
PLAN = ("plan/", "工作方案", "一、指导思想\n深入学习贯彻上级部署，做好反诈宣传。")


def published(site: Path, shelf: Library, cache: Path) -> dict[str, bytes]:
    OutputTree(site).update(Batch(search.products(shelf, [PLAN], cache)))
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


def document(title: str = "标题", text: str = "", **given: object) -> SearchDocument:
    made = SearchDocument(
        "x/", title, text, "所队快讯", "无城派出所", date(2026, 1, 2), (), (("kind", "所队快讯"),)
    )
    return replace(made, **given)  # type: ignore[arg-type]


# Text


VECTORS = json.loads((ROOT / "tests" / "data" / "search_terms.json").read_text("utf-8"))
"""Texts, the terms that find them, and the terms that the browser looks up (with a star, all that begin so) where the
text is a query."""


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["text"])
def test_terms(vector: dict[str, str]) -> None:
    cut = list(terms(fold(vector["text"])))
    assert cut == vector["terms"].split()
    for asked in vector["asked"].split():
        assert any(term.startswith(asked[:-1]) if asked.endswith("*") else term == asked for term in cut)


def test_the_browser_looks_up_what_the_index_has(browser: Browser) -> None:
    source = (HOOKS / "frontend" / "scripts" / "search" / "text.js").read_text("utf-8")
    asked = """async ([source, texts]) => {
      const text = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
      const terms = (phrase) => text.lookups(phrase).map((one) => one.term + (one.open ? "*" : ""));
      return texts.map((one) => [].concat(...text.parse(one).phrases.map(terms)).join(" "));
    }"""
    page = browser.new_page()
    found = page.evaluate(asked, [source, [vector["text"] for vector in VECTORS]])
    page.close()
    assert found == [vector["asked"] for vector in VECTORS]


def test_folding_leaves_each_character_in_its_place() -> None:
    assert fold("ＧＯＩＰ ①㎡　Ａ") == "goip 1m2 a"


# Index


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
    parts = search.documents(builders.stocked(90, days=900), [PLAN])
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
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_key_changes_with_whatever_is_indexed(change: dict[str, object]) -> None:
    assert index.key("2026", [document()]) != index.key("2026", [replace(document(), **change)])  # type: ignore[arg-type]
    assert index.key("2026", [document()]) != index.key("2025", [document()])


# Documents


def shelf(*more: object) -> Library:
    pieces = [
        builders.briefing("a", date(2025, 3, 1), place="幸福小区"),
        builders.briefing(
            "b", date(2026, 3, 1), unit="gaogou", responds_to=("2026-02-01-c",), correction="时间有误。"
        ),
        builders.case("c", date(2026, 2, 1), area="石涧镇"),
        builders.case("d", date(2024, 2, 1), kind=CaseKind.CASE),
        *more,
    ]
    return library.build(builders.VOCABULARY, pieces)  # type: ignore[arg-type]


def test_briefings_lie_by_year_and_all_else_in_one() -> None:
    parts = search.documents(shelf(), [PLAN])
    assert list(parts) == ["pages", "2025", "2026"]
    pages = [one.url for one in parts["pages"]]
    assert pages[-2:] == ["cases/2024-02-01-d/", "cases/2026-02-01-c/"]
    assert {"groups/elderly/", "scams/shuadan/", "plan/"} <= set(pages)
    for found in parts.values():
        days = [one.day or date.min for one in found]
        assert days == sorted(days)


def test_an_article_is_found_by_its_title_text_unit_place_and_signs_only() -> None:
    parts = search.documents(shelf())
    (briefing,) = parts["2026"]
    assert briefing.names == ("高沟派出所",)
    assert briefing.text.endswith("时间有误。")
    assert set(briefing.filters) == {
        ("kind", "所队快讯"),
        ("unit", "高沟派出所"),
        ("scam", "刷单返利"),
        ("group", "老年人"),
    }
    assert parts["2025"][0].names == ("无城派出所", "幸福小区")
    case = parts["pages"][-1]
    assert (case.kind, case.label, case.names) == ("风险提示", "刷单返利", ("刷单返利", "石涧镇"))
    assert "要您共享屏幕" in case.text
    assert "政工室" not in case.text + case.title + "".join(case.names), "an editor is no content"


# The site's files


def test_a_change_makes_one_index_anew(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    published(tmp_path / "a", shelf(), cache)
    before = {file.name: file.stat().st_mtime_ns for file in cache.iterdir()}
    published(tmp_path / "b", shelf(builders.briefing("new", date(2025, 5, 5))), cache)
    after = {file.name: file.stat().st_mtime_ns for file in cache.iterdir()}
    assert {name.split(".")[0] for name in after.keys() - before.keys()} == {"2025"}
    assert before.items() <= after.items()


def test_the_files_are_the_same_with_a_cache_and_without(tmp_path: Path) -> None:
    first = published(tmp_path / "a", shelf(), tmp_path / "cache")
    again = published(tmp_path / "b", shelf(), tmp_path / "cache")
    fresh = published(tmp_path / "c", shelf(), tmp_path / "other")
    assert first == again == fresh
    about = json.loads(first["search/manifest.json"])
    assert {name.split("/")[1] for name in first} == {
        "manifest.json",
        about["shards"],
        *(segment["folder"] for segment in about["segments"]),
    }


def test_public_names_follow_from_the_files_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = published(tmp_path / "a", shelf(), tmp_path / "cache")
    monkeypatch.setattr(index, "key", lambda name, found: f"other-code-{name}")
    assert published(tmp_path / "b", shelf(), tmp_path / "other") == first
    monkeypatch.setattr(index, "SHARD", 500)
    cut = published(tmp_path / "c", shelf(), tmp_path / "other")
    before, after = (json.loads(files["search/manifest.json"]) for files in (first, cut))
    assert before["segments"] == after["segments"]
    assert before["shards"] != after["shards"]


@pytest.mark.parametrize("damage", [b"", b"junk", b"\0" * 100, None], ids=["empty", "junk", "zeros", "torn"])
def test_a_damaged_index_is_made_anew(tmp_path: Path, damage: bytes | None) -> None:
    cache = tmp_path / "cache"
    first = published(tmp_path / "a", shelf(), cache)
    for file in cache.iterdir():
        file.write_bytes(file.read_bytes()[:-1] if damage is None else damage)
    assert published(tmp_path / "b", shelf(), cache) == first
    assert published(tmp_path / "c", shelf(), cache) == first


def test_indexes_of_the_past_do_not_pile_up(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for number in range(6):
        articles = shelf(builders.briefing("new", date(2026, 5, 5), title=f"第{number}次修改这篇简报"))
        published(tmp_path / f"{number}", articles, cache)
        for file in cache.iterdir():
            os.utime(file, ns=(number, number)) if file.stat().st_mtime_ns > 10 else None
    assert sorted(file.name.split(".")[0] for file in cache.iterdir()) == [
        "2025",
        "2026",
        "2026",
        "2026",
        "pages",
    ]


def test_nothing_at_all_is_published_whole(tmp_path: Path) -> None:
    made = published(tmp_path / "site", library.build(builders.VOCABULARY, []), tmp_path / "cache")
    assert [segment["name"] for segment in json.loads(made["search/manifest.json"])["segments"]] == ["pages"]


def test_the_order_of_hashing_does_not_show(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from support import builders; from column.search import documents as search; "
        "from column.system.output_tree import Batch, OutputTree; "
        "p = Path(sys.argv[1]); OutputTree(p / 's').update(Batch(search.products(builders.stocked(60), [], p / 'kept')))"
    )
    digests = []
    for seed in ("1", "2"):
        place = tmp_path / seed
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": f"{HOOKS}:{Path(__file__).parents[2]}",
        }
        subprocess.run([sys.executable, "-c", code, str(place)], check=True, env=environment)
        files = sorted((place / "s").rglob("*.*"))
        digests.append({str(f.relative_to(place)): hashlib.sha256(f.read_bytes()).digest() for f in files})
    assert digests[0] == digests[1]
    assert len(digests[0]) > 10


# The box


@pytest.mark.parametrize("on", [True, False, None])
def test_the_box_is_in_the_frame_only_where_there_is_an_index(on: bool | None) -> None:
    places = [HOOKS / "theme", Path(str(files("material"))) / "templates"]
    env = jinja2.Environment(loader=jinja2.FileSystemLoader(places), autoescape=False)
    env.filters["url"] = lambda address: f"../../{address}"
    extra = {} if on is None else {"search": on}
    html = env.get_template("partials/search-box.html").render(config={"extra": extra})
    assert ('data-search="../../search/"' in html) is bool(on)
    assert bool(html.strip()) is bool(on)


def test_the_browser_reads_the_digits_that_the_index_writes() -> None:
    index = (HOOKS / "frontend" / "scripts" / "search" / "index.js").read_text("utf-8")
    assert f'const DIGITS = "{DIGITS}";' in index
