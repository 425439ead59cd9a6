"""What the tests share: small trees of believable articles, the site built from the real content, a server, a browser."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pillow_heif
import pytest

from support.project import copy_pictures, copy_tree, run

if TYPE_CHECKING:
    from playwright.sync_api import Browser

os.environ["KITS"] = "0"  # a kit takes a second of processor time: the tests of kits make their own

# Whether a test passes does not hang on how busy the machine is.
hypothesis.settings.register_profile(
    "column", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("column")

pillow_heif.register_heif_opener()  # for the photos of iPhones that tests make

SYSTEM_FIXTURES = {"browser", "clone", "history"}
"""The fixtures that start a program of the system."""


SLOWEST_FIRST = ("site", "scripts", "repository", "unit")
"""Folders in the order in which they run: long files at the end would keep one processor waiting for the other."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever uses such a fixture is no unit test (`make test-unit`)."""
    here = Path(__file__).parent
    items.sort(key=lambda item: SLOWEST_FIRST.index(item.path.relative_to(here).parts[0]))
    for item in items:
        if SYSTEM_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.programs)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A project with the real vocabulary, settings and theme, and no articles."""
    return copy_tree(tmp_path / "tree", with_articles=False)


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
    from playwright.sync_api import sync_playwright  # only now: unit tests need no browser

    chromium = next(path for path in map(shutil.which, ("chromium", "chromium-browser")) if path)
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        yield instance
        instance.close()
