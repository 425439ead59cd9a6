"""Hostile contributions, built for real and opened in Chromium: nothing runs, nothing loads, nothing breaks out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, Request

from bridge import build
from column.content import library
from column.project.load import Inputs, Project
from column.settings import load as settings_file
from column.system.output_tree import OutputTree
from support.payloads import PAYLOADS
from support.project import CASE, put, run


def test_payloads_do_nothing_in_a_browser(tree: Path, serve: Callable[..., str], browser: Browser) -> None:
    title = '"><script>window.hit=1</script>{{7*7}}'
    case = CASE.replace("有人冒充客服要求共享屏幕", f"'{title}'")
    case = case.replace("对方自称客服", "</title><img src=x onerror=window.hit=1>")
    put(tree, "cases/2026-03-01-hostile/index.md", case + "\n" + "\n\n".join(PAYLOADS) + "\n")
    (tree / "site").mkdir()
    build.write(_unchecked(tree), build.run_mkdocs(tree, False).shell, OutputTree(tree / "site"))
    base = serve(tree / "site")
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: _note(request, base, asked))
    page.on("dialog", lambda dialog: asked.append(f"dialog {dialog.message}"))
    for url in ("/cases/2026-03-01-hostile/", "/cases/", "/", "/scams/customer-service/"):
        page.goto(base + url)
        page.mouse.move(100, 300)
        assert page.evaluate("window.hit") is None, url
        assert page.locator("footer").count() == 1, url
        assert page.locator("main article").count() == 1, url
    page.goto(base + "/cases/2026-03-01-hostile/")
    assert title in page.title()
    assert page.locator("h1").inner_text() == title
    assert asked == []
    page.close()


def _unchecked(tree: Path) -> Project:
    """The project with what the checks keep out of it: the pages must be safe by themselves."""
    project = build.read(tree)
    assert [article.path for article in project.withheld] == ["cases/2026-03-01-hostile/index.md"]
    inputs = Inputs(tree, *settings_file.read(tree))
    parsed = inputs.cache.read(inputs.found, inputs.judge)
    articles = [result.article for result in parsed if result.article]
    return replace(project, library=library.build(inputs.vocabulary, articles), withheld=())


def _note(request: Request, base: str, asked: list[str]) -> None:
    if not request.url.startswith((base, "data:")):
        asked.append(request.url)


def test_live_links_and_foreign_pictures_stop_the_build(tree: Path) -> None:
    put(
        tree,
        "cases/2026-03-01-a/index.md",
        CASE + "\n<img src=https://attacker.invalid/x.png>\n\nhttps://attacker.invalid/\n",
    )
    result = run("build.py", root=tree)
    assert result.returncode == 1
    assert "[photo]" in result.stderr
    assert "[link-live]" in result.stderr
    assert "Traceback" not in result.stderr
