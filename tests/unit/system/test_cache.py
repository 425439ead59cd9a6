"""A cache gives back what was saved, and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from column.system.cache import Cache

VALUES: tuple[Any, ...] = (b"payload", {"a": (1, "二", None)}, [1.5, True], "", 0, frozenset({1}))


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_what_was_saved_is_loaded(tmp_path: Path, value: object) -> None:
    Cache(tmp_path / "a" / "b", "1").save("x", value)
    assert Cache(tmp_path / "a" / "b", "1").load("x", "absent") == value


def test_a_value_that_nobody_saved_is_absent(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "none")
    assert cache.load("x", 5) == 5
    assert cache.names() == set()
    cache.remove("x")


@pytest.mark.parametrize("damage", ["empty", "short", "cut", "longer", "flipped", "zeros"])
def test_a_torn_file_is_absent(tmp_path: Path, damage: str) -> None:
    cache = Cache(tmp_path)
    cache.save("x", {"key": "value"})
    whole = (tmp_path / "x").read_bytes()
    flipped = whole[:-1] + bytes([whole[-1] ^ 1])
    data = {
        "empty": b"",
        "short": b"short",
        "cut": whole[:-1],
        "longer": whole + b"!",
        "flipped": flipped,
        "zeros": bytes(len(whole)),
    }
    (tmp_path / "x").write_bytes(data[damage])
    assert cache.load("x", "absent") == "absent"


def test_another_version_or_name_is_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path, "1")
    cache.save("x", 1)
    assert Cache(tmp_path, "2").load("x", "absent") == "absent"
    (tmp_path / "y").write_bytes((tmp_path / "x").read_bytes())
    assert cache.load("y", "absent") == "absent"
    monkeypatch.setattr(sys, "version", "another Python, whose marshal may write otherwise")
    assert Cache(tmp_path, "1").load("x", "absent") == "absent"


def test_names_and_removal(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.save("x", 1)
    cache.save("y", 2)
    (tmp_path / ".z.77").write_bytes(b"left by a process that was killed")
    assert cache.names() == {"x", "y"}
    cache.remove("x")
    assert cache.names() == {"y"}
