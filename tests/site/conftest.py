"""Fixtures of the tests of the site: behind nginx, and in a browser under the strict policy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize

from support.browsing import POLICY, Open, Serve, address
from support.nginx import EXTRA, Served, serving
from support.project import run


@pytest.fixture(scope="module")
def published(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a server gets: the built site, compressed, and the extra files."""
    root = tmp_path_factory.mktemp("published")
    shutil.copytree(site, root / "site")
    for path, data in EXTRA.items():
        file = root / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            file.write_bytes(data)
    result = run("compress.py", root=root)
    assert result.returncode == 0, result.stderr
    return root / "site"


@pytest.fixture(scope="module")
def served(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from serving(tmp_path_factory.mktemp("nginx") / "at-root", published, "")


@pytest.fixture(scope="module")
def below(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The same site in a folder of a city's portal."""
    root = tmp_path_factory.mktemp("portal")
    (root / "gov").mkdir()
    (root / "gov" / "fanzha").symlink_to(published)
    yield from serving(tmp_path_factory.mktemp("nginx") / "below", root, "/gov/fanzha")


@pytest.fixture
def opened(site: Path, serve: Serve, browser: Browser) -> Iterator[Open]:
    """`opened(kind, width=360, …)` opens a page under the strict policy and fails at the end for whatever the browser
    complained of. More names go to the browser's context."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def start(kind: str, width: int = 360, prefix: str = "", **named: Any) -> Page:
        root = serve(site, prefix=prefix)
        size = ViewportSize(width=width, height=740)
        context = browser.new_context(viewport=size, reduced_motion="reduce", **named)
        contexts.append(context)

        def strict(route: Route) -> None:
            answer = route.fetch()
            route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": POLICY})

        context.route(lambda url: url.endswith(("/", ".html")), strict)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((root, "data:"))
                else complaints.append(f"asked: {request.url}")
            ),
        )
        page.goto(root + address(site, kind))
        return page

    yield start
    for context in contexts:
        context.close()
    assert complaints == []
