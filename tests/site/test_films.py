"""The film of a case on the site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, expect

from support.browsing import Eye
from support.films import TRACES, film, frames, recording
from support.project import BRIEFING, CASE, put, run
from support.reading import CASE_HERE, CASE_PAGE, HERE


def test_the_site_holds_the_bare_film_and_follows_an_exchange(tree: Path) -> None:
    put(tree, CASE_PAGE, CASE.replace("---\n接到", "视频: 微信视频.mov\n---\n接到"))
    file = put(tree, f"{CASE_HERE}/微信视频.mov", film(".mov"))

    def built() -> tuple[str, bytes]:
        result = run("build.py", "--no-search", root=tree)
        assert result.returncode == 0, result.stderr
        (place,) = (tree / "site" / CASE_HERE).glob("*.mp4")
        page = (tree / "site" / CASE_HERE / "index.html").read_text("utf-8")
        assert f'src="{place.name}"' in page
        assert not list((tree / "site").rglob("*.mov"))
        return place.name, place.read_bytes()

    first = built()
    assert [trace for trace in TRACES if trace in first[1]] == []
    other = film(".mov", colour=90)
    file.write_bytes(other)
    second = built()
    assert first[0] != second[0]
    assert frames(second[1]) == frames(other)


def test_a_recording_is_played_on_its_page_and_by_the_button_for_reading(
    tree: Path, serve: Callable[..., str], browser: Browser
) -> None:
    put(tree, f"{HERE}/index.md", BRIEFING.replace("摘要:", "录音: 提醒.mp3\n摘要:"))
    put(tree, f"{HERE}/提醒.mp3", recording())
    result = run("build.py", "--no-search", root=tree)
    assert result.returncode == 0, result.stderr
    (file,) = (tree / "site" / HERE).glob("*.mp3")
    assert [trace for trace in TRACES if trace in file.read_bytes()] == []
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.add_init_script(
        "window.done = []; HTMLMediaElement.prototype.play = function () {"
        " done.push('play'); this.dispatchEvent(new Event('play')); };"
        "HTMLMediaElement.prototype.pause = function () { this.dispatchEvent(new Event('pause')); };"
        "speechSynthesis.speak = () => done.push('speak');"
    )
    page.goto(f"{serve(tree / 'site')}/{HERE}/")
    player = page.locator("audio")
    assert player.get_attribute("src") == file.name
    assert player.get_attribute("preload") == "none"
    expect(player).to_be_visible()
    assert Eye(page).faults() == []
    page.locator(".c-article__tools [data-read=play]").click()
    assert page.evaluate("done") == ["play"]
    page.locator(".c-tools [data-read=stop]").click()
    expect(page.locator(".c-article__tools [data-read=play]")).to_have_text("朗读")
    page.close()
