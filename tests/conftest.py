"""What the tests share: small trees of believable articles, the site built from the real content, a server, a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("mkdocs.yml", "docs", "briefings", "cases", "hooks")

BRIEFING = """---
标题: 无城派出所走进幸福社区讲防骗
日期: 2026-03-05
场所: 进社区
人群: [老年人]
摘要: 民警和居民一起认骗局。
---
民警在社区活动室讲了常见骗局怎么认。
"""

CASE = """---
title: 有人冒充客服要求共享屏幕
date: 2026-03-01
kind: warning
scam: customer-service
groups: [elderly]
summary: 对方自称客服，要求打开屏幕共享。
signs: [自称客服要退费, 要求打开屏幕共享]
tips: [挂断电话, 不共享屏幕]
---
接到这样的电话，先挂断，再打官方客服核实。
"""


# Whether a test passes does not hang on how busy the machine is.
hypothesis.settings.register_profile(
    "column", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("column")

SYSTEM_FIXTURES = {"browser", "clone", "history"}
"""The fixtures that start a program of the system."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever uses such a fixture is no unit test (`make test-unit`)."""
    for item in items:
        if SYSTEM_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.programs)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A project with the real vocabulary, settings and theme, and no articles."""
    return copy_tree(tmp_path / "tree", with_articles=False)


def copy_tree(target: Path, with_articles: bool) -> Path:
    for name in PARTS:
        source = ROOT / name
        if source.is_file():
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target / name)
        else:
            skip = (
                () if with_articles or name not in ("briefings", "cases") else ("[0-9]*", "*-*", "index.md")
            )
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__", *skip))
    return target


def put(root: Path, path: str, text: str | bytes) -> Path:
    """Write a file below `root`, with its folders."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def copy_pictures(root: Path) -> None:
    """Finished pictures for a copy of the project, so that it need not make them again."""
    if (ROOT / ".cache" / "pictures").is_dir():
        shutil.copytree(ROOT / ".cache" / "pictures", root / ".cache" / "pictures")


def run(
    script: str, *arguments: str, root: Path, timeout: float | None = None
) -> subprocess.CompletedProcess[str]:
    """Run one of the project's scripts as a user would, on the tree below `root`; for `timeout` seconds at most."""
    command = [sys.executable, str(ROOT / "scripts" / script), "--root", str(root), *arguments]
    environment = os.environ | {"PYTHONPATH": str(root / "hooks"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", env=environment, timeout=timeout
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site built from the project's own content."""
    root = copy_tree(tmp_path_factory.mktemp("whole") / "tree", with_articles=True)
    copy_pictures(root)
    result = run("build.py", root=root)
    assert result.returncode == 0, result.stderr
    return root / "site"


class _Quiet(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: object, prefix: str, **named: object) -> None:
        self._prefix = prefix
        super().__init__(*arguments, **named)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(self._prefix))

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """`serve(folder, prefix="/a/b")` serves a folder on loopback and gives its address, without a slash at the end."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path, prefix: str = "") -> str:
        handler = partial(_Quiet, directory=str(folder), prefix=prefix)
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}{prefix}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = next(path for path in map(shutil.which, ("chromium", "chromium-browser")) if path)
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        yield instance
        instance.close()
