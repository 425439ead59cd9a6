from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.wechat.bench import Bench
from support.wechat.server import WeChat


@pytest.fixture
def wechat(monkeypatch: pytest.MonkeyPatch) -> Iterator[WeChat]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with WeChat() as server:
        yield server


@pytest.fixture
def bench(wechat: WeChat, tmp_path: Path) -> Bench:
    return Bench(wechat, tmp_path)
