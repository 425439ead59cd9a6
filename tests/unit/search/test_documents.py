"""What can be found, and the search files of the site."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from column.content import library
from column.content.library import Library
from column.model.intents import Intent, Intents
from column.model.kinds import CaseKind
from column.search import documents, index
from column.system.output_tree import Batch, OutputTree
from support import builders

INTENTS = Intents(intents=(Intent((("被骗",),), "plan/", 1), Intent((("警察", "来电"),), "now/", 2)))
PLAN = ("plan/", "工作方案", "一、指导思想\n深入学习贯彻上级部署，做好反诈宣传。")


def published(site: Path, held: Library, cache: Path, page: tuple[str, str, str] = PLAN) -> dict[str, bytes]:
    OutputTree(site).update(Batch(documents.products(held, [page], INTENTS, cache)))
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


def small_library(*more: object) -> Library:
    articles = [
        builders.briefing("a", date(2025, 3, 1), place="幸福小区"),
        builders.briefing(
            "b", date(2026, 3, 1), unit="gaogou", responds_to=("2026-02-01-c",), correction="时间有误。"
        ),
        builders.case("c", date(2026, 2, 1), area="石涧镇"),
        builders.case("d", date(2024, 2, 1), kind=CaseKind.CASE),
        *more,
    ]
    return library.build(builders.VOCABULARY, articles)  # type: ignore[arg-type]


def test_briefings_lie_by_year_and_all_else_in_one() -> None:
    parts = documents.documents(small_library(), [PLAN])
    assert list(parts) == ["pages", "2025", "2026"]
    pages = [one.url for one in parts["pages"]]
    assert pages[-2:] == ["cases/2024-02-01-d/", "cases/2026-02-01-c/"]
    assert {"groups/elderly/", "scams/shuadan/", "plan/"} <= set(pages)
    for found in parts.values():
        days = [one.day or date.min for one in found]
        assert days == sorted(days)


def test_an_article_is_found_by_its_title_text_unit_place_and_signs_only() -> None:
    parts = documents.documents(small_library())
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


def test_a_change_makes_one_index_anew(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    published(tmp_path / "a", small_library(), cache)
    before = {file.name: file.stat().st_mtime_ns for file in cache.iterdir()}
    published(tmp_path / "b", small_library(builders.briefing("new", date(2025, 5, 5))), cache)
    after = {file.name: file.stat().st_mtime_ns for file in cache.iterdir()}
    assert {name.split(".")[0] for name in after.keys() - before.keys()} == {"2025"}
    assert before.items() <= after.items()


def test_the_files_are_the_same_with_a_cache_and_without(tmp_path: Path) -> None:
    first = published(tmp_path / "a", small_library(), tmp_path / "cache")
    again = published(tmp_path / "b", small_library(), tmp_path / "cache")
    fresh = published(tmp_path / "c", small_library(), tmp_path / "other")
    assert first == again == fresh
    about = json.loads(first["search/manifest.json"])
    assert {name.split("/")[1] for name in first} == {
        "manifest.json",
        about["shards"],
        about["words"],
        *(segment["folder"] for segment in about["segments"]),
    }


def test_public_names_follow_from_the_files_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = published(tmp_path / "a", small_library(), tmp_path / "cache")
    monkeypatch.setattr(index, "key", lambda name, found: f"other-code-{name}")
    assert published(tmp_path / "b", small_library(), tmp_path / "other") == first
    monkeypatch.setattr(index, "SHARD", 500)
    cut = published(tmp_path / "c", small_library(), tmp_path / "other")
    before, after = (json.loads(files["search/manifest.json"]) for files in (first, cut))
    assert before["segments"] == after["segments"]
    assert before["shards"] != after["shards"]


@pytest.mark.parametrize("damage", [b"", b"junk", b"\0" * 100, None], ids=["empty", "junk", "zeros", "torn"])
def test_a_damaged_index_is_made_anew(tmp_path: Path, damage: bytes | None) -> None:
    cache = tmp_path / "cache"
    first = published(tmp_path / "a", small_library(), cache)
    for file in cache.iterdir():
        file.write_bytes(file.read_bytes()[:-1] if damage is None else damage)
    assert published(tmp_path / "b", small_library(), cache) == first
    assert published(tmp_path / "c", small_library(), cache) == first


def test_indexes_of_the_past_do_not_pile_up(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for number in range(6):
        articles = small_library(
            builders.briefing("new", date(2026, 5, 5), title=f"第{number}次修改这篇简报")
        )
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


def test_what_is_meant_is_published_for_the_pages_there_are(tmp_path: Path) -> None:
    made = published(tmp_path / "site", small_library(), tmp_path / "cache")
    name = json.loads(made["search/manifest.json"])["words"]
    words = json.loads(made[f"search/{name}/0.json"])
    assert words["pages"] == [["plan/", "工作方案", "一、指导思想"]]
    assert words["intents"] == [[0, 1, ["被骗"]]]
    folded = dict(zip(*words["folding"], strict=True))
    assert folded["導"] == "导", "a character of a text"
    assert folded["騙"] == "骗", "a character of a saying"
    assert len(folded) < 500


def test_a_page_is_told_by_the_first_line_that_is_not_its_title(tmp_path: Path) -> None:
    plan = ("plan/", "工作方案", "工作方案\n做好反诈宣传。")
    made = published(tmp_path / "site", small_library(), tmp_path / "cache", plan)
    words = json.loads(made[f"search/{json.loads(made['search/manifest.json'])['words']}/0.json"])
    assert words["pages"][0][2] == "做好反诈宣传。"


def test_a_unit_is_found_by_its_name() -> None:
    (unit,) = [one for one in documents.documents(small_library())["pages"] if one.url == "units/gaogou/"]
    assert (unit.title, unit.kind) == ("高沟派出所", "网站页面")
