"""Fixtures of the tests that need the fake platform."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.wechat.fake_platform import FakePlatform
from support.wechat.harness import Harness


@pytest.fixture
def wechat(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakePlatform]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with FakePlatform() as server:
        yield server


@pytest.fixture
def harness(wechat: FakePlatform, tmp_path: Path) -> Harness:
    return Harness(wechat, tmp_path)
