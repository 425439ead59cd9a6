"""Fixtures of the tests that need the fake platform."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support.wechat.fake_platform import FakePlatform
from support.wechat.harness import Harness


@pytest.fixture
def wechat(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakePlatform]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with FakePlatform() as server:
        yield server


@pytest.fixture
def harness(wechat: FakePlatform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Harness:
    """The ledger does not wait for the disk: that it outlives its process is tested with the script."""
    connect = sqlite3.connect

    def connect_without_waiting(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **named)
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    monkeypatch.setattr(sqlite3, "connect", connect_without_waiting)
    return Harness(wechat, tmp_path)
