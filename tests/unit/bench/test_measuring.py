"""A run of `make bench` deletes nothing that would slow down what follows, and holds processor time to its bars."""

from __future__ import annotations

import sysconfig
from collections import defaultdict
from pathlib import Path

import pytest

from bench import tables
from bench.measure import Figure, machine, middle
from bench.place import Place

HUGE = 1 << 60
"""More bytes than any machine has memory."""


def test_what_is_forgotten_on_disk_is_only_moved_aside_until_the_end(tmp_path: Path) -> None:
    with Place(HUGE, tmp_path) as place:
        site = place.folder / "site"
        site.mkdir()
        (site / "index.html").write_text("<p>")
        place.forget(site, place.folder / "not-there")
        assert not site.exists()
        assert [file.read_text() for file in place.folder.rglob("index.html")] == ["<p>"]
        assert "移开" in str(place)
    assert list(tmp_path.iterdir()) == []


def test_ratios_are_of_processor_time() -> None:
    took = defaultdict(
        lambda: Figure(cpu=2, wall=9, peak=300, files=33), hugo=Figure(cpu=4, wall=3, peak=600)
    )
    table = tables.whole(tables.rows(1_000, took, saved=0.15, files=1_500, pictures=1_100))
    assert "| 改一篇简报 | 2.00 | 0.500 | 9.00 | 300 |  | ≤ 0.15 |" in table
    assert "| 从头构建的峰值内存 |  | 0.500 |  | 300 |  | ≤ 0.4 |" in table
    assert "| 加一篇今天的简报写的文件 |  |  |  |  | 33 | ≤ 40 |" in table


def test_growth_is_told_for_each_article_against_the_size_before() -> None:
    took = {
        10_000: {what: Figure(cpu=10, wall=6, peak=300) for what in ("cold", "changed")},
        100_000: {what: Figure(cpu=150, wall=90, peak=590) for what in ("cold", "changed")},
    }
    table = tables.growth(took)
    assert "| 150.00 | 1.50 | 1.50 | 90.00 | 590 | 10,000 篇的 15.0 倍，≤ 11；≤ 600 MB |" in table


def test_a_figure_is_the_median_of_the_rounds() -> None:
    rounds = [Figure(1, 9, 30, 5), Figure(2, 7, 10, 5), Figure(9, 8, 20, 5)]
    assert middle(rounds) == Figure(2, 8, 20, 5)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"CONFIG_ARGS": "'--enable-optimizations'", "PGO_PROF_USE_FLAG": "-fprofile-use"}, "是"),
        ({"PY_CFLAGS_NODIST": "-fprofile-use -O3", "PGO_PROF_USE_FLAG": "-fprofile-use"}, "是"),
        ({"CONFIG_ARGS": "'--enable-shared'", "PGO_PROF_USE_FLAG": ""}, "是"),  # Debian's
        ({"CONFIG_ARGS": "'--enable-shared'", "PGO_PROF_USE_FLAG": "-fprofile-use"}, "否"),
    ],
)
def test_the_head_says_how_python_was_built(
    monkeypatch: pytest.MonkeyPatch, said: dict[str, str], expected: str
) -> None:
    values = {"PGO_PROF_GEN_FLAG": "-fprofile-generate"} | said
    monkeypatch.setattr(sysconfig, "get_config_var", values.get)
    assert f"PGO：{expected}" in machine()
